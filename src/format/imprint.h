/*
 * The imprint of a day: what its file bears that comes from the config and
 * not from the visits. It is kept in the row that closes the day, so that the
 * file of a closed day stays the same to the byte when the config changes.
 */
#ifndef FORMAT_IMPRINT_H
#define FORMAT_IMPRINT_H

#include <stdbool.h>

#include "base/who.h"
#include "format/row.h"

struct imprint {
    char unit_code[WHO_CODE_SIZE];
    char device_id[WHO_CODE_SIZE];
    char separator;
    int utc_offset_min;
    int schema; /* of the columns (columns.h) */
};

/* As the note of a ROW_CLOSE: "van-truong quay-1 comma 420 2"; the first schema
   has no number there. */
void imprint_write(const struct imprint *imprint, char note[ROW_NOTE_SIZE]);

/* False when the note is not one of those, or has an offset that no clock can
   have. */
bool imprint_read(const char *note, struct imprint *out)
    __attribute__((warn_unused_result));

/* The note of a ROW_CONFIG: the config's digest, and the codes under which
   whatever comes after it was given: "<64 hex> van-truong/quay-1". 0.4.0 wrote
   the digest alone: then `who` is "". */
void imprint_config_write(const char *digest, const char *who,
                          char note[ROW_NOTE_SIZE]);
void imprint_config_who(const char *note, char who[WHO_SIZE]);

#endif
