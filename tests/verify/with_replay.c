#include "verify/with_replay.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"

enum { SECTOR = 512, LOG_MAX = 1 << 30 };

struct step {
    struct operation head;
    char *path, *other;
    const char *bytes;
    bool certain; /* in the cut that is being made */
};

/* A file by its number, as far as it is replayed. */
struct body {
    uint64_t file;
    char *bytes;
    size_t length, room;
    bool synced; /* behind the step that is looked at, going backwards */
};

/* A name; one of a folder has no body. */
struct name {
    const char *path;
    uint64_t file;
    bool folder;
};

struct replay {
    struct text log;
    struct step *steps;
    int count, room;
    struct body *bodies;
    int body_count, body_room;
    struct name *names;
    int name_count, name_room;
};

/* One more at the end of an array, zeroed. */
static void *add(void **list, int *count, int *room, size_t size)
{
    if (*count == *room) {
        *room = 2 * *room + 64;
        *list = realloc(*list, (size_t)*room * size);
        assert_non_null(*list);
    }
    void *one = (char *)*list + (size_t)(*count)++ * size;
    return memset(one, 0, size);
}

static char *copy(const char *from, size_t length)
{
    char *text = strndup(from, length);
    assert_non_null(text);
    return text;
}

struct replay *replay_open(const char *log)
{
    struct replay *replay = calloc(1, sizeof *replay);
    assert_non_null(replay);
    assert_true(files_read(log, LOG_MAX, &replay->log));
    const char *p = replay->log.data;
    const char *end = p + replay->log.length;
    while (p < end) {
        void *list = replay->steps;
        struct step *step =
            add(&list, &replay->count, &replay->room, sizeof *step);
        replay->steps = list;
        memcpy(&step->head, p, sizeof step->head);
        p += sizeof step->head;
        step->path = copy(p, step->head.path_length);
        p += step->head.path_length;
        step->other = copy(p, step->head.other_length);
        p += step->head.other_length;
        step->bytes = p;
        p += step->head.bytes_length;
    }
    assert_ptr_equal(p, end);
    return replay;
}

void replay_close(struct replay *replay)
{
    for (int i = 0; i < replay->count; i++) {
        free(replay->steps[i].path);
        free(replay->steps[i].other);
    }
    for (int i = 0; i < replay->body_count; i++) {
        free(replay->bodies[i].bytes);
    }
    free(replay->steps);
    free(replay->bodies);
    free(replay->names);
    text_free(&replay->log);
    free(replay);
}

int replay_count(const struct replay *replay)
{
    return replay->count;
}

static struct body *body_of(struct replay *replay, uint64_t file)
{
    for (int i = 0; i < replay->body_count; i++) {
        if (replay->bodies[i].file == file) {
            return &replay->bodies[i];
        }
    }
    void *list = replay->bodies;
    struct body *body =
        add(&list, &replay->body_count, &replay->body_room, sizeof *body);
    replay->bodies = list;
    body->file = file;
    return body;
}

/* The length of the folder's name in a path, without the slash. */
static size_t folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? 0 : (size_t)(slash - path);
}

static bool lies_in(const char *path, const char *folder)
{
    size_t length = folder_of(path);
    return strlen(folder) == length && strncmp(path, folder, length) == 0;
}

static bool names_synced(const struct replay *replay, int from, int at,
                         const char *path, const char *deaf_to)
{
    for (int i = from; i < at; i++) {
        const struct step *step = &replay->steps[i];
        if (step->head.kind == OPERATION_NAMES && lies_in(path, step->path) &&
            (deaf_to == NULL || strcmp(deaf_to, "names") != 0)) {
            return true;
        }
    }
    return false;
}

static bool is_bytes(const struct step *step)
{
    return step->head.kind == OPERATION_WRITE ||
           step->head.kind == OPERATION_SIZE;
}

/* Which steps are on the disk for certain. */
static void settle(struct replay *replay, const struct replay_cut *cut)
{
    for (int i = 0; i < replay->body_count; i++) {
        replay->bodies[i].synced = false;
    }
    for (int i = cut->at - 1; i >= 0; i--) {
        struct step *step = &replay->steps[i];
        bool deaf =
            cut->deaf_to != NULL && strstr(step->path, cut->deaf_to) != NULL;
        if (step->head.kind == OPERATION_SYNC) {
            body_of(replay, step->head.file)->synced |= !deaf;
        } else if (is_bytes(step)) {
            step->certain = body_of(replay, step->head.file)->synced;
        } else {
            step->certain =
                names_synced(replay, i, cut->at, step->path, cut->deaf_to);
        }
    }
}

static void make_room(struct body *body, size_t length)
{
    if (length > body->room) {
        body->room = 2 * length;
        body->bytes = realloc(body->bytes, body->room);
        assert_non_null(body->bytes);
    }
    if (length > body->length) {
        memset(body->bytes + body->length, 0, length - body->length);
        body->length = length;
    }
}

static void put(struct body *body, size_t at, const char *bytes, size_t length)
{
    make_room(body, at + length);
    memcpy(body->bytes + at, bytes, length);
}

