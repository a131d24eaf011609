/*
 * The colours of the five faces, read back from a painted question, are apart
 * by CIEDE2000 for normal eyes and for the three kinds of colour-blindness.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <math.h>
#include <SDL2/SDL.h>
#include <cmocka.h>

#include "with_pixels.h"
#include "with_scene.h"

/* Told at a glance, side by side or not; 2.3 is the least that is seen. */
static const double apart = 15;

struct lab {
    double l, a, b;
};

static double radians(double degrees)
{
    return degrees * acos(-1) / 180;
}

/* In degrees, 0 to 360. */
static double hue(double a, double b)
{
    double degrees = atan2(b, a) * 180 / acos(-1);
    return degrees < 0 ? degrees + 360 : degrees;
}

/* 0 at no chroma, 1 at much. */
static double share(double chroma)
{
    double c7 = pow(chroma, 7);
    return sqrt(c7 / (c7 + pow(25, 7)));
}

/* A colour's chroma and hue, once a was stretched. */
struct polar {
    double l, c, h;
};

static struct polar polar(struct lab lab, double stretch)
{
    double a = lab.a * stretch;
    return (struct polar){lab.l, hypot(a, lab.b), hue(a, lab.b)};
}

static double hue_step(struct polar x, struct polar y)
{
    double step = y.h - x.h;
    if (x.c * y.c == 0) {
        return 0;
    }
    return step > 180 ? step - 360 : step < -180 ? step + 360 : step;
}

static double hue_mean(struct polar x, struct polar y)
{
    double sum = x.h + y.h;
    if (x.c * y.c == 0) {
        return sum;
    }
    if (fabs(x.h - y.h) <= 180) {
        return sum / 2;
    }
    return sum < 360 ? (sum + 360) / 2 : (sum - 360) / 2;
}

/* G. Sharma, W. Wu, E. N. Dalal: The CIEDE2000 Color-Difference Formula,
   Color Research and Application 30 (2005), 21-30. */
static double difference(struct lab one, struct lab two)
{
    double chroma = (hypot(one.a, one.b) + hypot(two.a, two.b)) / 2;
    double stretch = 1 + 0.5 * (1 - share(chroma));
    struct polar x = polar(one, stretch);
    struct polar y = polar(two, stretch);
    double h = hue_mean(x, y);
    double c = (x.c + y.c) / 2;
    double t = 1 - 0.17 * cos(radians(h - 30)) + 0.24 * cos(radians(2 * h)) +
               0.32 * cos(radians(3 * h + 6)) - 0.20 * cos(radians(4 * h - 63));
    double l2 = pow((x.l + y.l) / 2 - 50, 2);
    double dl = (y.l - x.l) / (1 + 0.015 * l2 / sqrt(20 + l2));
    double dc = (y.c - x.c) / (1 + 0.045 * c);
    double dh = 2 * sqrt(x.c * y.c) * sin(radians(hue_step(x, y) / 2)) /
                (1 + 0.015 * c * t);
    double turn = 60 * exp(-pow((h - 275) / 25, 2));
    double cross = -2 * share(c) * sin(radians(turn));
    return sqrt(dl * dl + dc * dc + dh * dh + cross * dc * dh);
}

/* From the paper's table 1, with the pairs that tell common faults apart. */
static void differences_are_those_of_the_paper(void **state)
{
    (void)state;
    static const struct {
        struct lab one, two;
        double difference;
    } pairs[] = {
        {{50, 2.6772, -79.7751}, {50, 0, -82.7485}, 2.0425},
        {{50, -1.3802, -84.2814}, {50, 0, -82.7485}, 1.0000},
        {{50, 0, 0}, {50, -1, 2}, 2.3669},
        {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0009}, 7.1792},
        {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0011}, 7.2195},
        {{50, 2.5, 0}, {73, 25, -18}, 27.1492},
        {{50, 2.5, 0}, {61, -5, 29}, 22.8977},
        {{50, 2.5, 0}, {56, -27, -3}, 31.9030},
        {{50, 2.5, 0}, {58, 24, 15}, 19.4535},
        {{22.7233, 20.0904, -46.6940}, {23.0331, 14.9730, -42.5619}, 2.0373},
        {{2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}, 0.9082},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        double there = difference(pairs[i].one, pairs[i].two);
        double back = difference(pairs[i].two, pairs[i].one);
        assert_int_equal(lround(there * 1e4),
                         lround(pairs[i].difference * 1e4));
        assert_int_equal(lround(back * 1e4), lround(pairs[i].difference * 1e4));
    }
}

