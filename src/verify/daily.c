#include "verify/daily.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/speak.h"
#include "base/who.h"
#include "format/columns.h"
#include "verify/kind.h"

/* A larger one was not written by this program; and memory is what the
   checker's machine has. */
enum { CSV_MOST = 256 << 20, SIGNATURE_MOST = 4096, METADATA_MOST = 1 << 16 };

struct looking {
    struct daily *daily;
    struct inquiry *inquiry;
    struct file_name name;
    bool named; /* the name is one of a daily file */
    struct sealed sealed;
    struct text csv, seal, signature, metadata;
    char separator; /* of the CSV; NUL: it is none */
    int schema;     /* of its columns (columns.h); 0: not known */
};

const char *daily_ending(enum part part)
{
    static const char *const endings[PART_COUNT] = {[PART_CSV] = ".csv",
                                                    [PART_SEAL] = SEAL_ENDING,
                                                    [PART_SIGNATURE] =
                                                        SEAL_SIGNATURE_ENDING};
    return endings[part];
}

static enum part first_part(const struct daily *daily)
{
    enum part part = PART_CSV;
    while (part < PART_SIGNATURE && daily->paths[part] == NULL) {
        part++;
    }
    return part;
}

const char *daily_path(const struct daily *daily)
{
    return daily->paths[first_part(daily)];
}

const char *daily_stem(const struct daily *daily, int *length)
{
    enum part part = first_part(daily);
    const char *name = basename(daily->paths[part]);
    *length = (int)(strlen(name) - strlen(daily_ending(part)));
    return name;
}

void daily_free(struct daily *daily)
{
    for (int i = 0; i < PART_COUNT; i++) {
        free(daily->paths[i]);
    }
    free(daily);
}

/* What is said from here on is of this file of the day. */
static void begin_part(struct looking *looking, enum part part)
{
    findings_file(&looking->inquiry->findings, looking->daily->paths[part]);
}

static bool read_part(struct looking *looking, enum part part, size_t most,
                      struct text *out)
{
    begin_part(looking, part);
    bool read = files_read(looking->daily->paths[part], most, out);
    if (!read && errno == EFBIG) {
        SAY(looking->inquiry, spot_file(), "it is larger than any such file");
    } else if (!read) {
        TELL(looking->inquiry, FINDING_UNREAD, spot_file(), "%s",
             strerror(errno));
    }
    return read;
}

/* The name that the day's CSV has. */
static bool csv_name(const struct daily *daily, char out[FILES_PATH_SIZE])
{
    int length;
    const char *stem = daily_stem(daily, &length);
    return text_format(out, FILES_PATH_SIZE, "%.*s.csv", length, stem);
}

static void read_name(struct looking *looking)
{
    struct daily *daily = looking->daily;
    char file[FILES_PATH_SIZE];
    looking->named =
        csv_name(daily, file) && file_name_read(file, &looking->name);
    if (looking->named) {
        daily->day = looking->name.day;
        daily->provisional = looking->name.provisional;
        who_write(looking->name.unit, looking->name.device, daily->who);
    }
}

static void keep_seal(struct daily *daily, const struct sealed *sealed)
{
    const struct seal *seal = &sealed->seal;
    daily->sealed = true;
    daily->day = seal->day;
    daily->number = seal->number;
    daily->epoch = seal->epoch;
    daily->before_day = seal->before_day;
    memcpy(daily->sha256, sealed->sha256, sizeof daily->sha256);
    memcpy(daily->chain, seal->chain, sizeof daily->chain);
    memcpy(daily->before_sha256, seal->before_sha256,
           sizeof daily->before_sha256);
    memcpy(daily->who, seal->who, sizeof daily->who);
}

/* What the name says, the seal must say. */
static void check_name(struct looking *looking)
{
    const struct seal *seal = &looking->sealed.seal;
    const struct daily *daily = looking->daily;
    char file[FILES_PATH_SIZE];
    char date[FINDINGS_DATE_SIZE];
    findings_date(seal->day, date);
    if (!csv_name(daily, file) || strcmp(file, seal->file) != 0) {
        SAY(looking->inquiry, spot_file(), "it is the seal of another file, %s",
            seal->file);
    }
    struct file_name name;
    bool named = file_name_read(seal->file, &name) && !name.provisional &&
                 name.day == seal->day;
    char who[WHO_SIZE] = "";
    if (named) {
        who_write(name.unit, name.device, who);
    }
    if (!named || strcmp(who, seal->who) != 0) {
        SAY(looking->inquiry, spot_file(),
            "the file that it names is not one of %s on %s", seal->who, date);
    }
}

