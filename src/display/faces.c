/*
 * The five faces, the face of the thanks and the sign of a terminal out of
 * order, drawn from shapes at their final size.
 *
 * Each of the five differs in brows, eyes and mouth, so that it can be told
 * without its colour. The low ones are sad, never angry: the brows rise
 * toward the middle.
 */
#include "display/looks.h"

#include <SDL.h>

#include "display/raster.h"
#include "display/shapes.h"
#include "display/theme.h"
#include "view/cut.h"

/* A pencil that draws in units of the face's radius, from its centre. */
struct pencil {
    SDL_Surface *target;
    struct point centre;
    float radius;
    uint32_t veil; /* hundredths of the ground laid over every colour */
};

static struct pencil pencil_for(SDL_Surface *target, struct box art)
{
    return (struct pencil){.target = target,
                           .centre = shape_middle(art),
                           .radius = (float)cut_side(art) / 2};
}

static struct point at(const struct pencil *pencil, float x, float y)
{
    return (struct point){pencil->centre.x + x * pencil->radius,
                          pencil->centre.y + y * pencil->radius};
}

static void fill(const struct pencil *pencil, struct shape shape,
                 uint32_t colour)
{
    raster_fill(pencil->target, shape,
                theme_mix(colour, THEME_GROUND, pencil->veil));
}

struct stroke {
    float x0, y0, x1, y1;
    float bend;
    float width;
};

static void draw(const struct pencil *pencil, struct stroke s, uint32_t colour)
{
    fill(pencil,
         shape_bow(at(pencil, s.x0, s.y0), at(pencil, s.x1, s.y1),
                   s.bend * pencil->radius, s.width * pencil->radius),
         colour);
}

/* The stroke and its mirror image: two eyes, two brows. */
static void draw_pair(const struct pencil *pencil, struct stroke s,
                      uint32_t colour)
{
    draw(pencil, s, colour);
    struct stroke other = {-s.x0, s.y0, -s.x1, s.y1, -s.bend, s.width};
    draw(pencil, other, colour);
}

static void bowl(const struct pencil *pencil, struct stroke s, uint32_t colour)
{
    fill(pencil,
         shape_bowl(at(pencil, s.x0, s.y0), at(pencil, s.x1, s.y1),
                    s.bend * pencil->radius, s.width * pencil->radius),
         colour);
}

static void dot(const struct pencil *pencil, float x, float y, float radius,
                uint32_t colour)
{
    fill(pencil, shape_disc(at(pencil, x, y), radius * pencil->radius), colour);
}

/* A drop, its point upward. */
static void tear(const struct pencil *pencil, struct point where, float radius,
                 uint32_t colour)
{
    dot(pencil, where.x, where.y, radius, colour);
    fill(pencil,
         shape_petal(at(pencil, where.x, where.y - radius * 2.4f),
                     at(pencil, where.x, where.y + radius * .9f),
                     radius * 1.75f * pencil->radius),
         colour);
}

/* Round eyes, with a light in them. */
static void eyes(const struct pencil *pencil, float top, float bottom,
                 uint32_t ink)
{
    draw_pair(pencil, (struct stroke){-.35f, top, -.35f, bottom, 0, .175f},
              ink);
    dot(pencil, -.32f, top - .01f, .036f, 0xFFFFFFFFu);
    dot(pencil, .38f, top - .01f, .036f, 0xFFFFFFFFu);
}

/* Warm in the middle, soft toward the edge. */
static void cheeks(const struct pencil *pencil, struct point where,
                   uint32_t colour)
{
    for (int side = -1; side <= 1; side += 2) {
        float x = where.x * (float)side;
        dot(pencil, x, where.y, .15f, (colour & 0xFFFFFFu) | 0x66000000u);
        dot(pencil, x, where.y, .115f, colour);
    }
}

static void very_sad(const struct pencil *pencil, struct theme_face colours)
{
    uint32_t ink = colours.feature;
    draw_pair(pencil, (struct stroke){-.6f, -.23f, -.22f, -.47f, -.05f, .09f},
              ink);
    draw_pair(pencil, (struct stroke){-.54f, -.04f, -.22f, -.04f, .12f, .095f},
              ink);
    draw(pencil, (struct stroke){-.36f, .57f, .36f, .57f, -.23f, .105f}, ink);
    tear(pencil, (struct point){.52f, .24f}, .09f, 0xFF9FD8EEu);
}

