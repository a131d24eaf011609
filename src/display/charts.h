/*
 * What staff see of figures and of the terminal's health. Whatever a colour
 * says, a shape or a place says too.
 */
#ifndef DISPLAY_CHARTS_H
#define DISPLAY_CHARTS_H

#include "view/scene.h"

struct SDL_Surface;

/* LOOK_BAR: a part for each face that was chosen, thin gaps between. */
void charts_bar(struct SDL_Surface *target, const struct scene *scene,
                const struct item *item);

/* LOOK_COLUMNS: on a base line; a dash lies where nothing is told. */
void charts_columns(struct SDL_Surface *target, const struct scene *scene,
                    const struct item *item);

/* LOOK_GRID: one hue, darker for more; a dash where nothing is told. The mark
   is a line along the lower edge, as long as its share. */
void charts_grid(struct SDL_Surface *target, const struct scene *scene,
                 const struct item *item);

/* LOOK_METER */
void charts_meter(struct SDL_Surface *target, const struct scene *scene,
                  const struct item *item);

/* LOOK_LIGHT: a disc with a tick, a triangle with a stroke, or a square with a
   cross, in `art`. */
void charts_light(struct SDL_Surface *target, const struct item *item);

/* LOOK_PAD: places for digits, those that are typed filled. */
void charts_pad(struct SDL_Surface *target, const struct item *item);

#endif
