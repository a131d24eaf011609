#include "verify/witness.h"

#include <ctype.h>
#include <inttypes.h>
#include <string.h>

static bool read_digest(const char *typed, char out[DIGEST_HEX_SIZE])
{
    size_t length = strlen(typed);
    bool good = length == DIGEST_HEX_SIZE - 1 &&
                strspn(typed, "0123456789abcdefABCDEF") == length;
    for (size_t i = 0; good && i < length; i++) {
        out[i] = (char)tolower((unsigned char)typed[i]);
    }
    out[good ? length : 0] = '\0';
    return good;
}

bool witness_read(struct witness *witness, int32_t day, const char *typed)
{
    *witness = (struct witness){.given = true, .day = day};
    if (read_digest(typed, witness->sha256)) {
        return true;
    }
    bool read = tag_read_code(typed, witness->code);
    if (!read) {
        witness->code[0] = '\0';
    }
    return read;
}

static void fits(struct witness *witness, bool then, int64_t row, int32_t day)
{
    witness->found = witness->found || then;
    if (!then) {
        witness->row = row;
        witness->row_day = day;
    }
}

/* What the screen shows on a day is the last row's: in the morning one of the
   evening before, after closing time one that counts for the day after. */
static bool around(const struct witness *witness, int32_t day)
{
    return (int64_t)day - witness->day >= -1 &&
           (int64_t)day - witness->day <= 1;
}

void witness_row(struct witness *witness, const struct row *row)
{
    char code[TAG_CODE_SIZE];
    witness->rows = true;
    if (witness->sha256[0] != '\0') {
        /* The last seal may be some days old. */
        if (row->kind == ROW_SEAL && strcmp(row->note, witness->sha256) == 0) {
            fits(witness, row->value <= witness->day, row->seq, row->day);
        }
    } else if (row->tagged) {
        tag_code(row->tag, code);
        if (memcmp(code, witness->code, sizeof code) == 0) {
            fits(witness, around(witness, row->day), row->seq, row->day);
        }
    }
}

void witness_seal(struct witness *witness, int32_t day, const char *sha256,
                  const unsigned char last_tag[TAG_SIZE])
{
    char code[TAG_CODE_SIZE];
    tag_code(last_tag, code);
    if (strcmp(witness->sha256, sha256) == 0) {
        witness->found = witness->found || day <= witness->day;
    } else if (witness->sha256[0] == '\0' && strcmp(code, witness->code) == 0) {
        witness->found = witness->found || around(witness, day);
    }
}

bool witness_end(const struct witness *witness, struct findings *findings)
{
    struct spot day = spot_day(witness->day);
    if (!witness->given || witness->found) {
        return witness->found;
    }
    findings_file(findings, "witness");
    if (witness->row != 0) {
        char date[FINDINGS_DATE_SIZE];
        findings_date(witness->row_day, date);
        findings_add(findings, day,
                     "what the witness saw is row %" PRId64
                     ", which is of another day: %s",
                     witness->row, date);
    } else if (witness->rows || witness->sha256[0] != '\0') {
        findings_add(findings, day,
                     "the record that the witness saw is not this one: rolled "
                     "back or replaced");
    } else {
        findings_add(findings, day,
                     "no seal of this day ends with what the witness saw: a "
                     "code from within the day needs the database");
    }
    return false;
}
