/*
 * What a program did to its files, as recorder.c notes it and a replay reads
 * it: one after the other, each this head, its path, its other path, and its
 * bytes.
 */
#ifndef TESTS_FAULTS_OPERATION_H
#define TESTS_FAULTS_OPERATION_H

#include <stdint.h>

enum operation_kind {
    OPERATION_MAKE,   /* a file got its first name */
    OPERATION_WRITE,  /* bytes at `at` */
    OPERATION_SIZE,   /* it is `at` bytes long now */
    OPERATION_SYNC,   /* a file is on the disk */
    OPERATION_NAMES,  /* a folder is: the names in it */
    OPERATION_MOVE,   /* from the path to the other one */
    OPERATION_REMOVE, /* a name of a file, or a folder */
    OPERATION_FOLDER, /* a folder was made */
    OPERATION_SHOWN   /* a visitor saw the thanks */
};

struct operation {
    uint32_t kind;
    uint32_t path_length, other_length;
    uint32_t bytes_length;
    uint64_t file; /* its inode's number; of a NAMES: the folder's */
    int64_t at;
    int64_t wall_ms;
};

#endif
