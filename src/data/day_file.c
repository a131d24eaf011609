#include "data/day_file.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "data/columns.h"
#include "data/csv.h"
#include "data/day_rows.h"
#include "survey/guard.h"

struct day_file {
    struct record *record;
    struct imprint imprint;
    struct day_rows rows;
    /* Fields that many rows share, encoded once: */
    struct text day_head; /* of the day: version, unit, device */
    struct text date;     /* of the day: between completeness and hour */
    struct text head;     /* of the visit: all before the question */
    struct text tail;     /* of the visit: all after the language */
    struct csv csv;
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
        text_free(&file->day_head);
        text_free(&file->date);
        text_free(&file->head);
        text_free(&file->tail);
        free(file);
    }
}

/* ---- rows -----------------------------------------------------------------
 */

/* All names joined take less than this. */
enum { FLAGS_SIZE = 80 };

static void put_flags(struct text *out, unsigned flags, char separator)
{
    char names[FLAGS_SIZE] = "";
    size_t length = 0;
    for (int bit = 0; bit < GUARD_FLAG_COUNT; bit++) {
        if (flags & (1u << bit)) {
            const char *name = guard_flag_name((enum guard_flag)(1u << bit));
            bool fits = text_format(names + length, sizeof names - length,
                                    "%s%s", length > 0 ? ";" : "", name);
            assert(fits);
            length += strlen(names + length);
        }
    }
    /* Their joint may be the file's separator too. */
    csv_field(out, names, separator);
}

static void begin_day(struct day_file *file, int32_t day)
{
    const struct imprint *imprint = &file->imprint;
    char s = imprint->separator;
    char date[CLOCK_DATE_SIZE];
    clock_date(day, date);
    text_clear(&file->day_head);
    text_append_format(&file->day_head, "%d%c%s%c%s%c", COLUMNS_SCHEMA_VERSION,
                       s, imprint->unit_code, s, imprint->device_id, s);
    text_clear(&file->date);
    text_append_format(&file->date, "%c%s%c", s, date, s);
}

static void append_text(struct text *out, const struct text *text)
{
    if (text->length > 0) {
        text_append(out, text->data, text->length);
    }
}

static void begin_visit(struct day_file *file, const struct day_visit *visit)
{
    char s = file->imprint.separator;
    struct text *head = &file->head;
    struct text *tail = &file->tail;
    text_clear(head);
    append_text(head, &file->day_head);
    csv_number(head, visit->id);
    text_append(head, &s, 1);
    csv_number(head, visit->complete);
    append_text(head, &file->date);
    csv_number(head, visit->hour);
    text_append(head, &s, 1);
    text_clear(tail);
    text_append(tail, &s, 1);
    put_flags(tail, visit->flags, s);
    text_append(tail, &s, 1);
    csv_field(tail, file->rows.versions.data + visit->version, s);
    text_append_string(tail, "\r\n");
}

static void put_phrase(struct csv *csv, const struct phrase_book *book,
                       struct phrase phrase)
{
    csv_put(csv, book->text.data + phrase.at, phrase.length);
}

static void put_answer(struct day_file *file, const struct day_answer *answer)
{
    static const struct {
        const char *name;
        size_t length;
    } outcomes[] = {[DAY_ANSWERED] = {"answered", 8},
                    [DAY_SKIPPED] = {"skipped", 7},
                    [DAY_TIMEOUT] = {"timeout", 7}};
    struct csv *csv = &file->csv;
    const struct phrase_book *book = file->rows.phrases.books[answer->book];
    int language = answer->language;
    char s = file->imprint.separator;
    csv_put_text(csv, &file->head);
    put_phrase(csv, book, book->questions[answer->question][language]);
    csv_put_char(csv, s);
    csv_put(csv, outcomes[answer->outcome].name,
            outcomes[answer->outcome].length);
    csv_put_char(csv, s);
    if (answer->level > 0) {
        csv_put_number(csv, answer->level);
    }
    csv_put_char(csv, s);
    csv_put_number(csv, book->wording.form.levels);
    csv_put_char(csv, s);
    if (answer->level > 0) {
        put_phrase(csv, book, book->labels[answer->level - 1][language]);
    }
    csv_put_char(csv, s);
    /* reasons */
    csv_put_char(csv, s);
    csv_put_number(csv, answer->elapsed_ms);
    csv_put_char(csv, s);
    csv_put(csv, book->wording.codes[language],
            strlen(book->wording.codes[language]));
    csv_put_text(csv, &file->tail);
}

static bool send_rows(struct day_file *file, int32_t day,
                      const struct day_file_sink *sink)
{
    const struct day_rows *rows = &file->rows;
    begin_day(file, day);
    csv_begin(&file->csv, sink->write, sink->context);
    text_clear(&file->head);
    columns_header(&file->head, file->imprint.separator);
    csv_put_text(&file->csv, &file->head);
    for (size_t i = 0; i < rows->visit_count; i++) {
        const struct day_visit *visit = &rows->visits[i];
        begin_visit(file, visit);
        if (file->day_head.failed || file->date.failed || file->head.failed ||
            file->tail.failed) {
            errno = ENOMEM;
            return false;
        }
        for (int k = 0; k < visit->count; k++) {
            put_answer(file, &rows->answers[visit->first + (size_t)k]);
        }
    }
    return csv_end(&file->csv);
}

/* ---- errors ---------------------------------------------------------------
 */

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

/* ---- files ----------------------------------------------------------------
 */

static bool make_path(const struct day_file *file, int32_t day,
                      const char *folder, char out[FILES_PATH_SIZE])
{
    char date[CLOCK_DATE_SIZE];
    char name[160];
    bool closed = day <= record_closed_day(file->record);
    clock_date(day, date);
    bool fits = text_format(name, sizeof name, "4luon_%s_%s_%s%s.csv",
                            file->imprint.unit_code, file->imprint.device_id,
                            date, closed ? "" : "_tam");
    assert(fits);
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

struct target {
    struct files_new file;
    struct seal_digest digest;
    bool digesting;
};

static bool write_block(void *context, const void *bytes, size_t length)
{
    struct target *target = context;
    if (target->digesting) {
        seal_digest_add(&target->digest, bytes, length);
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

static enum day_file_result finish(struct target *target,
                                   struct day_file_done *done)
{
    if (done->closed && files_exists(done->path)) {
        bool same = same_files(target->file.temporary, done->path);
        files_drop(&target->file);
        bool fits = same || text_format(done->error, sizeof done->error,
                                        "%s: is there already with other "
                                        "content: move it away or choose "
                                        "another folder",
                                        done->path);
        (void)fits;
        return same ? DAY_FILE_SAME : DAY_FILE_DIFFERS;
    }
    return files_finish(&target->file) ? DAY_FILE_WRITTEN
                                       : fail(done, done->path);
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
    seal_digest_begin(&target.digest);
    if (!send_rows(file, params->day, &sink)) {
        files_drop(&target.file);
        return fail(done, done->path);
    }
    if (params->digest) {
        seal_digest_end(&target.digest, done->sha256);
    }
    return finish(&target, done);
}
