/* Which sticks are there: mount tables as machines write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "carry/stick.h"
#include "base/with_data_folder.h"

/* A Raspberry Pi with a desktop, two sticks and a card. */
#define PI                                                                     \
    "sysfs /sys sysfs rw,nosuid,nodev,noexec,relatime 0 0\n"                   \
    "/dev/mmcblk0p2 / ext4 rw,noatime 0 0\n"                                   \
    "/dev/mmcblk0p1 /boot/firmware vfat rw,relatime,fmask=0022,dmask=0022,"    \
    "errors=remount-ro 0 0\n"

#define KINGSTON                                                               \
    "/dev/sda1 /media/quay/KINGSTON vfat rw,nosuid,nodev,relatime,uid=1000,"   \
    "gid=1000,fmask=0022,dmask=0022,codepage=437,iocharset=ascii,"             \
    "shortname=mixed,showexec,utf8,flush,errors=remount-ro 0 0\n"

#define SPACED                                                                 \
    "/dev/sdb1 /run/media/quay/USB\\040của\\040Lê fuseblk rw,nosuid,nodev," \
    "relatime,user_id=0,group_id=0,default_permissions,allow_other 0 0\n"

static const struct {
    const char *mounts;
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
    {PI "/dev/mmcblk0p2 /media/bonluon ext4 rw,noatime 0 0\n"
        "/dev/sda1 /media/bonluon/sda1 vfat rw,nosuid 0 0\n",
     {NULL},
     "sda1 /media/bonluon/sda1 m\n"},
    /* Read-only, alone and among others. */
    {"/dev/sda1 /mnt exfat ro 0 0\n", {NULL}, "mnt /mnt mr\n"},
    {"/dev/sda1 /mnt/usb vfat errors=remount-ro,ro,relatime 0 0\n",
     {NULL},
     "usb /mnt/usb mr\n"},
    /* Every kind of file system, and those that are no stick's. */
    {"x /mnt/a ntfs rw 0 0\nx /mnt/b ntfs3 rw 0 0\nx /mnt/c ext2 rw 0 0\n"
     "x /mnt/d ext3 rw 0 0\nx /mnt/e ext4 rw 0 0\nx /mnt/f hfsplus rw 0 0\n"
     "x /mnt/g tmpfs rw 0 0\nx /mnt/h nfs4 rw 0 0\nx /mnt/i squashfs ro 0 0\n"
     "x /mnt/j vfatx rw 0 0\n",
     {NULL},
     "a /mnt/a m\nb /mnt/b m\nc /mnt/c m\nd /mnt/d m\ne /mnt/e m\n"
     "f /mnt/f m\n"},
    /* Only below those places, by whole names. */
    {"x /mntx vfat rw 0 0\nx /home/mnt vfat rw 0 0\nx /run/mediax/a vfat rw 0 0"
     "\nx /run vfat rw 0 0\n",
     {NULL},
     ""},
    /* What is mounted above covers what was there. */
    {"x /mnt vfat rw 0 0\ny /mnt ext4 ro 0 0\n", {NULL}, "mnt /mnt mr\n"},
    {"x /mnt vfat rw 0 0\ny /mnt tmpfs rw 0 0\n", {NULL}, ""},
    /* Folders of the config: any file system, mounted or not; below the places
       of sticks only when mounted. */
    {PI "//tinh/x /srv/tinh cifs rw,relatime 0 0\n",
     {"/srv/tinh", "/var/lib/chép", "/media/quay/KINGSTON"},
     "chép /var/lib/chép \ntinh /srv/tinh m\n"},
    {KINGSTON, {"/media/quay/KINGSTON"}, "KINGSTON /media/quay/KINGSTON m\n"},
    {PI, {"/"}, "/ / m\n"},
    /* Escapes; what only looks like one; a label that cannot be shown. */
    {"x /mnt/a\\134b\\011c\\012d\\9 vfat rw 0 0\n",
     {NULL},
     "a\\b c d\\9 /mnt/a\\b\tc\nd\\9 m\n"},
    {"x /mnt/\377x\303 vfat rw 0 0\n", {NULL}, "?x? /mnt/\377x\303 m\n"},
    /* No options; lines that are none. */
    {"x /mnt/a vfat\n", {NULL}, "a /mnt/a m\n"},
    {"\n \nx\nx /mnt/a\nx mnt/d vfat rw 0 0\nx /mnt/e rw vfat 0 0\n# /mnt/g\n"
     "x /mnt/f vfat rw",
     {NULL},
     "f /mnt/f m\n"},
};

