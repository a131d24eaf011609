/*
 * A stick that is a real file system: an image, mounted by the loop driver in
 * a mount namespace of this test's own, so that nothing stays behind. What the
 * machine does not allow (no root, no loop device, no vfat in the kernel) is
 * passed over, and said.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/with_steward.h"
#include "carry/stick.h"
#include "with_carry.h"
#include "tried.h"

/* What takes a file system off its device at once, as pulling the stick does:
   of ext4, xfs and others; the kernel's headers of Debian 12 don't name it. */
#define SHUTDOWN _IOR('X', 125, uint32_t)
enum { SHUTDOWN_NO_FLUSH = 2 };

enum { IMAGE_MIB = 8 };

static const struct kind {
    const char *name, *make;
} vfat = {"vfat", "mkfs.vfat"}, ext4 = {"ext4", "mkfs.ext4 -q -F"};

/* Runs a command with one or two more words. */
static bool run(const char *command, const char *one, const char *two)
{
    char line[4 * FILES_PATH_SIZE];
    assert_true(text_format(line, sizeof line,
                            "PATH=$PATH:/usr/sbin:/sbin; "
                            "%s '%s' %s >/dev/null 2>&1",
                            command, one, two));
    return system(line) == 0;
}

static const char *image_of(const struct carry_fixture *f)
{
    return data_folder_path(&f->folder, "image");
}

static bool plug_in(const struct carry_fixture *f)
{
    return run("mount -o loop", image_of(f), f->stick);
}

static void pull_out(struct carry_fixture *f)
{
    assert_int_equal(umount2(f->stick, MNT_DETACH), 0);
}

/* A stick of this kind, plugged in; false: not on this machine. */
static bool make_stick(struct carry_fixture *f, const struct kind *kind)
{
    carry_fixture_make(f);
    char image[FILES_PATH_SIZE];
    assert_true(text_copy(image, sizeof image, image_of(f)));
    int fd = open(image, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(ftruncate(fd, IMAGE_MIB * 1024 * 1024), 0);
    close(fd);
    if (geteuid() == 0 && unshare(CLONE_NEWNS) == 0 &&
        mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
        run(kind->make, image, "") && plug_in(f)) {
        f->job.mount = true;
        return true;
    }
    print_message("passed over: no %s can be mounted here\n", kind->name);
    carry_fixture_remove(f);
    return false;
}

static void renew(struct carry_fixture *f)
{
    carry_fixture_renew(f);
    f->job.mount = true;
}

static void remove_stick(struct carry_fixture *f)
{
    pull_out(f);
    carry_fixture_remove(f);
}

static void carried_and_unmounted(const struct kind *kind)
{
    struct carry_fixture f;
    if (!make_stick(&f, kind)) {
        return;
    }
    f.job.take_out = true;
    assert_int_equal(carry_fixture_run(&f), CARRY_DONE);
    assert_true(f.report.unmounted);
    assert_false(carry_fixture_has(f.stick, ".csv"));
    assert_int_equal(carry_fixture_run(&f), CARRY_GONE); /* it is not in */
    assert_false(carry_fixture_has(f.stick, ".csv"));
    assert_true(plug_in(&f));
    f.job.take_out = false;
    assert_int_equal(carry_fixture_run(&f), CARRY_DONE);
    assert_int_equal(f.report.there, CARRY_FILES);
    assert_int_equal(carry_fixture_check(&f), CARRY_FILES);
    remove_stick(&f);
}

/* What the steward mounted it unmounts, and what it says counts. */
static void the_steward_is_asked_to_unmount(void **state)
{
    static const struct {
        const char *answer;
        bool unmounted;
    } cases[] = {{"ok\n", true}, {"error: the stick is in use\n", false}};
    struct carry_fixture f;
    (void)state;
    if (!make_stick(&f, &ext4)) {
        return;
    }
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct steward steward;
        f.job.take_out = true;
        f.job.stewards = f.folder.path;
        steward_listen(&steward, f.folder.path);
        steward_answer(&steward, "unmount stick", cases[i].answer);
        assert_int_equal(carry_fixture_run(&f), CARRY_DONE);
        steward_expect_asked(&steward);
        assert_int_equal(f.report.unmounted, cases[i].unmounted);
        assert_int_equal(f.report.held, !cases[i].unmounted);
        assert_int_equal(strstr(f.report.message, "the stick is in use") !=
                             NULL,
                         !cases[i].unmounted);
        /* This one only said so. */
        assert_int_equal(carry_fixture_check(&f), CARRY_FILES);
    }
    /* Mounted by somebody else, where this program may: as without one. */
    f.job.stewards = NULL;
    assert_int_equal(carry_fixture_run(&f), CARRY_DONE);
    assert_true(f.report.unmounted);
    assert_false(f.report.held);
    unsetenv("BONLUON_STEWARD");
    carry_fixture_remove(&f);
}

