/*
 * The painters of the looks (view/scene.h), a part for each file of that name:
 * for paint.c, and for each other. An item is painted within the target's clip,
 * and never beyond its reach (display/damage.h).
 */
#ifndef DISPLAY_LOOKS_H
#define DISPLAY_LOOKS_H

#include <stdint.h>

#include "display/fonts.h"
#include "view/scene.h"

struct SDL_Surface;

/* Sets the item's text into its `words`, within the target's clip. */
void lines_paint(struct SDL_Surface *target, struct fonts *fonts,
                 const struct scene *scene, const struct item *item);

/* LOOK_BUTTON and LOOK_PRIMARY, without their words. */
void keys_paint(struct SDL_Surface *target, const struct item *item);

/* LOOK_MARK, without its words: a band by day, nothing that glares at night. */
void keys_mark(struct SDL_Surface *target, const struct item *item,
               enum tone tone);

/* LOOK_CHOICE: a key with a tick box in its `art`. */
void keys_choice(struct SDL_Surface *target, const struct item *item);

/* LOOK_RADIO: the same, with a ring that has a dot when chosen. */
void keys_radio(struct SDL_Surface *target, const struct item *item);

/* LOOK_TAB: chosen, a line stands below its words. */
void keys_tab(struct SDL_Surface *target, const struct item *item);

/* LOOK_DAY: a key and its marks; and LOOK_DAY_KEY, the same in its `art`. */
void keys_day(struct SDL_Surface *target, const struct item *item);
void keys_day_key(struct SDL_Surface *target, const struct item *item);

/* LOOK_DOTS: those before `current` (counted from 0) are filled, the current
   one has a ring around it, the rest are hollow. */
void keys_dots(struct SDL_Surface *target, const struct item *item);

/* LOOK_PAD: places for digits, those that are typed filled. */
void keys_pad(struct SDL_Surface *target, const struct item *item);

/* LOOK_FIELD: white, with a thin rim. */
void keys_field(struct SDL_Surface *target, const struct item *item);

/* LOOK_CARD: as long as the item's box is wide, to the pixel. Its box may be
   less high than a card. */
void keys_card(struct SDL_Surface *target, const struct item *item);

/* The item's sign in its `art`; nothing for SIGN_NONE. */
void signs_paint(struct SDL_Surface *target, const struct item *item,
                 uint32_t ink);

/* LOOK_LIGHT: a disc with a tick, a ring with an i, a triangle with a stroke,
   or a square with a cross, in `art`. */
void signs_light(struct SDL_Surface *target, const struct item *item);

/* A tick that fills the box. */
void signs_tick(struct SDL_Surface *target, struct box box, uint32_t ink);

/* LOOK_FACE: the disc fills `art`; that of a chosen face draws back to make
   room for its ring. */
void faces_paint(struct SDL_Surface *target, const struct item *item);

/* LOOK_HEART */
void faces_thanks(struct SDL_Surface *target, const struct item *item);

/* LOOK_NOTICE */
void faces_notice(struct SDL_Surface *target, const struct item *item);

/* LOOK_FLOWER: `count` petals within `art`, open before `current`, which
   opens by `ease`; those after it are buds. */
void flower_paint(struct SDL_Surface *target, const struct item *item,
                  enum tone tone);

/* Behind the face of LOOK_HEART: two rings of petals, which open by `ease`. */
void flower_wreath(struct SDL_Surface *target, const struct item *item);

/* LOOK_BAR: a part for each face that was chosen, thin gaps between. */
void charts_bar(struct SDL_Surface *target, const struct scene *scene,
                const struct item *item);

/* LOOK_COLUMNS: on a base line, before thin lines; a dash lies where nothing is
   told. */
void charts_columns(struct SDL_Surface *target, const struct scene *scene,
                    const struct item *item);

/* LOOK_CELL: one hue, darker for more; a dash where nothing is told. */
void charts_cell(struct SDL_Surface *target, const struct item *item);

/* LOOK_METER */
void charts_meter(struct SDL_Surface *target, const struct scene *scene,
                  const struct item *item);

/* LOOK_CODE: the item's text as a square code, dark on white, in the middle of
   `art`: its modules are as many whole pixels as there is room for. */
void code_paint(struct SDL_Surface *target, const struct scene *scene,
                const struct item *item);

/* LOOK_EDGE: every pixel of the box. */
void test_picture_edge(struct SDL_Surface *target, const struct item *item);

/* LOOK_CIRCLE: as wide as its box, with a cross through its middle. */
void test_picture_circle(struct SDL_Surface *target, const struct item *item);

/* LOOK_STEPS: eleven greys from black to white, or the colours. */
void test_picture_steps(struct SDL_Surface *target, const struct item *item);

/* LOOK_RULE: a mark each millimetre, longer ones each five and ten. The first
   and the last end with the box. */
void test_picture_rule(struct SDL_Surface *target, const struct item *item);

/* LOOK_SPOT: a ring; asked for, it is golden with a dot; met, filled; with a
   small cross when nothing came. */
void test_picture_spot(struct SDL_Surface *target, const struct item *item);

/* LOOK_CROSS: its middle is the place. */
void test_picture_cross(struct SDL_Surface *target, const struct item *item);

#endif
