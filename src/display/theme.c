#include "display/theme.h"

#include <assert.h>

struct theme_face theme_face(int face)
{
    static const struct theme_face faces[] = {
        {0xFF970000u, 0xFF7B0000u, 0xFFFFF3E2u, 0xFFD0453Cu},
        {0xFFDB6529u, 0xFFBF5119u, 0xFF2A1206u, 0xFFB94A1Bu},
        {0xFFFED642u, 0xFFE3B420u, 0xFF33270Au, 0xFFF5B73Au},
        {0xFF6ACEA3u, 0xFF47B286u, 0xFF08301Fu, 0xFFF09A7Du},
        {0xFF0A6F6Du, 0xFF075856u, 0xFFFFF8E8u, 0xFFF08A72u},
    };
    assert(face >= 1 && face <= 5);
    return faces[face - 1];
}

struct theme_key theme_key(const struct item *item)
{
    if (item->faded) {
        return (struct theme_key){THEME_GROUND, 0xFFD5D2C9u, THEME_INK};
    }
    bool primary = item->look == LOOK_PRIMARY;
    bool marked = item->look == LOOK_DAY_KEY && (item->current & DAY_CHOSEN);
    if (primary || marked || (item->look == LOOK_DAY && item->chosen)) {
        uint32_t fill = primary ? 0xFF084644u : THEME_HOUSE;
        return item->pressed
                   ? (struct theme_key){0xFF032726u, 0xFF021918u, 0xFFFFFFFFu}
                   : (struct theme_key){fill, 0xFF042E2Cu, 0xFFFFFFFFu};
    }
    if (item->pressed) {
        return (struct theme_key){0xFFD5E3E0u, THEME_HOUSE, THEME_INK};
    }
    if (item->chosen) {
        return (struct theme_key){0xFFE1F0EDu, THEME_HOUSE, THEME_INK};
    }
    return (struct theme_key){0xFFFFFFFFu, THEME_COMING, THEME_INK};
}

uint32_t theme_shade(int number)
{
    static const uint32_t shades[SHADES + 1] = {0xFFE9E7E1u, 0xFFE0F0EDu,
                                                0xFFC2E2DCu, 0xFFA6D3CCu,
                                                0xFF084644u, 0xFF042B2Au};
    assert(number >= 0 && number <= SHADES);
    return shades[number];
}

uint32_t theme_ground(enum tone tone)
{
    return tone == TONE_NIGHT ? THEME_DARK : THEME_GROUND;
}

/* Words without a plate of their own; at night they glow a little, no more
   than it takes to be read. */
static uint32_t free_ink(uint32_t by_day, enum tone tone)
{
    return tone == TONE_NIGHT ? 0xFFCFC4ADu : by_day;
}

uint32_t theme_ink(const struct item *item, enum tone tone)
{
    switch (item->look) {
    case LOOK_TITLE: return free_ink(THEME_HOUSE, tone);
    case LOOK_QUIET:
    case LOOK_WHISPER: return free_ink(0xFF313A38u, tone);
    case LOOK_BUTTON:
    case LOOK_CHOICE:
    case LOOK_RADIO:
    case LOOK_TAB:
    case LOOK_DAY:
    case LOOK_PRIMARY: return theme_key(item).ink;
    case LOOK_CELL: return item->count > SHADES_LIGHT ? 0xFFFFFFFFu : THEME_INK;
    default: return free_ink(THEME_INK, tone);
    }
}

uint32_t theme_mix(uint32_t from, uint32_t to, uint32_t hundredths)
{
    uint32_t mixed = 0;
    for (int shift = 0; shift <= 24; shift += 8) {
        uint32_t a = from >> shift & 0xFF;
        uint32_t b = to >> shift & 0xFF;
        uint32_t sum = a * (100 - hundredths) + b * hundredths + 50;
        mixed |= sum / 100 << shift;
    }
    return mixed;
}