/* How this disk treats what it was not asked to keep. */
enum manner { KEEPS, DROPS, CHOOSES, TEARS, GARBLES, MANNERS };

static void put_sectors(struct body *body, const struct step *step,
                        enum manner manner, struct draw *draw)
{
    size_t at = (size_t)step->head.at;
    size_t end = at + step->head.bytes_length;
    const char *bytes = step->bytes;
    while (at < end) {
        char garbage[SECTOR];
        size_t length = SECTOR - at % SECTOR;
        length = length < end - at ? length : end - at;
        int chance = draw_below(draw, manner == GARBLES ? 3 : 2);
        for (size_t i = 0; chance == 2 && i < length; i++) {
            garbage[i] = (char)draw_below(draw, 256);
        }
        if (chance > 0) {
            put(body, at, chance == 2 ? garbage : bytes, length);
        }
        at += length;
        bytes += length;
    }
}

static void apply_bytes(struct replay *replay, const struct step *step,
                        enum manner manner, struct draw *draw)
{
    struct body *body = body_of(replay, step->head.file);
    bool whole = step->certain || manner == KEEPS ||
                 (manner == CHOOSES && draw_once_in(draw, 2));
    if (step->head.kind == OPERATION_WRITE && !whole &&
        (manner == TEARS || manner == GARBLES)) {
        put_sectors(body, step, manner, draw);
    } else if (step->head.kind == OPERATION_WRITE && whole) {
        put(body, (size_t)step->head.at, step->bytes, step->head.bytes_length);
    } else if (step->head.kind == OPERATION_SIZE &&
               (whole || (manner >= TEARS && draw_once_in(draw, 2)))) {
        make_room(body, (size_t)step->head.at);
        body->length = (size_t)step->head.at;
    }
}

static struct name *find_name(struct replay *replay, const char *path)
{
    for (int i = 0; i < replay->name_count; i++) {
        if (strcmp(replay->names[i].path, path) == 0) {
            return &replay->names[i];
        }
    }
    return NULL;
}

static void set_name(struct replay *replay, const char *path, uint64_t file,
                     bool folder)
{
    struct name *name = find_name(replay, path);
    if (name == NULL) {
        void *list = replay->names;
        name =
            add(&list, &replay->name_count, &replay->name_room, sizeof *name);
        replay->names = list;
    }
    *name = (struct name){path, file, folder};
}

static void drop_name(struct replay *replay, const char *path)
{
    struct name *name = find_name(replay, path);
    if (name != NULL) {
        *name = replay->names[--replay->name_count];
    }
}

static void apply_name(struct replay *replay, const struct step *step)
{
    switch ((enum operation_kind)step->head.kind) {
    case OPERATION_MAKE:
        set_name(replay, step->path, step->head.file, false);
        break;
    case OPERATION_FOLDER: set_name(replay, step->path, 0, true); break;
    case OPERATION_REMOVE: drop_name(replay, step->path); break;
    case OPERATION_MOVE:
        drop_name(replay, step->path);
        set_name(replay, step->other, step->head.file, false);
        break;
    case OPERATION_WRITE:
    case OPERATION_SIZE:
    case OPERATION_SYNC:
    case OPERATION_NAMES:
    case OPERATION_SHOWN: break;
    }
}

/* Names in the order of the log: a folder comes before what lies in it. One
   whose folder got lost is lost with it. */
static void write_out(struct replay *replay, const char *folder)
{
    for (int i = 0; i < replay->name_count; i++) {
        const struct name *name = &replay->names[i];
        char path[FILES_PATH_SIZE];
        assert_true(files_join(path, folder, name->path));
        if (name->folder) {
            (void)mkdir(path, 0755);
        }
    }
    for (int i = 0; i < replay->name_count; i++) {
        const struct name *name = &replay->names[i];
        char path[FILES_PATH_SIZE];
        assert_true(files_join(path, folder, name->path));
        int fd = name->folder ? -1 : open(path, O_WRONLY | O_CREAT, 0600);
        if (fd >= 0) {
            const struct body *body = body_of(replay, name->file);
            assert_true(files_write_all(fd, body->bytes, body->length));
            close(fd);
        }
    }
}

void replay_make(struct replay *replay, struct replay_cut *cut,
                 const char *folder)
{
    /* Of bytes and of names apart: both are let down at once seldom. */
    enum manner manner = (enum manner)draw_below(&cut->draw, MANNERS);
    enum manner of_names = (enum manner)draw_below(&cut->draw, TEARS);
    settle(replay, cut);
    replay->name_count = 0;
    for (int i = 0; i < replay->body_count; i++) {
        replay->bodies[i].length = 0;
    }
    for (int i = 0; i < cut->at; i++) {
        const struct step *step = &replay->steps[i];
        cut->wall_ms = step->head.wall_ms;
        cut->shown += step->head.kind == OPERATION_SHOWN;
        if (is_bytes(step)) {
            apply_bytes(replay, step, manner, &cut->draw);
        } else if (step->certain || of_names == KEEPS ||
                   (of_names == CHOOSES && draw_once_in(&cut->draw, 2))) {
            apply_name(replay, step);
        }
    }
    write_out(replay, folder);
}
