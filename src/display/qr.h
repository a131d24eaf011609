/*
 * A QR code: a square of dark and light modules, made from a text. What paints
 * it leaves four light modules on every side, without which no camera finds it.
 */
#ifndef DISPLAY_QR_H
#define DISPLAY_QR_H

#include <stdbool.h>

enum { QR_SIZE_MAX = 177, QR_QUIET = 4 };

struct qr {
    int size; /* modules on a side, 21 to QR_SIZE_MAX */
    unsigned char dark[QR_SIZE_MAX * QR_SIZE_MAX]; /* row by row; 0 or 1 */
};

/* Of a text, so that 15 % of the code may be unreadable. False, and a size of
   0, when it is empty or too long (some 2,300 bytes), or memory is short. */
bool qr_make(struct qr *qr, const char *text)
    __attribute__((warn_unused_result));

/* Whether a module is dark; all are light outside of the square. */
bool qr_dark(const struct qr *qr, int x, int y);

#endif