/* What a mount table of this text has. */
static void read_text(struct sticks *sticks, const char *text,
                      const struct stick_targets *targets)
{
    struct data_folder folder;
    data_folder_make(&folder);
    const char *path = data_folder_path(&folder, "mounts");
    assert_true(files_replace(path, text, strlen(text), FILES_UNSYNCED));
    assert_true(sticks_read(sticks, path, targets));
    data_folder_remove(&folder);
}

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

static void each_mount_table(void **state)
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
        read_text(&sticks, table[i].mounts, &targets);
        print(&sticks, &found);
        assert_string_equal(found.data, table[i].expected);
        text_free(&found);
    }
}

/* A folder opens like a table, and fails when it is read. */
static void a_read_error_is_not_the_end_of_the_table(void **state)
{
    (void)state;
    static const char paths[1][FILES_PATH_SIZE] = {"/srv/files"};
    const struct stick_targets targets = {paths, 1};
    struct sticks sticks;
    errno = 0;
    assert_false(sticks_read(&sticks, "/", &targets));
    assert_int_equal(errno, EISDIR);
    assert_int_equal(sticks.count, 1);
    assert_string_equal(sticks.list[0].path, paths[0]);
    assert_false(sticks.list[0].mount);
}

static void more_than_the_list_holds(void **state)
{
    (void)state;
    struct text mounts = {0};
    struct sticks sticks;
    const struct stick_targets none = {0};
    for (int i = 0; i < STICKS_MAX + 1; i++) {
        text_append_format(&mounts, "x /mnt/%02d vfat rw 0 0\n", i);
        read_text(&sticks, mounts.data, &none);
        assert_int_equal(sticks.count, i < STICKS_MAX ? i + 1 : STICKS_MAX);
        assert_int_equal(sticks.more, i >= STICKS_MAX);
    }
    text_free(&mounts);
}

static void a_long_label_is_cut_between_two_letters(void **state)
{
    (void)state;
    char mounts[600] = "x /mnt/a";
    struct sticks sticks;
    const struct stick_targets none = {0};
    for (int i = 0; i < 80; i++) {
        strcat(mounts, "ệ"); /* three bytes each */
    }
    strcat(mounts, " vfat rw 0 0\n");
    read_text(&sticks, mounts, &none);
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
    const char *mounts = data_folder_path(&folder, "mounts");
    const struct stick_targets targets = {(const char(*)[1024])paths, 2};
    static const char gone[] = "x /mnt/bonluon/none vfat rw 0 0\n";
    assert_true(files_replace(mounts, gone, sizeof gone - 1, FILES_UNSYNCED));
    assert_true(sticks_look(&sticks, mounts, &targets));
    assert_int_equal(sticks.count, 1);
    assert_string_equal(sticks.list[0].path, folder.path);
    assert_true(sticks.list[0].free_bytes > 0);
    assert_false(sticks.list[0].mount);
    assert_false(sticks_look(&sticks, paths[1], &targets));
    assert_int_equal(errno, ENOENT);
    assert_int_equal(sticks.count, 1);
    assert_true(sticks_look(&sticks, "/proc/self/mounts", &targets));
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
        cmocka_unit_test(each_mount_table),
        cmocka_unit_test(a_read_error_is_not_the_end_of_the_table),
        cmocka_unit_test(more_than_the_list_holds),
        cmocka_unit_test(a_long_label_is_cut_between_two_letters),
        cmocka_unit_test(a_look_measures),
        cmocka_unit_test(what_could_not_be_mounted_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
