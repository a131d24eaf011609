#include "record/alive.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"

enum { ALIVE_SIZE = 32 };

static bool format(char out[ALIVE_SIZE], int64_t wall_ms)
{
    return text_format(out, ALIVE_SIZE, "%" PRId64 "\n", wall_ms);
}

bool alive_write(const char *data_dir, int64_t wall_ms)
{
    char path[FILES_PATH_SIZE];
    char line[ALIVE_SIZE];
    return files_join(path, data_dir, "alive") && format(line, wall_ms) &&
           files_replace(path, line, strlen(line), FILES_UNSYNCED);
}

bool alive_read(const char *data_dir, int64_t *wall_ms)
{
    char path[FILES_PATH_SIZE];
    char line[ALIVE_SIZE];
    struct text text = {0};
    bool read = files_join(path, data_dir, "alive") &&
                files_read(path, ALIVE_SIZE, &text) && text.data != NULL;
    if (read) {
        *wall_ms = strtoll(text.data, NULL, 10);
        /* A power cut may leave less than was written, or zeros. */
        read = format(line, *wall_ms) && strcmp(line, text.data) == 0;
    }
    text_free(&text);
    return read;
}
