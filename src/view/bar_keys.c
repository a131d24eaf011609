/* The keys of the bars: which there are, what each says and does; and the
   progress that stands among them. */
#include "view/bars.h"

bool bars_keys_down(const struct layout *layout)
{
    return layout->flow->low_reach || layout->thrift >= THRIFT_BAR;
}

bool bars_has(const struct layout *layout, enum bar_key key)
{
    const struct flow *flow = layout->flow;
    bool reasons = layout->screen == SCREEN_REASONS;
    switch (key) {
    case BAR_BACK: return reasons || flow->question > 0;
    case BAR_DONE: return reasons;
    case BAR_SPEAK:
        return !reasons && layout->params->sheet->asked[flow->question]
                               .voiced[layout->language];
    case BAR_LANGUAGE: return layout->params->language_count > 1;
    default: return true;
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
        [BAR_SKIP] = {LOOK_BUTTON, SIGN_FORWARD, ACTION_SKIP, WORD_SKIP},
    };
    bool raise = key == BAR_LOWER && layout->flow->low_reach;
    enum word word = raise ? WORD_RAISE : keys[key].word;
    struct key made = {.look = keys[key].look,
                       .sign = raise ? SIGN_RAISE : keys[key].sign,
                       .action = {keys[key].action, 0},
                       .text = word == WORD_COUNT ? next_language(layout)
                                                  : layout_word(layout, word)};
    /* A word too long for any bar is not hidden: it is to be found out. */
    made.bare =
        bare && key_least(layout, &made) <= layout->params->width_px / 2;
    return made;
}

struct phrase bars_progress(const struct layout *layout)
{
    return phrase_of(
        layout, WORD_PROGRESS,
        (struct figure[]){figure_whole(layout, layout->flow->question + 1),
                          figure_whole(layout, layout->params->sheet->count)});
}

int bars_progress_least(const struct layout *layout)
{
    struct phrase phrase = bars_progress(layout);
    struct fit fit = layout_fit(layout, STYLE_SMALL, 1, ALIGN_CENTER);
    int words = layout_width(layout, phrase.text, fit.weight, fit.least_px);
    return px_most(words,
                   layout_px(layout, 5.0) * layout->params->sheet->count);
}
