/* Every screen on every glass: inside, apart, large enough, within reach. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "view/inspect.h"
#include "with_view.h"
#include "variant.h"

static const struct {
    int width_px, height_px;
} sizes[] = {
    {800, 480},   {1024, 600},  {1280, 800}, {1366, 768},
    {1920, 1080}, {1080, 1920}, {800, 1280}, {3840, 2160},
};

enum { SIZES = sizeof sizes / sizeof sizes[0], SCREENS = 6 };

/* One of all the cases: each digit of `n` picks a thing. */
struct pick {
    long n;
};

static int pick(struct pick *from, int of)
{
    int picked = (int)(from->n % of);
    from->n /= of;
    return picked;
}

enum { CASES = SIZES * SCREENS * 3 * 2 * 2 * 2 * 2 * 2 * 2 * 2 };

/* gcc's program looks at every case, the slower ones at every 17th, in which
   each of two things chosen meets each of two others still. */
enum { STEP = VARIANT_FEW ? 17 : 1 };

static const struct witness witness = {20780, 1234, "K7QM2XRD9F4TB"};

/* Chooses the case with this number; the glass is a usual one, or 32". */
static void with_case(struct with_view *with, long number)
{
    struct pick from = {number};
    with_view(with);
    int size = pick(&from, SIZES);
    bool upright = sizes[size].height_px > sizes[size].width_px;
    with->params.width_px = sizes[size].width_px;
    with->params.height_px = sizes[size].height_px;
    with->flow.screen = (enum screen)pick(&from, SCREENS);
    int levels = 3 + pick(&from, 3);
    if (levels < with->form.levels) {
        assert_true(form_reduce(&with->form, levels));
    }
    with->params.width_mm = pick(&from, 2) == 1 ? upright ? 398 : 708
                            : upright           ? 195
                                                : 344;
    with->flow.low_reach = pick(&from, 2) == 1;
    with->sheet.asked[0].voiced[0] = pick(&from, 2) == 1;
    with->sheet.asked[0].voiced[1] = with->sheet.asked[0].voiced[0];
    with->sheet.asked[1] = with->sheet.asked[0];
    if (pick(&from, 2) == 1) {
        with->params.logo_width = 250;
        with->params.logo_height = 100;
    }
    with->params.pledge = pick(&from, 2) == 1 ? with->pledge : NULL;
    with->flow.language = pick(&from, 2);
    with->flow.question = pick(&from, 2);
    with->params.strict = true;
}

static void print_case(const struct with_view *with, struct inspection found)
{
    print_error("%dx%d, %d mm, screen %d, question %d, levels %d, language %d, "
                "low %d, voice %d, logo %d, pledge %d: fault %d, items %d %d\n",
                with->params.width_px, with->params.height_px,
                with->params.width_mm, with->flow.screen, with->flow.question,
                with->form.levels, with->flow.language, with->flow.low_reach,
                with->sheet.asked[0].voiced[0], with->params.logo_width,
                with->params.pledge != NULL, found.fault, found.item,
                found.other);
}

static void assert_fits(const struct with_view *with, const struct scene *scene)
{
    struct inspect_params params = {with->params.width_mm,
                                    with->flow.low_reach &&
                                        view_offers_low_reach(&with->params)};
    struct inspection found = inspect_scene(scene, &params);
    if (found.fault != INSPECT_NONE) {
        print_case(with, found);
    }
    assert_int_equal(found.fault, INSPECT_NONE);
}

static bool within(struct box inner, struct box outer)
{
    return inner.x >= outer.x && inner.y >= outer.y &&
           inner.x + inner.w <= outer.x + outer.w &&
           inner.y + inner.h <= outer.y + outer.h;
}

/* Words and art never reach beyond their item. */
static void assert_whole(const struct with_view *with,
                         const struct scene *scene)
{
    for (int i = 0; i < scene->count; i++) {
        const struct item *item = &scene->items[i];
        if (!within(item->words, item->box) || !within(item->art, item->box)) {
            print_case(with, (struct inspection){INSPECT_OUTSIDE, i, -1});
            fail();
        }
    }
}

static void every_screen_fits_every_glass(void **state)
{
    (void)state;
    struct with_view with;
    struct scene scene;
    for (long number = 0; number < CASES; number += STEP) {
        with_case(&with, number);
        /* Every case stands still, or is moved to one of the other corners. */
        view_build(&scene, &with.params,
                   &(struct view_state){
                       .flow = &with.flow,
                       .witness = number % 5 % 2 == 0 ? &witness : NULL,
                       .screen = with.flow.screen,
                       .shift = (int)(number % 7 % 4)});
        assert_fits(&with, &scene);
        assert_whole(&with, &scene);
    }
}

static void the_wait_for_the_disk_is_said_everywhere(void **state)
{
    (void)state;
    struct with_view with;
    struct scene scene;
    for (long number = 0; number < SIZES; number++) {
        with_case(&with, number);
        with.flow.saving = true;
        view_build(&scene, &with.params,
                   &(struct view_state){.flow = &with.flow,
                                        .screen = with.flow.screen});
        assert_fits(&with, &scene);
        assert_null(scene_named(&scene, "skip"));
    }
}

static bool says(const struct scene *scene, const char *text)
{
    bool found = false;
    for (int i = 0; i < scene->count; i++) {
        const char *own = scene_text(scene, &scene->items[i]);
        found = found || strstr(own, text) != NULL;
    }
    return found;
}

