#include "with_terminal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "record/record.h"
#include "survey/with_form.h"
#include "view/with_view.h"

enum { PATIENCE_S = 60 }; /* for a writer that is still at work */

static void ring(void *context)
{
    struct terminal *terminal = context;
    pthread_mutex_lock(&terminal->mutex);
    terminal->wakes++;
    pthread_cond_signal(&terminal->woken);
    pthread_mutex_unlock(&terminal->mutex);
}

static void add_reason(struct form_question *question, const char *id)
{
    struct form_reason *reason = &question->reasons[question->reason_count++];
    *reason = (struct form_reason){.text = {"Lý do", "A reason"}};
    assert_true(text_copy(reason->id, sizeof reason->id, id));
}

/* The config of the data tests, with the words, times and glass of a kiosk. */
static void complete(struct terminal *terminal)
{
    struct config *config = &terminal->config;
    struct with_view view;
    with_view(&view);
    terminal->even = view.params.measure;
    config->width_mm = view.params.width_mm;
    config->cooldown_ms = 5000;
    config->staff_hold_ms = 3000;
    config->staff_idle_ms = 60000;
    config->timing = with_rules(NULL).timing;
    for (int i = 0; i < config->language_count; i++) {
        config->office_name[i] = view.office_name[i];
        config->words[i].name = view.words[i].name;
        for (int word = 0; word < WORD_COUNT; word++) {
            config->words[i].text[word] = words_key((enum word)word);
        }
        for (int word = 0; word < REPORT_WORD_COUNT; word++) {
            config->words[i].report[word] =
                report_words_key((enum report_word)word);
        }
    }
    for (int i = 0; i < config->forms[0].question_count; i++) {
        struct form_question *question = &config->forms[0].questions[i];
        question->reason_count = 0;
        add_reason(question, "voi-va");
        add_reason(question, "cho-lau");
        add_reason(question, "kho-hieu");
    }
}

int terminal_add_form(struct terminal *terminal, const char *id, int questions,
                      int levels)
{
    struct config *config = &terminal->config;
    assert_in_range(config->form_count, 1, CONFIG_FORMS_MAX - 1);
    struct form *form = &config->forms[config->form_count];
    *form = config->forms[0];
    assert_true(text_copy(form->id, sizeof form->id, id));
    form->levels = levels;
    form->question_count = questions;
    for (int i = 0; i < questions; i++) {
        struct form_question *question = &form->questions[i];
        char reason[FORM_ID_SIZE];
        *question = (struct form_question){.theme = {"Luôn", "Always"}};
        assert_true(
            text_format(question->id, sizeof question->id, "%s-%d", id, i + 1));
        assert_true(text_format(reason, sizeof reason, "%s-vi", id));
        add_reason(question, reason);
        question->text[0] = question->id;
        question->text[1] = question->id;
    }
    return config->form_count++;
}

void terminal_add_voice(struct terminal *terminal, const char *language,
                        const char *question)
{
    struct config *config = &terminal->config;
    char folder[FILES_PATH_SIZE];
    char path[FILES_PATH_SIZE];
    config->voice = true;
    assert_true(text_copy(config->voice_folder, FILES_PATH_SIZE,
                          data_folder_path(&terminal->folder, "voice")));
    assert_true(text_format(folder, sizeof folder, "%s/%s/%s",
                            config->voice_folder, language,
                            config->forms[0].id));
    assert_true(files_make_folder(folder));
    assert_true(text_format(path, sizeof path, "%s/%s.wav", folder, question));
    assert_true(files_replace(path, "RIFF", 4, FILES_UNSYNCED));
}

/* A text that is measured is counted. */
static int measure(void *context, enum weight weight, int em_px,
                   const char *text, int length)
{
    struct terminal *terminal = context;
    const struct view_measure *even = &terminal->even;
    terminal->measured++;
    return even->width_px(even->context, weight, em_px, text, length);
}

