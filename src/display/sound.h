/*
 * A recording made to sound: one at a time, WAV, by SDL's own audio; and a tap,
 * a quiet short tone that is made here and needs no file. The device
 * is open only while something sounds, so that silence wakes nobody. A machine
 * without a sound device is no error: playing fails, is said once in the log,
 * and the terminal goes on in silence.
 *
 * One thread owns it, the one that owns the window; `ended` is called on the
 * thread of the audio.
 */
#ifndef DISPLAY_SOUND_H
#define DISPLAY_SOUND_H

#include <stdbool.h>

struct sound;

struct sound_params {
    void (*ended)(void *context); /* a recording has sounded to its end; wakes
                                     whoever shall call sound_over */
    void *context;
};

/* Opens no device yet. NULL, after a message, when there is no memory. */
struct sound *sound_open(const struct sound_params *params);

/* Takes NULL; silences. */
void sound_close(struct sound *sound);

/* Stops what sounds and begins this file. False, after a message, when it
   cannot be played. */
bool sound_play(struct sound *sound, const char *path)
    __attribute__((warn_unused_result));

/* Lets a tap sound, unless something sounds or just did. */
void sound_tap(struct sound *sound);

/* Silence, at once. */
void sound_stop(struct sound *sound);

/* True once after a recording came to its end; gives the device back. */
bool sound_over(struct sound *sound);

#endif
