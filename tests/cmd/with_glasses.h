/*
 * The glasses on which every screen is looked at.
 */
#ifndef TESTS_CMD_WITH_GLASSES_H
#define TESTS_CMD_WITH_GLASSES_H

/* The glasses: 15.6 inch lying, the same turned, one of 32 inch; and those of
   10 inch, on which everything may be a tenth or a sixth smaller than it ought
   to be. */
static const struct glass {
    int width, height, width_mm;
    int ought_mm; /* the width at which all has its millimetres; 0: its own */
} glasses[] = {
    {800, 480, 344, 0},     {1024, 600, 344, 0},   {1280, 800, 344, 0},
    {1366, 768, 344, 0},    {1920, 1080, 344, 0},  {1080, 1920, 195, 0},
    {800, 1280, 217, 0},    {3840, 2160, 344, 0},  {1920, 1080, 708, 0},
    {1080, 1920, 398, 0},   {1280, 800, 217, 245}, {800, 1280, 136, 160},
    {1200, 1920, 135, 160},
};

enum { GLASSES = sizeof glasses / sizeof glasses[0] };

#endif
