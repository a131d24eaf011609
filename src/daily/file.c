#include "daily/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/speak.h"
#include "daily/csv.h"
#include "daily/seal.h"

struct day_file {
    struct record *record;
    struct imprint imprint;
    struct day_rows rows;
    struct day_csv csv;

    /* The file on its way, whose bytes are only counted where its fd is -1: it
       is there already and must have the same, or cannot be written. */
    struct files_new new;
    bool comparing; /* with the one that is there: */
    int there;      /* -1: it cannot be read */
    bool same;      /* so far */
};

struct day_file *day_file_new(struct record *record)
{
    struct day_file *file = calloc(1, sizeof *file);
    if (file != NULL) {
        file->record = record;
        file->new.fd = -1;
        file->there = -1;
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

/* Of a day that is open only what is finished. False, with the failure of the
   record, or of a row in it. */
static bool load(struct day_file *file, int32_t day, bool closed,
                 char error[DAY_FILE_ERROR_SIZE])
{
    if (record_imprint(file->record, day, &file->imprint) == STORE_OK &&
        day_rows_load(&file->rows, file->record, day, &file->imprint)) {
        if (!closed) {
            day_rows_finished(&file->rows);
        }
        return true;
    }
    char date[CLOCK_DATE_SIZE];
    clock_date(day, date);
    if (file->rows.error[0] != '\0') {
        text_cut(
            error, DAY_FILE_ERROR_SIZE,
            speak("bonluon.db: the day %s: %s: keep the file for whoever looks "
                  "after the terminal"),
            date, speak(file->rows.error));
    } else {
        text_cut(error, DAY_FILE_ERROR_SIZE, "%s", record_error(file->record));
    }
    return false;
}

/* Always false. */
static bool fail(struct day_file_done *done, const char *path)
{
    int reason = errno;
    const char *remedy =
        reason == ENOSPC || reason == EDQUOT ? speak("free some space")
        : reason == EACCES || reason == EROFS || reason == EPERM
            ? speak("choose a folder that can be written")
            : speak("check the disk or the stick");
    text_cut(done->error, sizeof done->error, "%s: %s: %s", path,
             strerror(reason), remedy);
    return false;
}

static bool send_rows(struct day_file *file, int32_t day, csv_write *write,
                      void *context)
{
    const struct day_csv_params params = {.rows = &file->rows,
                                          .imprint = &file->imprint,
                                          .day = day,
                                          .write = write,
                                          .context = context};
    return day_csv_send(&file->csv, &params);
}

bool day_file_send(struct day_file *file, int32_t day,
                   struct day_file_sink *sink)
{
    bool closed = day <= record_closed_day(file->record);
    bool loaded = load(file, day, closed, sink->error);
    bool sent = loaded && send_rows(file, day, sink->write, sink->context);
    if (loaded && !sent) {
        text_cut(sink->error, sizeof sink->error, "%s", strerror(errno));
    }
    return sent;
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
    struct day_file *file = context;
    files_write(&file->new, bytes, length);
    if (file->comparing) {
        file->same = file->same && same_block(file->there, bytes, length);
    }
    return true;
}

/* A file of a closed day that is there already is not written again. */
static bool open_new(struct day_file *file,
                     const struct day_file_params *params,
                     struct day_file_done *done)
{
    file->new = (struct files_new){.fd = -1};
    digest_begin(&file->new.digest);
    if (!files_join(done->path, params->folder, done->name)) {
        return fail(done, params->folder);
    }
    if (params->unwritten) {
        return true;
    }
    file->comparing = done->closed && files_exists(done->path);
    file->same = true;
    if (file->comparing) {
        file->there = open(done->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
        return true;
    }
    return files_begin(&file->new, done->path, params->sync) ||
           fail(done, params->folder);
}

static bool encode(struct day_file *file, int32_t day,
                   struct day_file_done *done)
{
    if (!send_rows(file, day, put_block, file)) {
        return fail(done, done->path);
    }
    struct digest digest = file->new.digest;
    digest_end(&digest, done->sha256);
    done->bytes = file->new.size;
    return true;
}

/* A day is closed, and its seal names the file, whether or not the disk takes
   it now. */
static bool make(struct day_file *file, const struct day_file_params *params,
                 struct day_file_done *done)
{
    bool open = open_new(file, params, done);
    bool made = (open || params->closing) && encode(file, params->day, done);
    if (file->new.error != 0) {
        errno = file->new.error;
        fail(done, done->path);
        day_file_drop(file);
        made = made && params->closing;
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
    bool loaded = load(file, params->day, done->closed, done->error);
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
    if (file->new.fd >= 0) {
        files_drop(&file->new);
    }
    if (file->there >= 0) {
        close(file->there);
    }
    file->there = -1;
    file->comparing = false;
}

static enum day_file_result differs(struct day_file_done *done,
                                    const char *path)
{
    text_cut(
        done->error, sizeof done->error,
        speak("%s: is there already with other content: move it away or choose "
              "another folder"),
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
    const struct day_seal seal = {file->record, params->day, done->path};
    switch (day_seal_write(&seal, params->sync, path)) {
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
static bool ends_there(const struct day_file *file)
{
    char more;
    return file->same && file->there >= 0 && read(file->there, &more, 1) == 0;
}

/* No seal is put beside a file that is not the day's. */
enum day_file_result day_file_end(struct day_file *file,
                                  const struct day_file_params *params,
                                  struct day_file_done *done)
{
    bool comparing = file->comparing;
    bool clashed;
    if (comparing && !ends_there(file)) {
        day_file_drop(file);
        return differs(done, done->path);
    }
    bool sealed = (comparing || file->new.fd >= 0) &&
                  write_seal(file, params, done, &clashed);
    if (!sealed || comparing) {
        day_file_drop(file);
    } else {
        sealed = files_finish(&file->new) || fail(done, done->path);
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
