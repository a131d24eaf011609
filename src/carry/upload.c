#include "carry/upload.h"

#include <assert.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/random.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/worker.h"
#include "carry/command.h"
#include "carry/upload_list.h"

enum {
    PATIENCE_MS = 10 * 1000,
    MINUTE_MS = 60 * 1000,
    HOUR_MS = 60 * MINUTE_MS,
};

static_assert((int)COMMAND_SAID_SIZE == (int)UPLOAD_SAID_MAX + 1,
              "one limit, for both");

struct upload {
    struct worker *worker; /* its lock guards these: */
    struct upload_status status;
    bool looking;
    bool stopping;

    int leave_fd; /* an eventfd: the program ends */
    char data_dir[FILES_PATH_SIZE];
    char command[FILES_PATH_SIZE];
    struct upload_times times;
    void (*wake)(void *context);
    void *context;
    char tried[FILES_PATH_SIZE]; /* the thread's own: whose turn it was last */
};

static int64_t or_else(int64_t given, int64_t otherwise)
{
    return given > 0 ? given : otherwise;
}

int64_t upload_pause(const struct upload_times *times, int tries,
                     uint32_t chance)
{
    int64_t most_ms = or_else(times->pause_most_ms, 6 * HOUR_MS);
    int64_t pause_ms = or_else(times->pause_ms, MINUTE_MS);
    for (int i = 1; i < tries && pause_ms < most_ms; i++) {
        pause_ms *= 2;
    }
    pause_ms = pause_ms < most_ms ? pause_ms : most_ms;
    return pause_ms + pause_ms / 4 * (chance % 1024) / 1024;
}

static void wake(struct upload *upload)
{
    if (upload->wake != NULL) {
        upload->wake(upload->context);
    }
}

static void set_waiting(struct upload *upload, int waiting)
{
    worker_lock(upload->worker);
    upload->status.waiting = waiting;
    if (waiting == 0) {
        upload->status.tries = 0;
        upload->status.next_boot_ms = -1;
    }
    worker_unlock(upload->worker);
    wake(upload);
}

static void set_running(struct upload *upload)
{
    worker_lock(upload->worker);
    upload->status.running = true;
    upload->status.next_boot_ms = -1;
    worker_unlock(upload->worker);
    wake(upload);
}

static void succeed(struct upload *upload, const char *name)
{
    log_info("%s: uploaded", name);
    worker_lock(upload->worker);
    struct upload_status *status = &upload->status;
    *status = (struct upload_status){.waiting = status->waiting - 1,
                                     .next_boot_ms = -1};
    upload->looking = true; /* at the next one */
    worker_unlock(upload->worker);
    wake(upload);
}

/* `what`: file and cause. */
static void fail(struct upload *upload, const char *what)
{
    uint32_t chance = 0;
    if (getrandom(&chance, sizeof chance, GRND_NONBLOCK) < 0) {
        chance = 0; /* early after the start of the machine */
    }
    worker_lock(upload->worker);
    struct upload_status *status = &upload->status;
    status->running = false;
    status->tries++;
    int64_t pause_ms = upload_pause(&upload->times, status->tries, chance);
    status->next_boot_ms = clock_now().boot_ms + pause_ms;
    text_show(status->message, sizeof status->message, what, strlen(what));
    worker_unlock(upload->worker);
    log_warning("%s; tried again in %" PRId64 " min", what,
                (pause_ms + MINUTE_MS - 1) / MINUTE_MS);
    wake(upload);
}

static void describe(const struct upload *upload,
                     const struct command_report *report, struct text *what)
{
    const char *command = upload->command;
    switch (report->end) {
    case COMMAND_EXITED:
        text_append_format(what, "%s ended with %d", command, report->code);
        break;
    case COMMAND_SIGNALED:
        text_append_format(what, "%s was ended by signal %d", command,
                           report->code);
        break;
    case COMMAND_TIMEOUT:
        text_append_format(what, "%s took too long and was ended", command);
        break;
    case COMMAND_FAILED:
        text_append_format(what, "%s cannot be run: %s", command,
                           strerror(report->code));
        break;
    case COMMAND_LEFT: break;
    }
    if (report->said[0] != '\0') {
        text_append_format(what, ": \"%s\"", report->said);
    }
}

static void fail_with(struct upload *upload, struct text *what)
{
    fail(upload, what->failed ? "no memory" : what->data);
    text_free(what);
}

/* A failure of ours. */
static void fail_by_errno(struct upload *upload, const char *name)
{
    int error = errno;
    struct text what = {0};
    text_append_format(&what, "%s/%s: %s: check the terminal's disk",
                       upload->data_dir, name, strerror(error));
    fail_with(upload, &what);
}

