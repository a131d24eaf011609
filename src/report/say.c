#include "report/say.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"

const char *say(const struct report_voice *voice, enum report_word word)
{
    return voice->words->report[word];
}

void say_filled(struct text *out, const struct report_voice *voice,
                enum report_word word, const char *const *values)
{
    int places = report_words_places(word);
    const char *p = say(voice, word);
    while (*p != '\0') {
        int place = p[0] == '%' ? p[1] - '1' : -1;
        if (place >= 0 && place < places) {
            text_append_string(out, values[place]);
            p += 2;
        } else {
            size_t length = 1 + strcspn(p + 1, "%");
            text_append(out, p, length);
            p += length;
        }
    }
}

int say_columns(const char *text, size_t length)
{
    int columns = 0;
    for (size_t i = 0; i < length; i++) {
        columns += ((unsigned char)text[i] & 0xC0) != 0x80;
    }
    return columns;
}

void say_count(struct text *out, const struct report_voice *voice,
               int64_t count)
{
    char digits[24];
    text_must(digits, sizeof digits, "%" PRId64, count);
    size_t length = strlen(digits);
    for (size_t i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0) {
            text_append_string(out, say(voice, REPORT_THOUSANDS));
        }
        text_append(out, &digits[i], 1);
    }
}

static const char dash[] = "–";

void say_tenths(struct text *out, const struct report_voice *voice, int tenths,
                const char *unit)
{
    if (tenths == SCORE_NONE) {
        text_append_string(out, dash);
    } else {
        text_append_format(out, "%d%s%d%s", tenths / 10,
                           say(voice, REPORT_DECIMAL), tenths % 10, unit);
    }
}

/* A word with up to two places, filled with texts that are freed. */
static void fill(struct text *out, const struct report_voice *voice,
                 enum report_word word, struct text texts[2])
{
    if (texts[0].failed || texts[1].failed) {
        out->failed = true;
    } else {
        const char *const values[] = {texts[0].data, texts[1].data};
        say_filled(out, voice, word, values);
    }
    text_free(&texts[0]);
    text_free(&texts[1]);
}

void say_interval(struct text *out, const struct report_voice *voice,
                  struct score_interval interval, const char *unit)
{
    if (!interval.known) {
        text_append_string(out, dash);
        return;
    }
    struct text ends[2] = {{0}, {0}};
    say_tenths(&ends[0], voice, interval.low, unit);
    say_tenths(&ends[1], voice, interval.high, unit);
    fill(out, voice, REPORT_FROM_TO, ends);
}

void say_date(struct text *out, const struct report_voice *voice, int32_t day)
{
    char date[CLOCK_DATE_SIZE];
    clock_date(day, date);
    date[4] = '\0';
    date[7] = '\0';
    const char *const parts[] = {date + 8, date + 5, date};
    say_filled(out, voice, REPORT_DATE, parts);
}

void say_days(struct text *out, const struct report_voice *voice,
              enum report_word word, int32_t from, int32_t to)
{
    struct text days[2] = {{0}, {0}};
    say_date(&days[0], voice, from);
    say_date(&days[1], voice, to);
    fill(out, voice, word, days);
}

void say_span(struct text *out, const struct report_voice *voice)
{
    const struct report *report = voice->report;
    if (report->spanned) {
        say_days(out, voice, REPORT_SPAN, report->from_day, report->to_day);
    }
}

void say_minutes(struct text *out, const struct report_voice *voice,
                 const struct sum_hour *total)
{
    struct text minutes[2] = {{0}, {0}};
    say_count(&minutes[0], voice, total->ready_min);
    say_count(&minutes[1], voice, total->open_min);
    fill(out, voice, REPORT_COVERAGE_MINUTES, minutes);
}

void say_with_count(struct text *out, const struct report_voice *voice,
                    enum report_word word, int64_t count)
{
    struct text number[2] = {{0}, {0}};
    say_count(&number[0], voice, count);
    fill(out, voice, word, number);
}

void say_terminal(struct text *out, const struct report_part *part)
{
    text_append_format(out, "%s/%s", part->unit, part->device);
    if (part->chain[0] != '\0') {
        text_append_format(out, " (%s)", part->chain);
    }
}

