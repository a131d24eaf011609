/* The screens of staff, on every glass; and the corner that leads to them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "view/inspect.h"
#include "with_panel.h"
#include "tried.h"

static const struct glass {
    int width_px, height_px, width_mm;
} glasses[] = {
    {1280, 800, 344},  {1024, 600, 344},  {1366, 768, 344},  {1920, 1080, 344},
    {1080, 1920, 195}, {1920, 1080, 708}, {1080, 1920, 398}, {3840, 2160, 344},
};

enum {
    GLASSES = sizeof glasses / sizeof glasses[0],
    NOTICES = PAD_FAILED + 1,
    STATES = EXPORT_EMPTY + 1,
    CLOCKS = 2,
    TESTS = 7,
    SETTINGS = STAFF_STUCK + 1,
    SHOWS = NOTICES + PANEL_PAGES + 1 + STATES + CLOCKS + SETTINGS + TESTS,
};

/* The clock in doubt, before its key is pressed and after. */
static void doubt(struct panel *panel, bool sure)
{
    panel->page = PAGE_TODAY;
    panel->now = (struct panel_clock){
        .asks = true, .sure = sure, .day = WITH_TODAY, .minute = 23 * 60 + 58};
}

/* Before the first touch, and with so many of them: each a hand's breadth off,
   where a number is long and crosses lie over what they will. */
static void with_test(struct panel *panel, const struct glass *glass,
                      int touches)
{
    const struct touch_glass on = {glass->width_px, glass->height_px,
                                   glass->width_mm};
    touch_test_start(&panel->test, &on, 0);
    for (int i = 0; i < touches; i++) {
        struct touch_place place = touch_test_spot(&on, i);
        place.x = place.x * 2 / 3;
        place.y = place.y * 2 / 3;
        touch_test_touch(&panel->test, place, 1000 * (i + 1));
    }
}

/* The pad with each notice, the panel's pages and it without figures, the
   export in each state; the clock in doubt, and being set; the touch test. */
static enum screen show(struct panel *panel, const struct glass *glass,
                        int number)
{
    if (number < NOTICES) {
        panel->pad.notice = (enum pad_notice)number;
        return SCREEN_PIN;
    }
    number -= NOTICES;
    if (number <= PANEL_PAGES) {
        panel->known = number < PANEL_PAGES;
        panel->page = (enum panel_page)(number % PANEL_PAGES);
        return SCREEN_PANEL;
    }
    number -= PANEL_PAGES + 1;
    if (number >= STATES + CLOCKS + SETTINGS) {
        number -= STATES + CLOCKS + SETTINGS;
        with_test(panel, glass, number * TOUCH_TEST_SPOTS / (TESTS - 1));
        return SCREEN_TOUCH_TEST;
    }
    if (number >= STATES + CLOCKS) {
        panel->now = (struct panel_clock){
            .day = WITH_TODAY,
            .minute = 23 * 60 + 58,
            .setting = (enum staff_setting)(number - STATES - CLOCKS),
            .ahead = 40 * 1440};
        return SCREEN_SET_CLOCK;
    }
    if (number >= STATES) {
        doubt(panel, number > STATES);
        return SCREEN_PANEL;
    }
    panel->exporting.state = (enum export_state)number;
    return SCREEN_EXPORT;
}

static void set_glass(struct with_view *with, const struct glass *glass)
{
    with->params.width_px = glass->width_px;
    with->params.height_px = glass->height_px;
    with->params.width_mm = glass->width_mm;
}

static void build(struct scene *scene, struct with_view *with,
                  const struct panel *panel, enum screen screen)
{
    view_build(scene, &with->params,
               &(struct view_state){.flow = &with->flow,
                                    .panel = panel,
                                    .screen = screen,
                                    .ease = VIEW_THERE});
}

