/* A steward of a test's own: one request, one answer. */
#ifndef TESTS_BASE_WITH_STEWARD_H
#define TESTS_BASE_WITH_STEWARD_H

#include <sys/types.h>

#include "base/files.h"

struct steward {
    char path[FILES_PATH_SIZE];
    int fd;
    pid_t pid;
};

/* Listens in a folder, and tells it to the environment. */
void steward_listen(struct steward *steward, const char *folder);

/* In a process of its own: takes one connection, wants this line there, and
   answers. Nobody comes within a minute: it ends, and was not asked. */
void steward_answer(struct steward *steward, const char *wanted,
                    const char *answer);

/* Fails the test unless it was asked just that. */
void steward_expect_asked(struct steward *steward);

#endif
