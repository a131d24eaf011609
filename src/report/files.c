#include "report/files.h"

#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/array.h"
#include "base/files.h"
#include "base/log.h"
#include "report/file_sum.h"

static void leave_out(const struct report_files *files, const char *path,
                      int line, const char *why)
{
    faults_add(files->faults, path, line > 0 ? line : FAULTS_NO_LINE, "%s",
               why);
    report_leave_out(files->report, path, line);
}

static void add(struct report_files *files, const char *path,
                const struct file_name *name)
{
    char *copy = strdup(path);
    struct report_file *file = copy == NULL
                                   ? NULL
                                   : array_add(&files->list, &files->count,
                                               &files->capacity, sizeof *file);
    if (file == NULL) {
        free(copy);
        files->failed = true;
        return;
    }
    *file = (struct report_file){.path = copy, .name = *name};
}

static void find_file(struct report_files *files, const char *path)
{
    struct file_name name;
    if (file_name_read(basename(path), &name)) {
        add(files, path, &name);
    } else {
        leave_out(files, path, 0,
                  "the name is none of a daily file; those are called "
                  "4luon_UNIT_DEVICE_YYYY-MM-DD.csv: name one, or its folder");
    }
}

static void find_in_folder(struct report_files *files, const char *path)
{
    DIR *dir = opendir(path);
    if (dir == NULL) {
        leave_out(files, path, 0, strerror(errno));
        return;
    }
    int found = 0;
    for (struct dirent *e = readdir(dir); e != NULL; e = readdir(dir)) {
        char file[FILES_PATH_SIZE];
        if (fnmatch("4luon_*.csv", e->d_name, 0) != 0) {
            continue;
        }
        found++;
        if (files_join(file, path, e->d_name)) {
            find_file(files, file);
        } else {
            leave_out(files, path, 0, "the path of a file in it is too long");
        }
    }
    closedir(dir);
    if (found == 0) {
        leave_out(files, path, 0, "no daily file (4luon_....csv) lies in it");
    }
}

void report_files_find(struct report_files *files, const char *path)
{
    struct stat st;
    if (stat(path, &st) != 0) {
        leave_out(files, path, 0, strerror(errno));
    } else if (S_ISDIR(st.st_mode)) {
        find_in_folder(files, path);
    } else {
        find_file(files, path);
    }
}

static int compare_days(const struct file_name *a, const struct file_name *b)
{
    int order = strcmp(a->unit, b->unit);
    order = order != 0 ? order : strcmp(a->device, b->device);
    return order != 0 ? order : (a->day > b->day) - (a->day < b->day);
}

/* Whole files of a day before the provisional ones. */
static int by_day(const void *a, const void *b)
{
    const struct report_file *x = a;
    const struct report_file *y = b;
    int order = compare_days(&x->name, &y->name);
    order = order != 0 ? order : x->name.provisional - y->name.provisional;
    return order != 0 ? order : strcmp(x->path, y->path);
}

/* Whether two files hold the same; one that cannot be read is told when it is
   read for itself. */
static bool same_bytes(const char *a, const char *b)
{
    struct text one = {0};
    struct text other = {0};
    bool same =
        strcmp(a, b) == 0 || !files_read(a, REPORT_FILE_MOST, &one) ||
        !files_read(b, REPORT_FILE_MOST, &other) ||
        (one.length == other.length &&
         (one.length == 0 || memcmp(one.data, other.data, one.length) == 0));
    text_free(&one);
    text_free(&other);
    return same;
}

/* Of `count` files of one day, as sorted, at most the first stays. */
static void judge_day(const struct report_files *files, struct report_file *day,
                      int count)
{
    int rivals = 1;
    bool differ = false;
    while (rivals < count &&
           day[rivals].name.provisional == day[0].name.provisional) {
        differ = differ || !same_bytes(day[0].path, day[rivals].path);
        rivals++;
    }
    for (int i = differ ? 0 : 1; i < count; i++) {
        day[i].left_out = true;
    }
    for (int i = 0; differ && i < rivals; i++) {
        leave_out(files, day[i].path, 0,
                  "another file of this terminal and day has other content, "
                  "so neither is counted: name the right one alone");
    }
}

static void judge_all(struct report_files *files)
{
    if (files->count > 1) {
        qsort(files->list, (size_t)files->count, sizeof *files->list, by_day);
    }
    for (int i = 0; i < files->count;) {
        int count = 1;
        while (i + count < files->count &&
               compare_days(&files->list[i].name,
                            &files->list[i + count].name) == 0) {
            count++;
        }
        judge_day(files, &files->list[i], count);
        i += count;
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

static void read_one(struct report_files *files, struct report_file *file,
                     struct text *bytes)
{
    struct file_sum sum = {.line = 0};
    const struct report_source source = {.unit = file->name.unit,
                                         .device = file->name.device,
                                         .provisional = file->name.provisional};
    text_clear(bytes);
    if (!files_read(file->path, REPORT_FILE_MOST, bytes)) {
        leave_out(files, file->path, 0, strerror(errno));
        file->left_out = true;
    } else if (!file_sum_read(&sum, &file->name, bytes,
                              &files->report->glossary)) {
        leave_out(files, file->path, sum.line, sum.fault);
        file->left_out = true;
    } else {
        say_unknown(files, file->path, sum.unknown);
        report_add(files->report, &source, &sum.sum);
    }
}

void report_files_read(struct report_files *files,
                       const struct report_span *span)
{
    struct text bytes = {0};
    judge_all(files);
    for (int i = 0; i < files->count; i++) {
        struct report_file *file = &files->list[i];
        int32_t day = file->name.day;
        if (span->dated && (day < span->from_day || day > span->to_day)) {
            file->left_out = true;
        }
        if (!file->left_out) {
            read_one(files, file, &bytes);
        }
    }
    text_free(&bytes);
    files->report->failed = files->report->failed || files->failed;
}

void report_files_free(struct report_files *files)
{
    for (int i = 0; i < files->count; i++) {
        free(files->list[i].path);
    }
    free(files->list);
    *files = (struct report_files){0};
}
