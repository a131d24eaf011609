/*
 * The account of a verification: what was looked at, and what could not be
 * checked and why. Counts only; whoever says it has the words.
 */
#ifndef VERIFY_ACCOUNT_H
#define VERIFY_ACCOUNT_H

#include <stdint.h>

/* What a verification comes to. */
enum verdict {
    VERDICT_AS_IT_WAS,
    VERDICT_NOT_AS_IT_WAS,
    VERDICT_UNREAD,   /* something could not be read, and so not judged */
    VERDICT_UNPROVEN, /* nothing is wrong, and nothing vouches for part of it */
};

struct account {
    enum verdict verdict;
    int64_t wrong;  /* findings */
    int64_t unread; /* files and folders that could not be read */
    int64_t doubts; /* lines that tell what is not proven */

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
    int64_t recoveries; /* ROW_RECOVERY */
    int64_t torn;       /* lines of a journal that a power cut tore */
    int64_t unfinished; /* files that a power cut left half written */
    int64_t enrolments; /* chains that began */
    int64_t newer;      /* daily files with columns that are not known */
    int64_t others;     /* files in folders that are none of a day */
    int64_t lacking;    /* stretches that a journal lacks: a power cut */
    int64_t unfiled;    /* sealed days whose files are not in the outbox */
    int64_t open_begin; /* terminals whose first seal given is not number 1 */

    /* What could not be checked, and is vouched for otherwise. */
    int64_t unkeyed;   /* rows with a tag, no first key given for them */
    int64_t uncovered; /* days whose seal, of 0.4.0, tells of no coverage */
    int64_t beside;    /* seals whose list of signers lay beside them */

    /* What nothing vouches for. */
    int64_t older_days;  /* of databases, before the chain: no seal */
    int64_t untagged;    /* rows from before the chain */
    int64_t unsealed;    /* daily files without a seal */
    int64_t provisional; /* of days that were not over: no seal yet */
    int64_t unsigned_by; /* seals for which no list of signers was given */
    int64_t unproven;    /* rows after the last seal, no first key given */
    int32_t unproven_first, unproven_last; /* their days, when there are any */
};

#endif
