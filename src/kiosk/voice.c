#include "kiosk/voice.h"

bool voice_path(const struct config *config, const struct sheet *sheet,
                int place, int language, char out[FILES_PATH_SIZE])
{
    return text_format(out, FILES_PATH_SIZE, "%s/%s/%s/%s.wav",
                       config->voice_folder, config->words[language].code,
                       sheet->asked[place].form->id,
                       sheet_question(sheet, place)->id);
}

static bool quiet(const struct config *config, int minute)
{
    for (int i = 0; i < config->voice_quiet.count; i++) {
        const struct hours_span *span = &config->voice_quiet.spans[i];
        if (minute >= span->from_minute && minute < span->to_minute) {
            return true;
        }
    }
    return false;
}

void voice_mark(const struct config *config, struct sheet *sheet, int minute)
{
    bool may_sound = config->voice && !quiet(config, minute);
    char path[FILES_PATH_SIZE];
    for (int place = 0; place < sheet->count; place++) {
        for (int i = 0; i < config->language_count; i++) {
            sheet->asked[place].voiced[i] =
                may_sound && voice_path(config, sheet, place, i, path) &&
                files_exists(path);
        }
    }
}
