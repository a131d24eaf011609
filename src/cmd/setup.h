/*
 * What every command needs before it can begin: the config, the program's own
 * files, the data directory. Each says what is wrong, once, and tells the
 * exit status.
 */
#ifndef CMD_SETUP_H
#define CMD_SETUP_H

#include "cmd/options.h"
#include "config/config.h"
#include "display/paint.h"
#include "record/record.h"

/* Finds and loads the config, and what was entered on the glass behind it.
   Returns 0, EX_CONFIG after printing every
   fault, or EX_SOFTWARE when the program's own files are missing. The config
   goes to config_free in any case. */
int setup_config(struct config *config, const struct options *options);

/* The same, but the faults go to `faults` and nothing is printed of them. */
int setup_load(struct config *config, const struct options *options,
               struct faults *faults);

/* A fault of a glass on which the faces of a form have no room beside each
   other, whatever the words: one of 7 inches for five. Neither `check` nor
   `run` takes it. Returns 0, or EX_CONFIG. */
int setup_refuse_small(const struct config *config, struct faults *faults);

/* Warns of a file beside the config in use that may have been meant instead of
   it ("bonluon.ini.txt"). */
void setup_warn_twin(const struct config *config);

/* The program's own sample, which has no faults, for its words and measures.
   False after a message. */
bool setup_sample(struct config *config) __attribute__((warn_unused_result));

/* Prints each value that was entered on the glass (setup_file.h), and where it
   stands; nothing when there is none. */
void setup_say_entered(const struct config *config);

/* Prints the faults of a config, and a line that counts them. */
void setup_print_faults(const struct config *config,
                        const struct faults *faults);

/* The data directory, made when it is not there (and said so when it was
   named). Where its file system keeps no file from other users, that is said,
   and a terminal in service does not run. Returns 0, or the exit status after a
   message. */
int setup_data_dir(const struct options *options, char out[FILES_PATH_SIZE]);

/* The same of a command that makes nothing where there is no terminal's data.
   `instead`, behind the message: what else may be named, or "". */
int setup_find_data(const struct options *options, const char *instead,
                    char out[FILES_PATH_SIZE]);

/* Opens the record. Returns 0, or the exit status after a message. It goes to
   record_close in any case. */
int setup_record(struct record **record, const struct record_params *params);

/* The file that is locked by the process that uses a data directory. */
#define SETUP_LOCK_NAME "lock"

/*
 * Locks the data directory for this process. Returns the lock's descriptor,
 * or -1 after a message with the exit status in *status: EX_TEMPFAIL when
 * another process holds it, and then the message tells where closed days
 * already lie.
 */
int setup_lock(const char *data_dir, int *status);

/* The office's logo into `*logo`, for the caller to close; NULL when the config
   names none. False, after a message, when it cannot be read. */
bool setup_logo(const struct config *config, struct logo **logo)
    __attribute__((warn_unused_result));

/* The index of a language in the config; -1 when it is not offered. */
int setup_language(const struct config *config, const char *code);

#endif