void terminal_start(struct terminal *terminal, struct moment now)
{
    now.synchronised = !terminal->unvouched;
    terminal->now = now;
    terminal->wakes = 0;
    terminal->seen = 0;
    terminal->writer =
        writer_start(&(struct writer_params){.config = &terminal->config,
                                             .data_dir = terminal->folder.path,
                                             .now = now,
                                             .wake = ring,
                                             .context = terminal});
    assert_non_null(terminal->writer);
    if (terminal->stick[0] != '\0') {
        terminal->courier = courier_start(&(struct courier_params){
            .mounts = terminal->mounts != NULL ? terminal->mounts : "/dev/null",
            .targets = {(void *)terminal->stick, 1},
            .wake = ring,
            .context = terminal,
            .fault = terminal->fault,
            .fault_context = terminal->fault_context});
        assert_non_null(terminal->courier);
    }
    terminal->kiosk = kiosk_open(&(struct kiosk_params){
        .config = &terminal->config,
        .writer = terminal->writer,
        .courier = terminal->courier,
        .set_up = terminal->set_up,
        .touch_folder = terminal->touch_folder,
        .measure = {.width_px = measure, .context = terminal},
        .width_px = 1280,
        .height_px = 800,
        .now = now});
    assert_non_null(terminal->kiosk);
    terminal_hear(terminal);
    terminal_wait(terminal, terminal->config.timing.settle_ms);
}

void terminal_open(struct terminal *terminal, struct moment now)
{
    *terminal = (struct terminal){.config = with_config()};
    complete(terminal);
    pthread_mutex_init(&terminal->mutex, NULL);
    pthread_cond_init(&terminal->woken, NULL);
    data_folder_make(&terminal->folder);
    terminal_start(terminal, now);
}

void terminal_restart(struct terminal *terminal)
{
    terminal_stop(terminal);
    terminal_start(terminal, terminal->now);
}

void terminal_stop(struct terminal *terminal)
{
    assert_int_equal(courier_stop(terminal->courier), COURIER_ENDED);
    writer_stop(terminal->writer, terminal->now);
    kiosk_close(terminal->kiosk);
    terminal->courier = NULL;
    terminal->writer = NULL;
    terminal->kiosk = NULL;
}

void terminal_close(struct terminal *terminal)
{
    terminal_stop(terminal);
    data_folder_remove(&terminal->folder);
    pthread_cond_destroy(&terminal->woken);
    pthread_mutex_destroy(&terminal->mutex);
}

void terminal_wait(struct terminal *terminal, int64_t ms)
{
    terminal->now.boot_ms += ms;
    terminal->now.wall_ms += ms;
    kiosk_tick(terminal->kiosk, terminal->now);
}

int terminal_sleep(struct terminal *terminal, int64_t ms)
{
    int woken = 0;
    int64_t until_ms = terminal->now.boot_ms + ms;
    int64_t wait_ms = kiosk_deadline(terminal->kiosk, terminal->now);
    while (terminal->now.boot_ms + wait_ms < until_ms) {
        terminal_wait(terminal, wait_ms);
        woken++;
        assert_true(woken < 100000);
        wait_ms = kiosk_deadline(terminal->kiosk, terminal->now);
    }
    terminal->now.wall_ms += until_ms - terminal->now.boot_ms;
    terminal->now.boot_ms = until_ms;
    return woken;
}

void terminal_hear(struct terminal *terminal)
{
    struct timespec limit;
    clock_gettime(CLOCK_REALTIME, &limit);
    limit.tv_sec += PATIENCE_S;
    int late = 0;
    pthread_mutex_lock(&terminal->mutex);
    while (terminal->wakes == terminal->seen && late == 0) {
        late =
            pthread_cond_timedwait(&terminal->woken, &terminal->mutex, &limit);
    }
    bool heard = terminal->wakes > terminal->seen;
    terminal->seen += heard;
    pthread_mutex_unlock(&terminal->mutex);
    if (!heard) {
        fail_msg("the writer has nothing to say, and nothing is owed");
    }
    kiosk_tick(terminal->kiosk, terminal->now);
}

