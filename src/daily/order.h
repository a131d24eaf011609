/*
 * The order of the daily file. Places begin with those of the visit's own form,
 * answered or not. Questions of another form come after all of these, as they
 * were asked.
 */
#ifndef DAILY_ORDER_H
#define DAILY_ORDER_H

#include "daily/rows.h"

/* Places the answers of loaded rows, tells the visits' hours as files of this
   schema do (columns.h), and sorts them by these. */
void day_rows_order(struct day_rows *rows, int schema);

#endif
