#include "report/svg.h"

#include <assert.h>

#define INK   "#1D2B2A"
#define LINE  "#C9D3D1"
#define DEEP  "#0A6F6D"
#define LIGHT "#FED642"

const char *svg_face_colour(int face)
{
    static const char *const colours[] = {"#970000", "#DB6529", "#FED642",
                                          "#6ACEA3", "#0A6F6D"};
    assert(face >= 1 && face <= 5);
    return colours[face - 1];
}

static void begin(struct text *out, const char *style, int width, int height)
{
    text_append_format(out,
                       "<svg xmlns=\"http://www.w3.org/2000/svg\" "
                       "class=\"%s\" viewBox=\"0 0 %d %d\" "
                       "aria-hidden=\"true\">\n",
                       style, width, height);
}

struct rectangle {
    int x, y, w, h;
};

static void put_rectangle(struct text *out, struct rectangle r,
                          const char *colour)
{
    text_append_format(out,
                       "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" "
                       "fill=\"%s\"/>\n",
                       r.x, r.y, r.w, r.h, colour);
}

static void put_label(struct text *out, int x, int y, const char *anchor,
                      const char *colour)
{
    text_append_format(out,
                       "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" "
                       "fill=\"%s\">",
                       x, y, anchor, colour);
}

enum {
    BAR_WIDTH = 1000,
    BAR_HEIGHT = 44,
    BAR_LOW = 8, /* the line below */
    BAR_LABEL_LEAST = 45,
    BAR_GAP = 2,
};

void svg_counts(struct text *out, const struct score *score)
{
    int64_t n = score_n(score);
    int64_t before = 0;
    begin(out, "counts", BAR_WIDTH, BAR_HEIGHT + BAR_LOW);
    for (int level = 1; n > 0 && level <= score->levels; level++) {
        int face = form_face(score->levels, level);
        int64_t count = score->counts[level - 1];
        int from = (int)(before * BAR_WIDTH / n);
        int to = (int)((before + count) * BAR_WIDTH / n);
        int width = to - from > BAR_GAP ? to - from - BAR_GAP : to - from;
        before += count;
        put_rectangle(out, (struct rectangle){from, 0, width, BAR_HEIGHT},
                      svg_face_colour(face));
        if (face <= SVG_LOW) {
            put_rectangle(
                out, (struct rectangle){from, BAR_HEIGHT, width, BAR_LOW}, INK);
        }
        if (width >= BAR_LABEL_LEAST) {
            put_label(out, from + width / 2, 29, "middle",
                      face == 1 || face == 5 ? "#FFFFFF" : INK);
            text_append_format(out, "%d%%</text>\n",
                               (int)((200 * count + n) / (2 * n)));
        }
    }
    text_append_string(out, "</svg>\n");
}

enum { SCALE_WIDTH = 240, SCALE_HEIGHT = 20, SCALE_EDGE = 10 };

/* Where tenths lie on the scale. */
static int on_scale(int tenths)
{
    return SCALE_EDGE + tenths * (SCALE_WIDTH - 2 * SCALE_EDGE) / 1000;
}

void svg_interval(struct text *out, int tenths, struct score_interval interval)
{
    const int middle = SCALE_HEIGHT / 2;
    begin(out, "interval", SCALE_WIDTH, SCALE_HEIGHT);
    put_rectangle(
        out,
        (struct rectangle){SCALE_EDGE, middle, SCALE_WIDTH - 2 * SCALE_EDGE, 1},
        LINE);
    for (int i = 0; i <= 4; i++) {
        put_rectangle(
            out, (struct rectangle){on_scale(250 * i), middle - 3, 1, 7}, LINE);
    }
    if (interval.known) {
        int low = on_scale(interval.low);
        int high = on_scale(interval.high);
        int width = high > low ? high - low : 1;
        put_rectangle(out, (struct rectangle){low, middle - 2, width, 5},
                      svg_face_colour(4));
        text_append_format(
            out, "<circle cx=\"%d\" cy=\"%d\" r=\"5\" fill=\"" DEEP "\"/>\n",
            on_scale(tenths), middle);
    }
    text_append_string(out, "</svg>\n");
}

/* A day has so many units; the chart is stretched to the page's width. */
enum { DAYS_WIDTH = 1000, DAYS_HEIGHT = 110, DAYS_BASE = 105, DAYS_TOP = 26 };

static void put_day(struct text *out, const struct report_day *day,
                    struct rectangle place, int most)
{
    int full = DAYS_BASE - DAYS_TOP;
    int clean = (int)((int64_t)day->clean * full / most);
    int all = (int)((int64_t)day->visits * full / most);
    put_rectangle(
        out, (struct rectangle){place.x, DAYS_BASE - clean, place.w, clean},
        DEEP);
    if (all > clean) {
        put_rectangle(
            out,
            (struct rectangle){place.x, DAYS_BASE - all, place.w, all - clean},
            LIGHT);
    }
}

void svg_days(struct text *out, const struct report_voice *voice,
              const struct report_part *part)
{
    const struct report_day *days = part->days;
    int count = part->day_count;
    int most = 0;
    begin(out, "days", DAYS_WIDTH, DAYS_HEIGHT);
    for (int i = 0; i < count; i++) {
        most = days[i].visits > most ? days[i].visits : most;
    }
    put_rectangle(out, (struct rectangle){0, DAYS_TOP, DAYS_WIDTH, 1}, LINE);
    put_label(out, 0, DAYS_TOP - 8, "start", INK);
    say_count(out, voice, most);
    text_append_string(out, "</text>\n");
    /* Days lie where the calendar has them: a gap is a gap. */
    int64_t span = count > 0 ? days[count - 1].day - days[0].day + 1 : 1;
    for (int i = 0; i < count; i++) {
        int64_t at = days[i].day - days[0].day;
        int from = (int)(at * DAYS_WIDTH / span);
        int to = (int)((at + 1) * DAYS_WIDTH / span);
        int width = to - from >= 4   ? (to - from) * 3 / 4
                    : to - from >= 1 ? to - from
                                     : 1;
        width = width > 40 ? 40 : width;
        if (days[i].visits > 0) {
            put_day(out, &days[i], (struct rectangle){from, 0, width, 0}, most);
        }
    }
    put_rectangle(out, (struct rectangle){0, DAYS_BASE, DAYS_WIDTH, 1}, INK);
    text_append_string(out, "</svg>\n");
}
