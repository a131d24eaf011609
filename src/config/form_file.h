/*
 * Form files, forms/<id>.ini: what is asked.
 *
 *     [form]          id=  version=  title[vi]=
 *     [levels]        count=5  1[vi]=  ...  5[vi]=       1 is the worst
 *     [question:ID]   text[vi]=  theme[vi]=  reason:ID[vi]=  ...
 *
 * Questions are asked, and reasons shown, in the order of the file.
 */
#ifndef CONFIG_FORM_FILE_H
#define CONFIG_FORM_FILE_H

#include "config/source.h"

struct form_file {
    const char *path;
    const char *id; /* that the file must have, as its name says */
    const struct languages *languages;
};

/* Reads one. The form points into the file that is returned, which the caller
   closes; NULL, after a fault, when it cannot be read. */
struct keyfile *form_load(struct form *form, const struct form_file *file,
                          struct faults *faults);

#endif