static bool within(struct box inner, struct box outer)
{
    return inner.x >= outer.x && inner.y >= outer.y &&
           inner.x + inner.w <= outer.x + outer.w &&
           inner.y + inner.h <= outer.y + outer.h;
}

static void assert_fits(const struct scene *scene, int width_mm, int number)
{
    struct inspect_params params = {.width_mm = width_mm};
    struct inspection found = inspect_scene(scene, &params);
    if (found.fault != INSPECT_NONE) {
        print_error(
            "%dx%d %d mm, show %d: items %d \"%s\", %d\n", scene->width,
            scene->height, width_mm, number, found.item,
            found.item < 0 ? "" : scene_text(scene, &scene->items[found.item]),
            found.other);
    }
    assert_int_equal(found.fault, INSPECT_NONE);
    for (int i = 0; i < scene->count; i++) {
        const struct item *item = &scene->items[i];
        assert_true(within(item->words, item->box));
        assert_true(within(item->art, item->box));
    }
}

static void every_screen_fits_every_glass(void **state)
{
    (void)state;
    struct with_view with;
    struct panel panel;
    struct scene scene;
    with_view(&with);
    with.params.strict = true;
    with.flow.low_reach = true; /* is no business of staff's screens */
    for (int i = 0; i < GLASSES * SHOWS * 2 * 2; i++) {
        int number = i / GLASSES % SHOWS;
        set_glass(&with, &glasses[i % GLASSES]);
        with.flow.language = i / GLASSES / SHOWS % 2;
        with_panel(&panel, i / GLASSES / SHOWS / 2 == 0 ? 4 : 5);
        enum screen screen = show(&panel, &glasses[i % GLASSES], number);
        build(&scene, &with, &panel, screen);
        assert_fits(&scene, with.params.width_mm, number);
    }
}

/* Glasses of 7, 8 and 10 inches, and how wide they would have to be. */
static void small_glasses_shrink_as_others_do(void **state)
{
    (void)state;
    static const struct {
        struct glass glass;
        int good_for_mm;
    } small[] = {
        {{800, 480, 154}, 310},
        {{1280, 800, 217}, 320},
        {{800, 1280, 136}, 180},
        {{480, 800, 92}, 170},
    };
    struct with_view with;
    struct panel panel;
    struct scene scene;
    with_view(&with);
    for (int i = 0; i < 4 * SHOWS; i++) {
        set_glass(&with, &small[i % 4].glass);
        with_panel(&panel, 5);
        enum screen screen = show(&panel, &small[i % 4].glass, i / 4);
        build(&scene, &with, &panel, screen);
        assert_fits(&scene, small[i % 4].good_for_mm, i / 4);
    }
}

/* True when an item has this text, however it is broken into lines. */
static bool says(const struct scene *scene, const char *text)
{
    bool found = false;
    for (int i = 0; i < scene->count; i++) {
        const char *own = scene_text(scene, &scene->items[i]);
        size_t at = 0;
        while (own[at] != '\0' &&
               (own[at] == text[at] || (own[at] == '\n' && text[at] == ' '))) {
            at++;
        }
        found = found || (own[at] == '\0' && text[at] == '\0');
    }
    return found;
}

static const struct item *find_look(const struct scene *scene, enum look look,
                                    int which)
{
    for (int i = 0; i < scene->count; i++) {
        if (scene->items[i].look == look && which-- == 0) {
            return &scene->items[i];
        }
    }
    return NULL;
}

