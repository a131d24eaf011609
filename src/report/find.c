#include "report/find.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/clock.h"
#include "base/files.h"
#include "format/columns.h"
#include "format/csv_read.h"
#include "format/seal.h"

/* A header and a first row are shorter. */
enum { FIRST_BYTES = 16384, FIELDS_MAX = 64 };

static void walk(struct report_files *files, const char *folder);

static bool read_first(const char *path, struct text *out)
{
    char bytes[FIRST_BYTES];
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    ssize_t length = file < 0 ? -1 : read(file, bytes, sizeof bytes);
    files_close(file);
    if (length >= 0) {
        text_append(out, bytes, (size_t)length);
    }
    return length >= 0 && !out->failed;
}

static bool begins(const struct text *bytes, const char *with)
{
    size_t length = strlen(with);
    return bytes->length >= length && memcmp(bytes->data, with, length) == 0;
}

/* What lies beside daily files and goes with them. */
static bool is_companion(const char *name)
{
    static const char *const patterns[] = {
        "4luon_*.seal.sig", "4luon_*.csv-metadata.json", "allowed_signers"};
    bool found = false;
    for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++) {
        found = found || fnmatch(patterns[i], name, 0) == 0;
    }
    return found;
}

/* Of the first row, by the name of its column; NULL: there is none. */
static const char *field(char *const *head, char *const *row, int count,
                         enum column column)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(head[i], columns_name(column)) == 0) {
            return row[i];
        }
    }
    return NULL;
}

/* What a file should be called by its first row. False: it has none, or one
   that tells nothing. */
static bool name_inside(struct text *bytes, struct file_name *out)
{
    struct csv_reader csv;
    char *head[FIELDS_MAX];
    char *row[FIELDS_MAX];
    const char *end = strchr(bytes->data, '\n');
    end = end != NULL ? strchr(end + 1, '\n') : NULL;
    bytes->length = end != NULL ? (size_t)(end + 1 - bytes->data) : 0;
    csv_reader_begin(&csv, bytes);
    int count = csv_reader_next(&csv, head, FIELDS_MAX);
    if (count == 0 || count > FIELDS_MAX ||
        csv_reader_next(&csv, row, FIELDS_MAX) != count) {
        return false;
    }
    const char *unit = field(head, row, count, COLUMN_UNIT_CODE);
    const char *device = field(head, row, count, COLUMN_DEVICE_ID);
    const char *date = field(head, row, count, COLUMN_DATE);
    return unit != NULL && device != NULL && date != NULL &&
           who_is_code(unit) && who_is_code(device) &&
           text_copy(out->unit, sizeof out->unit, unit) &&
           text_copy(out->device, sizeof out->device, device) &&
           clock_parse_date(date, &out->day);
}

static void add(struct report_files *files, const struct report_file *file,
                const char *path)
{
    char *copy = strdup(path);
    struct report_file *added =
        copy == NULL ? NULL
                     : array_add(&files->list, &files->count, &files->capacity,
                                 sizeof *added);
    if (added == NULL) {
        free(copy);
        files->failed = true;
        return;
    }
    *added = *file;
    added->path = copy;
}

/* A CSV of ours, or one that is called so. */
static void take_csv(struct report_files *files, const char *path,
                     struct text *bytes)
{
    struct stat st;
    struct report_file file = {.root = files->root};
    if (stat(path, &st) == 0) {
        file.device = st.st_dev;
        file.inode = st.st_ino;
    }
    struct file_name inside = {0};
    bool named = file_name_read(basename(path), &file.name);
    bool told = name_inside(bytes, &inside);
    if (!named && !told) {
        report_files_say(files, REPORT_FILE_FAULTY, path, 0,
                         "neither its name nor a first row tells whose day it "
                         "is; daily files are called "
                         "4luon_UNIT_DEVICE_YYYY-MM-DD.csv");
        return;
    }
    file.called = file.name;
    inside.provisional = file.name.provisional;
    if (told && (!named || strcmp(inside.unit, file.name.unit) != 0 ||
                 strcmp(inside.device, file.name.device) != 0 ||
                 inside.day != file.name.day)) {
        file.name = inside;
        file.renamed = true;
    }
    add(files, &file, path);
}

