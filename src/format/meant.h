/*
 * What was meant: a row ROW_MEANT tells later which time the rows before it
 * were kept at, when their wall clock was in doubt (survey/belief.h). What they
 * hold is never changed; whoever reads them puts this in its place.
 *
 * Its item names the rows, "120-154". Its note is what is to be added to
 * their boot clock to get the wall time, in milliseconds; their own then
 * counts no more, and, if its value is 1, because somebody vouched for that,
 * neither does their GUARD_CLOCK where they count for the day on which they
 * were (meant_apply); 0 also for rows of a day that a wrong clock had closed
 * before its time, which count for the next one. Without a note nobody can
 * tell when they were, and both stand; its value then is the first day for
 * which they may count. The last ROW_MEANT that names a row counts.
 *
 * Likewise the item of a ROW_CLOSE names the rows of its day; without one they
 * are those that bear the day, as in all days before 0.5.0 and in nearly all
 * since.
 */
#ifndef FORMAT_MEANT_H
#define FORMAT_MEANT_H

#include <stdbool.h>
#include <stdint.h>

#include "format/row.h"

/* Rows, both included; last < first: none. */
struct meant_rows {
    int64_t first, last;
};

/* As an item: "120-154". */
void meant_rows_write(struct meant_rows rows, char item[ROW_ITEM_SIZE]);
bool meant_rows_read(const char *item, struct meant_rows *out)
    __attribute__((warn_unused_result));

struct meant {
    struct meant_rows rows;
    bool timed;        /* the boot clock tells: */
    bool vouched;      /* and somebody vouched for it */
    int64_t offset_ms; /* what is to be added to it */
    int32_t day;       /* else the first day for which they may count */
};

/* Into item, note and value of a ROW_MEANT. */
void meant_write(const struct meant *meant, struct row *row);
bool meant_read(const struct row *row, struct meant *out)
    __attribute__((warn_unused_result));

/* In the order of their rows. Zeroed at the start; the owner calls
   meant_free. */
struct meant_list {
    struct meant *list;
    int count, capacity;
};

/* False when there is no memory. */
bool meant_add(struct meant_list *all, const struct meant *meant)
    __attribute__((warn_unused_result));
void meant_free(struct meant_list *all);

/* What is told of a row, NULL when nothing is; and of any of these rows. */
const struct meant *meant_of(const struct meant_list *all, int64_t seq);
bool meant_any(const struct meant_list *all, struct meant_rows rows);

/* Puts what was meant in the place of what the row holds, whose `day` is by now
   the one for which it counts: where that is not its own, nor the next one (as
   after closing time), because a wrong clock had its day closed before, it
   keeps GUARD_CLOCK. Nothing is looked at but the row's seq, boot clock and
   day. */
void meant_apply(const struct meant_list *all, int utc_offset_min,
                 struct row *row);

#endif