static void the_corner_is_there_and_never_shows(void **state)
{
    (void)state;
    struct with_view with;
    struct scene scene;
    static const enum screen screens[] = {SCREEN_QUESTION, SCREEN_OUT_OF_ORDER,
                                          SCREEN_THANKS, SCREEN_REASONS};
    for (int i = 0; i < GLASSES * 4 * 2; i++) {
        with_view(&with);
        set_glass(&with, &glasses[i % GLASSES]);
        with.flow.low_reach = i >= GLASSES * 4;
        view_build(&scene, &with.params,
                   &(struct view_state){.flow = &with.flow,
                                        .screen = screens[i / GLASSES % 4],
                                        .pressed = {ACTION_STAFF, 0}});
        const struct item *corner = scene_named(&scene, "staff");
        if (i / GLASSES % 4 >= 2) {
            assert_null(corner);
            continue;
        }
        assert_non_null(corner);
        int side = 20 * with.params.width_px / with.params.width_mm;
        struct box box = corner->box;
        assert_true(box.w >= side && box.h >= side);
        assert_true(box.x < side && box.y < side);
        assert_false(corner->pressed);
        assert_ptr_equal(scene_hit(&scene, box.x + side / 2, box.y + side / 2),
                         corner);
    }
}

static void a_pin_shows_as_dots_alone(void **state)
{
    (void)state;
    struct with_view with;
    struct panel panel;
    struct scene scene;
    with_view(&with);
    with_panel(&panel, 4);
    panel.pad.digits = 4;
    build(&scene, &with, &panel, SCREEN_PIN);
    const struct item *pad = find_look(&scene, LOOK_PAD, 0);
    assert_int_equal(pad->count, 6);
    assert_int_equal(pad->current, 4);
    assert_string_equal(scene_text(&scene, pad), "");
    for (int digit = 0; digit <= 9; digit++) {
        assert_non_null(
            scene_find(&scene, (struct action){ACTION_DIGIT, digit}));
    }
    assert_non_null(scene_named(&scene, "erase"));
    assert_non_null(scene_named(&scene, "enter"));
    assert_non_null(scene_named(&scene, "close"));
    panel.pad = (struct pad){.notice = PAD_WRONG, .left = 3};
    build(&scene, &with, &panel, SCREEN_PIN);
    assert_true(says(&scene, "Mã PIN chưa đúng. Còn 3 lần thử."));
}

static void a_pad_that_waits_takes_nothing(void **state)
{
    (void)state;
    struct with_view with;
    struct panel panel;
    struct scene scene;
    with_view(&with);
    with_panel(&panel, 4);
    panel.pad.notice = PAD_WAITING;
    struct view_state now = {.flow = &with.flow,
                             .panel = &panel,
                             .screen = SCREEN_PIN,
                             .pressed = {ACTION_DIGIT, 5}};
    view_build(&scene, &with.params, &now);
    const struct item *five = scene_named(&scene, "digit:5");
    assert_true(five->faded && !five->pressed);
    assert_false(scene_named(&scene, "close")->faded);
    panel.pad.notice = PAD_ASK;
    view_mark(&scene, &now);
    assert_true(!five->faded && five->pressed);
    for (int i = PAD_LOCKED; i <= PAD_UNSET; i++) {
        panel.pad.notice = (enum pad_notice)i;
        build(&scene, &with, &panel, SCREEN_PIN);
        assert_null(scene_named(&scene, "digit:5"));
        assert_non_null(scene_named(&scene, "close"));
    }
}

static void health_names_the_worst_and_counts_the_rest(void **state)
{
    (void)state;
    struct with_view with;
    struct panel panel;
    struct scene scene;
    with_view(&with);
    with_panel(&panel, 4);
    panel.page = PAGE_HOURS;
    panel.light_count = 3;
    panel.lights[0] = (struct light){LIGHT_EXPORT, LIGHT_CARE, 3};
    panel.lights[1] = (struct light){LIGHT_DISK, LIGHT_BAD, 700};
    panel.lights[2] = (struct light){LIGHT_CLOCK, LIGHT_WELL, 0};
    build(&scene, &with, &panel, SCREEN_PANEL);
    const struct item *light = find_look(&scene, LOOK_LIGHT, 0);
    assert_int_equal(light->current, LIGHT_BAD);
    assert_true(says(&scene, "Cần xử lý ngay: Ổ đĩa đầy, chỉ còn 700 MB (và 1 "
                             "việc khác)"));
    panel.lights[1].state = LIGHT_WELL;
    build(&scene, &with, &panel, SCREEN_PANEL);
    light = find_look(&scene, LOOK_LIGHT, 0);
    assert_string_equal(scene_text(&scene, light),
                        "Cần chú ý: 3 ngày chưa lấy tệp");
    panel.lights[0] = (struct light){LIGHT_BACKUP, LIGHT_TOLD, -1};
    build(&scene, &with, &panel, SCREEN_PANEL);
    light = find_look(&scene, LOOK_LIGHT, 0);
    assert_int_equal(light->current, LIGHT_WELL);
    assert_string_equal(scene_text(&scene, light), "Máy hoạt động tốt");
    tried("Máy hoạt động tốt (all is");
}