void say_terminal_of(struct text *out, const struct report_voice *voice,
                     const struct report_part *part)
{
    char office[SEAL_OFFICE_SIZE];
    say_terminal(out, part);
    if (voice->report->office == NULL &&
        report_office(part, voice->words->code, office)) {
        text_append_format(out, ": %s", office);
    }
}

static const char *find_of(const struct report_voice *voice,
                           const struct sum_question *question,
                           enum glossary_kind kind, int wording)
{
    const struct glossary_key key = {.kind = kind,
                                     .form = question->form,
                                     .question = question->id,
                                     .wording = wording};
    return glossary_find(&voice->report->glossary, &key, voice->words->code);
}

static const char *find(const struct report_voice *voice,
                        const struct sum_question *question,
                        enum glossary_kind kind)
{
    return find_of(voice, question, kind, question->variant);
}

/* "Luôn mỉm cười: Cán bộ có luôn mỉm cười không? (phiên bản 2)": of the theme
   that the id has, its own text tells it from the others. */
static void say_reworded(struct text *out, const struct report_voice *voice,
                         const struct sum_question *question)
{
    const char *theme = find_of(voice, question, GLOSSARY_THEME, 0);
    const char *text = find(voice, question, GLOSSARY_QUESTION);
    int version = glossary_version(&voice->report->glossary, question->variant);
    text_append_format(out, "%s: %s (", theme != NULL ? theme : question->id,
                       text != NULL ? text : "?");
    say_with_count(out, voice, REPORT_FORM_VERSION, version);
    text_append_string(out, ")");
}

void say_question(struct text *out, const struct report_voice *voice,
                  const struct sum_question *question)
{
    const char *theme = find(voice, question, GLOSSARY_THEME);
    const char *text = find(voice, question, GLOSSARY_QUESTION);
    if (report_reworded(voice->report, question)) {
        say_reworded(out, voice, question);
    } else {
        text_append_string(out, theme != NULL  ? theme
                                : text != NULL ? text
                                               : question->id);
    }
}

const char *say_question_text(const struct report_voice *voice,
                              const struct sum_question *question)
{
    return find(voice, question, GLOSSARY_THEME) != NULL &&
                   !report_reworded(voice->report, question)
               ? find(voice, question, GLOSSARY_QUESTION)
               : NULL;
}

void say_level(struct text *out, const struct report_voice *voice,
               const struct sum_question *question, int level)
{
    const struct glossary_key key = {.kind = GLOSSARY_LEVEL,
                                     .form = question->form,
                                     .question = question->id,
                                     .wording = question->variant,
                                     .level = level,
                                     .levels = question->raw.levels};
    const char *label =
        glossary_find(&voice->report->glossary, &key, voice->words->code);
    if (label != NULL) {
        text_append_string(out, label);
    } else {
        say_with_count(out, voice, REPORT_LEVEL, level);
    }
}

const char *say_reason(const struct report_voice *voice,
                       const struct sum_question *question, const char *reason)
{
    const struct glossary_key key = {.kind = GLOSSARY_REASON,
                                     .form = question->form,
                                     .question = question->id,
                                     .wording = question->variant,
                                     .reason = reason};
    const char *text =
        glossary_find(&voice->report->glossary, &key, voice->words->code);
    return text != NULL ? text : reason;
}

const char *say_weekday(const struct report_voice *voice, int weekday)
{
    return say(voice, (enum report_word)(REPORT_MONDAY + weekday));
}

const char *say_flag(const struct report_voice *voice, int bit)
{
    return say(voice, (enum report_word)(REPORT_FLAG_COOLDOWN + bit));
}

void say_about(struct text *out, const struct report_voice *voice,
               const struct report_remark *remark)
{
    if (remark->what == REPORT_DAYS_MISSING) {
        text_append_format(out, "%s: ", remark->about);
        say_days(out, voice, REPORT_FROM_TO, remark->from_day, remark->to_day);
    } else if (remark->line > 0) {
        struct text parts[2] = {{0}, {0}};
        text_append_string(&parts[0], remark->about);
        say_count(&parts[1], voice, remark->line);
        fill(out, voice, REPORT_FILE_LINE, parts);
    } else {
        text_append_string(out, remark->about);
    }
    if (remark->until != NULL) {
        text_append_format(out, " … %s (", remark->until);
        say_count(out, voice, remark->count);
        text_append_string(out, ")");
    }
}
