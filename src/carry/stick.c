#include "carry/stick.h"

#include <dirent.h>
#include <errno.h>
#include <mntent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

enum { LINE_SIZE = 8192 }; /* of a mount table: a longer one is cut */

static bool is_sticks_type(const char *type)
{
    static const char *const types[] = {"vfat",  "exfat",   "ntfs",
                                        "ntfs3", "ext2",    "ext3",
                                        "ext4",  "fuseblk", "hfsplus"};
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        if (strcmp(type, types[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* Where people and desktops mount what comes and goes. */
static bool is_sticks_place(const char *path)
{
    static const char *const places[] = {"/media", "/run/media", "/mnt"};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        size_t length = strlen(places[i]);
        if (strncmp(path, places[i], length) == 0 &&
            (path[length] == '\0' || path[length] == '/')) {
            return true;
        }
    }
    return false;
}

/* A name on a stick may hold any bytes; a label is shown. */
static void make_label(struct stick *stick)
{
    const char *slash = strrchr(stick->path, '/');
    const char *name = slash == NULL || slash[1] == '\0' ? "/" : slash + 1;
    text_show(stick->label, sizeof stick->label, name, strlen(name));
}

static struct stick *find(struct sticks *sticks, const char *path)
{
    for (int i = 0; i < sticks->count; i++) {
        if (strcmp(sticks->list[i].path, path) == 0) {
            return &sticks->list[i];
        }
    }
    return NULL;
}

static void forget(struct sticks *sticks, struct stick *stick)
{
    int behind = sticks->count - 1 - (int)(stick - sticks->list);
    memmove(stick, stick + 1, (size_t)behind * sizeof *stick);
    sticks->count--;
}

static struct stick *add(struct sticks *sticks, const char *path)
{
    if (sticks->count == STICKS_MAX) {
        sticks->more = true;
        return NULL;
    }
    struct stick *stick = &sticks->list[sticks->count];
    *stick = (struct stick){.free_bytes = -1};
    if (!text_copy(stick->path, sizeof stick->path, path)) {
        return NULL;
    }
    sticks->count++;
    make_label(stick);
    return stick;
}

static bool is_target(const struct stick_targets *targets, const char *path)
{
    for (int i = 0; i < targets->count; i++) {
        if (strcmp(targets->paths[i], path) == 0) {
            return true;
        }
    }
    return false;
}

/* A folder of the machine's own disk may be mounted where sticks are: systemd
   does that with each place that a service may write to. `root` is the device
   of "/". */
static bool is_stick(const struct mntent *mount, const char *path,
                     const char *root)
{
    return is_sticks_place(path) && is_sticks_type(mount->mnt_type) &&
           strcmp(mount->mnt_fsname, root) != 0;
}

/* What is mounted later at the same place covers what was there. */
static void add_mount(struct sticks *sticks, const struct mntent *mount,
                      const struct stick_targets *targets, const char *root)
{
    const char *path = mount->mnt_dir;
    struct stick *stick = find(sticks, path);
    bool offered = is_target(targets, path) || is_stick(mount, path, root);
    if (stick != NULL && !offered) {
        forget(sticks, stick);
    } else if (stick == NULL && offered) {
        stick = add(sticks, path);
    }
    if (stick != NULL && offered) {
        stick->mount = true;
        stick->read_only = hasmntopt(mount, MNTOPT_RO) != NULL;
    }
}

static int by_label(const void *a, const void *b)
{
    const struct stick *one = a;
    const struct stick *other = b;
    int order = strcmp(one->label, other->label);
    return order != 0 ? order : strcmp(one->path, other->path);
}

static void add_folders(struct sticks *sticks,
                        const struct stick_targets *targets)
{
    for (int i = 0; i < targets->count; i++) {
        if (!is_sticks_place(targets->paths[i]) &&
            find(sticks, targets->paths[i]) == NULL) {
            (void)add(sticks, targets->paths[i]);
        }
    }
}

/* False with errno: the table was not read to its end. */
static bool add_mounts(struct sticks *sticks, FILE *mounts,
                       const struct stick_targets *targets)
{
    struct mntent mount;
    char line[LINE_SIZE];
    char root[FILES_PATH_SIZE] = ""; /* it comes before what is mounted on it */
    while (getmntent_r(mounts, &mount, line, sizeof line) != NULL) {
        if (strcmp(mount.mnt_dir, "/") == 0) {
            text_cut(root, sizeof root, "%s", mount.mnt_fsname);
        }
        if (mount.mnt_dir[0] == '/') {
            add_mount(sticks, &mount, targets, root);
        }
    }
    return ferror(mounts) == 0;
}

bool sticks_read(struct sticks *sticks, const char *mounts_path,
                 const struct stick_targets *targets)
{
    FILE *mounts = setmntent(mounts_path, "re");
    *sticks = (struct sticks){0};
    bool done = mounts != NULL && add_mounts(sticks, mounts, targets);
    int error = errno;
    if (mounts != NULL) {
        (void)endmntent(mounts);
    }
    if (!done) {
        *sticks = (struct sticks){0};
    }
    add_folders(sticks, targets);
    qsort(sticks->list, (size_t)sticks->count, sizeof sticks->list[0],
          by_label);
    errno = error;
    return done;
}

/* False: there is no such folder. */
static bool measure(struct stick *stick)
{
    struct stat st;
    struct statvfs disk;
    if (stat(stick->path, &st) != 0 || !S_ISDIR(st.st_mode)) {
        return false;
    }
    if (statvfs(stick->path, &disk) == 0) {
        stick->free_bytes = (int64_t)(disk.f_bavail * disk.f_frsize);
        stick->read_only = stick->read_only || (disk.f_flag & ST_RDONLY) != 0;
    }
    return true;
}

bool sticks_look(struct sticks *sticks, const char *mounts_path,
                 const struct stick_targets *targets)
{
    bool done = sticks_read(sticks, mounts_path, targets);
    int error = errno;
    for (int i = sticks->count - 1; i >= 0; i--) {
        if (!measure(&sticks->list[i])) {
            forget(sticks, &sticks->list[i]);
        }
    }
    errno = error;
    return done;
}

bool sticks_unread(const char *folder)
{
    DIR *unread = opendir(folder);
    bool some = false;
    const struct dirent *entry;
    while (unread != NULL && !some && (entry = readdir(unread)) != NULL) {
        some = entry->d_name[0] != '.';
    }
    if (unread != NULL) {
        closedir(unread);
    }
    return some;
}