static void look_at_seal(struct looking *looking)
{
    struct sealed *sealed = &looking->sealed;
    struct text *text = &looking->seal;
    if (!read_part(looking, PART_SEAL, SEAL_MOST, text)) {
        return;
    }
    if (!sealed_read(sealed, text->data, text->length)) {
        SAY(looking->inquiry, spot_line(sealed->line),
            "it is not as a line of a seal must be here");
        return;
    }
    looking->inquiry->account.seals++;
    check_name(looking);
    keep_seal(looking->daily, sealed);
    inquiry_terminal(looking->inquiry, sealed->seal.who);
    witness_seal(&looking->inquiry->witness, sealed->seal.day, sealed->sha256,
                 sealed->seal.last_tag);
}

static void look_at_signature(struct looking *looking)
{
    struct text *text = &looking->signature;
    if (!read_part(looking, PART_SIGNATURE, SIGNATURE_MOST, text) ||
        !looking->sealed.read) {
        return;
    }
    if (strlen(text->data) != text->length) {
        SAY(looking->inquiry, spot_file(),
            "it holds a zero byte: it is no signature");
        return;
    }
    sealed_check(&looking->sealed, looking->inquiry, text->data, false);
    looking->daily->good = looking->sealed.good;
    memcpy(looking->daily->signer, looking->sealed.signer,
           sizeof looking->daily->signer);
}

/* By the name, else by what its seal says. */
static struct file_name name_of(const struct looking *looking)
{
    struct file_name name = looking->name;
    struct file_name sealed;
    if (looking->sealed.read &&
        file_name_read(looking->sealed.seal.file, &sealed)) {
        name = sealed;
    }
    return name;
}

/* Of a daily file, what follows its first word; else NUL. */
static char separator_of(const struct text *csv)
{
    static const char begin[] = "\xEF\xBB\xBFschema_version";
    size_t length = sizeof begin - 1;
    bool is = csv->length > length && memcmp(csv->data, begin, length) == 0;
    return is ? csv->data[length] : '\0';
}

static void check_csv(struct looking *looking)
{
    const struct seal *seal =
        looking->sealed.read ? &looking->sealed.seal : NULL;
    struct text *text = &looking->csv;
    char sha256[DIGEST_HEX_SIZE];
    digest_of(text->data, text->length, sha256);
    bool differs = seal != NULL && strcmp(sha256, seal->file_sha256) != 0;
    if (differs) {
        SAY(looking->inquiry, spot_file(),
            "it is not the file that was sealed: another SHA-256");
    }
    if (seal != NULL && (int64_t)text->length != seal->file_bytes) {
        SAY(looking->inquiry, spot_file(),
            "it has %zu bytes, %" PRId64 " were sealed", text->length,
            seal->file_bytes);
    }
    const struct table_params params = {.inquiry = looking->inquiry,
                                        .name = name_of(looking),
                                        .seal = seal,
                                        .differs = differs};
    table_verify(&params, text);
}

/* The version of the columns that the header line has; 0: none of ours. */
static int schema_of(const struct looking *looking)
{
    enum { BOM = 3 };
    const struct text *csv = &looking->csv;
    struct text header = {0};
    int schema = COLUMNS_SCHEMA + 1;
    bool same = false;
    while (!same && --schema > 0) {
        text_clear(&header);
        columns_header(&header, schema, looking->separator);
        same = csv->length >= BOM + header.length &&
               memcmp(csv->data + BOM, header.data, header.length) == 0;
    }
    text_free(&header);
    return schema;
}

/* Without the line that tells the office's name, if it has one: that is
   compared where a seal tells it, too. */
