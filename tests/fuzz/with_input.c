#include "fuzz/with_input.h"

#include <assert.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/files.h"

char *input_string(const uint8_t *data, size_t size)
{
    char *string = malloc(size + 1);
    assert(string != NULL);
    if (size > 0) {
        memcpy(string, data, size);
    }
    string[size] = '\0';
    return string;
}

struct text input_text(const uint8_t *data, size_t size)
{
    return (struct text){
        .data = input_string(data, size), .length = size, .capacity = size + 1};
}

struct input_part input_next(const uint8_t **data, size_t *size)
{
    const uint8_t *end = *size > 0 ? memchr(*data, '\0', *size) : NULL;
    struct input_part part = {*data,
                              end != NULL ? (size_t)(end - *data) : *size};
    size_t past = part.length + (end != NULL);
    *data = past > 0 ? *data + past : *data;
    *size -= past;
    return part;
}

static char folder[64];

static int remove_one(const char *path, const struct stat *st, int kind,
                      struct FTW *walk)
{
    (void)st;
    (void)kind;
    (void)walk;
    return remove(path);
}

static void remove_all(const char *path)
{
    nftw(path, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static void remove_folder(void)
{
    remove_all(folder);
}

const char *input_folder(void)
{
    if (folder[0] == '\0') {
        snprintf(folder, sizeof folder, "%s/bonluon-fuzz-XXXXXX",
                 access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
        assert(mkdtemp(folder) != NULL);
        atexit(remove_folder);
    }
    return folder;
}

const char *input_path(const char *name)
{
    static char paths[4][FILES_PATH_SIZE];
    static unsigned turn;
    char *path = paths[turn++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", input_folder(), name);
    return path;
}

void input_file(const char *name, const void *bytes, size_t length)
{
    int fd =
        open(input_path(name), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    assert(fd >= 0);
    assert(write(fd, bytes, length) == (ssize_t)length);
    close(fd);
}

void input_remove(const char *name)
{
    const char *path = input_path(name);
    if (unlink(path) != 0) {
        remove_all(path);
    }
}

void input_said(void *context, const char *line)
{
    (void)context;
    assert(text_is_utf8(line, strlen(line)));
    assert(!text_has_control(line));
}

void input_checked(struct text *out, const uint8_t *data, size_t size,
                   char before, size_t digits)
{
    char hex[DIGEST_HEX_SIZE];
    size_t begin = out->length;
    for (size_t i = 0; i < size; i++) {
        bool ends = i + 1 == size || data[i + 1] == '\n';
        if (data[i] == '*' && ends && i > 0 && data[i - 1] == before) {
            digest_of(out->data + begin, out->length - begin - 1, hex);
            text_append(out, hex, digits);
        } else {
            text_append(out, (const char *)&data[i], 1);
        }
        begin = data[i] == '\n' ? out->length : begin;
    }
    assert(!out->failed);
}
