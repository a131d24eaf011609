#include "cmd/play.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/log.h"
#include "cmd/screens.h"

enum {
    PLAY_MOST_BYTES = 65536,
    PLAY_PRESS_MS = 120,
    PLAY_LOOK_MS = 20, /* between two looks for what is waited for */
};

struct play {
    struct text file;
    const char *path;
    const char *folder;
    char *next;         /* the line to come */
    int line;           /* its number */
    int64_t pause_ms;   /* before that line, or before the finger lifts */
    int64_t due_ms;     /* its end; 0: it has not begun */
    int64_t waiting_ms; /* since when what it names is waited for; 0: not */
    int played;         /* inputs that the terminal has not taken yet */
    bool pressing;      /* a finger is down, and lifts when the pause is over */
    struct input finger;
};

/* Passes over notes and empty lines. */
static void find_line(struct play *play)
{
    while (*play->next == '#' || *play->next == '\n') {
        play->next += strcspn(play->next, "\n");
        play->next += *play->next == '\n';
        play->line++;
    }
}

/* The pause before the next line, which begins with it. */
static bool read_pause(struct play *play)
{
    char *end;
    find_line(play);
    if (*play->next == '\0') {
        play->pause_ms = 0;
        return true;
    }
    long pause = strtol(play->next, &end, 10);
    if (end == play->next || pause < 0 || pause > 600000) {
        log_error("%s:%d: a line begins with its pause in milliseconds",
                  play->path, play->line);
        return false;
    }
    play->next = end + strspn(end, " ");
    play->pause_ms = pause;
    return true;
}

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
    if (!read_pause(play)) {
        play_close(play);
        return NULL;
    }
    return play;
}

void play_close(struct play *play)
{
    if (play != NULL) {
        text_free(&play->file);
        free(play);
    }
}

int64_t play_deadline(const struct play *play, int64_t now_ms)
{
    if (play->played > 0) {
        return -1;
    }
    if (play->waiting_ms != 0) {
        return PLAY_LOOK_MS;
    }
    return play->due_ms > now_ms ? play->due_ms - now_ms : 0;
}

void play_taken(struct play *play)
{
    /* Somebody else's finger may be on the glass, too. */
    play->played -= play->played > 0;
}

static bool play_input(struct play *play, struct window *window)
{
    play->played++;
    return window_play(window, play->finger);
}

static bool press(struct play *play, struct window *window,
                  const struct item *item)
{
    play->finger = (struct input){.kind = INPUT_DOWN,
                                  .source = INPUT_FINGER,
                                  .finger = 1,
                                  .x = item->box.x + item->box.w / 2,
                                  .y = item->box.y + item->box.h / 2};
    play->pressing = true;
    play->pause_ms = PLAY_PRESS_MS;
    return play_input(play, window);
}

static enum play_result lift(struct play *play, struct window *window)
{
    play->pressing = false;
    play->finger.kind = INPUT_UP;
    return play_input(play, window) ? PLAY_ON : PLAY_FAILED;
}

static bool picture(const struct play *play, struct window *window,
                    const char *name)
{
    char file[FILES_PATH_SIZE];
    char path[FILES_PATH_SIZE];
    return text_format(file, sizeof file, "%s.png", name) &&
           files_join(path, play->folder, file) && window_save(window, path);
}

/* What one line came to. */
enum deed { DEED_DONE, DEED_WAITS, DEED_FAILED, DEED_END };

static enum deed see(const struct play *play, const struct kiosk_sight *sight,
                     const char *what)
{
    int place;
    const struct screen_name *name = screens_find(what, &place);
    if (name == NULL ||
        (name->places != PLACE_NONE && name->places != PLACE_QUESTION)) {
        log_error("%s:%d: no screen of a visit is called '%s'", play->path,
                  play->line, what);
        return DEED_FAILED;
    }
    bool here = sight->listens && sight->screen == name->screen &&
                (place == 0 || sight->question == place - 1);
    return here ? DEED_DONE : DEED_WAITS;
}

static enum deed tap(struct play *play, struct window *window,
                     const struct kiosk_sight *sight, const char *what)
{
    const struct item *item = scene_named(sight->scene, what);
    if (item == NULL || !sight->listens) {
        return DEED_WAITS;
    }
    return press(play, window, item) ? DEED_DONE : DEED_FAILED;
}

static enum deed do_line(struct play *play, struct window *window,
                         const struct kiosk_sight *sight)
{
    char verb[16];
    char what[64];
    int count = sscanf(play->next, "%15s %63s", verb, what);
    if (count >= 1 && strcmp(verb, "end") == 0) {
        return DEED_END;
    }
    if (count == 2 && strcmp(verb, "see") == 0) {
        return see(play, sight, what);
    }
    if (count == 2 && strcmp(verb, "tap") == 0) {
        return tap(play, window, sight, what);
    }
    if (count == 2 && strcmp(verb, "picture") == 0) {
        return picture(play, window, what) ? DEED_DONE : DEED_FAILED;
    }
    log_error("%s:%d: neither 'see SCREEN', 'tap ACTION', 'picture NAME' nor "
              "'end'",
              play->path, play->line);
    return DEED_FAILED;
}

/* What the line names is not there. A person would look again. */
static enum play_result wait_on(struct play *play, int64_t now_ms)
{
    if (play->waiting_ms == 0) {
        play->waiting_ms = now_ms;
    }
    if (now_ms - play->waiting_ms < PLAY_PATIENCE_MS) {
        return PLAY_ON;
    }
    log_error("%s:%d: waited %d s in vain to '%.*s'", play->path, play->line,
              PLAY_PATIENCE_MS / 1000, (int)strcspn(play->next, "\n"),
              play->next);
    return PLAY_FAILED;
}

static enum play_result step_line(struct play *play, struct window *window,
                                  const struct kiosk_sight *sight,
                                  int64_t now_ms)
{
    if (*play->next == '\0') {
        return PLAY_END;
    }
    switch (do_line(play, window, sight)) {
    case DEED_DONE: break;
    case DEED_WAITS: return wait_on(play, now_ms);
    case DEED_FAILED: return PLAY_FAILED;
    case DEED_END: return PLAY_END;
    }
    play->waiting_ms = 0;
    play->due_ms = 0;
    play->next += strcspn(play->next, "\n");
    if (play->pressing) {
        return PLAY_ON;
    }
    return read_pause(play) ? PLAY_ON : PLAY_FAILED;
}

enum play_result play_step(struct play *play, struct window *window,
                           const struct kiosk_sight *sight, int64_t now_ms)
{
    if (play->played > 0) {
        return PLAY_ON;
    }
    if (play->due_ms == 0) {
        play->due_ms = now_ms + play->pause_ms;
    }
    if (now_ms < play->due_ms) {
        return PLAY_ON;
    }
    if (play->pressing) {
        play->due_ms = 0;
        enum play_result lifted = lift(play, window);
        return read_pause(play) ? lifted : PLAY_FAILED;
    }
    return step_line(play, window, sight, now_ms);
}
