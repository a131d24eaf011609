#include "verify/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/array.h"
#include "base/speak.h"
#include "verify/kind.h"

/* Folders that were met and not gone through yet: a list, and no calls within
   calls, because they may lie as deep as a path is long. */
struct walk {
    struct inquiry *inquiry;
    struct dailies *dailies;
    char **folders;
    int count, capacity;
    int first; /* of the days: those of this folder */
};

static bool has_stem(const struct daily *daily, const char *path, size_t length)
{
    const char *own = daily_path(daily);
    int name;
    size_t stem = (size_t)(daily_stem(daily, &name) - own) + (size_t)name;
    return stem == length && memcmp(own, path, length) == 0;
}

static bool is_there(const struct dailies *dailies, int first, const char *path,
                     size_t length)
{
    for (int i = dailies->count - 1; i >= first; i--) {
        if (has_stem(dailies->list[i], path, length)) {
            return true;
        }
    }
    return false;
}

/* NULL: there is none, or, and then it has failed, no memory. */
static char *find_part(struct inquiry *inquiry, const char *stem, int length,
                       enum part part)
{
    char path[FILES_PATH_SIZE];
    char *found = NULL;
    if (text_format(path, sizeof path, "%.*s%s", length, stem,
                    daily_ending(part)) &&
        files_exists(path)) {
        found = strdup(path);
        inquiry->failed = inquiry->failed || found == NULL;
    }
    return found;
}

static void add_day(struct inquiry *inquiry, struct dailies *dailies,
                    const char *stem, int length)
{
    struct daily *daily = array_new(&dailies->list, &dailies->count,
                                    &dailies->capacity, sizeof *daily);
    if (daily == NULL) {
        inquiry->failed = true;
        return;
    }
    bool any = false;
    daily->root = dailies->root;
    for (enum part part = PART_CSV; part < PART_COUNT; part++) {
        daily->paths[part] = find_part(inquiry, stem, length, part);
        any = any || daily->paths[part] != NULL;
    }
    if (!any) { /* it went meanwhile */
        dailies->count--;
        free(daily);
    }
}

static void take_file(struct inquiry *inquiry, struct dailies *dailies,
                      int first, const char *path)
{
    const char *ending;
    enum kind named = kind_named(path, &ending);
    if (named != KIND_CSV && named != KIND_SEAL && named != KIND_SIGNATURE) {
        findings_file(&inquiry->findings, path);
        SAY(inquiry, spot_file(),
            "it looks like a file of a day, and its name is none: "
            "give it its own name back");
    } else if (!is_there(dailies, first, path, (size_t)(ending - path))) {
        add_day(inquiry, dailies, path, (int)(ending - path));
    }
}

void folder_gather_file(struct inquiry *inquiry, struct dailies *dailies,
                        const char *path)
{
    take_file(inquiry, dailies, 0, path);
}

static void leave_out(struct walk *walk, enum findings_level level,
                      const char *path, const char *why)
{
    findings_file(&walk->inquiry->findings, path);
    TELL(walk->inquiry, level, spot_file(), "%s", speak(why));
}

/* Of a name that says what it is the content is looked at later. */
static void take_regular(struct walk *walk, const char *path)
{
    const char *ending;
    enum kind kind = kind_named(path, &ending);
    if (kind == KIND_OTHER && !kind_of(path, &kind)) {
        leave_out(walk, FINDING_UNREAD, path, strerror(errno));
        return;
    }
    switch (kind) {
    case KIND_CSV:
    case KIND_SEAL:
    case KIND_SIGNATURE:
        take_file(walk->inquiry, walk->dailies, walk->first, path);
        break;
    case KIND_DATABASE:
        leave_out(
            walk, FINDING_UNPROVEN, path,
            N_("not opened: name a database, or its data directory, itself"));
        break;
    case KIND_ARCHIVE:
        leave_out(walk, FINDING_UNPROVEN, path,
                  N_("not opened: unpack it, and look at what was in it"));
        break;
    case KIND_OTHER:
        walk->inquiry->account.others++;
        leave_out(walk, FINDING_NOTE, path,
                  N_("left out: it is no file of a day"));
        break;
    }
}

