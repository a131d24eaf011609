#include "daily/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "daily/csv.h"
#include "daily/order.h"
#include "daily/seal.h"

/* Where the bytes of a file on its way go: into a new one, or beside the one
   that is there already and must have the same. */
struct target {
    bool writing, comparing; /* neither: it cannot be written */
    struct files_new file;
    int there; /* -1: what it is compared with cannot be read */
    bool same; /* so far */
    struct digest digest;
    int64_t bytes;
};

struct day_file {
    struct record *record;
    struct imprint imprint;
    struct day_rows rows;
    struct day_csv csv;
    struct target target;
};

struct day_file *day_file_new(struct record *record)
{
    struct day_file *file = calloc(1, sizeof *file);
    if (file != NULL) {
        file->record = record;
    }
    return file;
}

void day_file_free(struct day_file *file)
{
    if (file != NULL) {
        day_file_drop(file);
        day_rows_free(&file->rows);
        day_csv_free(&file->csv);
        free(file);
    }
}

const struct day_rows *day_file_rows(const struct day_file *file)
{
    return &file->rows;
}

/* A failure of the record, or of a row in it. */
static bool load(struct day_file *file, int32_t day, char *error, size_t size)
{
    if (record_imprint(file->record, day, &file->imprint) == STORE_OK &&
        day_rows_load(&file->rows, file->record, day, &file->imprint)) {
        day_order(&file->rows);
        return true;
    }
    char date[CLOCK_DATE_SIZE];
    clock_date(day, date);
    if (file->rows.error[0] != '\0') {
        text_cut(error, size,
                 "bonluon.db: the day %s: %s: keep the file for whoever looks "
                 "after the terminal",
                 date, file->rows.error);
    } else {
        text_cut(error, size, "%s", record_error(file->record));
    }
    return false;
}

/* Always false. */
static bool fail(struct day_file_done *done, const char *path)
{
    int reason = errno;
    const char *remedy =
        reason == ENOSPC || reason == EDQUOT ? "free some space"
        : reason == EACCES || reason == EROFS || reason == EPERM
            ? "choose a folder that can be written"
            : "check the disk or the stick";
    text_cut(done->error, sizeof done->error, "%s: %s: %s", path,
             strerror(reason), remedy);
    return false;
}

static bool send_rows(struct day_file *file, int32_t day,
                      const struct day_file_sink *sink)
{
    const struct day_csv_params params = {.rows = &file->rows,
                                          .imprint = &file->imprint,
                                          .day = day,
                                          .write = sink->write,
                                          .context = sink->context};
    return day_csv_send(&file->csv, &params);
}

bool day_file_send(struct day_file *file, int32_t day,
                   const struct day_file_sink *sink, char *error, size_t size)
{
    if (!load(file, day, error, size)) {
        return false;
    }
    if (!send_rows(file, day, sink)) {
        text_cut(error, size, "%s", strerror(errno));
        return false;
    }
    return true;
}

static void make_name(const struct day_file *file, int32_t day, bool closed,
                      char name[DAY_FILE_NAME_SIZE])
{
    char date[CLOCK_DATE_SIZE];
    clock_date(day, date);
    text_must(name, DAY_FILE_NAME_SIZE, "4luon_%s_%s_%s%s.csv",
              file->imprint.unit_code, file->imprint.device_id, date,
              closed ? "" : "_tam");
}

bool day_file_path(struct day_file *file, int32_t day, const char *folder,
                   char out[FILES_PATH_SIZE])
{
    char name[DAY_FILE_NAME_SIZE];
    if (record_imprint(file->record, day, &file->imprint) != STORE_OK) {
        return false;
    }
    make_name(file, day, day <= record_closed_day(file->record), name);
    return files_join(out, folder, name);
}

static bool same_block(int there, const char *bytes, size_t length)
{
    char block[16384];
    while (length > 0) {
        ssize_t n =
            read(there, block, length < sizeof block ? length : sizeof block);
        if (n <= 0 || memcmp(block, bytes, (size_t)n) != 0) {
            return false;
        }
        bytes += n;
        length -= (size_t)n;
    }
    return true;
}

static bool put_block(void *context, const void *bytes, size_t length)
{
    struct target *target = context;
    target->bytes += (int64_t)length;
    if (target->writing) {
        return files_write(&target->file, bytes, length);
    }
    target->same = target->same && same_block(target->there, bytes, length);
    digest_add(&target->digest, bytes, length);
    return true;
}

