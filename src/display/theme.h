/*
 * The colours: one calm, warm ground, ink that stands on it at 10:1 or
 * better, and the five colours of the faces, which were measured apart for
 * every kind of colour-blindness. Colours are 0xAARRGGBB.
 */
#ifndef DISPLAY_THEME_H
#define DISPLAY_THEME_H

#include <stdint.h>

#include "view/scene.h"

#define THEME_GROUND 0xFFF9F7F2u
#define THEME_INK    0xFF16211Fu
#define THEME_HOUSE  0xFF06403Eu /* deep teal: titles, rings, the one key */
#define THEME_PANEL  0xFFE9E4D8u /* behind a face that is pressed */
#define THEME_COMING 0xFF77827Fu /* rims, and what is still to come */
#define THEME_ROSE   0xFFE27A8Eu /* of the thanks */
#define THEME_BLOOM  0xFFF3B4BFu
#define THEME_GOLD   0xFFFED642u
#define THEME_DARK   0xFF15110Du /* the ground at night: warm, nearly black */

/* A face of 1 (very sad) to 5. */
struct theme_face {
    uint32_t skin;
    uint32_t rim;     /* the edge of the disc */
    uint32_t feature; /* eyes, brows and mouth */
    uint32_t blush;   /* cheeks and tongue */
};

struct theme_face theme_face(int face);

/* A key, in the state of its item. */
struct theme_key {
    uint32_t fill, rim, ink;
};

struct theme_key theme_key(const struct item *item);

/* Of a cell, in which as many words stand at 10:1. */
uint32_t theme_shade(int number);

/* What everything stands on. TONE_DIM is TONE_DAY's, darkened when painted. */
uint32_t theme_ground(enum tone tone);

/* What an item's words and sign are drawn in. */
uint32_t theme_ink(const struct item *item, enum tone tone);

/* So many hundredths of the way from one colour to another. */
uint32_t theme_mix(uint32_t from, uint32_t to, uint32_t hundredths);

#endif