static bool is_visited(struct dailies *dailies, const struct stat *st)
{
    for (int i = dailies->visited_count - 1; i >= 0; i--) {
        const struct visited *visited = &dailies->visited[i];
        if (visited->device == st->st_dev && visited->inode == st->st_ino) {
            return true;
        }
    }
    return false;
}

/* False: there is no memory. */
static bool visit(struct dailies *dailies, const struct stat *st)
{
    struct visited *visited =
        array_add(&dailies->visited, &dailies->visited_count,
                  &dailies->visited_capacity, sizeof *visited);
    if (visited != NULL) {
        *visited = (struct visited){st->st_dev, st->st_ino};
    }
    return visited != NULL;
}

static void add_folder(struct walk *walk, const char *path,
                       const struct stat *st)
{
    if (is_visited(walk->dailies, st)) {
        return;
    }
    char **added =
        array_add(&walk->folders, &walk->count, &walk->capacity, sizeof *added);
    if (added != NULL) {
        *added = strdup(path);
    }
    if (added == NULL || *added == NULL || !visit(walk->dailies, st)) {
        walk->inquiry->failed = true;
    }
}

static void take_entry(struct walk *walk, const char *folder, const char *name)
{
    char path[FILES_PATH_SIZE];
    struct stat st;
    if (!files_join(path, folder, name)) {
        leave_out(walk, FINDING_UNPROVEN, folder,
                  N_("not opened: the path of something in it is too long"));
    } else if (stat(path, &st) != 0) {
        bool nowhere = errno == ENOENT || errno == ELOOP;
        leave_out(walk, nowhere ? FINDING_UNPROVEN : FINDING_UNREAD, path,
                  nowhere ? N_("not opened: a link that leads nowhere")
                          : strerror(errno));
    } else if (S_ISDIR(st.st_mode)) {
        add_folder(walk, path, &st);
    } else if (kind_unfinished(name)) {
        walk->inquiry->account.unfinished++;
    } else if (kind_beside(name)) {
        return; /* with its day, or with all of them */
    } else if (S_ISREG(st.st_mode)) {
        take_regular(walk, path);
    } else {
        leave_out(walk, FINDING_UNPROVEN, path,
                  N_("not opened: it is no file"));
    }
}

/* In the order of names. False with errno. */
static bool take_folder(struct walk *walk, const char *folder)
{
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, NULL, alphasort);
    walk->first = walk->dailies->count;
    for (int i = 0; i < count; i++) {
        if (entries[i]->d_name[0] != '.') {
            take_entry(walk, folder, entries[i]->d_name);
        }
        free(entries[i]);
    }
    free(entries);
    return count >= 0;
}

bool folder_gather(struct inquiry *inquiry, struct dailies *dailies,
                   const char *path)
{
    struct walk walk = {.inquiry = inquiry, .dailies = dailies};
    struct stat st;
    if (stat(path, &st) != 0) {
        return false;
    }
    if (is_visited(dailies, &st)) {
        return true;
    }
    bool good = visit(dailies, &st) && take_folder(&walk, path);
    int error = errno;
    for (int i = 0; i < walk.count; i++) {
        if (walk.folders[i] != NULL && !take_folder(&walk, walk.folders[i])) {
            leave_out(&walk, FINDING_UNREAD, walk.folders[i], strerror(errno));
        }
    }
    for (int i = 0; i < walk.count; i++) {
        free(walk.folders[i]);
    }
    free(walk.folders);
    errno = error;
    return good;
}

void folder_verify(struct inquiry *inquiry, struct dailies *dailies,
                   const struct folder_days *days)
{
    for (int i = days->first; i < days->end; i++) {
        daily_verify(dailies->list[i], inquiry, days->may_be_unfinished);
        if (inquiry->progress != NULL) {
            inquiry->progress(inquiry->context, i + 1, dailies->count);
        }
    }
}
