#include "carry/courier.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/speak.h"
#include "base/worker.h"

enum { WAKE_EVERY_MS = 100, PATIENCE_MS = 10 * 1000 };

enum state {
    STATE_IDLE,
    STATE_ASKED,
    STATE_CARRYING,
    STATE_OVER, /* the report waits to be fetched */
};

struct courier {
    struct worker *worker; /* its lock guards what stands below, up to `job` */
    enum state state;
    struct carry_report report;
    bool looking;
    bool looked;
    struct sticks sticks;
    bool stopping;

    /* From STATE_ASKED to STATE_OVER the thread's, then the fetcher's. */
    struct carry_job job;
    char folder[FILES_PATH_SIZE];

    struct carry_progress progress;
    int64_t woken_ms; /* the thread's */
    bool told;        /* that the mounts cannot be read */
    struct courier_params params;
};

static void wake(struct courier *courier)
{
    if (courier->params.wake != NULL) {
        courier->params.wake(courier->params.context);
    }
}

static void moved(void *context)
{
    struct courier *courier = context;
    int64_t now_ms = clock_now().boot_ms;
    if (now_ms - courier->woken_ms >= WAKE_EVERY_MS) {
        courier->woken_ms = now_ms;
        wake(courier);
    }
}

static void tell(const struct carry_report *report, const char *folder)
{
    if (report->message[0] != '\0') {
        log_warning("%s", report->message);
    }
    log_info("%s: %d files carried, %d were there, %d differ, %d left%s",
             folder, report->carried, report->there, report->clashed,
             report->left, report->unmounted ? speak("; unmounted") : "");
}

static void carry_job(struct courier *courier)
{
    struct carry_report report;
    const struct carry_params params = {.progress = &courier->progress,
                                        .moved = moved,
                                        .context = courier,
                                        .fault = courier->params.fault,
                                        .fault_context =
                                            courier->params.fault_context};
    carry(&courier->job, &params, &report);
    tell(&report, courier->folder);
    worker_lock(courier->worker);
    courier->report = report;
    courier->state = STATE_OVER;
    worker_unlock(courier->worker);
    wake(courier);
}

static void look(struct courier *courier)
{
    struct sticks sticks;
    const char *path = courier->params.mounts;
    if (!sticks_look(&sticks, path, &courier->params.targets) &&
        !courier->told) {
        courier->told = true;
        log_warning("%s: %s: sticks are not found; mount /proc", path,
                    strerror(errno));
    }
    sticks.unread = sticks_unread(courier->params.unread);
    worker_lock(courier->worker);
    courier->sticks = sticks;
    courier->looked = true;
    worker_unlock(courier->worker);
    wake(courier);
}

enum task { TASK_CARRY, TASK_LOOK, TASK_STOP };

static enum task wait_for_task(struct courier *courier)
{
    enum task task = TASK_STOP;
    worker_lock(courier->worker);
    while (!courier->stopping && !courier->looking &&
           courier->state != STATE_ASKED) {
        worker_sleep(courier->worker, -1);
    }
    if (courier->stopping) {
        task = TASK_STOP;
    } else if (courier->state == STATE_ASKED) {
        task = TASK_CARRY;
        courier->state = STATE_CARRYING;
    } else {
        task = TASK_LOOK;
        courier->looking = false;
    }
    worker_unlock(courier->worker);
    return task;
}

static void run(void *context)
{
    struct courier *courier = context;
    for (;;) {
        switch (wait_for_task(courier)) {
        case TASK_CARRY: carry_job(courier); break;
        case TASK_LOOK: look(courier); break;
        case TASK_STOP: return;
        }
    }
}

struct courier *courier_start(const struct courier_params *params)
{
    struct courier *courier = calloc(1, sizeof *courier);
    if (courier == NULL) {
        log_error("no memory for the courier: close other programs");
        return NULL;
    }
    courier->params = *params;
    if (params->mounts == NULL) {
        courier->params.mounts = "/proc/self/mounts";
    }
    if (params->unread == NULL) {
        courier->params.unread = STICKS_UNREAD_FOLDER;
    }
    if (params->patience_ms == 0) {
        courier->params.patience_ms = PATIENCE_MS;
    }
    if (!worker_start(&courier->worker, "the courier", run, courier)) {
        free(courier);
        return NULL;
    }
    return courier;
}

void courier_look(struct courier *courier)
{
    worker_lock(courier->worker);
    courier->looking = true;
    worker_ring(courier->worker);
    worker_unlock(courier->worker);
}

bool courier_sticks(struct courier *courier, struct sticks *out)
{
    worker_lock(courier->worker);
    bool looked = courier->looked;
    courier->looked = false;
    if (looked) {
        *out = courier->sticks;
    }
    worker_unlock(courier->worker);
    return looked;
}

static bool take_job(struct courier *courier, const struct carry_job *job)
{
    size_t size = (size_t)job->count * sizeof job->files[0];
    struct carry_file *files = malloc(size > 0 ? size : 1);
    if (files == NULL ||
        !text_copy(courier->folder, sizeof courier->folder, job->folder)) {
        free(files);
        return false;
    }
    if (size > 0) {
        memcpy(files, job->files, size);
    }
    courier->job = *job;
    courier->job.files = files;
    courier->job.folder = courier->folder;
    atomic_store(&courier->progress.made, 0);
    atomic_store(&courier->progress.files, 0);
    atomic_store(&courier->progress.bytes, 0);
    atomic_store(&courier->progress.total, 0);
    atomic_store(&courier->progress.cancel, false);
    return true;
}

bool courier_carry(struct courier *courier, const struct carry_job *job)
{
    worker_lock(courier->worker);
    bool taken = courier->state == STATE_IDLE && take_job(courier, job);
    if (taken) {
        courier->state = STATE_ASKED;
        worker_ring(courier->worker);
    }
    worker_unlock(courier->worker);
    return taken;
}

void courier_cancel(struct courier *courier)
{
    atomic_store(&courier->progress.cancel, true);
}

void courier_progress(struct courier *courier, struct courier_progress *out)
{
    worker_lock(courier->worker);
    *out = (struct courier_progress){
        .busy =
            courier->state == STATE_ASKED || courier->state == STATE_CARRYING,
        .made = atomic_load(&courier->progress.made),
        .files = atomic_load(&courier->progress.files),
        .files_total = courier->job.count,
        .bytes = atomic_load(&courier->progress.bytes),
        .bytes_total = atomic_load(&courier->progress.total)};
    worker_unlock(courier->worker);
}

bool courier_fetch(struct courier *courier, unsigned number,
                   struct carry_report *report, struct carry_file *files)
{
    worker_lock(courier->worker);
    bool over = courier->state == STATE_OVER;
    bool wanted = over && courier->job.number == number;
    if (wanted) {
        *report = courier->report;
        if (files != NULL && courier->job.count > 0) {
            memcpy(files, courier->job.files,
                   (size_t)courier->job.count * sizeof files[0]);
        }
    }
    if (over) {
        free(courier->job.files);
        courier->job.files = NULL;
        courier->state = STATE_IDLE;
    }
    worker_unlock(courier->worker);
    return wanted;
}

enum courier_end courier_stop(struct courier *courier)
{
    if (courier == NULL) {
        return COURIER_ENDED;
    }
    worker_lock(courier->worker);
    courier->stopping = true;
    courier_cancel(courier);
    worker_ring(courier->worker);
    worker_unlock(courier->worker);
    if (!worker_join(courier->worker, courier->params.patience_ms)) {
        return COURIER_HUNG;
    }
    free(courier->job.files);
    free(courier);
    return COURIER_ENDED;
}
