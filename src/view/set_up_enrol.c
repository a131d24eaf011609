/*
 * The enrolment: two codes to be photographed, and what they say in letters as
 * far as a person may have to type or compare it.
 */
#include <string.h>

#include "view/set_up.h"
#include "view/staff.h"

/* Modules: of the longest line's code. */
enum { MODULES_MOST = 53, GROUP = 8, HEX = 64, TEXT_LINES = 4 };

struct part {
    enum word caption;
    const char *code; /* what the square says */
    const char *text; /* below it */
};

/* The line of the first key, with its long number in groups: it may be typed
   so, too (trust/first_key.h). `from` of its letters are left out. */
static struct phrase in_groups(const char *line, size_t from)
{
    struct phrase phrase = {""};
    size_t length = strlen(line);
    size_t hex = length > HEX ? length - HEX : 0;
    char *out = phrase.text;
    for (size_t i = from; i < length; i++) {
        if (i > hex && (i - hex) % GROUP == 0) {
            *out++ = ' ';
        }
        *out++ = line[i];
    }
    *out = '\0';
    return phrase;
}

/* Codes that are too long for this width stand in the square alone; on a small
   glass so does all of it: the squares want the room, to be read at all. */
static struct phrase key_text(const struct layout *layout, int width)
{
    const char *line = layout->installer->key.first;
    struct phrase whole = in_groups(line, 0);
    struct fit fit = staff_fit(layout, ALIGN_CENTER);
    struct box room = {0, 0, width, layout->params->height_px};
    const char *codes = strchr(line, '/');
    fit.least_px = fit.em_px;
    fit.most = TEXT_LINES;
    if (layout->thrift != THRIFT_NONE) {
        return (struct phrase){""};
    }
    if (codes == NULL || layout_try(layout, room, whole.text, &fit) > 0) {
        return whole;
    }
    return in_groups(line, (size_t)(codes - line) + strcspn(codes, " ") + 1);
}

static struct phrase fingerprint(const struct layout *layout, int width)
{
    struct figure title = figure_text(layout_word(layout, WORD_ENROL_PRINT));
    struct phrase halves =
        staff_halves(layout, width, layout->installer->key.fingerprint);
    return phrase_of(layout, WORD_ENROL_PRINT_IS,
                     (struct figure[]){title, figure_text(halves.text)});
}

/* `text_h` is of the longer text of both, so that the squares are alike. */
static void add_part(struct layout *layout, struct box room,
                     const struct part *part, int text_h)
{
    struct fit fit = staff_fit(layout, ALIGN_CENTER);
    fit.most = text_h / staff_lines(layout, 1);
    staff_words(layout, LOOK_TITLE, cut_top(&room, staff_lines(layout, 1), 0),
                layout_word(layout, part->caption), ALIGN_CENTER);
    struct box below = cut_bottom(&room, text_h, 0);
    if (part->text[0] != '\0') {
        layout_words(layout, LOOK_TEXT, below, part->text, fit);
    }
    int side = px_most(cut_side(room), staff_code_least(layout, MODULES_MOST));
    staff_code(layout, cut_square(room, side), part->code);
}

static void add_parts(struct layout *layout, struct box body)
{
    const struct installer_key *key = &layout->installer->key;
    bool upright = layout_upright(layout);
    int half = (upright ? body.h - layout->gap : body.w - layout->gap) / 2;
    struct box first = upright ? cut_top(&body, half, layout->gap)
                               : cut_left(&body, half, layout->gap);
    struct phrase line = key_text(layout, first.w);
    struct phrase print = fingerprint(layout, body.w);
    int h = line.text[0] != '\0' ? staff_height(layout, first.w, line.text) : 0;
    int print_h = staff_height(layout, body.w, print.text);
    h = px_most(h, print_h);
    add_part(layout, first,
             &(struct part){WORD_ENROL_FIRST, key->first, line.text}, h);
    add_part(layout, body,
             &(struct part){WORD_ENROL_SIGNER, key->signer, print.text}, h);
}

void set_up_enrol(struct layout *layout, struct box body)
{
    const char *common = set_up_common(layout);
    if (!layout->installer->key_shown) {
        staff_say(layout, body,
                  common != NULL ? common
                                 : layout_word(layout, WORD_ENROL_WHY));
        return;
    }
    set_up_say(
        layout, &body,
        &(struct set_up_words){.asks = layout_word(layout, WORD_ENROL_TAKE)});
    add_parts(layout, body);
}
