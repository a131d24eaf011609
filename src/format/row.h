/*
 * A row: one thing that happened. The record is nothing but rows, one table
 * to which rows are only ever added, and none is changed or taken out.
 */
#ifndef FORMAT_ROW_H
#define FORMAT_ROW_H

#include <stdbool.h>
#include <stdint.h>

#include "survey/form.h"

enum row_kind {
    ROW_START,    /* the terminal began; note: program version, value: the seq
                     of the ROW_CONFIG in force */
    ROW_STOP,     /* and ended as asked */
    ROW_CONFIG,   /* another config than at the start before; note: its digest
                     and the codes in it (format/imprint.h) */
    ROW_FORM,     /* a wording seen for the first time; item: form id,
                     value: version, note: hash of the wording */
    ROW_CLOCK,    /* the wall clock jumped; value: seconds, note: how */
    ROW_RECOVERY, /* something was set aside or put back at the start; value:
                     rows that are lost; note: what, and where it lies */
    ROW_VISIT,    /* a visit began; item: form id, note: program version,
                     which the record fills in */
    ROW_ANSWER,   /* item: question id, value: level, note: language and
                     wording, "vi 0123456789abcdef"; whoever hands it to the
                     writer gives the language and the form's id, "vi 4-luon",
                     and the record looks up the wording */
    ROW_SKIP,     /* likewise, without a value */
    ROW_NA,       /* likewise: the question does not apply to the visitor, who
                     pressed its own key */
    ROW_TIMEOUT,  /* likewise */
    ROW_REASON,   /* for the answer before it; item: question id, note: the
                     reason's id */
    ROW_END,      /* a visit ended; value: 1 when it was complete */
    ROW_CLOSE,    /* a day was closed: value: that day, item: its rows, unless
                     they are those that bear it (meant.h), note: what its
                     file bears (format/imprint.h) */
    ROW_EXPORT,   /* a file was made; value: the day, note: its SHA-256 */
    ROW_PIN,      /* the staff's PIN was tried; value: so many wrong ones in a
                     row now, 0: it was right and the panel opened; or another
                     PIN was found set: ROW_PIN_SET */
    ROW_SEEN,     /* the terminal begins and did not stop before, the power
                     failed: value: so many seconds before this row it was
                     last known to run, by the wall clock (below 0 when that
                     was set back since); note: how it ended, where the
                     service manager told ("watchdog: ..."), else nothing */
    ROW_ENROL,    /* the chain of tags begins, or begins anew, with this row;
                     value: 1 when the first key was shown (bonluon enrol), 0:
                     the terminal made its keys by itself; note: the key's id
                     and the signer's fingerprint,
                     "0123456789abcdef SHA256:..." */
    ROW_SEAL,     /* a day was sealed; value: that day, note: the SHA-256 of
                     the seal's text (seal.h). The next row has the next key */
    ROW_CONFIRM,  /* staff looked at the date and said that it is right; value:
                     that day. The wall clock is believed from here on */
    ROW_MEANT,    /* tells at which time rows before it were kept (meant.h) */
    ROW_LOST,     /* stands where a row was that nothing could bring back */
    ROW_KIND_COUNT
};

enum {
    ROW_ITEM_SIZE = FORM_ID_SIZE,
    ROW_NOTE_SIZE = 160,
    ROW_PIN_SET = -1,
    TAG_SIZE = 16,
    TAG_HEX_SIZE = 2 * TAG_SIZE + 1,
    TAG_KEY_ID_SIZE = 17,     /* 16 hex digits and the end */
    TAG_DIGEST_HEX_SIZE = 65, /* of many rows (trust/tag.h) */
};

struct row {
    int64_t seq;         /* 1, 2, 3 ... without a gap */
    int64_t boot;        /* counts the starts of the terminal */
    int64_t boottime_ms; /* CLOCK_BOOTTIME when it happened */
    int64_t wall_ms;     /* wall clock when it happened */
    int32_t day;         /* local day it counts for, as far as that is known
                            then (meant.h); never goes backwards */
    enum row_kind kind;
    int64_t visit; /* random, 15 decimal digits; 0: of no visit */
    char item[ROW_ITEM_SIZE];
    int value;
    int64_t elapsed_ms; /* 0: not known */
    unsigned flags;     /* enum guard_flag */
    char note[ROW_NOTE_SIZE];
    unsigned char tag[TAG_SIZE]; /* (tag.h) */
    bool tagged;                 /* else it is older than the chain */
};

/* "answer", "visit": how the table and the journal call a kind. */
const char *row_kind_name(enum row_kind kind);
bool row_kind_parse(const char *name, enum row_kind *kind);

/* Whether a question ends with a row of this kind: answered, skipped, left, or
 * by its own key. */
bool row_is_reply(enum row_kind kind);

/* Whether a row of this kind is of a visit, from its begin to its end. */
bool row_is_of_visit(enum row_kind kind);

/* Whether two rows are the same, their tags too. */
bool row_same(const struct row *a, const struct row *b);

/* A number for a new visit, 100000000000000 to 999999999999999: drawn by the
   kernel, so that it tells nothing about when the visit was. */
int64_t row_new_visit(void);

#endif
