/* What a job and each of its files stand on. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "base/speak.h"
#include "carry/inside.h"

bool carry_may(const struct carrier *carrier, enum carry_step step)
{
    const struct carry_params *params = carrier->params;
    int error =
        params->fault == NULL ? 0 : params->fault(params->fault_context, step);
    if (error != 0) {
        errno = error;
    }
    return error == 0;
}

void carry_fail(struct carrier *carrier, enum carry_result result,
                struct carry_words words)
{
    struct carry_report *report = carrier->report;
    report->result = result;
    text_cut(report->message, sizeof report->message, "%s: %s: %s", words.path,
             speak(words.cause), speak(words.remedy));
}

static enum carry_result by_errno(const struct carrier *carrier, int error)
{
    switch (error) {
    case ENOSPC:
    case EDQUOT: return CARRY_FULL;
    case EROFS: return carrier->written ? CARRY_GONE : CARRY_READONLY;
    case EACCES:
    case EPERM: return CARRY_READONLY;
    case EIO:
    case ENODEV:
    case ENXIO:
    case ENOENT:
    case ENOTDIR:
    case ENOMEDIUM:
    case ENOTCONN:
    case ESTALE: return CARRY_GONE;
    default: return CARRY_FAILED;
    }
}

const char *carry_remedy(enum carry_result result)
{
    switch (result) {
    case CARRY_GONE:
        return N_("put the stick in again and carry anew, or take another one");
    case CARRY_FULL: return N_("free some space on it, or take another one");
    case CARRY_READONLY:
        return N_("take off its write protection, or take another one");
    default: return N_("check the stick, or use another one");
    }
}

void carry_fail_there(struct carrier *carrier, const char *name)
{
    int error = errno;
    enum carry_result result = by_errno(carrier, error);
    const char *folder = carrier->job->folder;
    char path[FILES_PATH_SIZE];
    bool whole = name != NULL && files_join(path, folder, name);
    carry_fail(carrier, result,
               (struct carry_words){.path = whole ? path : folder,
                                    .cause = strerror(error),
                                    .remedy = carry_remedy(result)});
}

void carry_fail_here(struct carrier *carrier, const char *path)
{
    carry_fail(carrier, CARRY_FAILED,
               (struct carry_words){.path = path,
                                    .cause = strerror(errno),
                                    .remedy = N_("check the terminal's disk")});
}

bool carry_replaces(const char *name)
{
    return strstr(name, "_tam.csv") != NULL ||
           strstr(name, CARRY_REPORT) != NULL;
}

int carry_open_source(struct carrier *carrier, const char *path, int64_t *size)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    bool good = fd >= 0 && fstat(fd, &st) == 0;
    if (good && !S_ISREG(st.st_mode)) {
        good = false;
        errno = EINVAL;
    }
    if (!good) {
        carry_fail_here(carrier, path);
        files_close(fd);
        return -1;
    }
    *size = st.st_size;
    return fd;
}