static void a_folder_is_no_stick(void **state)
{
    (void)state;
    struct with_view with;
    struct panel panel;
    struct scene scene;
    with_view(&with);
    with_panel(&panel, 4);
    panel.exporting.state = EXPORT_PICKING;
    build(&scene, &with, &panel, SCREEN_EXPORT);
    assert_true(says(&scene, "USB KINGSTON, còn trống 7,1 GB"));
    assert_true(says(&scene, "Thư mục KET-QUA-UBND, còn trống 120,5 GB"));
    static const struct {
        const char *name, *shown;
    } named[] = {{"USB", "USB, còn trống 7,1 GB"},
                 {"usb cua Lan", "usb cua Lan, còn trống 7,1 GB"},
                 {"US", "USB US, còn trống 7,1 GB"}};
    for (size_t i = 0; i < sizeof named / sizeof named[0]; i++) {
        strcpy(panel.exporting.targets[1].name, named[i].name);
        build(&scene, &with, &panel, SCREEN_EXPORT);
        if (!says(&scene, named[i].shown)) {
            fail_msg("the stick %s is not told as it should be", named[i].name);
        }
    }
    panel.exporting.target = 3;
    panel.exporting.state = EXPORT_WORKING;
    build(&scene, &with, &panel, SCREEN_EXPORT);
    assert_true(says(&scene, "Đang chép, xin đợi một chút"));
    panel.exporting.stopping = true;
    build(&scene, &with, &panel, SCREEN_EXPORT);
    assert_true(says(&scene, "Đang dừng lần chép trước…"));
}

static void today_is_said_to_be_provisional(void **state)
{
    static const char words[] = "Hôm nay: tệp tạm";
    (void)state;
    struct with_view with;
    struct panel panel;
    struct scene scene;
    with_view(&with);
    with_panel(&panel, 4);
    struct panel_export *exporting = &panel.exporting;
    exporting->state = EXPORT_PICKING;
    build(&scene, &with, &panel, SCREEN_EXPORT);
    assert_true(says(&scene, words));
    exporting->target = 0; /* the outbox has closed days only */
    build(&scene, &with, &panel, SCREEN_EXPORT);
    assert_false(says(&scene, words));
    exporting->target = 1;
    exporting->today_open = false;
    build(&scene, &with, &panel, SCREEN_EXPORT);
    assert_false(says(&scene, words));
    exporting->today_open = true;
    exporting->to = WITH_TODAY - 1;
    build(&scene, &with, &panel, SCREEN_EXPORT);
    assert_false(says(&scene, words));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_screen_fits_every_glass),
        cmocka_unit_test(small_glasses_shrink_as_others_do),
        cmocka_unit_test(the_corner_is_there_and_never_shows),
        cmocka_unit_test(a_pin_shows_as_dots_alone),
        cmocka_unit_test(a_pad_that_waits_takes_nothing),
        cmocka_unit_test(health_names_the_worst_and_counts_the_rest),
        cmocka_unit_test(a_folder_is_no_stick),
        cmocka_unit_test(today_is_said_to_be_provisional),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