static void take_other(struct report_files *files, const char *path,
                       const struct text *bytes)
{
    const char *name = basename(path);
    bool zip = begins(bytes, "PK") && fnmatch("*.xlsx", name, 0) != 0;
    if (zip || begins(bytes, "\x1F\x8B") || begins(bytes, "7z\xBC\xAF") ||
        begins(bytes, "Rar!")) {
        report_files_say(files, REPORT_FILE_CLOSED, path, 0,
                         "not opened: unpack it, and name what was in it");
    } else if (fnmatch("*.csv", name, FNM_CASEFOLD) == 0) {
        report_files_say(files, REPORT_FILE_FAULTY, path, 1,
                         "it does not begin with the header of a daily file");
    } else if (!is_companion(name)) {
        report_files_say(files, REPORT_FILE_OTHER, path, 0, NULL);
    }
}

static bool is_on_its_way(const char *path)
{
    return fnmatch("*.tmp", path, 0) == 0;
}

/* What a running terminal just wrote has its own name by now. */
static void tell_unread(struct report_files *files, const char *path)
{
    if (errno != ENOENT || !is_on_its_way(path)) {
        report_files_say(files, REPORT_FILE_UNREAD, path, 0, strerror(errno));
    }
}

static void take_file(struct report_files *files, const char *path)
{
    struct text bytes = {0};
    bool whole = !is_on_its_way(path);
    if (!read_first(path, &bytes)) {
        tell_unread(files, path);
    } else if (whole && (begins(&bytes, "schema_version") ||
                         begins(&bytes, "\xEF\xBB\xBFschema_version"))) {
        take_csv(files, path, &bytes);
    } else if (begins(&bytes, "bonluon-seal ")) {
        if (!report_seals_add(&files->seals, path, files->root)) {
            report_files_say(files, REPORT_FILE_UNREAD, path, 0,
                             "it is no seal that can be read");
        }
    } else {
        take_other(files, path, &bytes);
    }
    text_free(&bytes);
}

/* What lies in a folder; a link to another folder could lead anywhere. */
static void take_entry(struct report_files *files, const char *path)
{
    struct stat own;
    struct stat st;
    if (lstat(path, &own) != 0) {
        tell_unread(files, path);
    } else if (stat(path, &st) != 0) {
        report_files_say(files, REPORT_FILE_UNREAD, path, 0, strerror(errno));
    } else if (S_ISDIR(own.st_mode)) {
        walk(files, path);
    } else if (S_ISREG(st.st_mode)) {
        take_file(files, path);
    } else {
        report_files_say(files, REPORT_FILE_CLOSED, path, 0,
                         "not opened: name what it leads to");
    }
}

static int lies_in_it(const struct dirent *entry)
{
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

static void walk(struct report_files *files, const char *folder)
{
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, lies_in_it, alphasort);
    if (count < 0) {
        report_files_say(files, REPORT_FILE_UNREAD, folder, 0, strerror(errno));
    }
    for (int i = 0; i < count; i++) {
        char path[FILES_PATH_SIZE];
        if (files_join(path, folder, entries[i]->d_name)) {
            take_entry(files, path);
        } else {
            report_files_say(files, REPORT_FILE_UNREAD, folder, 0,
                             "the path of a file in it is too long");
        }
        free(entries[i]);
    }
    free(entries);
}

/* A file that was named without its folder still has its seal beside it. */
static void take_seal_beside(struct report_files *files, const char *path)
{
    char seal[FILES_PATH_SIZE];
    size_t length = strlen(path);
    size_t stem = length > 4 ? length - 4 : 0;
    if (strcmp(path + stem, ".csv") == 0 &&
        text_format(seal, sizeof seal, "%.*s" SEAL_ENDING, (int)stem, path) &&
        files_exists(seal)) {
        take_file(files, seal);
    }
}

void report_files_find(struct report_files *files, const char *path)
{
    struct stat st;
    int before = files->count;
    files->root++;
    if (stat(path, &st) != 0) {
        report_files_say(files, REPORT_FILE_UNREAD, path, 0, strerror(errno));
    } else if (!S_ISDIR(st.st_mode)) {
        take_entry(files, path);
        take_seal_beside(files, path);
    } else {
        walk(files, path);
        if (files->count == before) {
            report_files_say(files, REPORT_FOLDER_EMPTY, path, 0,
                             "no daily file lies in it");
        }
    }
}
