#include "cmd/play.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/log.h"

enum { PLAY_MOST_BYTES = 65536, PLAY_PRESS_MS = 120 };

struct play {
    struct text file;
    const char *path;
    const char *folder;
    char *next;     /* the line to come */
    int line;       /* its number */
    int64_t due_ms; /* when it is due; 0: not yet begun */
    bool pressing;  /* a finger is down, and lifts at due_ms */
    struct input finger;
};

struct play *play_open(const char *path, const char *folder)
{
    struct play *play = calloc(1, sizeof *play);
    if (play == NULL) {
        return NULL;
    }
    play->path = path;
    play->folder = folder != NULL ? folder : ".";
    play->line = 1;
    if (!files_read(path, PLAY_MOST_BYTES, &play->file)) {
        log_error("%s: cannot read the recorded visit: %s", path,
                  strerror(errno));
        play_close(play);
        return NULL;
    }
    if (!files_make_folder(play->folder)) {
        log_error("%s: cannot make the folder for the pictures: %s",
                  play->folder, strerror(errno));
        play_close(play);
        return NULL;
    }
    play->next = play->file.data;
    return play;
}

void play_close(struct play *play)
{
    if (play != NULL) {
        text_free(&play->file);
        free(play);
    }
}

/* Passes over notes and empty lines. */
static void find_line(struct play *play)
{
    while (*play->next == '#' || *play->next == '\n') {
        play->next += strcspn(play->next, "\n");
        play->next += *play->next == '\n';
        play->line++;
    }
}

int64_t play_deadline(const struct play *play, int64_t now_ms)
{
    if (play->due_ms == 0) {
        return 0;
    }
    if (!play->pressing && *play->next == '\0') {
        return -1;
    }
    return play->due_ms > now_ms ? play->due_ms - now_ms : 0;
}

static bool tap(struct play *play, struct window *window,
                const struct scene *scene, const char *name)
{
    const struct item *item = scene_named(scene, name);
    if (item == NULL) {
        log_error("%s:%d: no '%s' on this screen", play->path, play->line,
                  name);
        return false;
    }
    play->finger = (struct input){.kind = INPUT_DOWN,
                                  .source = INPUT_FINGER,
                                  .finger = 1,
                                  .x = item->box.x + item->box.w / 2,
                                  .y = item->box.y + item->box.h / 2};
    play->pressing = true;
    return window_play(window, play->finger);
}

static bool picture(const struct play *play, struct window *window,
                    const char *name)
{
    char file[FILES_PATH_SIZE];
    char path[FILES_PATH_SIZE];
    return text_format(file, sizeof file, "%s.png", name) &&
           files_join(path, play->folder, file) && window_save(window, path);
}

/* The pause before the next line, which begins with it. */
static bool read_pause(struct play *play, int64_t *pause_ms)
{
    char *end;
    find_line(play);
    if (*play->next == '\0') {
        *pause_ms = 0;
        return true;
    }
    long pause = strtol(play->next, &end, 10);
    if (end == play->next || pause < 0 || pause > 600000) {
        log_error("%s:%d: a line begins with its pause in milliseconds",
                  play->path, play->line);
        return false;
    }
    play->next = end + strspn(end, " ");
    *pause_ms = pause;
    return true;
}

static enum play_result do_line(struct play *play, struct window *window,
                                const struct scene *scene)
{
    char verb[16];
    char what[64];
    int count = sscanf(play->next, "%15s %63s", verb, what);
    if (count >= 1 && strcmp(verb, "end") == 0) {
        return PLAY_END;
    }
    if (count == 2 && strcmp(verb, "tap") == 0) {
        return tap(play, window, scene, what) ? PLAY_ON : PLAY_FAILED;
    }
    if (count == 2 && strcmp(verb, "picture") == 0) {
        return picture(play, window, what) ? PLAY_ON : PLAY_FAILED;
    }
    log_error("%s:%d: neither 'tap ACTION', 'picture NAME' nor 'end'",
              play->path, play->line);
    return PLAY_FAILED;
}

static enum play_result lift(struct play *play, struct window *window)
{
    play->pressing = false;
    play->finger.kind = INPUT_UP;
    return window_play(window, play->finger) ? PLAY_ON : PLAY_FAILED;
}

/* Sets when the line that comes now is due. */
static bool plan_next(struct play *play, int64_t now_ms)
{
    int64_t pause_ms = PLAY_PRESS_MS;
    if (!play->pressing && !read_pause(play, &pause_ms)) {
        return false;
    }
    play->due_ms = now_ms + pause_ms;
    return true;
}

enum play_result play_step(struct play *play, struct window *window,
                           const struct scene *scene, int64_t now_ms)
{
    if (play->due_ms == 0) {
        return plan_next(play, now_ms) ? PLAY_ON : PLAY_FAILED;
    }
    if (now_ms < play->due_ms) {
        return PLAY_ON;
    }
    if (play->pressing) {
        enum play_result lifted = lift(play, window);
        return plan_next(play, now_ms) ? lifted : PLAY_FAILED;
    }
    if (*play->next == '\0') {
        return PLAY_END;
    }
    enum play_result result = do_line(play, window, scene);
    play->next += strcspn(play->next, "\n");
    if (result == PLAY_ON && !plan_next(play, now_ms)) {
        return PLAY_FAILED;
    }
    return result;
}
