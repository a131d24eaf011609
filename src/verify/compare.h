/*
 * Whether counts that somebody states are those that were counted. The order
 * of questions does not matter.
 */
#ifndef VERIFY_COMPARE_H
#define VERIFY_COMPARE_H

#include <stdbool.h>

#include "format/sum.h"

enum compare_how {
    COMPARE_SEAL, /* what a seal holds, with all rows of the day */
    COMPARE_FILE, /* what a seal holds, with a daily file: visits without an
                     outcome have no line there, and languages and wordings
                     are not in it */
    COMPARE_SUM,  /* the kept sum of a day, with all rows of it */
};

/* What a text of version 1 lacked is not compared, and never the minutes
   (ready.h). False: `what` tells the first that differs, and both numbers. */
enum { COMPARE_WHAT_SIZE = 200 };
bool compare_counts(const struct sum *stated, const struct sum *counted,
                    enum compare_how how, char what[COMPARE_WHAT_SIZE])
    __attribute__((warn_unused_result));

#endif
