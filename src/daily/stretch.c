#include "daily/stretch.h"

#include <stdlib.h>

/* Those from before the day last, else as in the record. */
static int by_walk(const void *a, const void *b)
{
    const struct day_visit *x = a;
    const struct day_visit *y = b;
    return x->before_day != y->before_day ? x->before_day - y->before_day
                                          : x->order - y->order;
}

static void end_stretch(struct day_visit *visits, int count)
{
    int from = visits[0].hour;
    int to = from;
    for (int i = 1; i < count; i++) {
        from = visits[i].hour < from ? visits[i].hour : from;
        to = visits[i].hour > to ? visits[i].hour : to;
    }
    for (int i = 0; i < count; i++) {
        visits[i].from = from;
        visits[i].to = to;
        visits[i].version = visits[0].version;
    }
}

/* Where in the walk everything is, by the places of visits. */
struct walk {
    int begin;    /* of the stretch under way */
    int before;   /* of the one before it; -1: there is none */
    int counted;  /* visits of the one under way that count */
    int finished; /* visits of stretches to which nothing can come any more */
};

/* What the last visit says may still be taken back, unless it has ended. */
static void step(struct walk *walk, struct day_visit *visits, int i, bool last)
{
    const struct day_visit *visit = &visits[i];
    bool unsure = visit->answered && last && !visit->ended;
    if (walk->counted >= STRETCH_LEAST && visit->hour != visits[i - 1].hour) {
        end_stretch(visits + walk->begin, i - walk->begin);
        walk->before = walk->begin;
        walk->begin = i;
        walk->counted = 0;
    }
    walk->counted += visit->answered;
    if (walk->counted - unsure >= STRETCH_LEAST && !visit->before_day) {
        walk->finished = walk->begin;
    }
}

static void make(struct day_visit *visits, int count)
{
    struct walk walk = {.before = -1};
    int last = visits[count - 1].order;
    qsort(visits, (size_t)count, sizeof *visits, by_walk);
    for (int i = 0; i < count; i++) {
        step(&walk, visits, i, visits[i].order == last);
    }
    if (walk.counted < STRETCH_LEAST && walk.before >= 0) {
        walk.begin = walk.before;
    }
    end_stretch(visits + walk.begin, count - walk.begin);
    for (int i = 0; i < count; i++) {
        visits[i].finished = i < walk.finished;
    }
}

void stretch_make(struct day_visit *visits, int count)
{
    for (int first = 0, next; first < count; first = next) {
        next = first + 1;
        while (next < count && visits[next].who == visits[first].who) {
            next++;
        }
        make(visits + first, next - first);
    }
}
