/* The kernel's word on monitors, played by a folder. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "display/connectors.h"

struct connector {
    const char *name, *status, *enabled, *dpms; /* NULL: no such file */
    int cm_across;                              /* 0: no EDID */
    const char *modes;
};

enum { FILES = 4 };

static const char *const files[FILES] = {"status", "enabled", "dpms", "modes"};

static void path_of(char path[128], const char *folder, const char *name,
                    const char *file)
{
    int length = snprintf(path, 128, "%s/%s%s%s", folder, name,
                          file[0] != '\0' ? "/" : "", file);
    assert_in_range(length, 1, 127);
}

/* Of a monitor that is half as high. */
static void lay_edid(const char *path, int cm_across)
{
    static const uint8_t magic[] = {0, 255, 255, 255, 255, 255, 255, 0};
    uint8_t block[EDID_BLOCK] = {0};
    memcpy(block, magic, sizeof magic);
    block[21] = (uint8_t)cm_across;
    block[22] = (uint8_t)(cm_across / 2);
    block[127] = (uint8_t)(256 - (6 * 255 + block[21] + block[22]) % 256);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(block, 1, sizeof block, file), sizeof block);
    assert_int_equal(fclose(file), 0);
}

static void lay(const char *folder, const struct connector *connector)
{
    const char *words[] = {connector->status, connector->enabled,
                           connector->dpms, connector->modes};
    char path[128];
    path_of(path, folder, connector->name, "");
    assert_int_equal(mkdir(path, 0700), 0);
    for (int i = 0; i < FILES; i++) {
        if (words[i] != NULL) {
            path_of(path, folder, connector->name, files[i]);
            FILE *file = fopen(path, "w");
            assert_non_null(file);
            assert_true(fprintf(file, "%s\n", words[i]) > 0);
            assert_int_equal(fclose(file), 0);
        }
    }
    if (connector->cm_across > 0) {
        path_of(path, folder, connector->name, "edid");
        lay_edid(path, connector->cm_across);
    }
}

static void take_away(const char *folder, const struct connector *connector)
{
    char path[128];
    for (int i = 0; i < FILES; i++) {
        path_of(path, folder, connector->name, files[i]);
        (void)unlink(path);
    }
    path_of(path, folder, connector->name, "edid");
    (void)unlink(path);
    path_of(path, folder, connector->name, "");
    assert_int_equal(rmdir(path), 0);
}

#define ON  "connected", "enabled", "On"
#define OFF "disconnected", "disabled", "Off"

static const struct {
    struct connector connectors[3];
    bool lit;
    int across_mm; /* that the one monitor tells of; 0: nothing */
} cases[] = {
    {{{"card0", NULL, NULL, NULL, 0, NULL},
      {"version", NULL, NULL, NULL, 0, NULL}},
     true,
     0},
    {{{"card0-HDMI-A-1", ON, 34, NULL}}, true, 340},
    {{{"card0-HDMI-A-1", ON, 0, NULL}}, true, 0},
    {{{"card0-HDMI-A-1", OFF, 34, NULL}, {"card1-DP-1", OFF, 52, NULL}},
     true,
     0},
    {{{"card0-HDMI-A-1", OFF, 34, NULL}, {"card1-DP-1", ON, 52, NULL}},
     true,
     520},
    {{{"card0-HDMI-A-1", ON, 34, NULL}, {"card1-DP-1", ON, 52, NULL}}, true, 0},
    {{{"card0-HDMI-A-1", ON, 34, NULL}, {"card1-DP-1", ON, 0, NULL}}, true, 0},
    {{{"card0-HDMI-A-1", "connected", "disabled", "Off", 34, NULL}}, false, 0},
    {{{"card0-HDMI-A-1", "connected", "enabled", "Off", 34, NULL}}, false, 340},
    {{{"card0-HDMI-A-1", "connected", "enabled", "Standby", 0, NULL}},
     false,
     0},
    {{{"card0-HDMI-A-1", "connected", "disabled", "On", 0, NULL}}, false, 0},
    {{{"card0-eDP-1", "connected", "disabled", "Off", 34, NULL},
      {"card0-DP-1", ON, 52, NULL}},
     true,
     520},
    {{{"card0-eDP-1", "connected", "enabled", "Off", 0, NULL},
      {"card0-DP-1", OFF, 0, NULL}},
     false,
     0},
};

