#include "base/speak.h"
#include "carry/inside.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/steward.h"

enum { UNMOUNT_PATIENCE_S = 45 }; /* a slow stick may have much to write */

/* The folder of a stick that is not in belongs to the file system around. */
static bool is_mount_point(int folder)
{
    struct stat inside;
    struct stat above;
    return fstat(folder, &inside) == 0 &&
           fstatat(folder, "..", &above, 0) == 0 &&
           inside.st_dev != above.st_dev;
}

static bool open_folder(struct carrier *carrier)
{
    const struct carry_job *job = carrier->job;
    if (carry_may(carrier, CARRY_STEP_OPEN_FOLDER)) {
        carrier->folder = open(job->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    }
    if (carrier->folder < 0) {
        carry_fail_there(carrier, NULL);
        return false;
    }
    if (job->mount && !is_mount_point(carrier->folder)) {
        errno = ENODEV;
        carry_fail_there(carrier, NULL);
        return false;
    }
    return true;
}

static bool is_there(const struct carrier *carrier, const char *name)
{
    struct stat st;
    return fstatat(carrier->folder, name, &st, AT_SYMLINK_NOFOLLOW) == 0;
}

/* Bytes of all files, and those that will be taken on the target, where each
   file begins a new block: on a stick often one of 32 KiB. */
static bool measure(struct carrier *carrier, int64_t block, int64_t *needed)
{
    const struct carry_job *job = carrier->job;
    int64_t total = 0;
    *needed = 0;
    for (int i = 0; i < job->count; i++) {
        const struct carry_file *file = &job->files[i];
        int64_t size;
        int fd = carry_open_source(carrier, file->from, &size);
        if (fd < 0) {
            return false;
        }
        close(fd);
        total += size;
        if (carry_replaces(file->name) || !is_there(carrier, file->name)) {
            *needed += (size + block) / block * block;
        }
    }
    atomic_store(&carrier->params->progress->total, total);
    return true;
}

/* All of it at the beginning: a job that cannot fit is not begun. */
static bool has_space(struct carrier *carrier)
{
    int64_t needed;
    struct statvfs disk;
    if (!carry_may(carrier, CARRY_STEP_SPACE) ||
        fstatvfs(carrier->folder, &disk) != 0) {
        carry_fail_there(carrier, NULL);
        return false;
    }
    int64_t block = disk.f_frsize > 0 ? (int64_t)disk.f_frsize : 1;
    if (!measure(carrier, block, &needed)) {
        return false;
    }
    bool read_only = (disk.f_flag & ST_RDONLY) != 0;
    int64_t free_bytes = (int64_t)disk.f_bavail * block;
    if (needed > 0 && (read_only || free_bytes < needed + CARRY_SPARE)) {
        errno = read_only ? EROFS : ENOSPC;
        carry_fail_there(carrier, NULL);
        return false;
    }
    return true;
}

static bool carry_files(struct carrier *carrier)
{
    const struct carry_job *job = carrier->job;
    for (int i = 0; i < job->count; i++) {
        assert(job->files[i].name[0] != '\0' &&
               strchr(job->files[i].name, '/') == NULL);
        if (!carry_file(carrier, &job->files[i])) {
            return false;
        }
        atomic_store(&carrier->params->progress->files, i + 1);
    }
    return true;
}

/* Also after a failure: what was finished shall last. */
static bool sync_all(struct carrier *carrier)
{
    return carry_may(carrier, CARRY_STEP_SYNC_ALL) &&
           syncfs(carrier->folder) == 0;
}

static void count(struct carrier *carrier)
{
    struct carry_report *report = carrier->report;
    for (int i = 0; i < carrier->job->count; i++) {
        enum carry_fate fate = carrier->job->files[i].fate;
        report->left += fate == CARRY_NOT_YET;
        report->carried += fate == CARRY_CARRIED;
        report->there += fate == CARRY_WAS_THERE;
        report->clashed += fate == CARRY_CLASHED;
    }
}

/* The name by which the steward knows a stick; NULL: it knows nothing of it. */
static const char *stewards_name(const struct carry_job *job)
{
    const char *media = job->stewards != NULL ? job->stewards : CARRY_STEWARDS;
    size_t length = strlen(media);
    bool below = strncmp(job->folder, media, length) == 0 &&
                 job->folder[length] == '/' &&
                 strchr(job->folder + length + 1, '/') == NULL;
    return below && steward_is_there() ? job->folder + length + 1 : NULL;
}

/* Whether a stick is there, whatever the steward says of it. */
static bool is_in(const struct carry_job *job)
{
    int folder = open(job->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool in = folder >= 0 && is_mount_point(folder);
    files_close(folder);
    return in;
}

static void ask_steward(struct carrier *carrier, const char *name)
{
    struct carry_report *report = carrier->report;
    const char *folder = carrier->job->folder;
    char request[FILES_PATH_SIZE];
    char why[STEWARD_WHY_SIZE] = N_("its name is too long");
    report->unmounted =
        text_format(request, sizeof request, "unmount %s", name) &&
        steward_ask(request, UNMOUNT_PATIENCE_S, why);
    report->held = !report->unmounted && is_in(carrier->job);
    if (report->held) {
        text_cut(report->message, sizeof report->message,
                 speak("%s: %s: not to be pulled yet; carry anew"), folder,
                 speak(why));
    } else if (!report->unmounted) {
        carry_fail(carrier, CARRY_GONE,
                   (struct carry_words){.path = folder,
                                        .cause = why,
                                        .remedy = carry_remedy(CARRY_GONE)});
    }
}

/* Where it may; else the stick is as safe to take out, after syncfs. */
static void take_out(struct carrier *carrier)
{
    const struct carry_job *job = carrier->job;
    if (!job->mount || !job->take_out) {
        return;
    }
    close(carrier->folder); /* else it is busy, with us */
    carrier->folder = -1;
    const char *name = stewards_name(job);
    if (name != NULL) {
        ask_steward(carrier, name);
    } else {
        carrier->report->unmounted = umount2(job->folder, UMOUNT_NOFOLLOW) == 0;
    }
}

static bool make(struct carrier *carrier)
{
    const struct carry_job *job = carrier->job;
    struct carry_report *report = carrier->report;
    if (job->make == NULL ||
        job->make(job->context, carrier->params, report->message,
                  sizeof report->message)) {
        return true;
    }
    report->result = CARRY_FAILED;
    if (atomic_load(&carrier->params->progress->cancel)) {
        report->result = CARRY_CANCELLED;
        report->message[0] = '\0';
    }
    return false;
}

/* False, with errno, when there is no memory for it. */
static bool begin(struct carrier *carrier)
{
    carrier->block = malloc(CARRY_BLOCK);
    if (carrier->block == NULL) {
        carry_fail(carrier, CARRY_FAILED,
                   (struct carry_words){.path = carrier->job->folder,
                                        .cause = N_("no memory"),
                                        .remedy = N_("close other programs")});
        return false;
    }
    return open_folder(carrier) && make(carrier) && has_space(carrier);
}

void carry(const struct carry_job *job, const struct carry_params *params,
           struct carry_report *report)
{
    struct carrier carrier = {
        .job = job, .params = params, .report = report, .folder = -1};
    *report = (struct carry_report){.result = CARRY_DONE};
    for (int i = 0; i < job->count; i++) {
        job->files[i].fate = CARRY_NOT_YET;
    }
    bool done = begin(&carrier) && carry_files(&carrier);
    if (carrier.folder >= 0 && !sync_all(&carrier) && done) {
        carry_fail_there(&carrier, NULL);
        done = false;
    }
    if (done) {
        take_out(&carrier);
    }
    count(&carrier);
    files_close(carrier.folder);
    free(carrier.block);
}
