/*
 * From a state to a scene. Pure: the same state, size and widths give the
 * same items. Sizes come from millimetres (stage.h); the pixels of a
 * millimetre follow from the width of the glass.
 */
#ifndef VIEW_VIEW_H
#define VIEW_VIEW_H

#include "survey/flow.h"
#include "survey/installer.h"
#include "view/panel.h"
#include "view/scene.h"
#include "view/stage.h"

/* What a screen shows, apart from what view_params fixes for a run. */
struct view_state {
    const struct flow *flow;
    const struct panel *panel;         /* of a screen of staff; else NULL */
    const struct installer *installer; /* of SCREEN_SET_UP; else NULL */
    const struct witness *witness;     /* of the idle screen, its code empty:
                                          not known; NULL: not wanted */
    const struct now *now;             /* likewise, NULL: not known */
    bool begun;            /* a visit: the place of both stays, unseen */
    bool touchless;        /* likewise: there is no touch screen, say so */
    enum screen screen;    /* that is shown: the flow's, or one of staff */
    struct action pressed; /* ACTION_NONE: no finger on an item */
    int shift;             /* counts the moves that spare the screen */
    int ease;              /* VIEW_THERE, or less while a screen arrives */
};

/* Whether visitors may have everything lower: on a glass high enough for that
   to help and to have room (VIEW_LOW_GLASS_MM, VIEW_LOW_UPRIGHT_MM). Elsewhere
   their wish changes nothing. */
bool view_offers_low_reach(const struct view_params *params);

/* Builds the scene for the flow's screen: places, breaks lines, marks. */
void view_build(struct scene *scene, const struct view_params *params,
                const struct view_state *state);

/* Marks what is pressed, chosen and faded on a scene that was built for the
   same screen, question and language. Measures nothing: a touch must show at
   once, and breaking Vietnamese lines anew takes longer than painting. */
void view_mark(struct scene *scene, const struct view_state *state);

#endif
