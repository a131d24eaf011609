/*
 * Lots, drawn by the kernel: nobody who counts visits can tell which visitor
 * was asked what.
 */
#ifndef KIOSK_DRAW_H
#define KIOSK_DRAW_H

/* Any number, each as likely as any other. */
unsigned draw(void);

#endif
