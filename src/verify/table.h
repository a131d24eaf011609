/*
 * The rows of a daily file, each looked at by itself and as it stands to the
 * one before; and what they come to, held against the seal.
 */
#ifndef VERIFY_TABLE_H
#define VERIFY_TABLE_H

#include <stdbool.h>

#include "format/file_name.h"
#include "format/seal.h"
#include "verify/inside.h"

struct table_params {
    struct inquiry *inquiry;
    struct file_name name;   /* whose rows they must be */
    const struct seal *seal; /* NULL: there is none to hold it against */
    bool differs; /* the bytes are not those that were sealed: where a place of
                     a visit is missing says why */
};

/* Changes the bytes. */
void table_verify(const struct table_params *params, struct text *bytes);

#endif
