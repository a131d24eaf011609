#include "cmd/last_end.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/files.h"
#include "base/log.h"
#include "base/speak.h"

#define WORD_FILE  "last-word"
#define ENDED_FILE "ended"

enum { WORD_SIZE = 24 };

/* False when there is no such folder. */
static bool path_of(const char *name, char path[FILES_PATH_SIZE])
{
    const char *folder = getenv("RUNTIME_DIRECTORY");
    return folder != NULL && folder[0] == '/' && files_join(path, folder, name);
}

void last_end_leave(const char *word)
{
    char path[FILES_PATH_SIZE];
    if (path_of(WORD_FILE, path) &&
        !files_replace(path, word, strlen(word), FILES_UNSYNCED)) {
        log_warning("%s: %s: the next start will not know how this one ended",
                    path, strerror(errno));
    }
}

/* Reads a file and removes it; "" when there is none. */
static void take(const char *name, char out[LAST_END_SIZE])
{
    char path[FILES_PATH_SIZE];
    struct text text = {0};
    out[0] = '\0';
    if (path_of(name, path) && files_read(path, LAST_END_SIZE - 1, &text)) {
        text_show(out, LAST_END_SIZE, text.data, text.length);
        unlink(path);
    }
    text_free(&text);
}

static const char *of_watchdog(const char *word)
{
    return strcmp(word, LAST_WORD_SCREEN) == 0
               ? N_("watchdog: the screen did not show what was painted")
           : strcmp(word, LAST_WORD_DISK) == 0
               ? N_("watchdog: the disk did not answer")
               : N_("watchdog: the terminal stood still");
}

/* In the words of systemd.exec(5). */
static bool put(char out[LAST_END_SIZE], const char *result, const char *status,
                const char *word)
{
    if (strcmp(result, "watchdog") == 0) {
        return text_copy(out, LAST_END_SIZE, of_watchdog(word));
    }
    if (strcmp(result, "timeout") == 0) {
        return text_copy(out, LAST_END_SIZE,
                         N_("it did not show a picture in time"));
    }
    if (strcmp(result, "oom-kill") == 0) {
        return text_copy(out, LAST_END_SIZE,
                         N_("killed: the memory ran short"));
    }
    if (strcmp(result, "exit-code") == 0) {
        return text_format(out, LAST_END_SIZE, "ended with status %s", status);
    }
    if (strcmp(result, "signal") == 0 || strcmp(result, "core-dump") == 0) {
        return text_format(out, LAST_END_SIZE, "killed by %s", status);
    }
    return text_format(out, LAST_END_SIZE, "%s", result);
}

void last_end_take(char out[LAST_END_SIZE])
{
    char ended[LAST_END_SIZE];
    char word[LAST_END_SIZE];
    char result[WORD_SIZE];
    char code[WORD_SIZE];
    char status[WORD_SIZE];
    take(ENDED_FILE, ended);
    take(WORD_FILE, word);
    out[0] = '\0';
    if (sscanf(ended, "%23s %23s %23s", result, code, status) != 3 ||
        strcmp(result, "success") == 0 || !put(out, result, status, word)) {
        return;
    }
    log_warning("the run before ended without being asked: %s", speak(out));
}
