#include "daily/file.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "daily/csv.h"
#include "daily/order.h"
#include "daily/rows.h"
#include "daily/seal.h"

struct day_file {
    struct record *record;
    struct imprint imprint;
    struct day_rows rows;
    struct day_csv csv;
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
        day_rows_free(&file->rows);
        day_csv_free(&file->csv);
        free(file);
    }
}

static void tell(char *error, size_t size, const char *text)
{
    bool fits = text_copy(error, size, text);
    (void)fits; /* cut, it still begins with the file */
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
    bool ours = file->rows.error[0] != '\0';
    bool fits =
        !ours || text_format(error, size,
                             "bonluon.db: the day %s: %s: keep the "
                             "file for whoever looks after the terminal",
                             date, file->rows.error);
    (void)fits;
    if (!ours) {
        tell(error, size, record_error(file->record));
    }
    return false;
}

static enum day_file_result fail(struct day_file_done *done, const char *path)
{
    int reason = errno;
    const char *remedy =
        reason == ENOSPC || reason == EDQUOT ? "free some space"
        : reason == EACCES || reason == EROFS || reason == EPERM
            ? "choose a folder that can be written"
            : "see to the disk or the stick";
    bool fits = text_format(done->error, sizeof done->error, "%s: %s: %s", path,
                            strerror(reason), remedy);
    (void)fits;
    return DAY_FILE_FAILED;
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
        tell(error, size, strerror(errno));
        return false;
    }
    return true;
}

static void make_name(const struct day_file *file, int32_t day, bool closed,
                      char name[DAY_FILE_NAME_SIZE])
{
    char date[CLOCK_DATE_SIZE];
    clock_date(day, date);
    bool fits = text_format(name, DAY_FILE_NAME_SIZE, "4luon_%s_%s_%s%s.csv",
                            file->imprint.unit_code, file->imprint.device_id,
                            date, closed ? "" : "_tam");
    assert(fits);
}

static bool make_path(const struct day_file *file, int32_t day,
                      const char *folder, char out[FILES_PATH_SIZE])
{
    char name[DAY_FILE_NAME_SIZE];
    make_name(file, day, day <= record_closed_day(file->record), name);
    return files_join(out, folder, name);
}

enum day_file_result day_file_path(struct day_file *file, int32_t day,
                                   const char *folder,
                                   char out[FILES_PATH_SIZE])
{
    return record_imprint(file->record, day, &file->imprint) == STORE_OK &&
                   make_path(file, day, folder, out)
               ? DAY_FILE_SAME
               : DAY_FILE_FAILED;
}

struct foretelling {
    struct digest digest;
    int64_t bytes;
};

static bool count_block(void *context, const void *bytes, size_t length)
{
    struct foretelling *told = context;
    digest_add(&told->digest, bytes, length);
    told->bytes += (int64_t)length;
    return true;
}

bool day_file_foretell(struct day_file *file, int32_t day,
                       struct day_file_print *out, char *error, size_t size)
{
    struct foretelling told = {.bytes = 0};
    const struct day_file_sink sink = {count_block, &told};
    digest_begin(&told.digest);
    bool sent = day_file_send(file, day, &sink, error, size);
    if (!sent) {
        digest_begin(&told.digest);
        told.bytes = 0;
    }
    make_name(file, day, true, out->name);
    out->bytes = told.bytes;
    digest_end(&told.digest, out->sha256);
    return sent;
}

struct target {
    struct files_new file;
    struct digest digest;
    bool digesting;
};

static bool write_block(void *context, const void *bytes, size_t length)
{
    struct target *target = context;
    if (target->digesting) {
        digest_add(&target->digest, bytes, length);
    }
    return files_write(&target->file, bytes, length);
}

static bool same_bytes(int a, int b)
{
    char x[16384];
    char y[16384];
    for (;;) {
        ssize_t n = read(a, x, sizeof x);
        size_t got = 0;
        while (n > 0 && got < (size_t)n) {
            ssize_t m = read(b, y + got, (size_t)n - got);
            if (m <= 0) {
                return false;
            }
            got += (size_t)m;
        }
        if (n < 0 || memcmp(x, y, got) != 0) {
            return false;
        }
        if (n == 0) {
            return read(b, y, 1) == 0;
        }
    }
}

static bool same_files(const char *one, const char *other)
{
    int a = open(one, O_RDONLY | O_CLOEXEC);
    int b = open(other, O_RDONLY | O_CLOEXEC);
    bool same = a >= 0 && b >= 0 && same_bytes(a, b);
    if (a >= 0) {
        close(a);
    }
    if (b >= 0) {
        close(b);
    }
    return same;
}

static enum day_file_result differs(struct day_file_done *done,
                                    const char *path)
{
    bool fits = text_format(done->error, sizeof done->error,
                            "%s: is there already with other content: move it "
                            "away or choose another folder",
                            path);
    (void)fits; /* cut, it still begins with the file */
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
        return fail(done, path) != DAY_FILE_FAILED;
    }
    tell(done->error, sizeof done->error, record_error(file->record));
    return false;
}

/* No seal is put beside a file that is not the day's. */
static enum day_file_result finish(struct day_file *file,
                                   const struct day_file_params *params,
                                   struct target *target,
                                   struct day_file_done *done)
{
    bool clashed;
    bool there = done->closed && files_exists(done->path);
    if (there && !same_files(target->file.temporary, done->path)) {
        files_drop(&target->file);
        return differs(done, done->path);
    }
    if (!write_seal(file, params, done, &clashed)) {
        files_drop(&target->file);
        return DAY_FILE_FAILED;
    }
    if (there) {
        files_drop(&target->file);
    } else if (!files_finish(&target->file)) {
        return fail(done, done->path);
    }
    return clashed ? DAY_FILE_DIFFERS
           : there ? DAY_FILE_SAME
                   : DAY_FILE_WRITTEN;
}

enum day_file_result day_file_write(struct day_file *file,
                                    const struct day_file_params *params,
                                    struct day_file_done *done)
{
    struct target target = {.digesting = params->digest};
    const struct day_file_sink sink = {write_block, &target};
    *done = (struct day_file_done){.closed = params->day <=
                                             record_closed_day(file->record)};
    if (!load(file, params->day, done->error, sizeof done->error)) {
        return DAY_FILE_FAILED;
    }
    done->visits = (int)file->rows.visit_count;
    done->answers = file->rows.answered;
    if (!make_path(file, params->day, params->folder, done->path) ||
        !files_begin(&target.file, done->path, params->sync)) {
        return fail(done, params->folder);
    }
    digest_begin(&target.digest);
    if (!send_rows(file, params->day, &sink)) {
        files_drop(&target.file);
        return fail(done, done->path);
    }
    if (params->digest) {
        digest_end(&target.digest, done->sha256);
    }
    return finish(file, params, &target, done);
}
