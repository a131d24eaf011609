/* Which sticks are there: texts of mountinfo as machines write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "data/stick.h"
#include "with_data_folder.h"

/* A Raspberry Pi with a desktop, two sticks and a card. */
#define PI                                                                     \
    "21 26 0:19 / /sys rw,nosuid,nodev,noexec,relatime shared:7 - sysfs "      \
    "sysfs rw\n"                                                               \
    "26 1 179:2 / / rw,noatime shared:1 - ext4 /dev/mmcblk0p2 rw\n"            \
    "95 26 179:1 / /boot/firmware rw,relatime shared:48 - vfat "               \
    "/dev/mmcblk0p1 rw,fmask=0022,dmask=0022,errors=remount-ro\n"

#define KINGSTON                                                               \
    "612 26 8:1 / /media/quay/KINGSTON rw,nosuid,nodev,relatime shared:402 - " \
    "vfat /dev/sda1 rw,uid=1000,gid=1000,fmask=0022,dmask=0022,codepage=437,"  \
    "iocharset=ascii,shortname=mixed,showexec,utf8,flush,errors=remount-ro\n"

#define SPACED                                                                 \
    "640 26 8:17 / /run/media/quay/USB\\040c\\341\\273\\247a\\040L\\303\\252 " \
    "rw,nosuid,nodev,relatime shared:410 master:3 propagate_from:2 - fuseblk " \
    "/dev/sdb1 rw,user_id=0,group_id=0,default_permissions,allow_other\n"

static const struct {
    const char *mountinfo;
    const char *targets[3]; /* NULL behind the last */
    const char *expected;   /* "label path marks\n": m mounted, r read-only */
} table[] = {
    {"", {NULL}, ""},
    {PI, {NULL}, ""},
    {PI KINGSTON SPACED,
     {NULL},
     "KINGSTON /media/quay/KINGSTON m\n"
     "USB của Lê /run/media/quay/USB của Lê m\n"},
    /* Sorted, whatever the order was. */
    {SPACED KINGSTON,
     {NULL},
     "KINGSTON /media/quay/KINGSTON m\n"
     "USB của Lê /run/media/quay/USB của Lê m\n"},
    /* What the service may write to, on the machine's own disk. */
    {PI "500 26 179:2 /media/bonluon /media/bonluon rw,noatime shared:9 - ext4 "
        "/dev/mmcblk0p2 rw\n"
        "612 500 8:1 / /media/bonluon/sda1 rw,nosuid - vfat /dev/sda1 rw\n",
     {NULL},
     "sda1 /media/bonluon/sda1 m\n"},
    /* Read-only as mounted, and as the file system itself is. */
    {"612 26 8:1 / /mnt ro,relatime - exfat /dev/sda1 rw\n",
     {NULL},
     "mnt /mnt mr\n"},
    {"612 26 8:1 / /mnt/usb rw,relatime - vfat /dev/sda1 ro,errors=remount-ro"
     "\n",
     {NULL},
     "usb /mnt/usb mr\n"},
    /* Every kind of file system, and those that are no stick's. */
    {"1 0 8:1 / /mnt/a rw - ntfs x rw\n2 0 8:2 / /mnt/b rw - ntfs3 x rw\n"
     "3 0 8:3 / /mnt/c rw - ext2 x rw\n4 0 8:4 / /mnt/d rw - ext3 x rw\n"
     "5 0 8:5 / /mnt/e rw - ext4 x rw\n6 0 8:6 / /mnt/f rw - hfsplus x rw\n"
     "7 0 0:7 / /mnt/g rw - tmpfs x rw\n8 0 0:8 / /mnt/h rw - nfs4 x rw\n"
     "9 0 7:9 / /mnt/i ro - squashfs x ro\n7 0 0:9 / /mnt/j rw - vfatx x rw\n",
     {NULL},
     "a /mnt/a m\nb /mnt/b m\nc /mnt/c m\nd /mnt/d m\ne /mnt/e m\n"
     "f /mnt/f m\n"},
    /* Only below those places, by whole names. */
    {"1 0 8:1 / /mntx rw - vfat x rw\n2 0 8:2 / /home/mnt rw - vfat x rw\n"
     "3 0 8:3 / /run/mediax/a rw - vfat x rw\n4 0 8:4 / /run rw - vfat x rw\n",
     {NULL},
     ""},
    /* What is mounted above covers what was there. */
    {"1 0 8:1 / /mnt rw - vfat x rw\n2 1 8:2 / /mnt ro - ext4 y ro\n",
     {NULL},
     "mnt /mnt mr\n"},
    {"1 0 8:1 / /mnt rw - vfat x rw\n2 1 0:2 / /mnt rw - tmpfs y rw\n",
     {NULL},
     ""},
    /* Folders of the config: any file system, mounted or not; below the places
       of sticks only when mounted. */
    {PI "700 26 0:44 / /srv/tinh rw,relatime - cifs //tinh/x rw\n",
     {"/srv/tinh", "/var/lib/chép", "/media/quay/KINGSTON"},
     "chép /var/lib/chép \ntinh /srv/tinh m\n"},
    {KINGSTON, {"/media/quay/KINGSTON"}, "KINGSTON /media/quay/KINGSTON m\n"},
    {PI, {"/"}, "/ / m\n"},
    /* Escapes; what only looks like one; a label that cannot be shown. */
    {"1 0 8:1 / /mnt/a\\134b\\011c\\012d\\9 rw - vfat x rw\n",
     {NULL},
     "a\\b c d\\9 /mnt/a\\b\tc\nd\\9 m\n"},
    {"1 0 8:1 / /mnt/\\377x\\303 rw - vfat x rw\n",
     {NULL},
     "?x? /mnt/\377x\303 m\n"},
    /* No superblock options; lines that are none. */
    {"1 0 8:1 / /mnt/a rw - vfat x\n", {NULL}, "a /mnt/a m\n"},
    {"\n \n1\n1 0 8:1 / /mnt/a rw\n1 0 8:1 / /mnt/b rw -\n"
     "1 0 8:1 / /mnt/c rw - vfat\n1 0 8:1 / mnt/d rw - vfat x rw\n"
     "1 0 8:1 / /mnt/e - vfat x rw rw\n1 0 8:1 / /mnt/f rw - vfat x rw",
     {NULL},
     "f /mnt/f m\n"},
};

