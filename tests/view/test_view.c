/* Scenes: laid out for many glasses, hit where they are drawn. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "view/inspect.h"
#include "with_panel.h"
#include "with_view.h"
#include "tried.h"

static void build(struct with_view *with, struct scene *scene)
{
    view_build(scene, &with->params,
               &(struct view_state){.flow = &with->flow,
                                    .screen = with->flow.screen,
                                    .ease = VIEW_THERE});
}

static struct inspection look(const struct scene *scene, int width_mm)
{
    return inspect_scene(scene, &(struct inspect_params){.width_mm = width_mm});
}

static void a_glass_too_small_is_found_out(void **state)
{
    (void)state;
    struct with_view with;
    struct scene scene;
    with_view(&with);
    with.params.width_mm = 100;
    with.params.strict = true;
    build(&with, &scene);
    assert_int_not_equal(look(&scene, 100).fault, INSPECT_NONE);
    /* Yet what a visitor gets can be read and pressed. */
    with.params.strict = false;
    build(&with, &scene);
    assert_int_equal(look(&scene, 100).fault, INSPECT_SMALL);
    assert_int_equal(look(&scene, 250).fault, INSPECT_NONE);
}

static void a_text_too_long_is_found_out(void **state)
{
    (void)state;
    char text[200];
    memset(text, 'm', sizeof text);
    text[sizeof text - 1] = '\0';
    for (int i = 0; i < 6; i++) {
        struct with_view with;
        struct scene scene;
        with_view(&with);
        const char **texts[] = {&with.form.level_text[2][0],
                                &with.form.questions[0].theme[0],
                                &with.form.questions[0].text[0],
                                &with.pledge[0],
                                &with.office_name[0],
                                &with.words[0].text[WORD_SKIP]};
        with.params.pledge = with.pledge;
        with.params.strict = true;
        *texts[i] = text;
        build(&with, &scene);
        struct inspection found = look(&scene, with.params.width_mm);
        print_message("text %d, fault %d\n", i, found.fault);
        assert_int_not_equal(found.fault, INSPECT_NONE);
        if (found.fault == INSPECT_MISFIT) {
            assert_string_equal(scene_text(&scene, &scene.items[found.item]),
                                text);
        }
    }
}

static void faces_stand_from_worst_to_best(void **state)
{
    (void)state;
    struct with_view with;
    struct scene scene;
    with_view(&with);
    for (with.form.levels = 3; with.form.levels <= 5; with.form.levels++) {
        int right = -1;
        build(&with, &scene);
        for (int level = 1; level <= with.form.levels; level++) {
            const struct item *item =
                scene_find(&scene, (struct action){ACTION_ANSWER, level});
            assert_non_null(item);
            assert_true(item->box.x > right);
            right = item->box.x + item->box.w;
            assert_int_equal(item->face, form_face(with.form.levels, level));
        }
        assert_null(scene_find(
            &scene, (struct action){ACTION_ANSWER, with.form.levels + 1}));
    }
}

static bool holds(const struct scene *scene, const char *part)
{
    bool found = false;
    for (int i = 0; i < scene->count && !found; i++) {
        found = strstr(scene_text(scene, &scene->items[i]), part) != NULL;
    }
    return found;
}

/* Today, while that is not over; else the next day that has hours. */
static void asleep_it_says_when_the_office_opens(void **state)
{
    (void)state;
    enum { MONDAY = 20780, NOON = 720 }; /* 2026-11-23 */
    static const struct {
        int day, minute;
        const char *said;
    } table[] = {{MONDAY, NOON - 1, "Hai:"},
                 {MONDAY, NOON, "S\u00e1u:"},
                 {MONDAY + 4, 0, "S\u00e1u:"},
                 {MONDAY + 5, 0, "Hai:"}};
    struct with_view with;
    struct scene scene;
    struct hours hours = {.date_count = 0};
    hours.weekdays[0] = hours.weekdays[4] =
        (struct hours_weekday){{{450, NOON}}, 1};
    with_view(&with);
    with.params.width_px = 1920;
    with.params.height_px = 1080;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        const struct now now = {.day = table[i].day, .minute = table[i].minute};
        const struct view_state asleep = {.flow = &with.flow,
                                          .now = &now,
                                          .screen = SCREEN_ASLEEP,
                                          .ease = VIEW_THERE};
        print_message("%zu\n", i);
        with.params.hours = &hours;
        view_build(&scene, &with.params, &asleep);
        assert_true(holds(&scene, table[i].said));
        with.params.hours = NULL;
        view_build(&scene, &with.params, &asleep);
        assert_false(holds(&scene, table[i].said));
    }
}

