#include "base/with_devices.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { PATH_SIZE = 512 };

/* As kernels of 64 bits print them, of real devices. */
static const struct {
    const char *properties, *axes, *keys;
} kinds[] = {
    [DEVICE_KEYBOARD] = {"0", "0",
                         "402000007 ff9f207ac14057ff febeffdfffefffff "
                         "fffffffffffffffe"},
    [DEVICE_MOUSE] = {"0", "0", "1f0000 0 0 0 0"},
    [DEVICE_TOUCH] = {"2", "260800000000003", "400 0 0 0 0 0"},
    [DEVICE_OLD_TOUCH] = {"0", "3", "400 0 0 0 0 0"},
    [DEVICE_TOUCHPAD] = {"5", "660800011000003", "e520 10000 0 0 0 0"},
    [DEVICE_PEN] = {"2", "1000003", "1c03 0 0 0 0 0"},
    [DEVICE_POINTER] = {"0", "3", "1f0000 0 0 0 0"},
    [DEVICE_TILT] = {"40", "7", "0"},
};

static void path_of(char out[PATH_SIZE], const char *folder, const char *name,
                    const char *file)
{
    int n = snprintf(out, PATH_SIZE, "%s/%s%s", folder, name, file);
    assert_in_range(n, 1, PATH_SIZE - 1);
}

static void put(const char *folder, const char *name, const char *file,
                const char *line)
{
    char path[PATH_SIZE];
    path_of(path, folder, name, file);
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    assert_true(fprintf(out, "%s\n", line) > 0);
    assert_int_equal(fclose(out), 0);
}

static void make(const char *folder, const char *name, const char *inner)
{
    char path[PATH_SIZE];
    path_of(path, folder, name, inner);
    (void)mkdir(path, 0700);
}

void devices_plug(const char *folder, const char *name, enum device device)
{
    (void)mkdir(folder, 0700);
    make(folder, name, "");
    make(folder, name, "/device");
    make(folder, name, "/device/capabilities");
    put(folder, name, "/device/properties", kinds[device].properties);
    put(folder, name, "/device/capabilities/abs", kinds[device].axes);
    put(folder, name, "/device/capabilities/key", kinds[device].keys);
}

void devices_pull(const char *folder, const char *name)
{
    static const char *const files[] = {"/device/properties",
                                        "/device/capabilities/abs",
                                        "/device/capabilities/key",
                                        "/device/capabilities",
                                        "/device",
                                        ""};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        char path[PATH_SIZE];
        path_of(path, folder, name, files[i]);
        assert_int_equal(remove(path), 0);
    }
}