static void drop_offices(struct text *text)
{
    static const char begin[] = "\n  \"dc:publisher\": [";
    char *at = strstr(text->data, begin);
    char *end = at == NULL ? NULL : strchr(at + 1, '\n');
    if (end != NULL) {
        memmove(at, end, text->length - (size_t)(end - text->data) + 1);
        text->length -= (size_t)(end - at);
    }
}

/* The description beside it is as the program makes it, or not there: by it
   others read the columns. That of a later version is not known here. */
static void check_metadata(struct looking *looking)
{
    const char *csv = looking->daily->paths[PART_CSV];
    struct text *text = &looking->metadata;
    struct text own = {0};
    char path[FILES_PATH_SIZE];
    if (looking->schema == 0 ||
        !text_format(path, sizeof path, "%s" KIND_METADATA_ENDING, csv) ||
        !files_exists(path)) {
        return;
    }
    findings_file(&looking->inquiry->findings, path);
    const struct columns_csvw csvw = {
        .file_name = basename(csv),
        .schema = looking->schema,
        .separator = looking->separator,
        .offices = looking->sealed.read ? looking->sealed.seal.offices : ""};
    columns_csvw(&own, &csvw);
    if (!files_read(path, METADATA_MOST, text)) {
        TELL(looking->inquiry, FINDING_UNREAD, spot_file(), "%s",
             strerror(errno));
        text_free(&own);
        return;
    }
    if (!looking->sealed.read) {
        drop_offices(text);
    }
    if (own.failed) {
        looking->inquiry->failed = true;
    } else if (text->length != own.length ||
               memcmp(text->data, own.data, own.length) != 0) {
        SAY(looking->inquiry, spot_file(),
            "it does not describe its CSV as the program does: it was "
            "changed");
    }
    text_free(&own);
}

static void look_at_csv(struct looking *looking)
{
    struct account *account = &looking->inquiry->account;
    account->files++;
    if (!read_part(looking, PART_CSV, CSV_MOST, &looking->csv)) {
        return;
    }
    if (looking->named && !looking->name.provisional) {
        inquiry_terminal(looking->inquiry, looking->daily->who);
    }
    looking->separator = separator_of(&looking->csv);
    looking->schema = schema_of(looking); /* the rows are read in place */
    if (looking->named || looking->sealed.read) {
        check_csv(looking);
    }
    if (looking->separator != '\0') {
        check_metadata(looking);
    }
}

/* It may lie elsewhere: nobody has changed anything by that. */
static void check_missing(struct looking *looking)
{
    static const struct {
        enum part there, missing;
        const char *words;
    } cases[] = {
        {PART_SEAL, PART_CSV, N_("the CSV that it seals is not there")},
        {PART_SEAL, PART_SIGNATURE, N_("its signature is not there")},
        {PART_SIGNATURE, PART_SEAL, N_("the seal that it signs is not there")},
    };
    char *const *paths = looking->daily->paths;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        if (paths[cases[i].there] != NULL && paths[cases[i].missing] == NULL) {
            begin_part(looking, cases[i].there);
            TELL(looking->inquiry, FINDING_UNPROVEN, spot_file(), "%s",
                 speak(cases[i].words));
        }
    }
}

void daily_verify(struct daily *daily, struct inquiry *inquiry,
                  bool may_be_unfinished)
{
    struct looking *looking = calloc(1, sizeof *looking);
    if (looking == NULL) {
        inquiry->failed = true;
        return;
    }
    looking->daily = daily;
    looking->inquiry = inquiry;
    read_name(looking);
    if (!looking->named) {
        begin_part(looking, first_part(daily));
        SAY(inquiry, spot_file(), "its name is not that of a daily file");
    }
    if (daily->paths[PART_SEAL] != NULL) {
        look_at_seal(looking);
    }
    if (daily->paths[PART_SIGNATURE] != NULL) {
        look_at_signature(looking);
    }
    if (daily->paths[PART_CSV] != NULL) {
        look_at_csv(looking);
    }
    if (!may_be_unfinished) {
        check_missing(looking);
    }
    inquiry->account.days += !daily->provisional;
    text_free(&looking->csv);
    text_free(&looking->seal);
    text_free(&looking->signature);
    text_free(&looking->metadata);
    free(looking);
}
