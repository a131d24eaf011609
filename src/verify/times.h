/*
 * Days and times as they were meant (format/meant.h): which rows a day was
 * closed with, and when rows were that were kept by a clock in doubt. Both are
 * told by rows that come later, and so are looked up before the walk.
 */
#ifndef VERIFY_TIMES_H
#define VERIFY_TIMES_H

#include "format/meant.h"
#include "store/store.h"

/* A day whose ROW_CLOSE names its rows. */
struct times_day {
    int32_t day;
    struct meant_rows rows;
};

/* Zeroed at the start; the owner calls times_free. */
struct times {
    struct meant_list meant;
    struct times_day *days; /* in the order of their rows */
    int day_count, day_capacity;
    int32_t closed_day; /* the last one, however it was closed */
    bool failed;        /* memory ran out */
};

enum store_result times_read(struct times *times, struct store *store)
    __attribute__((warn_unused_result));

/* The day and the time of a row, and whether its clock was in doubt. */
void times_apply(const struct times *times, int utc_offset_min,
                 struct row *row);

void times_free(struct times *times);

#endif
