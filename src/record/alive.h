/*
 * The sign of life: the file `alive` in the data directory, the wall time at
 * which the running terminal last said that it runs. It is written while
 * nobody is there (rows tell the rest), so that after a power cut the next
 * start knows how long the terminal was ready. Replaced as a whole, and not
 * synced: what is lost with it is one beat.
 */
#ifndef RECORD_ALIVE_H
#define RECORD_ALIVE_H

#include <stdbool.h>
#include <stdint.h>

/* False with errno. */
bool alive_write(const char *data_dir, int64_t wall_ms)
    __attribute__((warn_unused_result));

/* False when there is none, or what is there is not of this making. */
bool alive_read(const char *data_dir, int64_t *wall_ms)
    __attribute__((warn_unused_result));

#endif