/* On its own question alone, and large enough to be pressed. */
static void a_question_may_have_a_key_of_its_own(void **state)
{
    (void)state;
    struct with_view with;
    struct scene scene;
    const struct action na = {ACTION_NA, 0};
    with_view(&with);
    with.params.strict = true;
    with.form.questions[1].na[0] = "Không có sơ suất";
    build(&with, &scene);
    assert_null(scene_find(&scene, na));
    with.flow.question = 1;
    build(&with, &scene);
    const struct item *key = scene_find(&scene, na);
    assert_non_null(key);
    assert_string_equal(scene_text(&scene, key), with.form.questions[1].na[0]);
    assert_int_equal(look(&scene, with.params.width_mm).fault, INSPECT_NONE);
    with.flow.screen = SCREEN_REASONS;
    build(&with, &scene);
    assert_null(scene_find(&scene, na));
}

static void what_is_drawn_is_what_is_hit(void **state)
{
    (void)state;
    struct with_view with;
    struct scene scene;
    with_view(&with);
    with.flow.question = 1;
    build(&with, &scene);
    for (int i = 0; i < scene.count; i++) {
        const struct item *item = &scene.items[i];
        const struct box b = item->box;
        const struct item *expected =
            item->action.kind == ACTION_NONE ? NULL : item;
        assert_ptr_equal(scene_hit(&scene, b.x, b.y), expected);
        assert_ptr_equal(scene_hit(&scene, b.x + b.w - 1, b.y + b.h - 1),
                         expected);
    }
    assert_null(scene_hit(&scene, -1, -1));
    assert_null(scene_hit(&scene, scene.width, scene.height));
    tried("the chosen face is the one");
}

static void the_way_back_begins_at_the_second_question(void **state)
{
    (void)state;
    struct with_view with;
    struct scene scene;
    with_view(&with);
    build(&with, &scene);
    assert_null(scene_find(&scene, (struct action){ACTION_BACK, 0}));
    with.flow.question = 1;
    build(&with, &scene);
    assert_non_null(scene_find(&scene, (struct action){ACTION_BACK, 0}));
}

static void one_language_needs_no_toggle(void **state)
{
    (void)state;
    struct with_view with;
    struct scene scene;
    with_view(&with);
    build(&with, &scene);
    const struct item *toggle =
        scene_find(&scene, (struct action){ACTION_LANGUAGE, 0});
    assert_non_null(toggle);
    assert_string_equal(scene_text(&scene, toggle), "English");
    with.params.language_count = 1;
    build(&with, &scene);
    assert_null(scene_find(&scene, (struct action){ACTION_LANGUAGE, 0}));
}

static void progress_is_said_in_words(void **state)
{
    (void)state;
    struct with_view with;
    struct scene scene;
    with_view(&with);
    with.flow.question = 1;
    build(&with, &scene);
    bool found = false;
    for (int i = 0; i < scene.count; i++) {
        if (scene.items[i].look == LOOK_DOTS) {
            found = true;
            assert_string_equal(scene_text(&scene, &scene.items[i]), "Câu 2/4");
            assert_int_equal(scene.items[i].current, 1);
        }
    }
    assert_true(found);
    tried("Câu 2/4, the dots");
}

/* The names of all that can be pressed, in drawing order. */
static const struct {
    enum screen screen;
    int question;
    bool low, voiced, saving;
    const char *names;
} pressables[] = {
    {SCREEN_QUESTION, 0, false, false, false,
     "answer:1 answer:2 answer:3 staff low-reach language skip "},
    {SCREEN_QUESTION, 1, false, true, false,
     "answer:1 answer:2 answer:3 staff back low-reach speak language skip "},
    {SCREEN_QUESTION, 1, true, true, false,
     "answer:1 answer:2 answer:3 staff back low-reach speak language skip "},
    {SCREEN_QUESTION, 3, false, false, true,
     "answer:1 answer:2 answer:3 staff language "},
    {SCREEN_REASONS, 0, false, true, false,
     "reason:huong-dan reason:cho-lau reason:di-lai reason:giay-to "
     "reason:chua-xong reason:goi-y back low-reach done language skip "},
    {SCREEN_THANKS, 3, false, true, false, ""},
    {SCREEN_STILL_THERE, 1, true, true, false, "staff finish continue "},
    {SCREEN_ASLEEP, 0, false, true, false, ""},
    {SCREEN_OUT_OF_ORDER, 0, true, true, false, "staff "},
};

static void list_names(const struct scene *scene, char out[400])
{
    out[0] = '\0';
    for (int i = 0; i < scene->count; i++) {
        char name[ACTION_NAME_SIZE];
        scene_action_name(scene, &scene->items[i], name);
        if (strcmp(name, "none") != 0) {
            assert_true(strlen(out) + strlen(name) + 2 < 400);
            strcat(strcat(out, name), " ");
            assert_ptr_equal(scene_named(scene, name), &scene->items[i]);
        }
    }
}

