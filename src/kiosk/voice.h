/*
 * Where recordings lie: below <folder>/<language>/, each a part of a screen.
 *
 *     <form>/<question>.wav         the question
 *     <form>/level-<face>.wav       an answer, by its face: 1 (very sad) to 5
 *     <form>/reason-<id>.wav        a reason
 *     invite.wav                    before the first question: what it is for
 *     asleep-more.wav               before that, that the office is closed
 *     reasons.wav, still-there.wav, thanks.wav, thanks-none.wav,
 *     out-of-order.wav              what those screens say
 *
 * Ships none; an office records its own, or none. A question without one has no
 * key to hear it by; what else lacks one is passed over.
 */
#ifndef KIOSK_VOICE_H
#define KIOSK_VOICE_H

#include "base/files.h"
#include "config/config.h"
#include "survey/flow.h"

/* The path of the recording of what the flow reads now (flow.part), whether it
   is there or not; false when there can be none, or it is too long a path. */
bool voice_path(const struct config *config, const struct sheet *sheet,
                const struct flow *flow, char out[FILES_PATH_SIZE]);

/* Whether anything may sound at this local minute: no quiet hours are. */
bool voice_may_sound(const struct config *config, int minute);

/* Sets `voiced` of every question on the sheet: true where there is a file,
   the config wants voices, and no quiet hours are at this local minute. */
void voice_mark(const struct config *config, struct sheet *sheet, int minute);

/* Appends the names of all that the config's forms could read in a language
   and for which there is no file, a blank before each; returns how many. */
int voice_missing(const struct config *config, int language, struct text *out);

#endif