static void sad(const struct pencil *pencil, struct theme_face colours)
{
    uint32_t ink = colours.feature;
    draw_pair(pencil, (struct stroke){-.54f, -.36f, -.25f, -.48f, -.03f, .08f},
              ink);
    eyes(pencil, -.13f, -.06f, ink);
    draw(pencil, (struct stroke){-.31f, .46f, .31f, .46f, -.16f, .1f}, ink);
}

static void plain(const struct pencil *pencil, struct theme_face colours)
{
    uint32_t ink = colours.feature;
    draw_pair(pencil, (struct stroke){-.48f, -.41f, -.23f, -.41f, 0, .075f},
              ink);
    eyes(pencil, -.13f, -.06f, ink);
    draw(pencil, (struct stroke){-.31f, .37f, .31f, .37f, 0, .1f}, ink);
}

static void glad(const struct pencil *pencil, struct theme_face colours)
{
    uint32_t ink = colours.feature;
    cheeks(pencil, (struct point){.65f, .14f}, colours.blush);
    draw_pair(pencil,
              (struct stroke){-.51f, -.43f, -.21f, -.45f, -.055f, .075f}, ink);
    eyes(pencil, -.16f, -.07f, ink);
    draw(pencil, (struct stroke){-.37f, .25f, .37f, .25f, .24f, .1f}, ink);
}

static void very_glad(const struct pencil *pencil, struct theme_face colours)
{
    uint32_t ink = colours.feature;
    cheeks(pencil, (struct point){.69f, .13f}, colours.blush);
    draw_pair(pencil, (struct stroke){-.6f, -.44f, -.26f, -.54f, -.07f, .075f},
              ink);
    draw_pair(pencil, (struct stroke){-.56f, -.07f, -.22f, -.07f, -.15f, .095f},
              ink);
    bowl(pencil, (struct stroke){-.43f, .18f, .43f, .18f, .41f, .07f}, ink);
    fill(pencil,
         shape_petal(at(pencil, -.26f, .5f), at(pencil, .26f, .5f),
                     .19f * pencil->radius),
         colours.blush);
}

static void features(const struct pencil *pencil, int face)
{
    static void (*const draws[])(const struct pencil *, struct theme_face) = {
        very_sad, sad, plain, glad, very_glad};
    draws[face - 1](pencil, theme_face(face));
}

static void disc(const struct pencil *pencil, struct theme_face colours)
{
    dot(pencil, 0, 0, .98f, colours.skin);
    fill(pencil,
         shape_ring(pencil->centre, pencil->radius * .9775f,
                    pencil->radius * .045f),
         colours.rim);
}

void faces_paint(SDL_Surface *target, const struct item *item)
{
    struct pencil pencil = pencil_for(target, item->art);
    struct theme_face colours = theme_face(item->face);
    if (item->pressed) {
        float corner = (float)cut_side(item->box) * 0.1f;
        fill(&pencil, shape_box(item->box, corner), THEME_PANEL);
        colours.rim = theme_mix(colours.rim, THEME_INK, 45);
        pencil.radius *= 0.94f;
    }
    if (item->chosen) {
        fill(&pencil,
             shape_ring(pencil.centre, pencil.radius * 0.955f,
                        pencil.radius * 0.09f),
             THEME_HOUSE);
        pencil.radius *= 0.86f;
    }
    pencil.veil = item->faded ? 56 : 0;
    disc(&pencil, colours);
    features(&pencil, item->face);
}

void faces_thanks(SDL_Surface *target, const struct item *item)
{
    struct pencil face = pencil_for(target, item->art);
    struct theme_face colours = theme_face(3);
    float ease = (float)item->ease / 1000;
    flower_wreath(target, item);
    face.radius *= 0.52f + 0.05f * ease;
    colours.blush = THEME_ROSE;
    disc(&face, colours);
    very_glad(&face, colours);
}

void faces_notice(SDL_Surface *target, const struct item *item)
{
    struct pencil pencil = pencil_for(target, item->art);
    uint32_t slate = 0xFF4A5B63u;
    dot(&pencil, 0, 0, .95f, 0xFFE4E9EAu);
    fill(&pencil,
         shape_ring(pencil.centre, pencil.radius * .92f, pencil.radius * .09f),
         slate);
    draw(&pencil, (struct stroke){0, -.42f, 0, .12f, 0, .17f}, slate);
    dot(&pencil, 0, .43f, .11f, slate);
}
