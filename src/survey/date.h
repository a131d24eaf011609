/*
 * A day since 1970-01-01 as year, month and day of the month, and back. Pure.
 */
#ifndef SURVEY_DATE_H
#define SURVEY_DATE_H

#include <stdint.h>

struct date {
    int year, month, day;
};

struct date date_of(int32_t days);

/* Of a date that there is. */
int32_t date_days(struct date date);

/* How many days a month has; months from 1 to 12. */
int date_month_length(int year, int month);

#endif
