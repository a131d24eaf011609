/* What staff see of the record's trust: the seal, the clock in doubt. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "with_panel.h"
#include "tried.h"

static void the_seal_is_listed_as_its_code_says(void **state)
{
    (void)state;
    struct shown shown;
    panel_prepare(&shown);
    shown.panel.page = PAGE_SEAL;
    panel_build(&shown, SCREEN_PANEL);
    const struct item *code = scene_find_look(&shown.scene, LOOK_CODE, 0);
    assert_non_null(code);
    assert_int_equal(code->action.kind, ACTION_NONE);
    assert_string_equal(scene_text(&shown.scene, code), shown.panel.trust.seal);
    assert_int_equal(code->art.w, code->art.h);
    /* 57 modules and the quiet zone, half a millimetre each. */
    assert_true(code->art.w * 344.0 / 1280 >= 65 * 0.5);
    assert_true(scene_says(&shown.scene, "Niêm phong ngày 22/11/2026"));
    assert_true(scene_says(&shown.scene, shown.panel.trust.fingerprint));
    shown.panel.trust.seal[0] = '\0';
    panel_build(&shown, SCREEN_PANEL);
    assert_null(scene_find_look(&shown.scene, LOOK_CODE, 0));
    assert_true(scene_says(&shown.scene, shown.panel.trust.fingerprint));
}

static void a_clock_in_doubt_has_a_key_for_its_day(void **state)
{
    (void)state;
    struct shown shown;
    panel_prepare(&shown);
    assert_null(scene_named(&shown.scene, "confirm"));
    shown.panel.now =
        (struct panel_clock){.asks = true, .day = WITH_TODAY, .minute = 65};
    panel_build(&shown, SCREEN_PANEL);
    assert_true(scene_says(&shown.scene, "Thứ Hai, 23/11/2026"));
    assert_true(scene_says(&shown.scene, "01 giờ 05 phút"));
    const struct item *key = scene_named(&shown.scene, "confirm");
    assert_non_null(key);
    assert_int_equal(key->action.value, WITH_TODAY);
    assert_int_equal(key->look, LOOK_BUTTON);
    assert_string_equal(scene_text(&shown.scene, key),
                        "Đúng, hôm nay là 23/11/2026");
    shown.panel.now.sure = true;
    panel_build(&shown, SCREEN_PANEL);
    key = scene_named(&shown.scene, "confirm");
    assert_int_equal(key->look, LOOK_PRIMARY);
    assert_string_equal(scene_text(&shown.scene, key),
                        "Chắc chắn chưa? Bấm lần nữa");
    shown.panel.page = PAGE_DAYS;
    panel_build(&shown, SCREEN_PANEL);
    assert_null(scene_named(&shown.scene, "confirm"));
    tried("Nothing speaks against date and time");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_seal_is_listed_as_its_code_says),
        cmocka_unit_test(a_clock_in_doubt_has_a_key_for_its_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
