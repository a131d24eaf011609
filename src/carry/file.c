/* One file, from here to there. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/speak.h"
#include "carry/inside.h"

/* A file on its way. */
struct load {
    struct carry_file *file;
    int source;
    int64_t size;
    char sha256[DIGEST_HEX_SIZE]; /* of the source */
    char temporary[CARRY_NAME_SIZE + 8];
};

static bool wanted(struct carrier *carrier)
{
    const struct carry_params *params = carrier->params;
    if (params->moved != NULL) {
        params->moved(params->context);
    }
    if (atomic_load(&params->progress->cancel)) {
        carrier->report->result = CARRY_CANCELLED;
        carrier->report->message[0] = '\0';
        return false;
    }
    return true;
}

static ssize_t read_block(struct carrier *carrier, int fd)
{
    ssize_t n;
    do {
        n = read(fd, carrier->block, CARRY_BLOCK);
    } while (n < 0 && errno == EINTR);
    return n;
}

static bool write_block(struct carrier *carrier, int fd, size_t length)
{
    return carry_may(carrier, CARRY_STEP_WRITE) &&
           files_write_all(fd, carrier->block, length);
}

/* Reads the source to its end, and writes it to `to` unless that is -1. */
static bool read_source(struct carrier *carrier, struct load *load, int to)
{
    struct digest digest;
    digest_begin(&digest);
    for (;;) {
        ssize_t n = wanted(carrier) ? read_block(carrier, load->source) : -2;
        if (n == 0) {
            digest_end(&digest, load->sha256);
            return true;
        }
        if (n < 0) {
            if (n == -1) {
                carry_fail_here(carrier, load->file->from);
            }
            return false;
        }
        digest_add(&digest, carrier->block, (size_t)n);
        if (to >= 0) {
            if (!write_block(carrier, to, (size_t)n)) {
                carry_fail_there(carrier, load->file->name);
                return false;
            }
            atomic_fetch_add(&carrier->params->progress->bytes, n);
        }
    }
}

