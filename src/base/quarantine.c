#include "base/quarantine.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const endings[] = {"", "-wal", "-journal", "-shm"};

enum { ENDING_COUNT = sizeof endings / sizeof endings[0], MOST = 1000000 };

static bool named(char out[FILES_PATH_SIZE], const char *path,
                  const char *ending)
{
    errno = ENAMETOOLONG;
    return text_format(out, FILES_PATH_SIZE, "%s%s", path, ending);
}

bool quarantine_orphans(const char *database)
{
    char path[FILES_PATH_SIZE];
    if (files_exists(database)) {
        return false;
    }
    for (int i = 1; i < ENDING_COUNT; i++) {
        if (named(path, database, endings[i]) && files_exists(path)) {
            return true;
        }
    }
    return false;
}

/* What root makes belongs to whom the data directory does, so that the
   terminal can put more into it. Not told when it fails: something damaged is
   being saved. */
static void give(const char *folder, const char *data_dir)
{
    struct stat st;
    if (geteuid() == 0 && stat(data_dir, &st) == 0) {
        int failed = lchown(folder, st.st_uid, st.st_gid);
        (void)failed;
    }
}

/* The folder's name is to be there after a power cut, before anything goes
   into it: else both would be gone. */
static bool keep_folder(const char *folder, const char *all,
                        const char *data_dir)
{
    give(folder, data_dir);
    return files_sync_folder(all) && files_sync_folder(data_dir);
}

/* The first number that is free; mkdir itself decides. */
bool quarantine_make(const char *data_dir, char folder[FILES_PATH_SIZE])
{
    char all[FILES_PATH_SIZE];
    if (!files_join(all, data_dir, "quarantine") || !files_make_folder(all)) {
        return false;
    }
    give(all, data_dir);
    for (int n = 1; n < MOST; n++) {
        char name[16];
        if (!text_format(name, sizeof name, "%d", n) ||
            !files_join(folder, all, name)) {
            return false;
        }
        if (mkdir(folder, 0755) == 0) {
            return keep_folder(folder, all, data_dir);
        }
        if (errno != EEXIST) {
            return false;
        }
    }
    return false;
}

/* A new folder, and the file's name in it. */
static bool make_target(const char *data_dir, const char *path,
                        char folder[FILES_PATH_SIZE],
                        char target[FILES_PATH_SIZE])
{
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    return quarantine_make(data_dir, folder) &&
           files_join(target, folder, name);
}

/* What was moved is to be in one of the two after a power cut. */
static bool sync_both(const char *path, const char *folder)
{
    return files_sync_folder(folder) && files_sync_folder_of(path);
}

bool quarantine_take_file(const char *data_dir, const char *path,
                          char folder[FILES_PATH_SIZE])
{
    char target[FILES_PATH_SIZE];
    return make_target(data_dir, path, folder, target) &&
           rename(path, target) == 0 && sync_both(path, folder);
}

bool quarantine_take(const char *data_dir, const char *database,
                     char folder[FILES_PATH_SIZE])
{
    char target[FILES_PATH_SIZE];
    if (!make_target(data_dir, database, folder, target)) {
        return false;
    }
    /* The database first: what is left behind then is found as an orphan. */
    for (int i = 0; i < ENDING_COUNT; i++) {
        char from[FILES_PATH_SIZE];
        char to[FILES_PATH_SIZE];
        if (!named(from, database, endings[i]) ||
            !named(to, target, endings[i]) ||
            (rename(from, to) != 0 && errno != ENOENT)) {
            return false;
        }
    }
    return sync_both(database, folder);
}

bool quarantine_last(const char *data_dir, const char *database,
                     char path[FILES_PATH_SIZE])
{
    const char *slash = strrchr(database, '/');
    const char *file = slash == NULL ? database : slash + 1;
    bool found = false;
    for (int n = 1; n < MOST; n++) {
        char name[64];
        char folder[FILES_PATH_SIZE];
        char one[FILES_PATH_SIZE];
        if (!text_format(name, sizeof name, "quarantine/%d", n) ||
            !files_join(folder, data_dir, name) || !files_exists(folder)) {
            break;
        }
        if (files_join(one, folder, file) &&
            (files_exists(one) || quarantine_orphans(one))) {
            memcpy(path, one, sizeof one);
            found = true;
        }
    }
    return found;
}

const char *quarantine_name(const char *folder)
{
    const char *name = NULL;
    for (const char *at = strstr(folder, "/quarantine/"); at != NULL;
         at = strstr(at + 1, "/quarantine/")) {
        name = at + 1;
    }
    return name == NULL ? folder : name;
}
