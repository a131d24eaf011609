/* Which of the files of a day counts, and of which terminal it is. */
#include "report/files.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"

/* A day under several codes begins with a row of the first of them, and is
   called by the last: its own seal says so. */
static void believe_name(struct report_files *files, struct report_file *file)
{
    char who[WHO_SIZE];
    if (!file->renamed || file->called.unit[0] == '\0') {
        return;
    }
    who_write(file->called.unit, file->called.device, who);
    const struct report_seal *seal =
        report_seals_find(&files->seals, who, file->called.day, file->sha256);
    if (seal != NULL && strcmp(seal->file_sha256, file->sha256) == 0) {
        file->name = file->called;
        file->renamed = false;
    }
}

static void find_seal(struct report_files *files, struct report_file *file)
{
    char who[WHO_SIZE];
    believe_name(files, file);
    who_write(file->name.unit, file->name.device, who);
    const struct report_seal *seal =
        report_seals_find(&files->seals, who, file->name.day, file->sha256);
    if (seal == NULL || files->trust == NULL) {
        return;
    }
    enum report_trust trust = files->trust(files->context, seal);
    bool same = strcmp(seal->file_sha256, file->sha256) == 0;
    file->differs =
        trust != REPORT_TRUST_NONE && !same && !file->name.provisional;
    file->seal = trust != REPORT_TRUST_NONE && same ? seal : NULL;
    file->unlisted = trust == REPORT_TRUST_UNKNOWN;
}

static void look_at(struct report_files *files, struct report_file *file,
                    struct text *bytes)
{
    text_clear(bytes);
    if (!files_read(file->path, REPORT_FILE_MOST, bytes)) {
        report_files_leave_out(files, file, REPORT_FILE_UNREAD,
                               strerror(errno));
        return;
    }
    digest_of(bytes->data, bytes->length, file->sha256);
    find_seal(files, file);
}

static int by_day(const void *a, const void *b)
{
    const struct report_file *x = a;
    const struct report_file *y = b;
    int order = strcmp(x->name.unit, y->name.unit);
    order = order != 0 ? order : strcmp(x->name.device, y->name.device);
    order = order != 0 ? order : strcmp(x->chain, y->chain);
    order = order != 0
                ? order
                : (x->name.day > y->name.day) - (x->name.day < y->name.day);
    order = order != 0 ? order : (x->seal == NULL) - (y->seal == NULL);
    order = order != 0 ? order : x->name.provisional - y->name.provisional;
    return order != 0 ? order : strcmp(x->path, y->path);
}

static void sort(struct report_files *files)
{
    if (files->count > 1) {
        qsort(files->list, (size_t)files->count, sizeof *files->list, by_day);
    }
}

/* Which terminal a sealed file is of, by those of the list from `first` on:
   that of its chain, or of the seal that it names, else one of its own. */
static const char *chain_of(const struct report_file *first,
                            const struct report_file *file)
{
    const struct report_file *before = NULL;
    for (const struct report_file *other = file - 1; other >= first; other--) {
        if (other->seal == NULL) {
            continue;
        }
        if (strcmp(other->seal->chain, file->seal->chain) == 0) {
            return other->chain;
        }
        before = before == NULL ? other : before;
    }
    bool linked = before != NULL &&
                  strcmp(before->seal->sha256, file->seal->before_sha256) == 0;
    return linked ? before->chain : file->seal->chain;
}

/* The files of one pair of codes, by day. */
static void tell_chains(struct report_files *files, struct report_file *first,
                        int count)
{
    const char *only = NULL;
    bool several = false;
    for (int i = 0; i < count; i++) {
        if (first[i].seal != NULL) {
            first[i].chain = chain_of(first, &first[i]);
            only = only == NULL ? first[i].chain : only;
            several = several || strcmp(only, first[i].chain) != 0;
        }
    }
    for (int i = 0; !several && i < count; i++) {
        first[i].chain = "";
    }
    if (several) {
        char who[WHO_SIZE];
        who_write(first->name.unit, first->name.device, who);
        report_files_say(files, REPORT_TWINS, who, 0,
                         "two chains of seals under the same codes, neither of "
                         "which goes on from the other: they are kept apart");
    }
}

