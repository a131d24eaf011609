/*
 * The charts of the report as inline SVG: drawn in whole units, in the colours
 * of the faces, which every kind of colour-blindness tells apart. What a chart
 * shows stands in a table beside it, so it is hidden from screen readers.
 */
#ifndef REPORT_SVG_H
#define REPORT_SVG_H

#include "report/say.h"

/* "#0A6F6D": of a face, 1 (very sad) to 5 (very happy). */
const char *svg_face_colour(int face);

/* Faces up to this one bear a dark line below, so that they are told from the
   best without colours, too. */
enum { SVG_LOW = 2 };

/* One bar, parted by how often each level was chosen, worst to best. */
void svg_counts(struct text *out, const struct score *score);

/* A figure and its interval on a line from 0 to 100. */
void svg_interval(struct text *out, int tenths, struct score_interval interval);

/* The visits of each day, those with a mark in a lighter colour. */
void svg_days(struct text *out, const struct report_voice *voice,
              const struct report_part *part);

#endif
