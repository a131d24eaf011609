#include "report/files.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/files.h"
#include "base/log.h"
#include "base/speak.h"
#include "report/file_sum.h"

/* Something of a file that counts; several in a row are one remark. */
static void doubt(struct report_files *files, const struct report_file *file,
                  enum report_word what, const char *why)
{
    const struct report_file *before = files->doubted;
    bool on = before != NULL && before + 1 == file && files->doubt == what &&
              report_files_same(before, file);
    if (on) {
        report_remark_until(files->report, file->path);
        faults_add(files->faults, file->path, FAULTS_NO_LINE, "%s", speak(why));
    } else {
        report_files_say(files, what, file->path, 0, why);
    }
    files->doubted = file;
    files->doubt = what;
}

static void say_file(struct report_files *files, const struct report_file *file)
{
    char name[FILES_PATH_SIZE];
    char date[CLOCK_DATE_SIZE];
    if (file->renamed) {
        clock_date(file->name.day, date);
        text_cut(name, sizeof name, "%s (4luon_%s_%s_%s)", file->path,
                 file->name.unit, file->name.device, date);
        report_files_say(files, REPORT_FILE_RENAMED, name, 0,
                         file->seal != NULL ? NULL
                                            : "renamed: read as what its rows "
                                              "say");
    }
    if (file->seal == NULL) {
        bool open = file->name.provisional;
        doubt(files, file,
              open ? REPORT_FILE_PROVISIONAL : REPORT_FILE_UNSEALED,
              open ? "provisional: it has no seal yet"
                   : N_("it has no seal: nothing vouches for it"));
    } else if (file->unlisted) {
        doubt(files, file, REPORT_FILE_UNLISTED,
              "nobody said whose seal it is: give --signers");
    }
}

static void say_unknown(struct report_files *files, const char *path,
                        const char *column)
{
    if (column[0] != '\0' && !files->said_unknown) {
        log_warning("%s: the column %s is not known to this program, and is "
                    "passed over here and in the other files",
                    path, column);
        files->said_unknown = true;
    }
}

/* A seal names the office of its own unit. */
static const char *offices_of(const struct report_file *file,
                              const struct file_name *name)
{
    return file->seal != NULL && strcmp(file->name.unit, name->unit) == 0
               ? file->seal->offices
               : NULL;
}

static void add(struct report_files *files, const struct report_file *file,
                const struct file_name *name, const struct sum *sum)
{
    const struct report_source source = {.unit = name->unit,
                                         .device = name->device,
                                         .chain = file->chain,
                                         .offices = offices_of(file, name),
                                         .provisional = name->provisional};
    report_add(files->report, &source, sum);
}

/* What was given under other codes, which were changed in the midst of the day:
   it is read once more for each. */
static void add_others(struct report_files *files,
                       const struct report_file *file,
                       const struct file_sum *first, struct text *bytes)
{
    for (int i = 0; i < first->also_count; i++) {
        struct file_sum sum;
        struct file_name name = file->name;
        who_split(first->also[i], name.unit, name.device);
        text_clear(bytes);
        if (files_read(file->path, REPORT_FILE_MOST, bytes) &&
            file_sum_read(&sum, &name, bytes, &files->report->glossary)) {
            add(files, file, &name, &sum.sum);
        } else {
            report_files_say(files, REPORT_FILE_UNREAD, file->path, 0,
                             "it changed while it was read");
        }
    }
}

static void read_one(struct report_files *files, struct report_file *file,
                     struct text *bytes)
{
    struct file_sum sum = {.line = 0};
    text_clear(bytes);
    if (!files_read(file->path, REPORT_FILE_MOST, bytes)) {
        report_files_leave_out(files, file, REPORT_FILE_UNREAD,
                               strerror(errno));
    } else if (!file_sum_read(&sum, &file->name, bytes,
                              &files->report->glossary)) {
        file->left_out = true;
        report_files_say(files, REPORT_FILE_FAULTY, file->path, sum.line,
                         sum.fault);
    } else {
        say_unknown(files, file->path, sum.unknown);
        say_file(files, file);
        add(files, file, &file->name, &sum.sum);
        add_others(files, file, &sum, bytes);
    }
}

static void say_missing(struct report_files *files,
                        const struct report_file *file, int32_t from,
                        int32_t to)
{
    char who[WHO_SIZE];
    char dates[2][CLOCK_DATE_SIZE];
    who_write(file->name.unit, file->name.device, who);
    clock_date(from, dates[0]);
    clock_date(to, dates[1]);
    report_missing(files->report, who, from, to);
    faults_add(files->faults, who, FAULTS_NO_LINE,
               "no file of the days from %s to %s", dates[0], dates[1]);
}

/* Whether its terminal had other codes before its day, or has after it: there a
   seal goes on from the other. */
static bool was_renamed(const struct report_files *files,
                        const struct report_file *file, bool before)
{
    const struct report_seal *own = file->seal;
    bool found = false;
    for (int i = 0; own != NULL && i < files->seals.count && !found; i++) {
        const struct report_seal *other = &files->seals.list[i];
        const struct report_seal *one = before ? other : own;
        const struct report_seal *next = before ? own : other;
        found = strcmp(other->who, own->who) != 0 &&
                strcmp(one->sha256, next->before_sha256) == 0;
    }
    return found;
}

/* Days between the files of one terminal, and to the ends of the span. */
static void find_missing(struct report_files *files,
                         const struct report_span *span)
{
    int32_t next = 0;
    for (int i = 0; i < files->count; i++) {
        const struct report_file *file = &files->list[i];
        const struct report_file *after = file + 1;
        bool first = i == 0 || !report_files_same(file - 1, file) ||
                     strcmp(file[-1].chain, file->chain) != 0;
        bool last = i + 1 == files->count || !report_files_same(file, after) ||
                    strcmp(file->chain, after->chain) != 0;
        int32_t day = file->name.day;
        if (first) {
            bool open = span->dated && !was_renamed(files, file, true);
            next = open ? span->from_day : day;
        }
        bool within =
            !span->dated || (day >= span->from_day && day <= span->to_day);
        if (within && day > next) {
            say_missing(files, file, next, day - 1);
        }
        next = within && day >= next ? day + 1 : next;
        if (last && span->dated && next <= span->to_day &&
            !was_renamed(files, file, false)) {
            say_missing(files, file, next, span->to_day);
        }
    }
}

void report_files_read(struct report_files *files,
                       const struct report_span *span)
{
    struct text bytes = {0};
    report_compare(files->report, span);
    for (int i = 0; i < files->count; i++) {
        struct report_file *file = &files->list[i];
        int32_t day = file->name.day;
        file->left_out = span->dated &&
                         (day < span->from_day || day > span->to_day) &&
                         !report_is_before(files->report, day);
    }
    report_files_judge(files);
    for (int i = 0; i < files->count; i++) {
        if (!files->list[i].left_out) {
            read_one(files, &files->list[i], &bytes);
        }
    }
    text_free(&bytes);
    find_missing(files, span);
    files->report->failed =
        files->report->failed || files->failed || files->seals.failed;
}
