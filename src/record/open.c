/* The record is opened; what is done when nobody waits; its end. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "record/inside.h"

/* The store as the terminal takes it: mended, and at one with the journal. */
static enum store_result recover(struct record *record,
                                 struct recovery *recovery)
{
    const char *set = record->config->log_folder;
    char folder[FILES_PATH_SIZE];
    if (!record_journal_folder(record, folder)) {
        return record_fault(record, record->data_dir, "choose a shorter path",
                            ENAMETOOLONG);
    }
    const struct recovery_params params = {
        .data_dir = record->data_dir,
        .database = record->path,
        .journal = folder,
        .journal_home = set[0] == '\0' ? record->data_dir : folder};
    enum store_result result = recovery_start(&params, recovery);
    record->store = recovery->store;
    if (result != STORE_OK) {
        record->failed = recovery->error[0] != '\0';
        text_cut(record->error, sizeof record->error, "%s", recovery->error);
    } else if (recovery->journal_error != 0) {
        record_journal_fail(record, recovery->journal_error);
    } else {
        record_journal_open(record, recovery->journal_from);
    }
    return result;
}

static enum store_result begin_terminal(struct record *record,
                                        const struct record_params *params,
                                        struct record_start *start)
{
    int64_t lost = 0;
    bool more;
    /* What the last run had no time to write there comes before what this one
       adds; a gap that is longer is filled when nobody waits. */
    enum store_result result = record_mend_journal(record, &more);
    if (result == STORE_OK) {
        /* What a power cut leaves a hole in was written in the last hours. */
        const struct record_holes lately = {.span = 1 << 20};
        result = record_fill_holes(record, &lately);
    }
    if (result == STORE_OK) {
        result = record_enrol(record, &start->enrol);
    }
    if (result == STORE_OK) {
        result = record_take_late(record, start, params->run, &lost);
    }
    if (record->late_left) {
        recovery_tell(&start->recovery,
                      "answers that waited for the record are damaged, cannot "
                      "be read, or were not put there by this terminal",
                      lost);
    }
    /* Of the run just before this one: earlier ones are told above. */
    if (params->ended != NULL) {
        text_show(record->ended, sizeof record->ended, params->ended,
                  strlen(params->ended));
    }
    return result == STORE_OK ? record_begin_run(record, start, params->now)
                              : result;
}

static enum store_result begin_with(struct record *record,
                                    const struct record_params *params,
                                    struct record_start *start)
{
    bool terminal = params->use == RECORD_TERMINAL;
    if (!wordings_write(record->config, start->wordings, &record->wordings)) {
        return record_fault(record, record->path, "start again", ENOMEM);
    }
    enum store_result result =
        terminal ? recover(record, &start->recovery)
                 : store_open(&record->store, record->path, false);
    if (result == STORE_OK) {
        result = record_recall(record);
    }
    if (result != STORE_OK) {
        return result;
    }
    return terminal ? begin_terminal(record, params, start)
                    : record_look_back(record, params->now);
}

static enum store_result begin(struct record *record,
                               const struct record_params *params)
{
    struct record_start start = {.enrol = {.enrol = ""}};
    enum store_result result = begin_with(record, params, &start);
    for (int i = 0; i < CONFIG_FORMS_MAX; i++) {
        text_free(&start.wordings[i]);
    }
    return result;
}

enum store_result record_open(struct record **out,
                              const struct record_params *params)
{
    struct record *record = calloc(1, sizeof *record);
    *out = record;
    if (record == NULL) {
        return STORE_FAILED;
    }
    record->config = params->config;
    record->use = params->use;
    record->stopped = true;
    record->belief.rest_ms = params->config->longest_rest_ms;
    record->trust.sealed_day = INT32_MIN;
    record->first_day = INT32_MAX;
    record->closed_day = INT32_MIN;
    record->filled_day = INT32_MIN;
    if (!text_copy(record->data_dir, sizeof record->data_dir,
                   params->data_dir) ||
        !files_join(record->path, params->data_dir, "bonluon.db")) {
        return record_fault(record, params->data_dir, "choose a shorter path",
                            ENAMETOOLONG);
    }
    return begin(record, params);
}

enum store_result record_back_up(struct record *record, struct backup *backup,
                                 struct backup_copy copy)
{
    const struct record_holes holes = {.stop = copy.stop,
                                       .context = copy.context};
    enum store_result result = STORE_OK;
    if (record->filled_day != record->closed_day && !record->failed) {
        result = record_fill_holes(record, &holes);
        record->filled_day = record->closed_day;
    }
    if (result != STORE_OK) {
        return result;
    }
    copy.store = record->store;
    copy.day = record->closed_day;
    return record->seq == 0 || record->failed || backup_copy(backup, &copy)
               ? STORE_OK
               : STORE_DAMAGED;
}

enum store_result record_rest(struct record *record)
{
    record_journal_sync(record);
    return store_rest(record->store);
}

void record_close(struct record *record)
{
    if (record != NULL) {
        record_journal_sync(record);
        journal_close(&record->journal);
        store_close(record->store);
        keys_wipe(&record->keys);
        meant_free(&record->meant);
        free(record->open);
        free(record);
    }
}
