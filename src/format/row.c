#include "format/row.h"

#include <assert.h>
#include <fcntl.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

static const char *const names[ROW_KIND_COUNT] = {
    [ROW_START] = "start",     [ROW_STOP] = "stop",
    [ROW_CONFIG] = "config",   [ROW_FORM] = "form",
    [ROW_CLOCK] = "clock",     [ROW_RECOVERY] = "recovery",
    [ROW_VISIT] = "visit",     [ROW_ANSWER] = "answer",
    [ROW_SKIP] = "skip",       [ROW_TIMEOUT] = "timeout",
    [ROW_REASON] = "reason",   [ROW_END] = "end",
    [ROW_CLOSE] = "close",     [ROW_EXPORT] = "export",
    [ROW_PIN] = "pin",         [ROW_SEEN] = "seen",
    [ROW_ENROL] = "enrol",     [ROW_SEAL] = "seal",
    [ROW_CONFIRM] = "confirm", [ROW_MEANT] = "meant",
    [ROW_LOST] = "lost",       [ROW_NA] = "na",
};

const char *row_kind_name(enum row_kind kind)
{
    assert((unsigned)kind < ROW_KIND_COUNT);
    return names[kind];
}

bool row_kind_parse(const char *name, enum row_kind *kind)
{
    for (int i = 0; i < ROW_KIND_COUNT; i++) {
        /* The first letter decides most of the time: an export of ten years
           asks three million times. */
        if (names[i][0] == name[0] && strcmp(names[i], name) == 0) {
            *kind = (enum row_kind)i;
            return true;
        }
    }
    return false;
}

bool row_is_reply(enum row_kind kind)
{
    return kind == ROW_ANSWER || kind == ROW_SKIP || kind == ROW_NA ||
           kind == ROW_TIMEOUT;
}

bool row_is_of_visit(enum row_kind kind)
{
    return kind == ROW_VISIT || row_is_reply(kind) || kind == ROW_REASON ||
           kind == ROW_END;
}

bool row_same(const struct row *a, const struct row *b)
{
    return a->seq == b->seq && a->boot == b->boot &&
           a->boottime_ms == b->boottime_ms && a->wall_ms == b->wall_ms &&
           a->day == b->day && a->kind == b->kind && a->visit == b->visit &&
           strcmp(a->item, b->item) == 0 && a->value == b->value &&
           a->elapsed_ms == b->elapsed_ms && a->flags == b->flags &&
           strcmp(a->note, b->note) == 0 && a->tagged == b->tagged &&
           (!a->tagged || memcmp(a->tag, b->tag, TAG_SIZE) == 0);
}

/* Where a sandbox refuses the kernel's call, its device serves; without that
   too the clock: a number that comes once is needed more than one that nobody
   could guess. */
static uint64_t draw_otherwise(void)
{
    uint64_t draw = 0;
    int fd = open("/dev/urandom", O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? -1 : read(fd, &draw, sizeof draw);
    if (fd >= 0) {
        close(fd);
    }
    if (n != (ssize_t)sizeof draw) {
        struct timespec now = {.tv_sec = 0};
        clock_gettime(CLOCK_REALTIME, &now);
        draw = (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
    }
    return draw;
}

int64_t row_new_visit(void)
{
    /* Draws beyond the last whole multiple of the span are thrown away, so
       that every number is as likely as any other. */
    const uint64_t low = 100000000000000;
    const uint64_t span = 900000000000000;
    const uint64_t limit = UINT64_MAX - UINT64_MAX % span;
    uint64_t draw = limit;
    while (draw >= limit) {
        ssize_t n = getrandom(&draw, sizeof draw, 0);
        /* Eight bytes are never interrupted half-way (getrandom(2)). */
        draw = n == (ssize_t)sizeof draw ? draw : draw_otherwise();
    }
    return (int64_t)(low + draw % span);
}
