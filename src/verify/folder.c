#include "verify/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/array.h"
#include "verify/kind.h"

/* The days are read in the order of their names. */
static bool is_there(const struct dailies *dailies, const char *stem)
{
    for (int i = dailies->count - 1; i >= 0; i--) {
        if (strcmp(dailies->list[i]->stem, stem) == 0) {
            return true;
        }
    }
    return false;
}

static bool beside(const char *stem, const char *ending)
{
    char path[FILES_PATH_SIZE];
    return text_format(path, sizeof path, "%s%s", stem, ending) &&
           files_exists(path);
}

void folder_gather_file(struct inquiry *inquiry, struct dailies *dailies,
                        const char *path)
{
    const char *ending;
    char stem[FILES_PATH_SIZE];
    enum kind named = kind_named(path, &ending);
    if (named == KIND_OTHER || named == KIND_DATABASE) {
        findings_file(&inquiry->findings, path);
        SAY(inquiry, spot_file(),
            "it looks like a file of a day, and its name is none: "
            "give it its own name back");
        return;
    }
    if (!text_format(stem, sizeof stem, "%.*s", (int)(ending - path), path) ||
        is_there(dailies, stem)) {
        return;
    }
    struct daily *daily = array_new(&dailies->list, &dailies->count,
                                    &dailies->capacity, sizeof *daily);
    if (daily == NULL) {
        inquiry->failed = true;
        return;
    }
    memcpy(daily->stem, stem, sizeof daily->stem);
    daily->csv = beside(stem, ".csv");
    daily->seal = beside(stem, SEAL_ENDING);
    daily->signature = beside(stem, SEAL_SIGNATURE_ENDING);
}

/* 0: there is nothing. */
static mode_t mode_of(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 ? st.st_mode : 0;
}

/* Of a name that says what it is the content is looked at later. */
static bool is_of_days(const char *path)
{
    const char *ending;
    enum kind kind = kind_named(path, &ending);
    if (kind == KIND_OTHER && S_ISREG(mode_of(path)) && !kind_of(path, &kind)) {
        return false;
    }
    return kind == KIND_CSV || kind == KIND_SEAL || kind == KIND_SIGNATURE;
}

static bool gather(struct inquiry *inquiry, struct dailies *dailies,
                   const char *folder, bool deeper)
{
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        char path[FILES_PATH_SIZE];
        const char *name = entries[i]->d_name;
        bool hidden = name[0] == '.';
        bool fits = files_join(path, folder, name);
        if (fits && !hidden && S_ISDIR(mode_of(path))) {
            /* One that cannot be read is a finding of its own. */
            if (deeper && !gather(inquiry, dailies, path, false)) {
                findings_file(&inquiry->findings, path);
                SAY(inquiry, spot_file(), "it cannot be read: %s",
                    strerror(errno));
            }
        } else if (fits && kind_unfinished(name)) {
            inquiry->account.unfinished++;
        } else if (fits && !hidden && is_of_days(path)) {
            folder_gather_file(inquiry, dailies, path);
        }
        free(entries[i]);
    }
    free(entries);
    return count >= 0;
}

bool folder_gather(struct inquiry *inquiry, struct dailies *dailies,
                   const char *path)
{
    return gather(inquiry, dailies, path, true);
}

void folder_verify(struct inquiry *inquiry, struct dailies *dailies, int first,
                   bool may_be_unfinished)
{
    for (int i = first; i < dailies->count; i++) {
        daily_verify(dailies->list[i], inquiry, may_be_unfinished);
        if (inquiry->progress != NULL) {
            inquiry->progress(inquiry->context, i + 1 - first,
                              dailies->count - first);
        }
    }
}