static void print(const struct sticks *sticks, struct text *out)
{
    text_append_string(out, "");
    for (int i = 0; i < sticks->count; i++) {
        const struct stick *stick = &sticks->list[i];
        text_append_format(out, "%s %s %s%s\n", stick->label, stick->path,
                           stick->mount ? "m" : "",
                           stick->read_only ? "r" : "");
    }
}

static void each_mountinfo(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        char paths[3][FILES_PATH_SIZE];
        struct stick_targets targets = {.paths = (const char(*)[1024])paths};
        while (targets.count < 3 && table[i].targets[targets.count] != NULL) {
            assert_true(text_copy(paths[targets.count], sizeof paths[0],
                                  table[i].targets[targets.count]));
            targets.count++;
        }
        struct sticks sticks;
        struct text found = {0};
        assert_true(sticks_parse(&sticks, table[i].mountinfo, &targets));
        print(&sticks, &found);
        assert_string_equal(found.data, table[i].expected);
        text_free(&found);
    }
}

static void more_than_the_list_holds(void **state)
{
    (void)state;
    struct text mountinfo = {0};
    struct sticks sticks;
    const struct stick_targets none = {0};
    for (int i = 0; i < STICKS_MAX + 1; i++) {
        text_append_format(&mountinfo, "1 0 8:1 / /mnt/%02d rw - vfat x rw\n",
                           i);
        assert_true(sticks_parse(&sticks, mountinfo.data, &none));
        assert_int_equal(sticks.count, i < STICKS_MAX ? i + 1 : STICKS_MAX);
        assert_int_equal(sticks.more, i >= STICKS_MAX);
    }
    text_free(&mountinfo);
}

static void a_long_label_is_cut_between_two_letters(void **state)
{
    (void)state;
    char mountinfo[600] = "1 0 8:1 / /mnt/a";
    struct sticks sticks;
    const struct stick_targets none = {0};
    for (int i = 0; i < 80; i++) {
        strcat(mountinfo, "ệ"); /* three bytes each */
    }
    strcat(mountinfo, " rw - vfat x rw\n");
    assert_true(sticks_parse(&sticks, mountinfo, &none));
    assert_int_equal(strlen(sticks.list[0].label), 1 + 3 * 42);
}

/* Only folders that are there, with their free space. */
static void a_look_measures(void **state)
{
    (void)state;
    struct data_folder folder;
    struct sticks sticks;
    char paths[2][FILES_PATH_SIZE];
    data_folder_make(&folder);
    assert_true(text_copy(paths[0], sizeof paths[0], folder.path));
    assert_true(files_join(paths[1], folder.path, "none"));
    const char *mountinfo = data_folder_path(&folder, "mountinfo");
    const struct stick_targets targets = {(const char(*)[1024])paths, 2};
    static const char gone[] = "1 0 8:1 / /mnt/bonluon/none rw - vfat x rw\n";
    assert_true(
        files_replace(mountinfo, gone, sizeof gone - 1, FILES_UNSYNCED));
    assert_true(sticks_look(&sticks, mountinfo, &targets));
    assert_int_equal(sticks.count, 1);
    assert_string_equal(sticks.list[0].path, folder.path);
    assert_true(sticks.list[0].free_bytes > 0);
    assert_false(sticks.list[0].mount);
    assert_false(sticks_look(&sticks, paths[1], &targets));
    assert_int_equal(errno, ENOENT);
    assert_int_equal(sticks.count, 1);
    assert_true(sticks_look(&sticks, "/proc/self/mountinfo", &targets));
    assert_true(sticks.count >= 1);
    data_folder_remove(&folder);
}

static void what_could_not_be_mounted_is_known(void **state)
{
    (void)state;
    struct data_folder folder;
    data_folder_make(&folder);
    const char *mark = data_folder_path(&folder, "sda1");
    assert_false(sticks_unread("/nowhere"));
    assert_false(sticks_unread(folder.path));
    assert_true(files_replace(mark, "", 0, FILES_UNSYNCED));
    assert_true(sticks_unread(folder.path));
    assert_int_equal(unlink(mark), 0);
    assert_false(sticks_unread(folder.path));
    data_folder_remove(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_mountinfo),
        cmocka_unit_test(more_than_the_list_holds),
        cmocka_unit_test(a_long_label_is_cut_between_two_letters),
        cmocka_unit_test(a_look_measures),
        cmocka_unit_test(what_could_not_be_mounted_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