/* G. M. Machado, M. M. Oliveira, L. A. F. Fernandes: A Physiologically-based
   Model for Simulation of Color Vision Deficiency, IEEE Transactions on
   Visualization and Computer Graphics 15 (2009), 1291-1298: severity 1.0, on
   linear RGB. */
static const struct eyes {
    const char *name;
    double rgb[3][3];
} all_eyes[] = {
    {"normal", {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
    {"protanopia",
     {{0.152286, 1.052583, -0.204868},
      {0.114503, 0.786281, 0.099216},
      {-0.003882, -0.048116, 1.051998}}},
    {"deuteranopia",
     {{0.367322, 0.860646, -0.227968},
      {0.280085, 0.672501, 0.047413},
      {-0.011820, 0.042940, 0.968881}}},
    {"tritanopia",
     {{1.255528, -0.076749, -0.178779},
      {-0.078411, 0.930809, 0.147602},
      {0.004733, 0.691367, 0.303900}}},
};

static double row(const double weights[3], const double of[3])
{
    double sum = weights[0] * of[0] + weights[1] * of[1] + weights[2] * of[2];
    return sum < 0 ? 0 : sum;
}

static double linear(double c)
{
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double curve(double t)
{
    return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116;
}

/* sRGB, seen by these eyes, to CIELAB under D65. */
static struct lab seen(uint32_t colour, const struct eyes *eyes)
{
    static const double to_xyz[3][3] = {{0.4124564, 0.3575761, 0.1804375},
                                        {0.2126729, 0.7151522, 0.0721750},
                                        {0.0193339, 0.1191920, 0.9503041}};
    static const double white[3] = {0.95047, 1, 1.08883};
    double rgb[3];
    double left[3];
    double f[3];
    for (int i = 0; i < 3; i++) {
        rgb[i] = linear((double)(colour >> (16 - 8 * i) & 0xFF) / 255);
    }
    for (int i = 0; i < 3; i++) {
        left[i] = fmin(row(eyes->rgb[i], rgb), 1);
    }
    for (int i = 0; i < 3; i++) {
        f[i] = curve(row(to_xyz[i], left) / white[i]);
    }
    return (struct lab){116 * f[1] - 16, 500 * (f[0] - f[1]),
                        200 * (f[1] - f[2])};
}

/* A matrix with a digit wrong would turn grey into a colour. */
static void grey_is_grey_to_all_eyes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof all_eyes / sizeof all_eyes[0]; i++) {
        struct lab grey = seen(0x777777, &all_eyes[i]);
        assert_int_equal(lround(grey.l), 50);
        assert_int_equal(lround(grey.a), 0);
        assert_int_equal(lround(grey.b), 0);
    }
}

static void faces_are_apart_for_all_eyes(void **state)
{
    (void)state;
    uint32_t skins[5];
    struct scene scene;
    with_question(&scene, 1280, 800);
    SDL_Surface *surface = pixels_paint(&scene);
    for (int i = 0; i < 5; i++) {
        /* Between the eyes. */
        struct box art = scene.items[i].art;
        skins[i] =
            pixels_at(surface, art.x + art.w / 2, art.y + art.h * 45 / 100);
    }
    SDL_FreeSurface(surface);
    for (size_t i = 0; i < sizeof all_eyes / sizeof all_eyes[0]; i++) {
        for (int pair = 0; pair < 25; pair++) {
            int a = pair / 5;
            int b = pair % 5;
            double got = difference(seen(skins[a], &all_eyes[i]),
                                    seen(skins[b], &all_eyes[i]));
            if (a < b && got < apart) {
                fail_msg("%s: faces %d and %d: %.1f apart, not %.0f",
                         all_eyes[i].name, a + 1, b + 1, got, apart);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(differences_are_those_of_the_paper),
        cmocka_unit_test(grey_is_grey_to_all_eyes),
        cmocka_unit_test(faces_are_apart_for_all_eyes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
