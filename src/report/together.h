/*
 * The answers to all questions taken together, for one figure of it all.
 *
 * Answers of one visit go together: who is pleased says so four times. How far
 * the figure may be off by chance therefore goes by as many answers as there
 * were visits, which is on the safe side however much they go together.
 */
#ifndef REPORT_TOGETHER_H
#define REPORT_TOGETHER_H

#include "format/sum.h"

struct together {
    struct score answers; /* all; of 0 levels when questions of unlike levels
                             were asked, which have no figure in common */
    struct score visits;  /* the same shares of as many as answered */
};

/* Of all visits, or of those without a mark. */
struct together together_of(const struct sum *sum, bool clean);

#endif
