#include "cmd/check_notes.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/log.h"
#include "base/speak.h"
#include "kiosk/voice.h"
#include "survey/codes.h"

/* Of a key of the section, at its line, or where it is absent the section's; in
   the file that the value came from. */
static void begin_note(const struct config *config, const char *section,
                       const char *key)
{
    const char *file = config_file_of(config, section, key);
    int line = config_line(config, file, section, key);
    line = line > 0 ? line : config_line(config, file, section, NULL);
    printf(speak("%s:%d: note: "), file, line);
}

/* What a visitor or a clerk can live with; tests and rehearsals may go further,
   which is why the config takes it. */
static void note_timing(const struct config *config)
{
    const struct flow_timing *timing = &config->timing;
    const struct {
        const char *key;
        int64_t value, least, most;
    } times[] = {
        {"settle_ms", timing->settle_ms, 200, 1500},
        {"advance_ms", timing->advance_ms, 200, 2000},
        {"thanks_ms", timing->thanks_ms, 2000, 15000},
        {"idle_ms", timing->idle_ms, 10000, 180000},
        {"still_there_ms", timing->still_there_ms, 10000, 120000},
        {"staff_hold_ms", config->staff_hold_ms, 1500, 8000},
        {"staff_idle_ms", config->staff_idle_ms, 15000, 600000},
        {"dim_ms", timing->dim_ms, 20000, 3600000},
    };
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
        if (times[i].value < times[i].least || times[i].value > times[i].most) {
            begin_note(config, "timing", times[i].key);
            printf(times[i].value < times[i].least
                       ? speak("%s=%" PRId64 " is unusually short, for "
                               "milliseconds; usual are %" PRId64 " to %" PRId64
                               "\n")
                       : speak("%s=%" PRId64 " is unusually long, for "
                               "milliseconds; usual are %" PRId64 " to %" PRId64
                               "\n"),
                   times[i].key, times[i].value, times[i].least, times[i].most);
        }
    }
}

/* A stick or a share comes and goes; a slip of the pen stays. */
static void note_targets(const struct config *config)
{
    for (int i = 0; i < config->target_count; i++) {
        if (!files_is_folder(config->targets[i])) {
            begin_note(config, "export", "targets");
            printf(
                speak(
                    "targets: there is no folder %s now; make it, plug in what "
                    "it lies on, or correct its name\n"),
                config->targets[i]);
        }
    }
}

/* The service asks for its own, which `check` cannot know to be meant for it.
 */
static void note_codes(const struct config *config)
{
    if (codes_of_nobody(config->unit_code, config->device_id)) {
        begin_note(config, "office", "unit_code");
        printf(
            speak(
                "%s/%s are the codes of the sample: the service does not start "
                "by them; write those of the terminal, or nothing behind = to "
                "be asked on the glass\n"),
            config->unit_code, config->device_id);
    }
}

/* One language may be recorded and another not yet. */
static void note_voices(const struct config *config)
{
    for (int i = 0; config->voice && i < config->language_count; i++) {
        struct text names = {0};
        int count = voice_missing(config, i, &names);
        if (count > 0) {
            begin_note(config, "voice", "on");
            printf(speak("%s: %d recordings are missing, and passed over:%s\n"),
                   config->words[i].code, count, names.data);
        }
        text_free(&names);
    }
}

static void note_date(const struct config *config)
{
    begin_note(config, "screen", "clock");
    printf(speak("the date and the time find no room on the idle screen and "
                 "are left out: a clock that is wrong shows on the panel "
                 "alone\n"));
}

void check_notes(const struct config *config, bool undated)
{
    note_codes(config);
    note_timing(config);
    note_targets(config);
    note_voices(config);
    if (undated) {
        note_date(config);
    }
}

/* The province reads the daily files with programs that guess. */
static void warn_of_code(const struct config *config, const char *key,
                         const char *code)
{
    static const char *const guesses[] = {
        [CODES_NUMBER] = N_("a number"),
        [CODES_DATE] = N_("a date"),
        [CODES_VALUE] = N_("a missing or a logical value")};
    enum codes_guess guess = codes_guess(code);
    const char *file = config_file_of(config, "office", key);
    if (guess != CODES_TEXT) {
        log_warning("%s:%d: spreadsheets and the like take %s=%s for %s: "
                    "begin it with a letter and more, as in VT-%s, unless all "
                    "who read the files import it as text",
                    file, config_line(config, file, "office", key), key, code,
                    speak(guesses[guess]), code);
    }
}

void check_codes(const struct config *config)
{
    warn_of_code(config, "unit_code", config->unit_code);
    warn_of_code(config, "device_id", config->device_id);
}
