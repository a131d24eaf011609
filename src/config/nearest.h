/*
 * The known name that somebody most likely meant: "did you mean ...". Names
 * are tried one after the other; the closest within reach stays.
 */
#ifndef CONFIG_NEAREST_H
#define CONFIG_NEAREST_H

enum { NEAREST_NAME_MAX = 100 };

struct nearest {
    const char *wrong; /* what stands in the file */
    const char *best;  /* NULL: nothing was close enough */
    int distance;
};

struct nearest nearest_begin(const char *wrong);

/* Names longer than NEAREST_NAME_MAX are near to nothing. */
void nearest_try(struct nearest *nearest, const char *known);

#endif
