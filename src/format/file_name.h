/* What a daily file (docs/verify.md, "The CSV") is called, read back. */
#ifndef FORMAT_FILE_NAME_H
#define FORMAT_FILE_NAME_H

#include <stdbool.h>
#include <stdint.h>

#include "base/who.h"

/* 4luon_<unit>_<device>_<date>.csv, or ..._tam.csv */
struct file_name {
    char unit[WHO_CODE_SIZE];
    char device[WHO_CODE_SIZE];
    int32_t day;
    bool provisional; /* the day was not closed when it was written */
};

/* Reads a name without its folder; false when it is none of a daily file. */
bool file_name_read(const char *name, struct file_name *out);

#endif
