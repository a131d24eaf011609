/* Runs a verification and keeps what it says. */
#ifndef TESTS_VERIFY_WITH_VERDICT_H
#define TESTS_VERIFY_WITH_VERDICT_H

#include "base/text.h"
#include "verify/verify.h"

struct asking {
    const char *paths[4]; /* up to the first NULL */
    const struct first_key *keys;
    int key_count;
    const char *signers; /* a file; NULL: none */
    int32_t witness_day;
    const char *witness; /* NULL: none */
    struct span span;
    bool unreadable; /* a path that fails is one that could not be read */
};

/* What was said, a line each; the account of it when that is not NULL. The
   caller frees the text. */
char *with_verdict(const struct asking *asked, struct account *account);

/* Fails the test unless it comes to that; `what` is for the message. */
void with_verdict_of(const struct asking *asked, enum verdict verdict,
                     const char *what);

/* Fails the test when anything is wrong, or could not be read. */
void with_no_finding(const struct asking *asked, const char *what);

/* Fails the test unless nothing is wrong, and one of the lines holds these
   words: of what is not proven. */
void with_doubt(const struct asking *asked, const char *words);

/* Fails the test unless it is not as it was, and one of the lines holds these
   words. */
void with_finding(const struct asking *asked, const char *words);

#endif
