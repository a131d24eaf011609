/*
 * A recorded visit, played into the running terminal through the window's own
 * event queue, for a machine without a display or a person who wants to see
 * the way of a visit. A file of lines, each with a pause before it:
 *
 *     # what follows is a note
 *     0    see question:1        wait for this screen to heed taps
 *     1200 tap answer:5          press and release the item with this action
 *     800  picture question-1    save what the window shows, NAME.png
 *     0    end                   end the terminal
 *
 * How fast the machine is decides nothing: time passes only while the terminal
 * waits (terminal.h). A pause begins when what was played before has been
 * taken. What `see` and `tap` name is waited for, as a person would who looks
 * before touching; the names of screens are those of `bonluon scene`. What has
 * not come within PLAY_PATIENCE_MS is an error: the record is out of date.
 */
#ifndef CMD_PLAY_H
#define CMD_PLAY_H

#include <stdint.h>

#include "display/window.h"
#include "kiosk/kiosk.h"

enum { PLAY_PATIENCE_MS = 60000 };

struct play;

/* Reads a whole file; pictures go to `folder`, which is made. NULL after a
   message with file and line. */
struct play *play_open(const char *path, const char *folder);
void play_close(struct play *play); /* takes NULL */

/* Milliseconds until play_step wants to be called; -1: not before the terminal
   took what was played, or at its end. */
int64_t play_deadline(const struct play *play, int64_t now_ms);

enum play_result { PLAY_ON, PLAY_END, PLAY_FAILED };

/* Does what is due at `now_ms`. PLAY_FAILED after a message. */
enum play_result play_step(struct play *play, struct window *window,
                           const struct kiosk_sight *sight, int64_t now_ms);

/* The terminal took an input. */
void play_taken(struct play *play);

#endif
