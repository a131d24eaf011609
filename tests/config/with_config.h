/* A config by hand, as bonluon.ini would give it: office "van-truong", device
   "quay-1", Monday to Friday 07:30 to 17:00, two languages, the form "4-luon"
   with four questions of five levels, whose texts hold quotes and commas. */
#ifndef TESTS_CONFIG_WITH_CONFIG_H
#define TESTS_CONFIG_WITH_CONFIG_H

#include "config/config.h"
#include "format/row.h"
#include "record/job.h"

/* Texts are literals: there is nothing to free. */
struct config with_config(void);

/* A moment on a local day (UTC+7), at hour:minute:00; CLOCK_BOOTTIME runs
   along with the wall clock. */
struct moment with_moment(int32_t day, int hour, int minute);

/* 2026-11-23, a Monday. */
enum { WITH_MONDAY = 20780 };

/* Rows as the kiosk hands them over. */
struct row with_visit_row(int64_t visit);
struct row with_answer_row(int64_t visit, const char *question, int level);
struct row with_row(enum row_kind kind, int64_t visit, const char *question);
struct row with_end_row(int64_t visit, int complete);

#endif
