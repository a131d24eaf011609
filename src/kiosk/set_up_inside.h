/*
 * The inside of set_up.h: set_up_step.c is what hands and time do,
 * set_up_keep.c what comes to the disk. Used by these two alone.
 */
#ifndef KIOSK_SET_UP_INSIDE_H
#define KIOSK_SET_UP_INSIDE_H

#include "kiosk/press.h"
#include "kiosk/set_up.h"
#include "kiosk/touch_watch.h"

struct set_up {
    const struct config *config;
    const char *data_dir;
    const struct pin_cost *pin_cost;
    int64_t settle_ms;
    bool begun; /* that is on the disk */
    struct installer installer;
    struct installer_wants wants; /* that is to be done, or nothing */
    bool announced;               /* that was shown */
    struct touch_watch touch;
    int64_t touch_ms; /* when that was last looked for */
    struct press press;
    struct sheet sheet; /* none of it is shown */
    struct flow flow;   /* the language */
    struct view_params view;
    struct scene scene;
    bool stale; /* the scene must be built anew */
    enum set_up_end end;
};

/* Does what is wanted. False, after a message, when it could not be. The key
   is that of INSTALLER_DRAW_KEY. */
bool set_up_do(struct set_up *set_up, struct moment now,
               struct installer_key *key) __attribute__((warn_unused_result));

#endif
