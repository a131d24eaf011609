#include "data/stick.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

enum {
    MOUNTINFO_MAX = 1024 * 1024,
    FIELDS_MAX = 32, /* of a line; a kernel writes about a dozen */
};

/* ---- a line of mountinfo --------------------------------------------------
 */

/* 36 35 98:0 /root /mount/point rw,noatime master:1 - vfat /dev/sdb1 rw,utf8
   with any number of fields before the dash. */
struct mount {
    const char *device; /* numbers: 98:0 */
    const char *point;  /* still with its octal escapes */
    const char *type;
    const char *options, *super_options;
};

/* Cuts a line at its spaces. */
static int split(char *line, const char *fields[FIELDS_MAX])
{
    int count = 0;
    char *rest = NULL;
    for (char *field = strtok_r(line, " ", &rest);
         field != NULL && count < FIELDS_MAX;
         field = strtok_r(NULL, " ", &rest)) {
        fields[count++] = field;
    }
    return count;
}

static bool read_line(char *line, struct mount *mount)
{
    const char *fields[FIELDS_MAX];
    int count = split(line, fields);
    int dash = 6;
    while (dash < count && strcmp(fields[dash], "-") != 0) {
        dash++;
    }
    if (dash + 2 >= count) {
        return false;
    }
    *mount = (struct mount){.device = fields[2],
                            .point = fields[4],
                            .type = fields[dash + 1],
                            .options = fields[5],
                            .super_options =
                                dash + 3 < count ? fields[dash + 3] : ""};
    return mount->point[0] == '/';
}

static bool is_octal(const char *at)
{
    return at[0] == '\\' && at[1] >= '0' && at[1] <= '3' && at[2] >= '0' &&
           at[2] <= '7' && at[3] >= '0' && at[3] <= '7';
}

/* A space, a tab, a line break and a backslash stand there as \040 and so. */
static bool unescape(char out[FILES_PATH_SIZE], const char *from)
{
    size_t length = 0;
    while (*from != '\0' && length + 1 < FILES_PATH_SIZE) {
        if (is_octal(from)) {
            out[length++] = (char)((from[1] - '0') * 64 + (from[2] - '0') * 8 +
                                   (from[3] - '0'));
            from += 4;
        } else {
            out[length++] = *from++;
        }
    }
    out[length] = '\0';
    return *from == '\0';
}

/* "ro" among options; "errors=remount-ro" is another one. */
static bool has_ro(const char *options)
{
    while (*options != '\0') {
        size_t length = strcspn(options, ",");
        if (length == 2 && strncmp(options, "ro", 2) == 0) {
            return true;
        }
        options += length;
        options += *options == ',';
    }
    return false;
}

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

/* ---- the list -------------------------------------------------------------
 */

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
static bool is_stick(const struct mount *mount, const char *path,
                     const char *root)
{
    return is_sticks_place(path) && is_sticks_type(mount->type) &&
           strcmp(mount->device, root) != 0;
}

/* What is mounted later at the same place covers what was there. */
static void add_mount(struct sticks *sticks, const struct mount *mount,
                      const struct stick_targets *targets, const char *root)
{
    char path[FILES_PATH_SIZE];
    if (!unescape(path, mount->point)) {
        return;
    }
    struct stick *stick = find(sticks, path);
    bool offered = is_target(targets, path) || is_stick(mount, path, root);
    if (stick != NULL && !offered) {
        forget(sticks, stick);
    } else if (stick == NULL && offered) {
        stick = add(sticks, path);
    }
    if (stick != NULL && offered) {
        stick->mount = true;
        stick->read_only =
            has_ro(mount->options) || has_ro(mount->super_options);
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

/* Cuts the text into lines. */
static void parse(struct sticks *sticks, char *mountinfo,
                  const struct stick_targets *targets)
{
    struct mount mount;
    char *rest = NULL;
    const char *root = ""; /* it comes before what is mounted on it */
    *sticks = (struct sticks){0};
    for (char *line = strtok_r(mountinfo, "\n", &rest); line != NULL;
         line = strtok_r(NULL, "\n", &rest)) {
        if (read_line(line, &mount)) {
            root = strcmp(mount.point, "/") == 0 ? mount.device : root;
            add_mount(sticks, &mount, targets, root);
        }
    }
    add_folders(sticks, targets);
    qsort(sticks->list, (size_t)sticks->count, sizeof sticks->list[0],
          by_label);
}

bool sticks_parse(struct sticks *sticks, const char *mountinfo,
                  const struct stick_targets *targets)
{
    char *copy = strdup(mountinfo);
    if (copy == NULL) {
        *sticks = (struct sticks){0};
        return false;
    }
    parse(sticks, copy, targets);
    free(copy);
    return true;
}

/* ---- the edge -------------------------------------------------------------
 */

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

bool sticks_look(struct sticks *sticks, const char *mountinfo_path,
                 const struct stick_targets *targets)
{
    struct text text = {0};
    bool done = files_read(mountinfo_path, MOUNTINFO_MAX, &text);
    int error = errno;
    char nothing[] = "";
    parse(sticks, done ? text.data : nothing, targets);
    text_free(&text);
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
