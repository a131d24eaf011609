#include "with_set_up.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "config/setup_file.h"
#include "config/with_config.h"
#include "trust/pin_file.h"

/* Argon2 at its least: none of these tests is about its strength. */
static const struct pin_cost light = {1, 8192};

void installing_open(struct installing *installing)
{
    memset(installing, 0, sizeof *installing);
    config_files_make(&installing->files);
    config_files_change(installing->files.ini, "unit_code=VANTRUONG",
                        "unit_code=");
    config_files_change(installing->files.ini, "device_id=QUAY-1",
                        "device_id=");
    config_files_change(installing->files.ini, "width_mm=344", "width_mm=");
    data_folder_make(&installing->data);
    with_view(&installing->view);
    installing->now = with_moment(WITH_MONDAY, 9, 0);
    installing->width_px = 1280;
    installing->height_px = 800;
}

void installing_kill(struct installing *installing)
{
    set_up_close(installing->set_up);
    installing->set_up = NULL;
}

void installing_close(struct installing *installing)
{
    installing_kill(installing);
    config_free(&installing->config);
    config_files_remove(&installing->files);
    data_folder_remove(&installing->data);
}

static void load(struct installing *installing)
{
    struct faults faults = {0};
    char entered[FILES_PATH_SIZE];
    bool any = setup_file_find(installing->data.path, entered);
    config_free(&installing->config);
    bool good = config_load_with(
        &installing->config,
        &(struct config_params){.path = installing->files.ini,
                                .share = installing->files.folder,
                                .entered = any ? entered : NULL,
                                .asks = true},
        &faults);
    assert_string_equal(faults.count > 0 ? faults.lines.data : "", "");
    assert_true(good);
}

void installing_start(struct installing *installing, bool optional)
{
    assert_null(installing->set_up);
    load(installing);
    if (!optional && !set_up_is_due(&installing->config)) {
        return;
    }
    installing->set_up = set_up_open(
        &(struct set_up_params){.config = &installing->config,
                                .data_dir = installing->data.path,
                                .optional = optional,
                                .pin_cost = &light,
                                .measure = installing->view.params.measure,
                                .width_px = installing->width_px,
                                .height_px = installing->height_px,
                                .told_mm = installing->told_mm,
                                .touch_folder = installing->touch_folder,
                                .now = installing->now});
    assert_non_null(installing->set_up);
}

/* As the loop: shows, then lets what is wanted be done. */
static void settle(struct installing *installing)
{
    do {
        (void)set_up_scene(installing->set_up);
        set_up_tick(installing->set_up, installing->now);
    } while (set_up_ended(installing->set_up) == SET_UP_GOES_ON &&
             set_up_deadline(installing->set_up, installing->now) == 0);
}

void installing_wait(struct installing *installing, int64_t ms)
{
    installing->now.boot_ms += ms;
    installing->now.wall_ms += ms;
    settle(installing);
}

static const struct item *find(struct installing *installing, const char *name)
{
    return scene_named(set_up_scene(installing->set_up), name);
}

bool installing_shows(struct installing *installing, const char *name)
{
    return find(installing, name) != NULL;
}

void installing_tap(struct installing *installing, const char *name)
{
    installing_wait(installing, installing->config.timing.settle_ms);
    const struct item *item = find(installing, name);
    if (item == NULL) {
        fail_msg("no %s on this page", name);
        return;
    }
    struct input input = {.kind = INPUT_DOWN,
                          .source = INPUT_FINGER,
                          .finger = 1,
                          .x = item->box.x + item->box.w / 2,
                          .y = item->box.y + item->box.h / 2};
    set_up_input(installing->set_up, &input, installing->now);
    input.kind = INPUT_UP;
    set_up_input(installing->set_up, &input, installing->now);
    settle(installing);
}

void installing_type(struct installing *installing, const char *kind,
                     const char *text)
{
    for (; *text != '\0'; text++) {
        char name[ACTION_NAME_SIZE];
        assert_true(text_format(name, sizeof name, "%s:%c", kind, *text));
        installing_tap(installing, name);
    }
}

bool installing_says(struct installing *installing, enum word word)
{
    const struct scene *scene = set_up_scene(installing->set_up);
    const char *text = installing->config.words[0].text[word];
    for (int i = 0; i < scene->count; i++) {
        char shown[1024];
        bool fits =
            text_copy(shown, sizeof shown, scene_text(scene, &scene->items[i]));
        assert_true(fits);
        for (char *p = shown; (p = strchr(p, '\n')) != NULL;) {
            *p = ' ';
        }
        if (strcmp(shown, text) == 0) {
            return true;
        }
    }
    return false;
}

bool installing_reads(struct installing *installing, const char *part)
{
    const struct scene *scene = set_up_scene(installing->set_up);
    for (int i = 0; i < scene->count; i++) {
        if (strstr(scene_text(scene, &scene->items[i]), part) != NULL) {
            return true;
        }
    }
    return false;
}

const char *installing_entered(struct installing *installing, char out[4096])
{
    char path[FILES_PATH_SIZE];
    struct text text = {0};
    out[0] = '\0';
    if (setup_file_find(installing->data.path, path)) {
        assert_true(files_read(path, 4000, &text));
        const char *from = strstr(text.data, "\n[");
        assert_non_null(from);
        assert_true(text_copy(out, 4096, from + 1));
        text_free(&text);
    }
    return out;
}
