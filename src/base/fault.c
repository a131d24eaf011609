#include "base/fault.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/speak.h"

/* The line number in a listed fault; -1 when it is of another file. */
static long line_of(const char *fault, const char *file)
{
    size_t length = strlen(file);
    if (strncmp(fault, file, length) != 0 || fault[length] != ':') {
        return -1;
    }
    const char *after = fault + length + 1;
    return *after == ' ' ? 0 : strtol(after, NULL, 10);
}

/* Where a fault of this file and line goes: behind its like, before the next
   line of the same file. */
static size_t place_for(const struct text *lines, const char *file, int line)
{
    size_t place = lines->length;
    for (size_t at = 0; at < lines->length;) {
        const char *fault = lines->data + at;
        size_t next = at + strcspn(fault, "\n") + 1;
        long number = line_of(fault, file);
        if (number > line) {
            return at;
        }
        if (number >= 0) {
            place = next;
        }
        at = next;
    }
    return place;
}

static void insert(struct text *lines, size_t place, const struct text *fault)
{
    if (fault->failed || lines->failed) {
        lines->failed = true;
        return;
    }
    struct text joined = {0};
    if (place > 0) {
        text_append(&joined, lines->data, place);
    }
    text_append(&joined, fault->data, fault->length);
    if (place < lines->length) {
        text_append(&joined, lines->data + place, lines->length - place);
    }
    text_free(lines);
    *lines = joined;
}

static void keep_one_line(struct text *fault)
{
    for (size_t i = 0; i < fault->length; i++) {
        unsigned char c = (unsigned char)fault->data[i];
        if (c < 0x20 || c == 0x7F) {
            fault->data[i] = ' ';
        }
    }
}

/* "file:line: message\n"; false when memory ran out. */
__attribute__((format(printf, 4, 0))) static bool
put_together(struct text *fault, const char *file, int line, const char *format,
             va_list args)
{
    char *message = NULL;
    if (vasprintf(&message, speak(format), args) < 0) {
        return false;
    }
    /* A file as a whole is spoken of at its first line: always file:line. */
    if (line == FAULTS_NO_LINE) {
        text_append_format(fault, "%s: %s", file, message);
    } else {
        text_append_format(fault, "%s:%d: %s", file, line > 0 ? line : 1,
                           message);
    }
    keep_one_line(fault);
    text_append(fault, "\n", 1);
    free(message);
    return !fault->failed;
}

static void close_list(struct faults *faults, const char *file)
{
    text_append_format(&faults->lines,
                       speak("%s: there are more faults than these %d; "
                             "mend these, then check again\n"),
                       file, FAULTS_LISTED);
}

void faults_add_list(struct faults *faults, const char *file, int line,
                     const char *format, va_list args)
{
    struct text fault = {0};
    if (!put_together(&fault, file, line, format, args)) {
        faults->lines.failed = true;
    } else if (faults->lines.data != NULL &&
               strstr(faults->lines.data, fault.data) != NULL) {
        /* Said already: the same text stands on several screens. */
    } else if (++faults->count <= FAULTS_LISTED) {
        insert(&faults->lines,
               place_for(&faults->lines, file, line > 0 ? line : 0), &fault);
    } else if (faults->count == FAULTS_LISTED + 1) {
        close_list(faults, file);
    }
    text_free(&fault);
}

void faults_add(struct faults *faults, const char *file, int line,
                const char *format, ...)
{
    va_list args;
    va_start(args, format);
    faults_add_list(faults, file, line, format, args);
    va_end(args);
}

void faults_free(struct faults *faults)
{
    if (faults != NULL) {
        text_free(&faults->lines);
        faults->count = 0;
    }
}