/* How many, from this one on, are of one terminal, or of one day of it. */
static int run_of(const struct report_files *files, int from, bool day)
{
    const struct report_file *first = &files->list[from];
    int count = 1;
    while (from + count < files->count &&
           report_files_same(first, &first[count]) &&
           (!day || (first->name.day == first[count].name.day &&
                     strcmp(first->chain, first[count].chain) == 0))) {
        count++;
    }
    return count;
}

static bool same_bytes(const struct report_file *a, const struct report_file *b)
{
    return strcmp(a->sha256, b->sha256) == 0;
}

/* Whether a file of the same day, sorted before it, is the same file named
   twice. */
static bool named_twice(const struct report_file *first,
                        const struct report_file *file)
{
    bool found = false;
    for (const struct report_file *other = first; other < file; other++) {
        found = found ||
                (other->inode == file->inode && other->device == file->device);
    }
    return found;
}

static bool rivals(const struct report_file *a, const struct report_file *b)
{
    return !b->left_out && a->name.provisional == b->name.provisional &&
           (a->seal != NULL) == (b->seal != NULL) && !same_bytes(a, b);
}

static void judge_rivals(struct report_files *files, struct report_file *day,
                         int count)
{
    bool differ = false;
    for (int i = 1; i < count; i++) {
        differ = differ || rivals(day, &day[i]);
    }
    for (int i = count - 1; differ && i >= 0; i--) {
        if (i == 0 || rivals(day, &day[i])) {
            report_files_leave_out(
                files, &day[i], REPORT_FILE_RIVAL,
                "another file of this terminal and day has other "
                "content, so neither is counted: name the right one "
                "alone");
        }
    }
}

/* Of the files of one day, as sorted, at most the first stays. */
static void judge_day(struct report_files *files, struct report_file *day,
                      int count)
{
    int first = 0;
    for (int i = 0; i < count; i++) {
        if (day[i].differs && !day[i].left_out) {
            report_files_leave_out(
                files, &day[i], REPORT_FILE_ALTERED,
                "it is not the file that was sealed: it is not counted");
        }
        first += i == first && day[i].left_out;
    }
    if (first < count) { /* of a day outside the span all were left out */
        judge_rivals(files, &day[first], count - first);
    }
    for (int i = first + 1; i < count; i++) {
        if (day[i].left_out || named_twice(day, &day[i])) {
            day[i].left_out = true;
        } else if (same_bytes(&day[first], &day[i])) {
            report_files_leave_out(
                files, &day[i], REPORT_FILE_DOUBLED,
                "the same file lies elsewhere, too: it is counted once");
        } else if (day[i].name.provisional && !day[first].name.provisional) {
            report_files_leave_out(files, &day[i], REPORT_FILE_SUPERSEDED,
                                   NULL);
        } else {
            report_files_leave_out(
                files, &day[i], REPORT_FILE_RIVAL,
                "the sealed file of this day has other content: this one "
                "is not counted");
        }
    }
}

void report_files_judge(struct report_files *files)
{
    struct text bytes = {0};
    report_seals_sort(&files->seals);
    for (int i = 0; i < files->count; i++) {
        files->list[i].chain = "";
        if (!files->list[i].left_out) {
            look_at(files, &files->list[i], &bytes);
        }
    }
    text_free(&bytes);
    sort(files);
    for (int i = 0, count; i < files->count; i += count) {
        count = run_of(files, i, false);
        tell_chains(files, &files->list[i], count);
    }
    sort(files);
    for (int i = 0, count; i < files->count; i += count) {
        count = run_of(files, i, true);
        judge_day(files, &files->list[i], count);
    }
}