/* The digest of a file that is there, from the medium and not from memory. */
static bool digest_there(struct carrier *carrier, const char *name,
                         char sha256[DIGEST_HEX_SIZE])
{
    struct digest digest;
    digest_begin(&digest);
    int fd = !carry_may(carrier, CARRY_STEP_OPEN)
                 ? -1
                 : openat(carrier->folder, name,
                          O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    ssize_t n = fd < 0 ? -1 : 1;
    if (fd >= 0) {
        (void)posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
    }
    while (n > 0) {
        if (!wanted(carrier)) {
            n = -2;
        } else if (!carry_may(carrier, CARRY_STEP_READ)) {
            n = -1;
        } else {
            n = read_block(carrier, fd);
            digest_add(&digest, carrier->block, n > 0 ? (size_t)n : 0);
        }
    }
    if (n == -1) {
        carry_fail_there(carrier, name);
    }
    files_close(fd);
    if (n == 0) {
        digest_end(&digest, sha256);
    }
    return n == 0;
}

/* What is carried must be what the caller meant. */
static bool is_meant(struct carrier *carrier, const struct load *load)
{
    const struct carry_file *file = load->file;
    bool meant =
        file->sha256[0] == '\0' || strcmp(file->sha256, load->sha256) == 0;
    if (!meant) {
        carry_fail(carrier, CARRY_FAILED,
                   (struct carry_words){
                       .path = file->from,
                       .cause = N_("is not the file that was to be carried"),
                       .remedy = N_("choose the day again")});
    }
    return meant;
}

static void settle(struct load *load, enum carry_fate fate)
{
    load->file->fate = fate;
    memcpy(load->file->sha256, load->sha256, sizeof load->sha256);
}

/* Sets the fate unless the file is to be written all the same. */
static bool compare(struct carrier *carrier, struct load *load, bool regular)
{
    char sha256[DIGEST_HEX_SIZE] = "";
    if (!read_source(carrier, load, -1) || !is_meant(carrier, load) ||
        (regular && !digest_there(carrier, load->file->name, sha256))) {
        return false;
    }
    if (strcmp(load->sha256, sha256) == 0) {
        settle(load, CARRY_WAS_THERE);
    } else if (!regular || !carry_replaces(load->file->name)) {
        settle(load, CARRY_CLASHED);
        char path[FILES_PATH_SIZE];
        bool fits = files_join(path, carrier->job->folder, load->file->name);
        carry_fail(carrier, CARRY_DIFFERS,
                   (struct carry_words){
                       .path = fits ? path : carrier->job->folder,
                       .cause = N_("is there already with other content"),
                       .remedy = N_("move it away, or take another stick")});
    } else if (lseek(load->source, 0, SEEK_SET) != 0) {
        carry_fail_here(carrier, load->file->from);
        return false;
    }
    if (load->file->fate != CARRY_NOT_YET) {
        atomic_fetch_add(&carrier->params->progress->bytes, load->size);
    }
    return true;
}

static bool look(struct carrier *carrier, struct load *load)
{
    struct stat st;
    const char *name = load->file->name;
    if (carry_may(carrier, CARRY_STEP_LOOK)) {
        if (fstatat(carrier->folder, name, &st, AT_SYMLINK_NOFOLLOW) == 0) {
            return compare(carrier, load, S_ISREG(st.st_mode));
        }
        if (errno == ENOENT) {
            return true;
        }
    }
    carry_fail_there(carrier, name);
    return false;
}

static bool write_temporary(struct carrier *carrier, struct load *load)
{
    int fd = carry_may(carrier, CARRY_STEP_CREATE)
                 ? files_create(carrier->folder, load->temporary, 0644)
                 : -1;
    if (fd < 0) {
        carry_fail_there(carrier, load->file->name);
        return false;
    }
    carrier->written = true;
    bool done = read_source(carrier, load, fd) && is_meant(carrier, load);
    if (done && (!carry_may(carrier, CARRY_STEP_SYNC) || fsync(fd) != 0)) {
        carry_fail_there(carrier, load->file->name);
        done = false;
    }
    if (close(fd) != 0 && done) {
        carry_fail_there(carrier, load->file->name);
        done = false;
    }
    return done;
}

static bool read_back(struct carrier *carrier, struct load *load)
{
    char sha256[DIGEST_HEX_SIZE];
    if (!digest_there(carrier, load->temporary, sha256)) {
        return false;
    }
    bool same = strcmp(sha256, load->sha256) == 0;
    if (!same) {
        char path[FILES_PATH_SIZE];
        bool fits = files_join(path, carrier->job->folder, load->file->name);
        carry_fail(carrier, CARRY_BROKEN,
                   (struct carry_words){
                       .path = fits ? path : carrier->job->folder,
                       .cause = N_("reads back other than it was written"),
                       .remedy = N_("the stick is broken; take another one")});
    }
    return same;
}

/* vfat and some others cannot sync a folder: not a fault. */
static bool sync_folder(struct carrier *carrier)
{
    return carry_may(carrier, CARRY_STEP_SYNC_FOLDER) &&
           (fsync(carrier->folder) == 0 || errno == EINVAL || errno == ENOTSUP);
}

static bool give_name(struct carrier *carrier, struct load *load)
{
    bool done = carry_may(carrier, CARRY_STEP_RENAME) &&
                renameat(carrier->folder, load->temporary, carrier->folder,
                         load->file->name) == 0 &&
                sync_folder(carrier);
    if (!done) {
        carry_fail_there(carrier, load->file->name);
    }
    return done;
}

static bool bring(struct carrier *carrier, struct load *load)
{
    bool done = write_temporary(carrier, load) && read_back(carrier, load) &&
                give_name(carrier, load);
    if (done) {
        settle(load, CARRY_CARRIED);
    } else if (carry_may(carrier, CARRY_STEP_REMOVE)) {
        /* Under its name, it looks like nothing whole in any case. */
        (void)unlinkat(carrier->folder, load->temporary, 0);
    }
    return done;
}

bool carry_file(struct carrier *carrier, struct carry_file *file)
{
    struct load load = {.file = file, .source = -1};
    if (!text_format(load.temporary, sizeof load.temporary, "%s.tmp",
                     file->name)) {
        errno = ENAMETOOLONG;
        carry_fail_there(carrier, file->name);
        return false;
    }
    load.source = carry_open_source(carrier, file->from, &load.size);
    bool done = load.source >= 0 && look(carrier, &load) &&
                (file->fate != CARRY_NOT_YET || bring(carrier, &load));
    files_close(load.source);
    return done;
}
