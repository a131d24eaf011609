/*
 * The seal of a day: what the terminal says, and signs, of a day that is over
 * (docs/verify.md, "The seal"). There is one for every day, empty ones and
 * those on which the machine was off too, and each names the one before by its
 * SHA-256: none can be left out, put in or changed unnoticed.
 *
 * Each covers the rows from the one after the row that closed the day before
 * to the row that closes its own; the first one from the first ROW_ENROL on. So
 * every row that has a tag is in one range, also where another chain began in
 * between. The row of the seal itself (ROW_SEAL) comes right after the row that
 * closes the day, and so is the first of the next range.
 *
 * The text is lines of words parted by one blank, in this order, each ended by
 * LF; numbers without a leading zero; so that a text is one seal:
 *
 *     bonluon-seal 2
 *     terminal <unit>/<device>
 *     office <language> <name>         what the office is called, a line each
 *     day <YYYY-MM-DD>
 *     number <1, 2, 3 ...>             of this record's seals
 *     chain <key's id> <epoch>         which key its rows bear
 *     closed in-time|late|off <YYYY-MM-DDThh:mm:ss+hh:mm>
 *     rows <first seq> <last seq>
 *     rows-blake2b <64 hex>            tag_digest of these rows
 *     last-tag <32 hex>
 *     visits ... flags ... lost ... language ... also ... open ... form ...
 *     question ... reason ... hour ... what the day adds up to (sum.h)
 *     file <name of the CSV>
 *     file-bytes <length>
 *     file-sha256 <64 hex>
 *     before <YYYY-MM-DD> <64 hex>     the seal before; or: before none
 *     end
 *
 * `in-time`: by the terminal that was running when the day ended. `late`: it
 * was not, and the day was closed by a later start. `off`: nor was it on at any
 * time of that day. Days between `before` and `day` were leapt over by the
 * clock. A day whose file cannot be made, because somebody damaged its rows,
 * has a file of no bytes.
 *
 * The file, and so the seal, is of the codes in force when the last row of the
 * day was written; visits that were given under others (`also`) have these in
 * their rows. The office has a name there when the config in force at the
 * closing tells one for that unit.
 *
 * It is what a province keeps of a day: one can compare offices by seals alone.
 * Version 1, of 0.4.0, had of the sum only visits, flags and raw counts; it is
 * read.
 */
#ifndef FORMAT_SEAL_H
#define FORMAT_SEAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/text.h"
#include "base/who.h"
#include "format/row.h"
#include "format/sum.h"

/* Of a file's name: <name of the CSV without .csv>.seal, and .seal.sig */
#define SEAL_ENDING           ".seal"
#define SEAL_SIGNATURE_ENDING ".seal.sig"

enum seal_closed { SEAL_IN_TIME, SEAL_LATE, SEAL_OFF };

enum { SEAL_FILE_SIZE = 160, SEAL_TIME_SIZE = 26, SEAL_MOST = 65536 };
enum { SEAL_OFFICES_SIZE = 4096, SEAL_OFFICE_SIZE = 512 };

struct seal {
    int version; /* 1 or 2 */
    char who[WHO_SIZE];
    char offices[SEAL_OFFICES_SIZE]; /* the lines that tell its name, the
                                        terminal's first language first */
    int32_t day;
    int64_t number;
    char chain[TAG_KEY_ID_SIZE];
    int64_t epoch;
    enum seal_closed closed;
    char closed_at[SEAL_TIME_SIZE];
    int64_t first_seq, last_seq;
    char rows_digest[TAG_DIGEST_HEX_SIZE];
    unsigned char last_tag[TAG_SIZE];
    struct sum sum; /* of it only what the text holds */
    char file[SEAL_FILE_SIZE];
    int64_t file_bytes;
    char file_sha256[DIGEST_HEX_SIZE];
    int32_t before_day; /* of no meaning without before_sha256 */
    char before_sha256[DIGEST_HEX_SIZE]; /* "": it is the first */
};

/* Adds a line to the names of the office. False when it is no name, or has no
   room. */
bool seal_add_office(struct seal *seal, const char *language, const char *name)
    __attribute__((warn_unused_result));

/* The next name of some lines of them, from `*at` on, which moves on; false
   when there is none. */
bool seal_next_office(const char **at, char language[WORDING_CODE_SIZE],
                      char name[SEAL_OFFICE_SIZE]);

/* Of version 2. */
void seal_write(const struct seal *seal, struct text *out);

/* False when it is not one, to the byte; `*line` is the first that is wrong,
   from 1. */
bool seal_read(const char *text, size_t length, struct seal *out, int *line)
    __attribute__((warn_unused_result));

/* Whether a kept sum (sum_write) says what the seal does, of all that both
   hold; one that cannot be read says nothing, and differs. A seal of version 1
   holds too little to tell: it fits. */
enum seal_fit { SEAL_FITS, SEAL_DIFFERS, SEAL_NOT_COMPARED /* no memory */ };
enum seal_fit seal_compare_sum(const struct seal *seal, const char *sum)
    __attribute__((warn_unused_result));

#endif
