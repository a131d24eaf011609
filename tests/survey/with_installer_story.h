/*
 * Stories of the installer: tables of (event, what is expected).
 */
#ifndef TESTS_SURVEY_WITH_INSTALLER_STORY_H
#define TESTS_SURVEY_WITH_INSTALLER_STORY_H

#include <stddef.h>

#include "survey/installer.h"

/* 2026-11-23, 07:35: the minute of the tables, whose steps are all at 2000
   ms. */
#define NOW ((int64_t)20780 * 1440 + 455)

enum { DID = -1, COULD_NOT = -2, WAITED = -3, TOUCHED = -4 };

/* What happens: one of the above, or an action with its value; and then, a
   letter each: the page (Welcome, Unit, Device, Length, Pin, daTe, Enrol,
   Ready, Fault), what is said (a asks, e empty, d dash, l long, g again, f
   differs, w weak, s set, n no clock, S sure, u unkept), and what is wanted (U
   D L P: to be kept, C clock, K key, F finish, X end, V leave, - nothing). */
struct page_beat {
    int what, value;
    const char *then;
};

#define BIT(page) (1u << INSTALLER_##page)
#define ALL       (BIT(DONE) - BIT(UNIT))

/* The key that is drawn. */
extern const struct installer_key installer_story_key;

/* At 1000 ms, 344 mm wide. */
struct installer installer_story_start(unsigned asked, bool begun,
                                       unsigned kept);

struct installer_wants installer_story_step(struct installer *installer,
                                            int what, int value, int64_t now_ms,
                                            int64_t minute);

/* Plays a story, and gives what the last step wanted. */
struct installer_wants installer_story_play(struct installer *installer,
                                            const struct page_beat *beats,
                                            size_t count);

#define PLAY(installer, beats)                                                 \
    installer_story_play(installer, beats, sizeof beats / sizeof beats[0])

/* Letters, or digits. */
void installer_story_type(struct installer *installer, enum action_kind kind,
                          const char *text);

#endif
