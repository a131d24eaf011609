/*
 * The wordings of the config's forms: their texts, and the hashes by which the
 * record names them.
 */
#ifndef RECORD_WORDINGS_H
#define RECORD_WORDINGS_H

#include <stdbool.h>

#include "base/digest.h"
#include "config/config.h"
#include "format/row.h"

struct wordings_hashes {
    char of[CONFIG_FORMS_MAX][DIGEST_HEX_SIZE]; /* by the form's place */
};

/* Writes the text of each, which the caller frees in any case. False with
   ENOMEM. */
bool wordings_write(const struct config *config,
                    struct text texts[CONFIG_FORMS_MAX],
                    struct wordings_hashes *hashes)
    __attribute__((warn_unused_result));

/* What whoever hands a row over leaves to the record (job.h): the version of a
   ROW_VISIT; and of a reply "vi 4-luon" becomes "vi 0123456789abcdef". */
void wordings_complete(const struct config *config,
                       const struct wordings_hashes *hashes, struct row *row);

#endif
