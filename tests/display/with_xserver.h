/*
 * An X server of one's own without a screen (Xvfb), and another program on it,
 * which does to our window what other programs do.
 */
#ifndef WITH_XSERVER_H
#define WITH_XSERVER_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct _XDisplay;

struct xserver {
    pid_t process;
    char name[16];            /* for DISPLAY, which is set */
    struct _XDisplay *client; /* of the other program */
};

/* For a zeroed struct; fails the test when no server starts. What the server
   says goes nowhere. */
void xserver_open(struct xserver *xserver, int width, int height);

void xserver_close(struct xserver *xserver);

/* Waits for the end of a server that was told to end. */
void xserver_wait(struct xserver *xserver);

/* The topmost window that can be seen; fails the test without one. */
unsigned long xserver_top(const struct xserver *xserver);

/* A window of the other program over all others, in one colour, 0xRRGGBB. */
unsigned long xserver_cover(const struct xserver *xserver, int x, int y, int w,
                            int h, uint32_t colour);

/* 0xRRGGBB of the screen. */
uint32_t xserver_pixel(const struct xserver *xserver, int x, int y);

#endif
