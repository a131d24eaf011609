/* The screens, one function each. Used inside view only. */
#ifndef VIEW_SCREENS_H
#define VIEW_SCREENS_H

#include "view/layout.h"

void screen_question(struct layout *layout);
void screen_reasons(struct layout *layout);
void screen_thanks(struct layout *layout);
void screen_still_there(struct layout *layout);
void screen_asleep(struct layout *layout);
void screen_out_of_order(struct layout *layout);
void screen_pin(struct layout *layout);
void screen_panel(struct layout *layout);
void screen_export(struct layout *layout);
void screen_touch_test(struct layout *layout);
void screen_set_clock(struct layout *layout);
void screen_clean(struct layout *layout);
void screen_set_up(struct layout *layout);

#endif