/* Pulled before the steward was asked: it is gone, and need not stay in. */
static void pulled_before_the_steward_is_asked(void **state)
{
    struct carry_fixture f;
    struct steward steward;
    (void)state;
    if (!make_stick(&f, &ext4)) {
        return;
    }
    f.job.take_out = true;
    f.job.stewards = f.folder.path;
    f.only = true;
    f.kind = CARRY_STEP_SYNC_ALL;
    f.at = 1;
    f.act = pull_out;
    steward_listen(&steward, f.folder.path);
    steward_answer(&steward, "unmount stick",
                   "error: no such stick is mounted\n");
    assert_int_equal(carry_fixture_run(&f), CARRY_GONE);
    steward_expect_asked(&steward);
    assert_false(f.report.unmounted);
    assert_false(f.report.held);
    unsetenv("BONLUON_STEWARD");
    carry_fixture_remove(&f);
}

/* Fills what is left of it. */
static void fill(struct carry_fixture *f)
{
    static const char block[16384];
    char path[FILES_PATH_SIZE];
    assert_true(files_join(path, f->stick, "filler"));
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    assert_true(fd >= 0);
    while (write(fd, block, sizeof block) > 0) {
    }
    assert_int_equal(errno, ENOSPC);
    (void)fsync(fd);
    close(fd);
}

static void full(const struct kind *kind)
{
    struct carry_fixture f;
    if (!make_stick(&f, kind)) {
        return;
    }
    f.only = true;
    f.kind = CARRY_STEP_WRITE;
    f.at = 3; /* in the middle of the second file */
    f.act = fill;
    assert_int_equal(carry_fixture_run(&f), CARRY_FULL);
    assert_int_equal(carry_fixture_check(&f), 1);
    assert_false(carry_fixture_has(f.stick, ".tmp"));
    f.at = 0; /* and now there is no place from the beginning */
    assert_int_equal(carry_fixture_run(&f), CARRY_FULL);
    assert_int_equal(f.report.left, CARRY_FILES);
    remove_stick(&f);
}

/* What is told of the stick. */
static const struct stick *look(const struct carry_fixture *f)
{
    static struct sticks sticks;
    const struct stick_targets targets = {.paths = &f->stick, .count = 1};
    assert_true(sticks_look(&sticks, "/proc/self/mounts", &targets));
    for (int i = 0; i < sticks.count; i++) {
        if (strcmp(sticks.list[i].path, f->stick) == 0) {
            assert_true(sticks.list[i].mount);
            assert_true(sticks.list[i].free_bytes > 0);
            return &sticks.list[i];
        }
    }
    fail_msg("%s is not found", f->stick);
    return NULL;
}

static void is_protected(const struct kind *kind)
{
    struct carry_fixture f;
    if (!make_stick(&f, kind)) {
        return;
    }
    assert_false(look(&f)->read_only);
    assert_int_equal(mount(NULL, f.stick, NULL, MS_REMOUNT | MS_RDONLY, NULL),
                     0);
    assert_int_equal(carry_fixture_run(&f), CARRY_READONLY);
    assert_int_equal(carry_fixture_check(&f), 0);
    assert_true(look(&f)->read_only);
    remove_stick(&f);
}

