/* A seal, as one who reads it compares it with a sum. */
#ifndef TESTS_FORMAT_WITH_SEAL_H
#define TESTS_FORMAT_WITH_SEAL_H

#include <stdbool.h>

#include "format/seal.h"

/* Whether a seal's counts are those of a sum. False: `what` names the first
   that is not, in words of the seal ("visits", "question 4-luon mim-cuoi"). */
enum { SEAL_WHAT_SIZE = 160 };
bool seal_counts(const struct seal *seal, const struct sum *sum,
                 char what[SEAL_WHAT_SIZE]) __attribute__((warn_unused_result));

#endif
