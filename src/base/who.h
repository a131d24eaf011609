/*
 * Who a terminal is: the codes of its office and of its desk, and the two as
 * one name, "van-truong/quay-1". The config takes them, and every file that
 * leaves the terminal bears them.
 */
#ifndef BASE_WHO_H
#define BASE_WHO_H

#include <stdbool.h>

enum {
    WHO_CODE_SIZE = 32, /* up to 31 of A-Z, a-z, 0-9 and '-' */
    WHO_SIZE = 2 * WHO_CODE_SIZE
};

/* Whether this may be a code. */
bool who_is_code(const char *code);

/* "<unit>/<device>"; codes that fit in WHO_CODE_SIZE fit here. */
void who_write(const char *unit, const char *device, char out[WHO_SIZE]);

/* Whether this is "<unit>/<device>", both of them codes. */
bool who_is(const char *who);

/* The codes of one that is. */
void who_split(const char *who, char unit[WHO_CODE_SIZE],
               char device[WHO_CODE_SIZE]);

#endif
