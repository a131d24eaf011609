/* A process of its own that ends: how, and what it said. */
#ifndef TESTS_BASE_WITH_ENDED_H
#define TESTS_BASE_WITH_ENDED_H

#include <stddef.h>

/* Runs it in a child. Its exit status; -1: it came back, or ended by a signal.
   `said` is what it wrote to standard error. */
int with_ended(void (*run)(void), char *said, size_t size);

#endif
