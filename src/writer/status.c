#include "writer/status.h"

#include <assert.h>
#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"

/* The file is one key a line, in this order; writer and reader share it. */
struct field {
    const char *key;
    size_t at;
    size_t size; /* of a text; 0: a number */
};

#define TEXT(name)                                                             \
    {                                                                          \
#name, offsetof(struct status, name), sizeof((struct status *)0)->name \
    }
#define NUMBER(name)                                                           \
    {                                                                          \
#name, offsetof(struct status, name), 0                                \
    }

static const struct field fields[] = {
    NUMBER(pid),
    TEXT(version),
    TEXT(unit_code),
    TEXT(device_id),
    TEXT(since),
    TEXT(day),
    NUMBER(visits),
    NUMBER(answers),
    TEXT(closed_day),
    NUMBER(outbox_files),
    NUMBER(free_bytes),
    NUMBER(pending_days),
    TEXT(exported_day),
    NUMBER(database_set_aside),
    TEXT(database_set_aside_day),
    NUMBER(rows_lost),
    NUMBER(clock_doubtful),
    NUMBER(enrolled),
    TEXT(fingerprint),
    TEXT(sealed_day),
    NUMBER(log_failing),
    TEXT(first_day),
    TEXT(backup_day),
    NUMBER(restarts),
    TEXT(last_end_day),
    TEXT(last_end),
    NUMBER(untouched_days),
    NUMBER(touch),
    NUMBER(uploads),
    NUMBER(uploads_waiting),
    NUMBER(upload_tries),
    TEXT(upload_message),
};

enum { FIELD_COUNT = sizeof fields / sizeof fields[0], FILE_MOST = 4096 };

static const char *const states[] = {[STATUS_OK] = "ok",
                                     [STATUS_FAILED] = "failed",
                                     [STATUS_STOPPED] = "stopped"};

enum { STATE_COUNT = sizeof states / sizeof states[0] };

const char *status_state_name(enum status_state state)
{
    assert((unsigned)state < STATE_COUNT);
    return states[state];
}

void status_quote(struct text *json, const char *string)
{
    text_append_string(json, "\"");
    for (const char *p = string; *p != '\0'; p++) {
        if (*p == '"' || *p == '\\') {
            text_append_string(json, "\\");
        }
        text_append(json, p, 1);
    }
    text_append_string(json, "\"");
}

bool status_write(const struct status *status, const char *data_dir)
{
    const char *base = (const char *)status;
    struct text json = {0};
    char path[FILES_PATH_SIZE];
    text_append_format(&json, "{\n  \"state\": \"%s\"",
                       status_state_name(status->state));
    for (int i = 0; i < FIELD_COUNT; i++) {
        const struct field *field = &fields[i];
        if (field->size > 0) {
            text_append_format(&json, ",\n  \"%s\": ", field->key);
            status_quote(&json, base + field->at);
        } else {
            int64_t number;
            memcpy(&number, base + field->at, sizeof number);
            text_append_format(&json, ",\n  \"%s\": %lld", field->key,
                               (long long)number);
        }
    }
    text_append_string(&json, "\n}\n");
    errno = json.failed ? ENOMEM : ENAMETOOLONG;
    bool done = !json.failed && files_join(path, data_dir, "status.json") &&
                files_replace(path, json.data, json.length, FILES_UNSYNCED);
    int error = errno;
    text_free(&json);
    errno = error;
    return done;
}

static bool eat(const char **at, const char *expected)
{
    size_t length = strlen(expected);
    bool same = strncmp(*at, expected, length) == 0;
    *at += same ? length : 0;
    return same;
}

static bool eat_text(const char **at, char *out, size_t size)
{
    if (!eat(at, "\"")) {
        return false;
    }
    const char *p = *at;
    size_t length = 0;
    while (*p != '"' && *p != '\n' && *p != '\0' && length + 1 < size) {
        p += *p == '\\' && (p[1] == '"' || p[1] == '\\');
        out[length++] = *p++;
    }
    out[length] = '\0';
    *at = p;
    return eat(at, "\"");
}

static bool eat_number(const char **at, int64_t *out)
{
    char *end;
    errno = 0;
    *out = strtoll(*at, &end, 10);
    bool number = end != *at && errno == 0;
    errno = 0;
    *at = end;
    return number;
}

static bool eat_state(const char **at, enum status_state *out)
{
    char name[16];
    if (!eat(at, "{\n  \"state\": ") || !eat_text(at, name, sizeof name)) {
        return false;
    }
    for (int i = 0; i < STATE_COUNT; i++) {
        if (strcmp(states[i], name) == 0) {
            *out = (enum status_state)i;
            return true;
        }
    }
    return false;
}

static bool parse(const char *at, struct status *out)
{
    char *base = (char *)out;
    if (!eat_state(&at, &out->state)) {
        return false;
    }
    for (int i = 0; i < FIELD_COUNT; i++) {
        const struct field *field = &fields[i];
        if (!eat(&at, ",\n  \"") || !eat(&at, field->key) ||
            !eat(&at, "\": ")) {
            return false;
        }
        int64_t number;
        bool taken = field->size > 0
                         ? eat_text(&at, base + field->at, field->size)
                         : eat_number(&at, &number);
        if (!taken) {
            return false;
        }
        if (field->size == 0) {
            memcpy(base + field->at, &number, sizeof number);
        }
    }
    return strcmp(at, "\n}\n") == 0;
}

enum status_read status_read(struct status *out, const char *data_dir)
{
    char path[FILES_PATH_SIZE];
    struct text json = {0};
    *out = (struct status){0};
    enum status_read result = STATUS_UNREADABLE;
    if (!files_join(path, data_dir, "status.json")) {
        return result;
    }
    if (!files_read(path, FILE_MOST, &json)) {
        result = errno == ENOENT ? STATUS_MISSING : STATUS_UNREADABLE;
    } else {
        errno = 0;
        result = parse(json.data, out) ? STATUS_READ : STATUS_UNREADABLE;
    }
    text_free(&json);
    return result;
}
