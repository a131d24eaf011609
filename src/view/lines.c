#include "view/lines.h"

#include <stdbool.h>
#include <string.h>

static int width_of(const struct lines_params *params, const char *text,
                    size_t length)
{
    return params->measure->width_px(params->measure->context,
                                     params->type.weight, params->type.em_px,
                                     text, (int)length);
}

/* Length of the longest run of whole words from `text` on that fits; 0 when
   the first word alone is too wide. */
static size_t fitting(const struct lines_params *params, const char *text,
                      int width_px)
{
    size_t fits = 0;
    size_t end = 0;
    while (text[end] != '\0') {
        end += strspn(text + end, " ");
        end += strcspn(text + end, " ");
        if (width_of(params, text, end) > width_px) {
            break;
        }
        fits = end;
    }
    return fits;
}

/* Lines of a greedy break at a width; writes the breaks into `out`, a copy of
   the text, unless that is NULL. */
static int greedy(const struct lines_params *params, const char *text,
                  int width_px, char *out)
{
    int count = 0;
    const char *p = text;
    while (*p != '\0') {
        size_t run = fitting(params, p, width_px);
        if (run == 0) {
            return 0;
        }
        count++;
        p += run;
        if (*p == ' ') {
            if (out != NULL) {
                out[p - text] = '\n';
            }
            p++;
        }
    }
    return count;
}

/* The smallest width that still gives `count` lines: a short last line under
   a long first looks like an accident. */
static int balanced_width(const struct lines_params *params, const char *text,
                          int count)
{
    int narrow = params->width_px / count;
    int wide = params->width_px;
    while (wide - narrow > params->type.em_px / 4 + 1) {
        int middle = narrow + (wide - narrow) / 2;
        if (greedy(params, text, middle, NULL) == count) {
            wide = middle;
        } else {
            narrow = middle;
        }
    }
    return wide;
}

int lines_count(const struct lines_params *params, const char *text)
{
    int count = greedy(params, text, params->width_px, NULL);
    return count > params->most ? 0 : count;
}

int lines_break(const struct lines_params *params, const char *text, char *out,
                size_t size)
{
    size_t length = strlen(text);
    int count = length < size ? lines_count(params, text) : 0;
    if (count == 0) {
        return 0;
    }
    memcpy(out, text, length + 1);
    int width_px =
        count > 1 ? balanced_width(params, text, count) : params->width_px;
    return greedy(params, text, width_px, out);
}
