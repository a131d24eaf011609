#include "report/seals.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/files.h"
#include "format/seal.h"

static void keep(struct report_seals *seals, const char *path, int root,
                 const struct seal *seal)
{
    struct report_seal *kept =
        array_add(&seals->list, &seals->count, &seals->capacity, sizeof *kept);
    char *copy = strdup(path);
    if (kept == NULL || copy == NULL) {
        free(copy);
        seals->failed = true;
        return;
    }
    *kept = (struct report_seal){.path = copy, .root = root, .day = seal->day};
    if (seal->offices[0] != '\0') {
        kept->offices = strdup(seal->offices);
        seals->failed = seals->failed || kept->offices == NULL;
    }
    memcpy(kept->who, seal->who, sizeof kept->who);
    memcpy(kept->chain, seal->chain, sizeof kept->chain);
    memcpy(kept->file_sha256, seal->file_sha256, sizeof kept->file_sha256);
    memcpy(kept->before_sha256, seal->before_sha256,
           sizeof kept->before_sha256);
}

bool report_seals_add(struct report_seals *seals, const char *path, int root)
{
    struct text text = {0};
    struct seal *seal = malloc(sizeof *seal);
    int line;
    bool read = seal != NULL && files_read(path, SEAL_MOST, &text) &&
                seal_read(text.data, text.length, seal, &line);
    int before = seals->count;
    if (read) {
        keep(seals, path, root, seal);
    }
    if (seals->count > before && !seals->failed) {
        digest_of(text.data, text.length, seals->list[before].sha256);
    }
    text_free(&text);
    free(seal);
    return read;
}

static int compare(const struct report_seal *seal, const char *who, int32_t day)
{
    int order = strcmp(seal->who, who);
    return order != 0 ? order : (seal->day > day) - (seal->day < day);
}

static int by_day(const void *a, const void *b)
{
    const struct report_seal *x = a;
    const struct report_seal *y = b;
    int order = compare(x, y->who, y->day);
    return order != 0 ? order : strcmp(x->path, y->path);
}

void report_seals_sort(struct report_seals *seals)
{
    if (seals->count > 1) {
        qsort(seals->list, (size_t)seals->count, sizeof *seals->list, by_day);
    }
}

const struct report_seal *report_seals_find(const struct report_seals *seals,
                                            const char *who, int32_t day,
                                            const char *sha256)
{
    const struct report_seal *found = NULL;
    int low = 0;
    int high = seals->count;
    while (low < high) {
        int middle = low + (high - low) / 2;
        bool before = compare(&seals->list[middle], who, day) < 0;
        low = before ? middle + 1 : low;
        high = before ? high : middle;
    }
    for (; low < seals->count && compare(&seals->list[low], who, day) == 0;
         low++) {
        const struct report_seal *seal = &seals->list[low];
        if (strcmp(seal->file_sha256, sha256) == 0) {
            return seal;
        }
        found = found == NULL ? seal : found;
    }
    return found;
}

void report_seals_free(struct report_seals *seals)
{
    for (int i = 0; i < seals->count; i++) {
        free(seals->list[i].path);
        free(seals->list[i].offices);
    }
    free(seals->list);
    *seals = (struct report_seals){0};
}
