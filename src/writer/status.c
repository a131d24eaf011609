#include "writer/status.h"

#include <assert.h>
#include <errno.h>
#include <inttypes.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/files.h"
#include "base/log.h"

/* The file is one key a line, in this order; writer and reader share it, and
   what a monitor is told. */
enum kind { TEXT, NUMBER, FLAG, TOUCH };

struct field {
    const char *key;
    enum kind kind;
    size_t at, size;
};

#define FIELD(kind, name)                                                      \
    {                                                                          \
#name, kind, offsetof(struct status, name),                            \
            sizeof((struct status *)0)->name                                   \
    }

static const struct field fields[] = {
    FIELD(NUMBER, exit_status),
    FIELD(NUMBER, pid),
    FIELD(TEXT, version),
    FIELD(TEXT, unit_code),
    FIELD(TEXT, device_id),
    FIELD(TEXT, since),
    FIELD(TEXT, day),
    FIELD(NUMBER, visits),
    FIELD(TEXT, closed_day),
    FIELD(NUMBER, outbox_files),
    FIELD(NUMBER, free_bytes),
    FIELD(NUMBER, pending_days),
    FIELD(TEXT, exported_day),
    FIELD(FLAG, database_set_aside),
    FIELD(TEXT, database_set_aside_day),
    FIELD(NUMBER, rows_lost),
    FIELD(TEXT, recovery),
    FIELD(FLAG, clock_doubtful),
    FIELD(TEXT, clock_voucher),
    FIELD(FLAG, enrolled),
    FIELD(TEXT, fingerprint),
    FIELD(TEXT, sealed_day),
    FIELD(FLAG, log_failing),
    FIELD(TEXT, first_day),
    FIELD(TEXT, backup_day),
    FIELD(NUMBER, restarts),
    FIELD(TEXT, last_end_day),
    FIELD(TEXT, last_end),
    FIELD(NUMBER, untouched_days),
    FIELD(TOUCH, touch),
    FIELD(FLAG, uploads),
    FIELD(NUMBER, uploads_waiting),
    FIELD(NUMBER, upload_tries),
    FIELD(TEXT, upload_message),
};

enum { FIELD_COUNT = sizeof fields / sizeof fields[0], FILE_MOST = 4096 };

static const char *const states[] = {[STATUS_OK] = "ok",
                                     [STATUS_FAILED] = "failed",
                                     [STATUS_STOPPED] = "stopped",
                                     [STATUS_ENDED] = "ended"};

enum { STATE_COUNT = sizeof states / sizeof states[0] };

/* A text without control characters (text_show) as JSON has it. */
static void quote(struct text *json, const char *string)
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

static int64_t number_at(const struct status *status, const struct field *field)
{
    int64_t number;
    memcpy(&number, (const char *)status + field->at, sizeof number);
    return number;
}

static void put(struct text *json, const struct status *status,
                const struct field *field)
{
    text_append_format(json, ",\n  \"%s\": ", field->key);
    if (field->kind == TEXT) {
        quote(json, (const char *)status + field->at);
    } else {
        text_append_format(json, "%" PRId64, number_at(status, field));
    }
}

bool status_write(const struct status *status, const char *data_dir)
{
    struct text json = {0};
    char path[FILES_PATH_SIZE];
    assert((unsigned)status->state < STATE_COUNT);
    text_append_format(&json, "{\n  \"state\": \"%s\"", states[status->state]);
    for (int i = 0; i < FIELD_COUNT; i++) {
        put(&json, status, &fields[i]);
    }
    text_append_string(&json, "\n}\n");
    errno = json.failed ? ENOMEM : ENAMETOOLONG;
    bool done = !json.failed && files_join(path, data_dir, "status.json") &&
                files_replace(path, json.data, json.length, FILES_UNSYNCED);
    text_free(&json);
    return done;
}

static const char *touch_name(int64_t touch)
{
    return touch == TOUCH_MISSING ? "\"missing\""
           : touch == TOUCH_FOUND ? "\"found\""
           : touch == TOUCH_STUCK ? "\"stuck\""
                                  : "null";
}

static void tell_number(struct text *json, enum kind kind, int64_t number)
{
    if (number == STATUS_UNKNOWN) {
        text_append_string(json, "null");
    } else if (kind == TOUCH) {
        text_append_string(json, touch_name(number));
    } else if (kind == FLAG) {
        text_append_string(json, number != 0 ? "true" : "false");
    } else {
        text_append_format(json, "%" PRId64, number);
    }
}

void status_tell(const struct status *status, struct text *json)
{
    for (int i = 0; i < FIELD_COUNT; i++) {
        const struct field *field = &fields[i];
        const char *text = (const char *)status + field->at;
        text_append_format(json, ", \"%s\": ", field->key);
        if (field->kind != TEXT) {
            tell_number(json, field->kind, number_at(status, field));
        } else if (text[0] != '\0') {
            quote(json, text);
        } else {
            text_append_string(json, "null");
        }
    }
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
    /* It is going to be printed. */
    return eat(at, "\"") && text_is_utf8(out, length) && !text_has_control(out);
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
        bool taken = field->kind == TEXT
                         ? eat_text(&at, base + field->at, field->size)
                         : eat_number(&at, &number);
        if (!taken) {
            return false;
        }
        if (field->kind != TEXT) {
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

void status_end(const char *data_dir, int exit_status)
{
    struct status status;
    if (status_read(&status, data_dir) != STATUS_READ ||
        (status.state == STATUS_FAILED && status.pid == getpid())) {
        return;
    }
    status.state = STATUS_ENDED;
    status.exit_status = exit_status;
    if (!status_write(&status, data_dir)) {
        log_warning("%s/status.json: %s: it does not say that this run ended "
                    "with status %d",
                    data_dir, strerror(errno), exit_status);
    }
}