static void finish(struct upload *upload, const struct command_report *report,
                   const char *name, const char *sha256)
{
    if (report->end == COMMAND_LEFT) {
        return;
    }
    if (report->end != COMMAND_EXITED || report->code != 0) {
        struct text what = {0};
        text_append_format(&what, "%s: ", name);
        describe(upload, report, &what);
        fail_with(upload, &what);
    } else if (!uploads_note(upload->data_dir, name, sha256)) {
        fail_by_errno(upload, "uploads");
    } else {
        succeed(upload, name);
    }
}

static void try_one(struct upload *upload, const char *name)
{
    char folder[FILES_PATH_SIZE];
    char path[FILES_PATH_SIZE];
    char sha256[DIGEST_HEX_SIZE];
    struct command_report report;
    if (!files_join(folder, upload->data_dir, "outbox") ||
        !files_join(path, folder, name) || !uploads_digest(path, sha256)) {
        fail_by_errno(upload, name);
        return;
    }
    const struct command_params params = {
        .command = upload->command,
        .argument = path,
        .limit_ms = or_else(upload->times.limit_ms, 10 * MINUTE_MS),
        .grace_ms = or_else(upload->times.grace_ms, 10 * 1000),
        .leave_fd = upload->leave_fd};
    set_running(upload);
    command_run(&params, &report);
    finish(upload, &report, name, sha256);
}

/* With the lock held: how long till the next try, 0: now; -1: none is due. */
static int64_t pause_left(const struct upload *upload)
{
    if (upload->status.next_boot_ms < 0) {
        return -1;
    }
    int64_t left_ms = upload->status.next_boot_ms - clock_now().boot_ms;
    return left_ms > 0 ? left_ms : 0;
}

/* Sleeps until there is something to do; false: the end. */
static bool wait_for_work(struct upload *upload, bool *may_try)
{
    worker_lock(upload->worker);
    while (!upload->stopping && !upload->looking && pause_left(upload) != 0) {
        worker_sleep(upload->worker, pause_left(upload));
    }
    upload->looking = false;
    *may_try = pause_left(upload) <= 0;
    bool go_on = !upload->stopping;
    worker_unlock(upload->worker);
    return go_on;
}

static void run(void *context)
{
    struct upload *upload = context;
    bool may_try;
    while (wait_for_work(upload, &may_try)) {
        struct uploads_next next;
        bool found = uploads_find(upload->data_dir, upload->tried, &next);
        int error = errno;
        set_waiting(upload, found ? next.waiting : -1);
        if (may_try && !found) {
            errno = error;
            fail_by_errno(upload, "outbox");
        } else if (may_try && next.waiting > 0) {
            try_one(upload, next.name);
            memcpy(upload->tried, next.name, sizeof upload->tried);
        }
    }
}

static bool begin(struct upload *upload, const struct upload_params *params)
{
    char *whole = realpath(params->data_dir, NULL); /* the command runs in / */
    bool done =
        whole != NULL &&
        text_copy(upload->data_dir, sizeof upload->data_dir, whole) &&
        text_copy(upload->command, sizeof upload->command, params->command);
    free(whole);
    upload->leave_fd = done ? eventfd(0, EFD_CLOEXEC) : -1;
    if (upload->leave_fd < 0) {
        log_error("%s: the upload cannot start: %s; nothing is uploaded",
                  params->data_dir, strerror(errno));
        return false;
    }
    return worker_start(&upload->worker, "the upload", run, upload);
}

static void free_upload(struct upload *upload)
{
    files_close(upload->leave_fd);
    free(upload);
}

struct upload *upload_start(const struct upload_params *params)
{
    struct upload *upload = calloc(1, sizeof *upload);
    if (upload == NULL) {
        log_error("no memory for the upload: close other programs");
        return NULL;
    }
    *upload = (struct upload){.status = {.waiting = -1, .next_boot_ms = -1},
                              .looking = true,
                              .leave_fd = -1,
                              .times = params->times,
                              .wake = params->wake,
                              .context = params->context};
    if (!begin(upload, params)) {
        free_upload(upload);
        return NULL;
    }
    return upload;
}

void upload_look(struct upload *upload)
{
    if (upload != NULL) {
        worker_lock(upload->worker);
        upload->looking = true;
        worker_ring(upload->worker);
        worker_unlock(upload->worker);
    }
}

void upload_status(struct upload *upload, struct upload_status *out)
{
    *out = (struct upload_status){.next_boot_ms = -1};
    if (upload != NULL) {
        worker_lock(upload->worker);
        *out = upload->status;
        worker_unlock(upload->worker);
    }
}

enum upload_end upload_stop(struct upload *upload)
{
    if (upload == NULL) {
        return UPLOAD_ENDED;
    }
    worker_lock(upload->worker);
    upload->stopping = true;
    worker_ring(upload->worker);
    worker_unlock(upload->worker);
    if (eventfd_write(upload->leave_fd, 1) != 0 ||
        !worker_join(upload->worker, PATIENCE_MS)) {
        return UPLOAD_HUNG;
    }
    free_upload(upload);
    return UPLOAD_ENDED;
}
