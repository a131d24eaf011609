/*
 * A daily file (daily/file.h) made back into the sum of its day. Whatever is
 * not as this program writes it is refused, with the line and what is wrong
 * there: a file that was changed by hand, or cut, is no evidence.
 */
#ifndef REPORT_FILE_SUM_H
#define REPORT_FILE_SUM_H

#include <stdbool.h>

#include "format/file_name.h"
#include "format/sum.h"
#include "report/glossary.h"

struct file_sum {
    struct sum sum;
    /* Codes under which other rows were given, which are not in the sum: */
    char also[SUM_ALSO_MAX][WHO_SIZE];
    int also_count;
    char unknown[41]; /* a column that was passed over; "": there was none */
    /* When it was refused: */
    int line;
    char fault[160];
};

/* Sums up what of a file's bytes, which are changed, was given under the codes
   of this name on its day, and puts the texts of it all into the glossary.
   False when it was refused. */
bool file_sum_read(struct file_sum *out, const struct file_name *name,
                   struct text *bytes, struct glossary *glossary)
    __attribute__((warn_unused_result));

/* Tells the questions of a day's sum apart by how the day's file, read before,
   says that they were asked: the sum as the record keeps it knows ids only. A
   question that was asked in two ways on the day is counted as the file has it.
   False without memory. */
bool file_sum_word(struct sum *kept, const struct file_sum *file)
    __attribute__((warn_unused_result));

#endif
