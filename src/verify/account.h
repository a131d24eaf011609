/*
 * The account of a verification: what was looked at, and what could not be
 * checked and why. Counts only; whoever says it has the words.
 */
#ifndef VERIFY_ACCOUNT_H
#define VERIFY_ACCOUNT_H

#include <stdint.h>

struct account {
    int64_t databases, files; /* files: CSV */
    int64_t terminals;        /* of all paths together */
    int64_t days;             /* with rows, or with files */
    int64_t rows;             /* of databases */
    int64_t keyed;            /* rows whose tag was checked with a key */
    int64_t visits;           /* of databases */
    int64_t file_visits;      /* of daily files */
    int64_t seals;            /* that were read */
    int64_t signatures;       /* that are good, and of no unknown signer */
    int64_t journal_rows;     /* of a journal, compared with a database */
    int64_t witnesses;        /* that were confirmed */

    /* What happened, and is no fault. */
    int64_t recoveries;  /* ROW_RECOVERY */
    int64_t provisional; /* files of days that were not over: no seal yet */
    int64_t torn;        /* lines of a journal that a power cut tore */
    int64_t unfinished;  /* files that a power cut left half written */
    int64_t enrolments;  /* chains that began */
    int64_t newer;       /* daily files with columns that are not known */

    /* What could not be checked. */
    int64_t older_days;  /* before the chain: no seal */
    int64_t unkeyed;     /* rows with a tag, no first key given for them */
    int64_t unsigned_by; /* seals for which no list of signers was given */
    int64_t beside;      /* seals whose list of signers lay beside them */
    int64_t unproven;    /* rows after the last seal, no first key given */
    int32_t unproven_first, unproven_last; /* their days, when there are any */
    int64_t open_begin; /* terminals whose first seal given is not number 1 */
    int64_t unfiled;    /* sealed days whose files are not in the outbox */
};

#endif
