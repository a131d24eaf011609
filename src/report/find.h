/*
 * Where the daily files are: a path is walked to any depth, and each file taken
 * by what it holds, whatever it is called. What is not taken is a remark of the
 * report, with the reason.
 */
#ifndef REPORT_FIND_H
#define REPORT_FIND_H

#include "report/files.h"

/* Adds what lies at a path; the list is sorted and read later. */
void report_files_find(struct report_files *files, const char *path);

#endif
