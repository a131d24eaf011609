/*
 * The order of a day's file: visits by hour and random number, so that nothing
 * tells who came before whom, and within a visit the questions by place.
 *
 * Places begin with those of the visit's own form, answered or not. Questions
 * of another form come after all of these, as they were asked.
 */
#ifndef DAILY_ORDER_H
#define DAILY_ORDER_H

#include "daily/rows.h"

/* Gives every answer its place, and puts all in order. */
void day_order(struct day_rows *rows);

#endif
