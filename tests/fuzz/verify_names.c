/* Names of files and folders, parted by NULs, as they lie on a stick that
   somebody brings: each is looked at or named, and can be printed. */
#include <assert.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "fuzz/with_input.h"
#include "verify/verify.h"

enum { NAMES_MOST = 8, NAME_MOST = 200 };

/* A slash makes a folder of what is before it. */
static void make(char *name)
{
    char path[FILES_PATH_SIZE];
    char *slash = strchr(name, '/');
    text_must(path, sizeof path, "%s/%s", input_path("days"), name);
    if (slash != NULL) {
        path[strlen(path) - strlen(slash)] = '\0';
        mkdir(path, 0700);
        path[strlen(path)] = '/';
    }
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (fd >= 0) {
        assert(write(fd, "bonluon-seal 2\n", 15) == 15);
        close(fd);
    }
}

int fuzz_one(const uint8_t *data, size_t size)
{
    static const struct signers nobody;
    char why[VERIFY_WHY_SIZE];
    struct account account;
    mkdir(input_path("days"), 0700);
    for (int i = 0; i < NAMES_MOST && size > 0; i++) {
        struct input_part part = input_next(&data, &size);
        if (part.length > 0 && part.length <= NAME_MOST &&
            memmem(part.at, part.length, "..", 2) == NULL) {
            char *name = input_string(part.at, part.length);
            make(name);
            free(name);
        }
    }
    struct verify *verify = verify_new(
        &(struct verify_params){.say = input_said, .signers = &nobody});
    assert(verify_path(verify, input_path("days"), why) == VERIFY_DONE);
    assert(verify_end(verify, &account));
    verify_free(verify);
    input_remove("days");
    return 0;
}
