#include "kiosk/with_terminal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/record.h"
#include "survey/with_form.h"
#include "view/with_view.h"

static void ring(void *context)
{
    struct terminal *terminal = context;
    pthread_mutex_lock(&terminal->mutex);
    terminal->wakes++;
    pthread_cond_signal(&terminal->woken);
    pthread_mutex_unlock(&terminal->mutex);
}

/* The config of the data tests, with the words, times and glass of a kiosk. */
static void complete(struct config *config, const struct with_view *view)
{
    config->width_mm = view->params.width_mm;
    config->cooldown_ms = 5000;
    config->timing = with_rules(&config->form).timing;
    for (int i = 0; i < config->language_count; i++) {
        config->office_name[i] = view->office_name[i];
        config->words[i].name = view->words[i].name;
        for (int word = 0; word < WORD_COUNT; word++) {
            config->words[i].text[word] = words_key((enum word)word);
        }
    }
}

void terminal_start(struct terminal *terminal, struct moment now)
{
    struct with_view typeface;
    with_view(&typeface);
    complete(&terminal->config, &typeface);
    terminal->config.timing.settle_ms = terminal->settle_ms;
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
    terminal->kiosk =
        kiosk_open(&(struct kiosk_params){.config = &terminal->config,
                                          .writer = terminal->writer,
                                          .measure = typeface.params.measure,
                                          .width_px = 1280,
                                          .height_px = 800,
                                          .now = now});
    assert_non_null(terminal->kiosk);
    terminal_hear(terminal);
    terminal_wait(terminal, terminal->config.timing.settle_ms);
}

void terminal_open(struct terminal *terminal, struct moment now)
{
    *terminal = (struct terminal){.config = with_config(), .settle_ms = 500};
    pthread_mutex_init(&terminal->mutex, NULL);
    pthread_cond_init(&terminal->woken, NULL);
    data_folder_make(&terminal->folder);
    terminal_start(terminal, now);
}

void terminal_stop(struct terminal *terminal)
{
    writer_stop(terminal->writer, terminal->now);
    kiosk_close(terminal->kiosk);
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

void terminal_hear(struct terminal *terminal)
{
    pthread_mutex_lock(&terminal->mutex);
    while (terminal->wakes == terminal->seen) {
        pthread_cond_wait(&terminal->woken, &terminal->mutex);
    }
    terminal->seen++;
    pthread_mutex_unlock(&terminal->mutex);
    kiosk_tick(terminal->kiosk, terminal->now);
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
    if (row->kind >= ROW_VISIT && row->kind < ROW_CLOSE) {
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