static int across(const char *folder)
{
    struct edid_size size;
    return connectors_size(folder, &size) ? size.width_mm : 0;
}

static void a_monitor_that_is_plugged_in_must_be_lit_and_tells(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char folder[] = "/tmp/bonluon-XXXXXX";
        assert_non_null(mkdtemp(folder));
        for (int j = 0; j < 3 && cases[i].connectors[j].name != NULL; j++) {
            lay(folder, &cases[i].connectors[j]);
        }
        if (connectors_lit(folder) != cases[i].lit ||
            across(folder) != cases[i].across_mm) {
            fail_msg("case %zu is not %d, or not %d mm but %d", i, cases[i].lit,
                     cases[i].across_mm, across(folder));
        }
        for (int j = 0; j < 3 && cases[i].connectors[j].name != NULL; j++) {
            take_away(folder, &cases[i].connectors[j]);
        }
        assert_int_equal(rmdir(folder), 0);
    }
}

#define MODES "1920x1080\n1920x1080i\n1280x720\n720x576i"

/* Which pictures are listed. */
static const struct {
    struct connector connectors[2];
    int width, height;
    bool listed;
} listings[] = {
    {{{"card0-HDMI-A-1", ON, 0, MODES}}, 1920, 1080, true},
    {{{"card0-HDMI-A-1", ON, 0, MODES}}, 1080, 1920, true}, /* upright */
    {{{"card0-HDMI-A-1", ON, 0, MODES}}, 1280, 720, true},
    {{{"card0-HDMI-A-1", ON, 0, MODES}}, 720, 576, true},
    {{{"card0-HDMI-A-1", ON, 0, MODES}}, 1920, 720, false},
    {{{"card0-HDMI-A-1", ON, 0, MODES}}, 192, 1080, false},
    {{{"card0-HDMI-A-1", ON, 0, MODES}}, 2560, 1440, false},
    {{{"card0-HDMI-A-1", ON, 0, ""}}, 2560, 1440, true},
    {{{"card0-HDMI-A-1", ON, 0, NULL}}, 2560, 1440, true},
    {{{"card0-HDMI-A-1", OFF, 0, MODES}}, 2560, 1440, true},
    {{{"card0-HDMI-A-1", ON, 0, MODES}, {"card0-DP-1", ON, 0, "2560x1440"}},
     2560,
     1440,
     true},
    {{{"card0-HDMI-A-1", ON, 0, MODES}, {"card0-DP-1", OFF, 0, "2560x1440"}},
     2560,
     1440,
     false},
};

static void a_monitor_lists_what_it_can_show(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof listings / sizeof listings[0]; i++) {
        char folder[] = "/tmp/bonluon-XXXXXX";
        assert_non_null(mkdtemp(folder));
        for (int j = 0; j < 2 && listings[i].connectors[j].name != NULL; j++) {
            lay(folder, &listings[i].connectors[j]);
        }
        bool listed =
            connectors_list(folder, listings[i].width, listings[i].height);
        if (listed != listings[i].listed) {
            fail_msg("case %zu is %d", i, listed);
        }
        for (int j = 0; j < 2 && listings[i].connectors[j].name != NULL; j++) {
            take_away(folder, &listings[i].connectors[j]);
        }
        assert_int_equal(rmdir(folder), 0);
    }
}

static void a_kernel_that_tells_nothing_is_believed(void **state)
{
    (void)state;
    assert_true(connectors_list("/nowhere/at/all", 1, 1));
    assert_true(connectors_lit("/nowhere/at/all"));
    assert_int_equal(across("/nowhere/at/all"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_monitor_that_is_plugged_in_must_be_lit_and_tells),
        cmocka_unit_test(a_monitor_lists_what_it_can_show),
        cmocka_unit_test(a_kernel_that_tells_nothing_is_believed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
