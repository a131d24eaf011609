/*
 * What a test tried: a claim of docs/threats.md or docs/claims.md, by the
 * beginning of its words there. tests/check_threats.sh holds what a run printed
 * against the two pages.
 */
#ifndef TESTS_TRIED_H
#define TESTS_TRIED_H

#include <stdio.h>

/* At the end of a test, which is not reached when anything fails before. */
static inline void tried(const char *claim)
{
    printf("tried: %s\n", claim);
}

/* By all tests of a program, so many of which failed: hands that on. */
static inline int tried_all(int failed, const char *claim)
{
    if (failed == 0) {
        tried(claim);
    }
    return failed;
}

#endif
