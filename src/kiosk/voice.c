#include "kiosk/voice.h"

#include <stdio.h>

enum { NAME_SIZE = 96 };

/* What may sound, below the folder of a language. */
static bool name_of_question(const struct sheet *sheet, const struct flow *flow,
                             char out[NAME_SIZE])
{
    const struct form *form = sheet->asked[flow->question].form;
    int part = flow->part - flow_told_before(flow);
    if (part < 0) {
        enum word word = part == -1 ? WORD_INVITE : WORD_ASLEEP_MORE;
        return text_copy(out, NAME_SIZE, words_key(word));
    }
    return part == 0 ? text_format(out, NAME_SIZE, "%s/%s", form->id,
                                   sheet_question(sheet, flow->question)->id)
                     : text_format(out, NAME_SIZE, "%s/level-%d", form->id,
                                   form_face(form->levels, part));
}

static bool name_of_reason(const struct sheet *sheet, const struct flow *flow,
                           char out[NAME_SIZE])
{
    const struct form_question *question =
        sheet_question(sheet, flow->question);
    return flow->part == 0 ? text_copy(out, NAME_SIZE, words_key(WORD_REASONS))
                           : text_format(out, NAME_SIZE, "%s/reason-%s",
                                         sheet->asked[flow->question].form->id,
                                         question->reasons[flow->part - 1].id);
}

static bool name_of(const struct sheet *sheet, const struct flow *flow,
                    char out[NAME_SIZE])
{
    enum word word;
    switch (flow->screen) {
    case SCREEN_QUESTION: return name_of_question(sheet, flow, out);
    case SCREEN_REASONS: return name_of_reason(sheet, flow, out);
    case SCREEN_STILL_THERE: word = WORD_STILL_THERE; break;
    case SCREEN_OUT_OF_ORDER: word = WORD_OUT_OF_ORDER; break;
    case SCREEN_THANKS:
        word = flow_said_nothing(flow) ? WORD_THANKS_NONE : WORD_THANKS;
        break;
    default: return false;
    }
    return text_copy(out, NAME_SIZE, words_key(word));
}

static bool path_of(const struct config *config, int language, const char *name,
                    char out[FILES_PATH_SIZE])
{
    return text_format(out, FILES_PATH_SIZE, "%s/%s/%s.wav",
                       config->voice_folder, config->words[language].code,
                       name);
}

bool voice_path(const struct config *config, const struct sheet *sheet,
                const struct flow *flow, char out[FILES_PATH_SIZE])
{
    char name[NAME_SIZE];
    return name_of(sheet, flow, name) &&
           path_of(config, flow->language, name, out);
}

bool voice_may_sound(const struct config *config, int minute)
{
    for (int i = 0; i < config->voice_quiet.count; i++) {
        const struct hours_span *span = &config->voice_quiet.spans[i];
        if (minute >= span->from_minute && minute < span->to_minute) {
            return false;
        }
    }
    return true;
}

void voice_mark(const struct config *config, struct sheet *sheet, int minute)
{
    bool may_sound = config->voice && voice_may_sound(config, minute);
    char path[FILES_PATH_SIZE];
    for (int place = 0; place < sheet->count; place++) {
        for (int i = 0; i < config->language_count; i++) {
            const struct flow flow = {
                .question = place, .language = i, .visiting = true};
            sheet->asked[place].voiced[i] =
                may_sound && voice_path(config, sheet, &flow, path) &&
                files_exists(path);
        }
    }
}

/* What is looked for, and what was not found. */
struct search {
    const struct config *config;
    int language;
    struct text *missing;
    int count;
};

static void look_for(struct search *search, const struct sheet *sheet,
                     const struct flow *flow)
{
    char name[NAME_SIZE];
    char path[FILES_PATH_SIZE];
    if (name_of(sheet, flow, name) &&
        path_of(search->config, search->language, name, path) &&
        !files_exists(path)) {
        text_append_format(search->missing, " %s.wav", name);
        search->count++;
    }
}

/* Each question, once what its form has in common was looked for with the
   first; a reason may be that of several. */
static void look_for_form(struct search *search, const struct form *form)
{
    const struct sheet sheet = sheet_make(form, NULL, 0);
    struct flow flow = {.screen = SCREEN_QUESTION, .visiting = true};
    for (flow.part = 1; flow.part <= form->levels; flow.part++) {
        look_for(search, &sheet, &flow);
    }
    for (int i = 0; i < sheet.count; i++) {
        flow = (struct flow){
            .screen = SCREEN_QUESTION, .question = i, .visiting = true};
        look_for(search, &sheet, &flow);
        flow.screen = SCREEN_REASONS;
        int reasons = search->config->reasons
                          ? sheet_question(&sheet, i)->reason_count
                          : 0;
        for (flow.part = 1; flow.part <= reasons; flow.part++) {
            look_for(search, &sheet, &flow);
        }
    }
}

int voice_missing(const struct config *config, int language, struct text *out)
{
    static const enum screen screens[] = {SCREEN_REASONS, SCREEN_STILL_THERE,
                                          SCREEN_THANKS, SCREEN_OUT_OF_ORDER};
    struct search search = {config, language, out, 0};
    const struct sheet sheet = sheet_make(&config->forms[0], NULL, 0);
    for (int i = 0; i < config->form_count; i++) {
        look_for_form(&search, &config->forms[i]);
    }
    for (size_t i = config->reasons ? 0 : 1;
         i < sizeof screens / sizeof screens[0]; i++) {
        look_for(&search, &sheet, &(struct flow){.screen = screens[i]});
    }
    for (struct flow idle = {.closed = true}; idle.part < 2; idle.part++) {
        look_for(&search, &sheet, &idle);
    }
    struct flow silent = {.screen = SCREEN_THANKS,
                          .outcome = {OUTCOME_SKIPPED}};
    look_for(&search, &sheet, &silent);
    return search.count;
}
