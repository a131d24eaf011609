/* The kernel's word on monitors, played by a folder. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "display/connectors.h"

struct connector {
    const char *name, *status, *enabled, *dpms; /* NULL: no such file */
};

static const char *const files[] = {"status", "enabled", "dpms"};

static void path_of(char path[128], const char *folder, const char *name,
                    const char *file)
{
    int length = snprintf(path, 128, "%s/%s%s%s", folder, name,
                          file[0] != '\0' ? "/" : "", file);
    assert_in_range(length, 1, 127);
}

static void lay(const char *folder, const struct connector *connector)
{
    const char *words[] = {connector->status, connector->enabled,
                           connector->dpms};
    char path[128];
    path_of(path, folder, connector->name, "");
    assert_int_equal(mkdir(path, 0700), 0);
    for (int i = 0; i < 3; i++) {
        if (words[i] != NULL) {
            path_of(path, folder, connector->name, files[i]);
            FILE *file = fopen(path, "w");
            assert_non_null(file);
            assert_true(fprintf(file, "%s\n", words[i]) > 0);
            assert_int_equal(fclose(file), 0);
        }
    }
}

static void take_away(const char *folder, const struct connector *connector)
{
    char path[128];
    for (int i = 0; i < 3; i++) {
        path_of(path, folder, connector->name, files[i]);
        (void)unlink(path);
    }
    path_of(path, folder, connector->name, "");
    assert_int_equal(rmdir(path), 0);
}

#define ON  "connected", "enabled", "On"
#define OFF "disconnected", "disabled", "Off"

static const struct {
    struct connector connectors[3];
    bool lit;
} cases[] = {
    {{{"card0", NULL, NULL, NULL}, {"version", NULL, NULL, NULL}}, true},
    {{{"card0-HDMI-A-1", ON}}, true},
    {{{"card0-HDMI-A-1", OFF}, {"card1-DP-1", OFF}}, true},
    {{{"card0-HDMI-A-1", OFF}, {"card1-DP-1", ON}}, true},
    {{{"card0-HDMI-A-1", "connected", "disabled", "Off"}}, false},
    {{{"card0-HDMI-A-1", "connected", "enabled", "Off"}}, false},
    {{{"card0-HDMI-A-1", "connected", "enabled", "Standby"}}, false},
    {{{"card0-HDMI-A-1", "connected", "disabled", "On"}}, false},
    {{{"card0-eDP-1", "connected", "disabled", "Off"}, {"card0-DP-1", ON}},
     true},
    {{{"card0-eDP-1", "connected", "enabled", "Off"}, {"card0-DP-1", OFF}},
     false},
};

static void a_monitor_that_is_plugged_in_must_be_lit(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char folder[] = "/tmp/bonluon-XXXXXX";
        assert_non_null(mkdtemp(folder));
        for (int j = 0; j < 3 && cases[i].connectors[j].name != NULL; j++) {
            lay(folder, &cases[i].connectors[j]);
        }
        if (connectors_lit(folder) != cases[i].lit) {
            fail_msg("case %zu is not %d", i, cases[i].lit);
        }
        for (int j = 0; j < 3 && cases[i].connectors[j].name != NULL; j++) {
            take_away(folder, &cases[i].connectors[j]);
        }
        assert_int_equal(rmdir(folder), 0);
    }
}

static void a_kernel_that_tells_nothing_is_believed(void **state)
{
    (void)state;
    assert_true(connectors_lit("/nowhere/at/all"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_monitor_that_is_plugged_in_must_be_lit),
        cmocka_unit_test(a_kernel_that_tells_nothing_is_believed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
