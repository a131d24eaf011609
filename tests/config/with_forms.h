/* A second form, for what the record does with more than one. */
#ifndef TESTS_CONFIG_WITH_FORMS_H
#define TESTS_CONFIG_WITH_FORMS_H

#include "with_config.h"

/* Adds "5-biet", version 3, as the form that lends the rotating question: three
   levels, the questions "xin-loi" (with the reasons "cham", "kho-hieu" and
   "cau-gat", in this order) and "cam-on" (with none). */
void with_rotating(struct config *config);

/* Rows of an answer to it, and of a reason. */
struct row with_rotating_row(enum row_kind kind, int64_t visit,
                             const char *question);
struct row with_reason_row(int64_t visit, const char *question,
                           const char *reason);

#endif
