#include "daily/seal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "format/seal.h"

bool day_seal_path(char out[FILES_PATH_SIZE], const char *csv,
                   const char *ending)
{
    static const char csv_ending[] = ".csv";
    size_t length = strlen(csv) - (sizeof csv_ending - 1);
    errno = ENAMETOOLONG;
    return text_format(out, FILES_PATH_SIZE, "%.*s%s", (int)length, csv,
                       ending);
}

/* Whether a file has exactly this content; a file of another length is none
   that has. */
static enum day_seal_result compare(const char *path, const struct text *text)
{
    struct text there = {0};
    enum day_seal_result result = DAY_SEAL_DIFFERS;
    if (files_read(path, text->length + 1, &there)) {
        bool same = there.length == text->length &&
                    memcmp(there.data, text->data, text->length) == 0;
        result = same ? DAY_SEAL_WRITTEN : DAY_SEAL_DIFFERS;
    } else if (errno != EFBIG && errno != EISDIR) {
        result = DAY_SEAL_FAILED;
    }
    text_free(&there);
    return result;
}

static enum day_seal_result write_one(const char *path, const struct text *text,
                                      enum files_sync sync)
{
    if (files_exists(path)) {
        return compare(path, text);
    }
    return files_replace(path, text->data, text->length, sync)
               ? DAY_SEAL_WRITTEN
               : DAY_SEAL_FAILED;
}

/* Both, even when the first one differs. */
static enum day_seal_result write_both(const struct text texts[2],
                                       const char *csv, enum files_sync sync,
                                       char path[FILES_PATH_SIZE])
{
    static const char *const endings[] = {SEAL_ENDING, SEAL_SIGNATURE_ENDING};
    enum day_seal_result result = DAY_SEAL_WRITTEN;
    for (int i = 0; i < 2 && result != DAY_SEAL_FAILED; i++) {
        char one[FILES_PATH_SIZE];
        enum day_seal_result written = day_seal_path(one, csv, endings[i])
                                           ? write_one(one, &texts[i], sync)
                                           : DAY_SEAL_FAILED;
        if (written == DAY_SEAL_FAILED ||
            (written == DAY_SEAL_DIFFERS && result == DAY_SEAL_WRITTEN)) {
            result = written;
            memcpy(path, one, sizeof one);
        }
    }
    return result;
}

enum day_seal_result day_seal_write(const struct day_seal *seal,
                                    enum files_sync sync,
                                    char path[FILES_PATH_SIZE])
{
    struct text texts[2] = {{0}};
    enum day_seal_result result = DAY_SEAL_FAILED;
    path[0] = '\0';
    if (record_seal(seal->record, seal->day, &texts[0], &texts[1]) !=
        STORE_OK) {
        errno = 0;
    } else if (texts[0].length == 0) {
        result = DAY_SEAL_NONE;
    } else {
        result = write_both(texts, seal->csv, sync, path);
    }
    int error = errno;
    text_free(&texts[0]);
    text_free(&texts[1]);
    errno = error;
    return result;
}

bool day_seal_offices(struct record *record, int32_t day,
                      char out[SEAL_OFFICES_SIZE])
{
    struct text texts[2] = {{0}};
    struct seal *seal = calloc(1, sizeof *seal);
    int line;
    bool done = seal != NULL &&
                record_seal(record, day, &texts[0], &texts[1]) == STORE_OK;
    out[0] = '\0';
    if (done && texts[0].length > 0 &&
        seal_read(texts[0].data, texts[0].length, seal, &line)) {
        memcpy(out, seal->offices, sizeof seal->offices);
    }
    text_free(&texts[0]);
    text_free(&texts[1]);
    free(seal);
    return done;
}

enum store_result day_seal_missing(const struct day_seal *seal, bool *missing)
{
    char text[FILES_PATH_SIZE];
    char signature[FILES_PATH_SIZE];
    struct text texts[2] = {{0}};
    enum store_result result = STORE_OK;
    *missing = !files_exists(seal->csv);
    if (!*missing && day_seal_path(text, seal->csv, SEAL_ENDING) &&
        day_seal_path(signature, seal->csv, SEAL_SIGNATURE_ENDING) &&
        (!files_exists(text) || !files_exists(signature))) {
        result = record_seal(seal->record, seal->day, &texts[0], &texts[1]);
        *missing = texts[0].length > 0;
    }
    text_free(&texts[0]);
    text_free(&texts[1]);
    return result;
}
