/* What goes wrong while the terminal is put up is shown on the glass. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "with_set_up.h"

static int open_it(void **state)
{
    static struct installing installing;
    installing_open(&installing);
    *state = &installing;
    return 0;
}

static int close_it(void **state)
{
    installing_close(*state);
    return 0;
}

static void a_disk_that_refuses_is_said_and_tried_again(void **state)
{
    struct installing *installing = *state;
    char entered[4096];
    if (geteuid() == 0) {
        /* A folder in its place stops root, too. */
        assert_int_equal(
            mkdir(data_folder_path(&installing->data, "setup.ini.tmp"), 0700),
            0);
    } else {
        assert_int_equal(chmod(installing->data.path, 0500), 0);
    }
    installing_start(installing, false);
    installing_tap(installing, "enter");
    installing_type(installing, "letter", "BA-DONG");
    installing_tap(installing, "enter");
    assert_true(installing_says(installing, WORD_SET_UP_UNKEPT));
    assert_int_equal(chmod(installing->data.path, 0700), 0);
    rmdir(data_folder_path(&installing->data, "setup.ini.tmp"));
    installing_tap(installing, "enter");
    assert_true(installing_says(installing, WORD_DEVICE));
    assert_non_null(
        strstr(installing_entered(installing, entered), "unit_code=BA-DONG\n"));
}

static void a_fault_is_shown_with_its_line(void **state)
{
    struct installing *installing = *state;
    struct faults faults = {0};
    installing_start(installing, false);
    installing_kill(installing);
    faults_add(&faults, "/etc/bonluon/bonluon.ini", 42, "this/that is wrong");
    faults_add(&faults, "/etc/bonluon/bonluon.ini", 43, "and that");
    installing->config.width_mm = 344;
    installing->set_up = set_up_open(
        &(struct set_up_params){.config = &installing->config,
                                .faults = &faults,
                                .measure = installing->view.params.measure,
                                .width_px = 1280,
                                .height_px = 800,
                                .now = installing->now});
    const struct scene *scene = set_up_scene(installing->set_up);
    bool found = false;
    for (int i = 0; i < scene->count; i++) {
        const char *text = scene_text(scene, &scene->items[i]);
        found =
            found || strcmp(text, "bonluon.ini:42: this/that is wrong") == 0;
    }
    assert_true(found);
    assert_true(installing_says(installing, WORD_OUT_OF_ORDER));
    installing_wait(installing, INSTALLER_STAY_MS - 1);
    assert_int_equal(set_up_ended(installing->set_up), SET_UP_GOES_ON);
    installing_wait(installing, 1);
    assert_int_equal(set_up_ended(installing->set_up), SET_UP_LEFT);
    faults_free(&faults);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_it, close_it)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_disk_that_refuses_is_said_and_tried_again),
        TEST(a_fault_is_shown_with_its_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