/* A file of a closed day that is there already is not written again. */
static bool open_target(struct target *target,
                        const struct day_file_params *params,
                        struct day_file_done *done)
{
    *target = (struct target){.there = -1, .same = true};
    if (!files_join(done->path, params->folder, done->name)) {
        return fail(done, params->folder);
    }
    if (params->unwritten) {
        return true;
    }
    if (done->closed && files_exists(done->path)) {
        target->comparing = true;
        target->there = open(done->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
        return true;
    }
    target->writing = files_begin(&target->file, done->path, params->sync);
    return target->writing || fail(done, params->folder);
}

static bool encode(struct day_file *file, int32_t day,
                   struct day_file_done *done)
{
    struct target *target = &file->target;
    const struct day_file_sink sink = {put_block, target};
    target->bytes = 0;
    digest_begin(&target->digest);
    if (!send_rows(file, day, &sink)) {
        return fail(done, done->path);
    }
    struct digest digest =
        target->writing ? target->file.digest : target->digest;
    digest_end(&digest, done->sha256);
    done->bytes = target->bytes;
    return true;
}

/* A day is closed, and its seal names the file, whether or not the disk takes
   it now. */
static bool make(struct day_file *file, const struct day_file_params *params,
                 struct day_file_done *done)
{
    struct target *target = &file->target;
    bool open = open_target(target, params, done);
    bool made = (open || params->closing) && encode(file, params->day, done);
    if (!made && params->closing && target->file.error != 0) {
        day_file_drop(file);
        made = encode(file, params->day, done);
    }
    return made;
}

bool day_file_begin(struct day_file *file, const struct day_file_params *params,
                    struct day_file_done *done)
{
    day_file_drop(file);
    *done = (struct day_file_done){
        .closed =
            params->closing || params->day <= record_closed_day(file->record)};
    digest_of("", 0, done->sha256);
    bool loaded = load(file, params->day, done->error, sizeof done->error);
    make_name(file, params->day, done->closed, done->name);
    if (!loaded) {
        return false;
    }
    done->visits = file->rows.visit_count;
    done->answers = file->rows.answered;
    bool made = make(file, params, done);
    if (!made) {
        day_file_drop(file);
    }
    return made;
}

void day_file_drop(struct day_file *file)
{
    struct target *target = &file->target;
    if (target->writing) {
        files_drop(&target->file);
    }
    if (target->comparing && target->there >= 0) {
        close(target->there);
    }
    target->writing = false;
    target->comparing = false;
}

static enum day_file_result differs(struct day_file_done *done,
                                    const char *path)
{
    text_cut(done->error, sizeof done->error,
             "%s: is there already with other content: move it away or choose "
             "another folder",
             path);
    return DAY_FILE_DIFFERS;
}

/* What gets its name before the file does. False when that failed. */
static bool write_seal(struct day_file *file,
                       const struct day_file_params *params,
                       struct day_file_done *done, bool *clashed)
{
    char path[FILES_PATH_SIZE];
    *clashed = false;
    if (!done->closed) {
        return true;
    }
    switch (day_seal_write(file->record, params->day, done->path, params->sync,
                           path)) {
    case DAY_SEAL_WRITTEN: done->sealed = true; return true;
    case DAY_SEAL_NONE: return true;
    case DAY_SEAL_DIFFERS:
        *clashed = true;
        return differs(done, path) == DAY_FILE_DIFFERS;
    case DAY_SEAL_FAILED: break;
    }
    if (errno != 0) {
        return fail(done, path);
    }
    text_cut(done->error, sizeof done->error, "%s", record_error(file->record));
    return false;
}

/* Whether the file that is there ends where the day's does. */
static bool ends_there(const struct target *target)
{
    char more;
    return target->same && target->there >= 0 &&
           read(target->there, &more, 1) == 0;
}

/* No seal is put beside a file that is not the day's. */
enum day_file_result day_file_end(struct day_file *file,
                                  const struct day_file_params *params,
                                  struct day_file_done *done)
{
    struct target *target = &file->target;
    bool comparing = target->comparing;
    bool clashed;
    if (comparing && !ends_there(target)) {
        day_file_drop(file);
        return differs(done, done->path);
    }
    bool sealed = (comparing || target->writing) &&
                  write_seal(file, params, done, &clashed);
    if (!sealed || comparing) {
        day_file_drop(file);
    } else {
        target->writing = false;
        sealed = files_finish(&target->file) || fail(done, done->path);
    }
    return !sealed     ? DAY_FILE_FAILED
           : clashed   ? DAY_FILE_DIFFERS
           : comparing ? DAY_FILE_SAME
                       : DAY_FILE_WRITTEN;
}

enum day_file_result day_file_write(struct day_file *file,
                                    const struct day_file_params *params,
                                    struct day_file_done *done)
{
    return day_file_begin(file, params, done) ? day_file_end(file, params, done)
                                              : DAY_FILE_FAILED;
}