/* Somebody unmounts it by hand, at some step: nothing lands in the folder
   below, and what was told is true. */
static void unmounted_meanwhile(const struct kind *kind)
{
    struct carry_fixture f;
    if (!make_stick(&f, kind)) {
        return;
    }
    assert_int_equal(carry_fixture_run(&f), CARRY_DONE);
    int steps = f.steps;
    for (int n = 1; n <= steps; n += 7) {
        renew(&f);
        f.at = n;
        f.act = pull_out;
        enum carry_result result = carry_fixture_run(&f);
        assert_int_equal(result, n == 1 ? CARRY_GONE : CARRY_DONE);
        assert_false(carry_fixture_has(f.stick, "csv"));
        assert_true(plug_in(&f));
        assert_int_equal(carry_fixture_check(&f), n == 1 ? 0 : CARRY_FILES);
    }
    remove_stick(&f);
}

static void shut_down(struct carry_fixture *f)
{
    uint32_t how = SHUTDOWN_NO_FLUSH;
    int fd = open(f->stick, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    assert_true(fd >= 0);
    int failed = ioctl(fd, SHUTDOWN, &how);
    close(fd);
    assert_int_equal(failed, 0);
}

/* That it is empty shall last. */
static void sync_stick(const struct carry_fixture *f)
{
    int fd = open(f->stick, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(syncfs(fd), 0);
    close(fd);
}

/* Pulled at every step: what was not on the medium is lost, and all that looks
   whole after it was put in again is whole. */
static void pulled(const struct kind *kind)
{
    struct carry_fixture f;
    if (!make_stick(&f, kind)) {
        return;
    }
    assert_int_equal(carry_fixture_run(&f), CARRY_DONE);
    int steps = f.steps;
    for (int n = 1; n <= steps; n++) {
        renew(&f);
        sync_stick(&f);
        f.at = n;
        f.act = shut_down;
        enum carry_result result = carry_fixture_run(&f);
        /* Once all is synced there is nothing left that could fail. */
        assert_true(result == CARRY_GONE ||
                    (result == CARRY_DONE && n == steps));
        pull_out(&f);
        assert_true(plug_in(&f));
        (void)carry_fixture_check(&f);
    }
    remove_stick(&f);
}

static void vfat_carried_and_unmounted(void **state)
{
    (void)state;
    carried_and_unmounted(&vfat);
}

static void vfat_full(void **state)
{
    (void)state;
    full(&vfat);
}

static void vfat_protected(void **state)
{
    (void)state;
    is_protected(&vfat);
}

static void vfat_unmounted_meanwhile(void **state)
{
    (void)state;
    unmounted_meanwhile(&vfat);
}

static void ext4_carried_and_unmounted(void **state)
{
    (void)state;
    carried_and_unmounted(&ext4);
}

static void ext4_full(void **state)
{
    (void)state;
    full(&ext4);
}

static void ext4_protected(void **state)
{
    (void)state;
    is_protected(&ext4);
}

static void ext4_unmounted_meanwhile(void **state)
{
    (void)state;
    unmounted_meanwhile(&ext4);
}

static void ext4_pulled(void **state)
{
    (void)state;
    pulled(&ext4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vfat_carried_and_unmounted),
        cmocka_unit_test(vfat_full),
        cmocka_unit_test(vfat_protected),
        cmocka_unit_test(vfat_unmounted_meanwhile),
        cmocka_unit_test(ext4_carried_and_unmounted),
        cmocka_unit_test(the_steward_is_asked_to_unmount),
        cmocka_unit_test(pulled_before_the_steward_is_asked),
        cmocka_unit_test(ext4_full),
        cmocka_unit_test(ext4_protected),
        cmocka_unit_test(ext4_unmounted_meanwhile),
        cmocka_unit_test(ext4_pulled),
    };
    return tried_all(cmocka_run_group_tests(tests, NULL, NULL),
                     "The stick may be removed");
}
