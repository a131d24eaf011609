/*
 * Figures and a state of health that are made up: for pictures of the
 * screens of staff, and to see whether all of it finds room.
 */
#ifndef CMD_EXAMPLE_H
#define CMD_EXAMPLE_H

#include "survey/installer.h"
#include "view/panel.h"
#include "view/stage.h"

/* Of an office with these questions, on Monday 23 November 2026. */
struct panel example_panel(const struct sheet *sheet);

/* The same while the clock is in doubt; `sure`: and its key pressed once. */
void example_doubt(struct panel *panel, bool sure);

/* The clock is being set, and so far. */
void example_setting(struct panel *panel, enum staff_setting setting);

/* A touch test that is under way, or at one of its ends. */
enum example_test {
    EXAMPLE_ASKING,
    EXAMPLE_WELL,
    EXAMPLE_TURNED,
    EXAMPLE_PARTLY,
    EXAMPLE_NOTHING,
    EXAMPLE_OFF,
    EXAMPLE_TESTS
};
void example_test(struct panel *panel, struct touch_glass glass,
                  enum example_test test);

/* A page of the installer, as it is met; with its key, when `shown`. */
struct installer example_installer(enum installer_page page, bool shown);

/* What the idle screen shows on that day. */
struct witness example_witness(void);
struct now example_now(bool shown);

#endif