static void show_witness(struct with_view *with, struct scene *scene)
{
    view_build(scene, &with->params,
               &(struct view_state){.flow = &with->flow,
                                    .witness = &witness,
                                    .screen = with->flow.screen});
    assert_fits(with, scene);
}

/* On every usual glass it is to be read, whatever else the office wants. */
static void the_witness_stands_on_the_first_question_alone(void **state)
{
    (void)state;
    struct with_view with;
    struct scene scene;
    for (long number = 0; number < CASES; number += STEP) {
        with_case(&with, number);
        show_witness(&with, &scene);
        assert_int_equal(says(&scene, "K7QM-2XRD-9F4TB"),
                         with.flow.screen == SCREEN_QUESTION &&
                             with.flow.question == 0);
        if (with.flow.language == 0 && says(&scene, "K7QM-2XRD-9F4TB")) {
            assert_true(says(
                &scene,
                "Ngày 23/11: 1.234 lượt · Mã đối\u00a0chiếu K7QM-2XRD-9F4TB"));
        }
    }
}

/* Where there is no room for it and the faces, the faces stay. */
static void the_smallest_glass_gives_the_witness_up(void **state)
{
    (void)state;
    struct with_view with;
    struct scene scene;
    struct scene without;
    with_view(&with);
    with.params.width_px = 800;
    with.params.height_px = 480;
    with.params.width_mm = 154;
    view_build(
        &without, &with.params,
        &(struct view_state){.flow = &with.flow, .screen = with.flow.screen});
    view_build(&scene, &with.params,
               &(struct view_state){.flow = &with.flow,
                                    .witness = &witness,
                                    .screen = with.flow.screen});
    assert_false(says(&scene, "K7QM"));
    assert_int_equal(scene_named(&scene, "answer:1")->art.w,
                     scene_named(&without, "answer:1")->art.w);
}

/* Glasses of 7, 8 and 10 inches: what is on them is too small for them, but
   no smaller than on a glass of these widths all would be large enough. */
static const struct {
    int width_px, height_px, width_mm;
    int levels;
    int question_mm, reasons_mm;
} small_glasses[] = {
    {800, 480, 154, 3, 180, 220},  {800, 480, 154, 5, 200, 220},
    {480, 800, 92, 3, 108, 142},   {480, 800, 92, 5, 120, 142},
    {1280, 800, 172, 4, 190, 224}, {800, 1280, 108, 5, 128, 142},
    {1280, 800, 217, 5, 217, 217}, {800, 1280, 136, 5, 136, 144},
};

static void shrinks_no_further(struct with_view *with, enum screen screen,
                               int good_for_mm)
{
    struct scene scene;
    int width_mm = with->params.width_mm;
    with->flow.screen = screen;
    view_build(&scene, &with->params,
               &(struct view_state){.flow = &with->flow,
                                    .screen = with->flow.screen,
                                    .shift = 2});
    with->params.width_mm = good_for_mm;
    assert_fits(with, &scene);
    with->params.width_mm = width_mm;
}

static void a_small_glass_shrinks_as_little_as_it_must(void **state)
{
    (void)state;
    struct with_view with;
    for (size_t i = 0; i < sizeof small_glasses / sizeof small_glasses[0];
         i++) {
        with_view(&with);
        with.params.width_px = small_glasses[i].width_px;
        with.params.height_px = small_glasses[i].height_px;
        with.params.width_mm = small_glasses[i].width_mm;
        assert_true(with.form.levels == small_glasses[i].levels ||
                    form_reduce(&with.form, small_glasses[i].levels));
        shrinks_no_further(&with, SCREEN_QUESTION,
                           small_glasses[i].question_mm);
        shrinks_no_further(&with, SCREEN_REASONS, small_glasses[i].reasons_mm);
        shrinks_no_further(&with, SCREEN_STILL_THERE, with.params.width_mm);
        shrinks_no_further(&with, SCREEN_ASLEEP, with.params.width_mm);
    }
}

static void short_words_fit_seven_inches(void **state)
{
    (void)state;
    static const char *const labels[] = {"Kém", "Tạm", "Được", "Tốt"};
    struct with_view with;
    struct scene scene;
    for (int levels = 3; levels <= 4; levels++) {
        with_view(&with);
        assert_true(form_reduce(&with.form, levels));
        for (int i = 0; i < levels; i++) {
            with.form.level_text[i][0] = labels[i];
        }
        with.form.questions[0].text[0] = "Cán bộ có lắng nghe không?";
        with.params.width_px = 800;
        with.params.height_px = 480;
        with.params.width_mm = 154;
        with.params.strict = true;
        view_build(&scene, &with.params,
                   &(struct view_state){.flow = &with.flow,
                                        .screen = with.flow.screen,
                                        .shift = 2});
        assert_fits(&with, &scene);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_screen_fits_every_glass),
        cmocka_unit_test(the_wait_for_the_disk_is_said_everywhere),
        cmocka_unit_test(the_witness_stands_on_the_first_question_alone),
        cmocka_unit_test(the_smallest_glass_gives_the_witness_up),
        cmocka_unit_test(a_small_glass_shrinks_as_little_as_it_must),
        cmocka_unit_test(short_words_fit_seven_inches),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