static void every_screen_has_its_keys(void **state)
{
    (void)state;
    struct with_view with;
    struct scene scene;
    char names[400];
    with_view(&with);
    assert_true(form_reduce(&with.form, 3));
    for (size_t i = 0; i < sizeof pressables / sizeof pressables[0]; i++) {
        with.flow = (struct flow){.screen = pressables[i].screen,
                                  .question = pressables[i].question,
                                  .low_reach = pressables[i].low,
                                  .saving = pressables[i].saving};
        with.sheet.asked[with.flow.question].voiced[0] = pressables[i].voiced;
        build(&with, &scene);
        list_names(&scene, names);
        assert_string_equal(names, pressables[i].names);
        assert_null(scene_named(&scene, "reason:"));
    }
}

static void a_key_shows_what_it_does_next(void **state)
{
    (void)state;
    struct with_view with;
    struct scene scene;
    with_view(&with);
    with.sheet.asked[0].voiced[0] = true;
    build(&with, &scene);
    assert_int_equal(scene_named(&scene, "low-reach")->sign, SIGN_LOWER);
    assert_false(scene_named(&scene, "speak")->chosen);
    with.flow.low_reach = true;
    with.flow.speaking = true;
    build(&with, &scene);
    const struct item *raise = scene_named(&scene, "low-reach");
    assert_int_equal(raise->sign, SIGN_RAISE);
    assert_string_equal(scene_text(&scene, raise), "Nút lên cao");
    assert_true(scene_named(&scene, "speak")->chosen);
    /* It is the language before the visitor that must have a recording. */
    with.flow.language = 1;
    build(&with, &scene);
    assert_null(scene_named(&scene, "speak"));
}

static void the_pledge_stands_on_the_idle_screen(void **state)
{
    (void)state;
    struct with_view with;
    struct scene scene;
    with_view(&with);
    with.params.pledge = with.pledge;
    for (int question = 0; question < 2; question++) {
        with.flow.question = question;
        build(&with, &scene);
        assert_int_equal(scene_says(&scene, with.pledge[0]), question == 0);
        assert_true(scene_says(&scene, with.words[0].text[WORD_ANONYMOUS]));
    }
}

static void a_logo_is_one_to_three_times_as_wide_as_high(void **state)
{
    (void)state;
    static const struct {
        int width, height;
        int hundredths; /* of the height */
    } logos[] = {{50, 100, 100}, {200, 100, 200}, {900, 100, 300}};
    struct with_view with;
    struct scene scene;
    with_view(&with);
    build(&with, &scene);
    assert_null(scene_find_look(&scene, LOOK_LOGO, 0));
    for (size_t i = 0; i < sizeof logos / sizeof logos[0]; i++) {
        with.params.logo_width = logos[i].width;
        with.params.logo_height = logos[i].height;
        build(&with, &scene);
        const struct item *item = scene_find_look(&scene, LOOK_LOGO, 0);
        assert_non_null(item);
        struct box logo = item->box;
        assert_int_equal(logo.w * 100 / logo.h, logos[i].hundredths);
        const struct item *flower = scene_find_look(&scene, LOOK_FLOWER, 0);
        assert_true(flower->box.x > logo.x + logo.w);
    }
}

static void a_key_out_of_reach_is_found_out(void **state)
{
    (void)state;
    struct with_view with;
    struct scene scene;
    with_view(&with);
    build(&with, &scene);
    struct inspect_params params = {with.params.width_mm, true};
    assert_int_equal(inspect_scene(&scene, &params).fault, INSPECT_HIGH);
    with.flow.low_reach = true;
    build(&with, &scene);
    assert_int_equal(inspect_scene(&scene, &params).fault, INSPECT_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_glass_too_small_is_found_out),
        cmocka_unit_test(a_text_too_long_is_found_out),
        cmocka_unit_test(faces_stand_from_worst_to_best),
        cmocka_unit_test(asleep_it_says_when_the_office_opens),
        cmocka_unit_test(a_question_may_have_a_key_of_its_own),
        cmocka_unit_test(what_is_drawn_is_what_is_hit),
        cmocka_unit_test(the_way_back_begins_at_the_second_question),
        cmocka_unit_test(one_language_needs_no_toggle),
        cmocka_unit_test(progress_is_said_in_words),
        cmocka_unit_test(every_screen_has_its_keys),
        cmocka_unit_test(a_key_shows_what_it_does_next),
        cmocka_unit_test(the_pledge_stands_on_the_idle_screen),
        cmocka_unit_test(a_logo_is_one_to_three_times_as_wide_as_high),
        cmocka_unit_test(a_key_out_of_reach_is_found_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
