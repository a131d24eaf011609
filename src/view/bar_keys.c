/* The keys of the bars: which have a place and which are shown, what each says
   and does; and the progress that stands among them. */
#include "view/bars.h"

#include <string.h>

bool bars_keys_down(const struct layout *layout)
{
    return layout->low || layout->thrift >= THRIFT_BAR;
}

/* Whether any question of the sheet can be heard, */
static bool can_be_heard(const struct layout *layout)
{
    const struct sheet *sheet = layout->params->sheet;
    bool found = false;
    for (int i = 0; i < sheet->count; i++) {
        found = found || sheet->asked[i].voiced[layout->language];
    }
    return found;
}

/* and whether any that is ever asked has reasons. */
static bool has_reasons(const struct layout *layout)
{
    const struct sheet *sheet = layout->params->sheet;
    bool found = false;
    for (int i = 0; i < sheet_ever(sheet); i++) {
        found = found || sheet_ever_question(sheet, i)->reason_count > 0;
    }
    return found;
}

/* The longest text of such a key: it decides how wide the place is. */
static const char *longest_na(const struct layout *layout)
{
    const struct sheet *sheet = layout->params->sheet;
    const char *longest = NULL;
    for (int i = 0; i < sheet_ever(sheet); i++) {
        const char *na = sheet_ever_question(sheet, i)->na[layout->language];
        bool longer =
            na != NULL && (longest == NULL || strlen(na) > strlen(longest));
        longest = longer ? na : longest;
    }
    return longest;
}

const char *bars_na(const struct layout *layout)
{
    const struct sheet *sheet = layout->params->sheet;
    int place = layout->flow->question;
    return place < sheet->count
               ? sheet_question(sheet, place)->na[layout->language]
               : NULL;
}

bool bars_has(const struct layout *layout, enum bar_key key)
{
    switch (key) {
    case BAR_BACK:
        return layout->params->sheet->count > 1 || has_reasons(layout);
    case BAR_DONE: return has_reasons(layout);
    case BAR_SPEAK: return can_be_heard(layout);
    case BAR_NA: return longest_na(layout) != NULL;
    case BAR_LANGUAGE: return layout->params->language_count > 1;
    case BAR_LOWER: return layout->offers_low;
    default: return true;
    }
}

bool bars_shows(const struct layout *layout, enum bar_key key)
{
    const struct flow *flow = layout->flow;
    bool reasons = layout->screen == SCREEN_REASONS;
    const struct asked *asked = &layout->params->sheet->asked[flow->question];
    bool below = key != BAR_SPEAK && key != BAR_LANGUAGE;
    if (flow->saving && (below || bars_keys_down(layout))) {
        return false; /* all is said: only the disk is waited for */
    }
    switch (key) {
    case BAR_BACK: return reasons || flow->question > 0;
    case BAR_DONE: return reasons;
    case BAR_SPEAK: return !reasons && asked->voiced[layout->language];
    case BAR_NA: return !reasons && bars_na(layout) != NULL;
    default: return bars_has(layout, key);
    }
}

static const char *next_language(const struct layout *layout)
{
    int next = (layout->language + 1) % layout->params->language_count;
    return layout->params->words[next].name;
}

struct key bars_key(const struct layout *layout, enum bar_key key, bool bare)
{
    static const struct {
        enum look look;
        enum sign sign;
        enum action_kind action;
        enum word word;
    } keys[BAR_KEYS] = {
        [BAR_BACK] = {LOOK_BUTTON, SIGN_BACK, ACTION_BACK, WORD_BACK},
        [BAR_LOWER] = {LOOK_BUTTON, SIGN_LOWER, ACTION_LOW_REACH, WORD_LOWER},
        [BAR_DONE] = {LOOK_PRIMARY, SIGN_DONE, ACTION_DONE, WORD_DONE},
        [BAR_SPEAK] = {LOOK_BUTTON, SIGN_SPEAKER, ACTION_SPEAK, WORD_SPEAK},
        [BAR_LANGUAGE] = {LOOK_BUTTON, SIGN_GLOBE, ACTION_LANGUAGE, WORD_COUNT},
        [BAR_NA] = {LOOK_BUTTON, SIGN_NONE, ACTION_NA, WORD_COUNT},
        [BAR_SKIP] = {LOOK_BUTTON, SIGN_FORWARD, ACTION_SKIP, WORD_SKIP},
    };
    bool raise = key == BAR_LOWER && layout->low;
    enum word word = raise ? WORD_RAISE : keys[key].word;
    struct key made = {.look = keys[key].look,
                       .sign = raise ? SIGN_RAISE : keys[key].sign,
                       .action = {keys[key].action, 0},
                       .text = key == BAR_NA ? longest_na(layout)
                               : word == WORD_COUNT
                                   ? next_language(layout)
                                   : layout_word(layout, word)};
    /* A word too long for any bar is not hidden: it is to be found out. */
    made.bare =
        bare && key_least(layout, &made) <= layout->params->width_px / 2;
    return made;
}

struct phrase bars_progress(const struct layout *layout, int question)
{
    return phrase_of(
        layout, WORD_PROGRESS,
        (struct figure[]){figure_whole(layout, question + 1),
                          figure_whole(layout, layout->params->sheet->count)});
}

int bars_progress_least(const struct layout *layout)
{
    int count = layout->params->sheet->count;
    struct fit fit = layout_fit(layout, STYLE_SMALL, 1, ALIGN_CENTER);
    int least = layout_px(layout, 5.0) * count;
    for (int i = 0; i < count; i++) {
        struct phrase phrase = bars_progress(layout, i);
        least = px_most(
            least, layout_width(layout, phrase.text, fit.weight, fit.least_px));
    }
    return least;
}
