/*
 * The config beside the record: what the one says that the other has under the
 * same name already. Of the journal, which can be read while a terminal runs.
 */
#ifndef CMD_CHECK_RECORD_H
#define CMD_CHECK_RECORD_H

#include "config/config.h"

/* Adds a fault for each form that asks otherwise than it did under the same
   version, at the line of what changed; a folder that cannot be read is told
   by a message. Where there is no record yet there is nothing to say. */
void check_record(const struct config *config, const char *data_dir,
                  struct faults *faults);

#endif