void terminal_await(struct terminal *terminal,
                    bool (*there)(struct terminal *terminal))
{
    kiosk_tick(terminal->kiosk, terminal->now);
    while (!there(terminal)) {
        terminal_hear(terminal);
    }
}

void terminal_input(struct terminal *terminal, struct input input)
{
    kiosk_input(terminal->kiosk, &input, terminal->now);
}

struct input terminal_at(struct terminal *terminal, enum input_kind kind,
                         struct action action)
{
    const struct item *item = scene_find(kiosk_scene(terminal->kiosk), action);
    assert_non_null(item);
    return (struct input){.kind = kind,
                          .source = INPUT_FINGER,
                          .finger = 1,
                          .x = item->box.x + item->box.w / 2,
                          .y = item->box.y + item->box.h / 2};
}

void terminal_tap(struct terminal *terminal, struct action action)
{
    struct input finger = terminal_at(terminal, INPUT_DOWN, action);
    terminal_input(terminal, finger);
    terminal_wait(terminal, 100);
    finger.kind = INPUT_UP;
    terminal_input(terminal, finger);
}

void terminal_tap_named(struct terminal *terminal, const char *name)
{
    const struct item *item = scene_named(kiosk_scene(terminal->kiosk), name);
    if (item == NULL) {
        fail_msg("there is no %s on the screen", name);
    }
    terminal_tap(terminal, item->action);
}

void terminal_answer(struct terminal *terminal, int level)
{
    const struct flow_timing *timing = &terminal->config.timing;
    terminal_tap(terminal, ANSWER(level));
    terminal_hear(terminal);
    terminal_wait(terminal, timing->advance_ms);
    terminal_wait(terminal, timing->settle_ms);
}

bool terminal_shows(struct terminal *terminal, struct action action)
{
    return scene_find(kiosk_scene(terminal->kiosk), action) != NULL;
}

bool terminal_says(struct terminal *terminal, const char *text)
{
    const struct scene *scene = kiosk_scene(terminal->kiosk);
    for (int i = 0; i < scene->count; i++) {
        if (strcmp(scene_text(scene, &scene->items[i]), text) == 0) {
            return true;
        }
    }
    return false;
}

static bool take_row(void *context, const struct row *row)
{
    struct text *out = context;
    if (row->kind == ROW_REASON) {
        text_append_format(out, "reason %s %s\n", row->item, row->note);
    } else if (row->kind >= ROW_VISIT && row->kind < ROW_CLOSE) {
        text_append_format(out, "%s %s %d\n", row_kind_name(row->kind),
                           row->item, row->value);
    }
    return true;
}

char *terminal_rows(struct terminal *terminal)
{
    struct record *record;
    struct text out = {0};
    struct record_params params = {.config = &terminal->config,
                                   .data_dir = terminal->folder.path,
                                   .now = terminal->now,
                                   .use = RECORD_COMMAND};
    assert_int_equal(record_open(&record, &params), STORE_OK);
    text_append(&out, "", 0);
    for (int32_t day = record_first_day(record);
         day <= record_day(record, terminal->now); day++) {
        struct record_scan scan = {day, take_row, &out};
        assert_int_equal(record_scan(record, &scan), STORE_OK);
    }
    record_close(record);
    return out.data;
}

void terminal_expect_rows(struct terminal *terminal, const char *expected)
{
    terminal_stop(terminal);
    char *rows = terminal_rows(terminal);
    assert_string_equal(rows, expected);
    free(rows);
    terminal_start(terminal, terminal->now);
}

int terminal_setup(void **state)
{
    static struct terminal terminal;
    terminal_open(&terminal, with_moment(WITH_MONDAY, 9, 0));
    *state = &terminal;
    return 0;
}

int terminal_teardown(void **state)
{
    terminal_close(*state);
    return 0;
}
