/* The upload: the command gets each file once it is time, the oldest first,
   and whatever the command does, the terminal goes on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "carry/upload.h"
#include "base/with_data_folder.h"
#include "writer/with_bell.h"
#include "tried.h"

#define FRIDAY  "4luon_VANTRUONG_QUAY-1_2026-11-20.csv"
#define MONDAY  "4luon_VANTRUONG_QUAY-1_2026-11-23.csv"
#define TUESDAY "4luon_ANOTHER_QUAY-1_2026-11-24.csv"

/* Of "a\n", which is what each file holds. */
#define SHA256                                                                 \
    "87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7"

struct terminal {
    struct data_folder folder;
    struct bell bell;
    struct upload_times times;
    struct upload *upload;
};

static void put(struct terminal *t, const char *name, const char *text)
{
    const char *path = data_folder_path(&t->folder, name);
    assert_true(files_replace(path, text, strlen(text), FILES_UNSYNCED));
}

static int set_up(void **state)
{
    static struct terminal t;
    t = (struct terminal){
        .bell = BELL_NEW,
        .times = {.pause_ms = 1, .pause_most_ms = 4, .grace_ms = 20}};
    data_folder_make(&t.folder);
    assert_true(files_make_folder(data_folder_path(&t.folder, "outbox")));
    put(&t, "outbox/" MONDAY, "a\n");
    put(&t, "outbox/" FRIDAY, "a\n");
    *state = &t;
    return 0;
}

static int tear_down(void **state)
{
    struct terminal *t = *state;
    assert_int_equal(upload_stop(t->upload), UPLOAD_ENDED);
    data_folder_remove(&t->folder);
    return 0;
}

/* Starts with a shell script as the command; `cd` is the data directory. */
static void start(struct terminal *t, const char *script)
{
    char text[2048];
    const char *command = data_folder_path(&t->folder, "command");
    assert_true(text_format(text, sizeof text, "#!/bin/sh\ncd %s\n%s\n",
                            t->folder.path, script));
    put(t, "command", text);
    assert_int_equal(chmod(command, 0755), 0);
    const struct upload_params params = {.data_dir = t->folder.path,
                                         .command = command,
                                         .times = t->times,
                                         .wake = bell_ring,
                                         .context = &t->bell};
    t->upload = upload_start(&params);
    assert_non_null(t->upload);
}

static void stop(struct terminal *t)
{
    assert_int_equal(upload_stop(t->upload), UPLOAD_ENDED);
    t->upload = NULL;
}

/* Waits until so many files wait, and the last try was in vain so often. */
static struct upload_status wait_until(struct terminal *t, int waiting,
                                       int tries)
{
    struct upload_status status;
    upload_status(t->upload, &status);
    while (status.waiting != waiting || status.tries < tries) {
        bell_wait(&t->bell);
        upload_status(t->upload, &status);
    }
    return status;
}

static void assert_file(struct terminal *t, const char *name,
                        const char *expected)
{
    char *found = data_folder_read(&t->folder, name);
    assert_string_equal(found, expected);
    free(found);
}

static void the_oldest_first_and_noted(void **state)
{
    struct terminal *t = *state;
    put(t, "outbox/4luon_VANTRUONG_QUAY-1_2026-11-24_tam.csv", "a\n");
    put(t, "outbox/4luon_VANTRUONG_QUAY-1_2026-11-24.csv.tmp", "a\n");
    put(t, "outbox/" MONDAY "-metadata.json", "a\n");
    put(t, "outbox/4luon_VANTRUONG_QUAY-1_2026-02-30.csv", "a\n");
    put(t, "outbox/other_2026-11-24.csv", "a\n");
    put(t, "outbox/" TUESDAY, "a\n");
    start(t, "echo $# ${1##*/} >> calls; cat \"$1\" >> calls");
    struct upload_status status = wait_until(t, 0, 0);
    assert_string_equal(status.message, "");
    assert_true(status.next_boot_ms == -1);
    assert_false(status.running);
    stop(t);
    assert_file(t, "calls",
                "1 " FRIDAY "\na\n1 " MONDAY "\na\n1 " TUESDAY "\na\n");
    assert_file(t, "uploads",
                SHA256 "  " FRIDAY "\n" SHA256 "  " MONDAY "\n" SHA256
                       "  " TUESDAY "\n");
}

static void new_files_are_told_of(void **state)
{
    struct terminal *t = *state;
    start(t, "echo ${1##*/} >> calls");
    (void)wait_until(t, 0, 0);
    put(t, "outbox/" TUESDAY, "a\n");
    upload_look(t->upload);
    struct text calls = {0};
    while (calls.data == NULL || strstr(calls.data, TUESDAY) == NULL) {
        bell_wait(&t->bell);
        text_clear(&calls);
        assert_true(
            files_read(data_folder_path(&t->folder, "calls"), 4096, &calls));
    }
    text_free(&calls);
    (void)wait_until(t, 0, 0);
    stop(t);
    assert_file(t, "calls", FRIDAY "\n" MONDAY "\n" TUESDAY "\n");
}

static void failures_are_tried_again_in_turn(void **state)
{
    struct terminal *t = *state;
    start(t, "echo ${1##*/} >> calls\n"
             "echo no route to the province >&2\n"
             "[ $(wc -l < calls) -ge 3 ] || exit 7");
    (void)wait_until(t, 0, 0);
    stop(t);
    assert_file(t, "calls", FRIDAY "\n" MONDAY "\n" FRIDAY "\n" MONDAY "\n");
    assert_file(t, "uploads", SHA256 "  " FRIDAY "\n" SHA256 "  " MONDAY "\n");
}

static void one_that_never_goes_holds_back_no_other(void **state)
{
    struct terminal *t = *state;
    put(t, "outbox/" TUESDAY, "a\n");
    start(t, "case $1 in *2026-11-20.csv) exit 1;; esac");
    (void)wait_until(t, 1, 2);
    stop(t);
    assert_file(t, "uploads", SHA256 "  " MONDAY "\n" SHA256 "  " TUESDAY "\n");
}

static void a_failure_is_told(void **state)
{
    struct terminal *t = *state;
    t->times.pause_ms = t->times.pause_most_ms = 3600 * 1000;
    start(t, "echo không có mạng >&2; exit 7");
    struct upload_status status = wait_until(t, 2, 1);
    assert_int_equal(status.tries, 1);
    assert_true(status.next_boot_ms > 0);
    assert_false(status.running);
    char expected[UPLOAD_MESSAGE_SIZE];
    snprintf(expected, sizeof expected,
             FRIDAY ": %s ended with 7: \"không có mạng\"",
             data_folder_path(&t->folder, "command"));
    assert_string_equal(status.message, expected);
    /* A new file counts at once, and shortens no pause. */
    put(t, "outbox/" TUESDAY, "a\n");
    upload_look(t->upload);
    status = wait_until(t, 3, 1);
    assert_int_equal(status.tries, 1);
    assert_string_equal(status.message, expected);
}

static void a_restart_knows_what_was_uploaded(void **state)
{
    struct terminal *t = *state;
    start(t, "echo ${1##*/} >> calls");
    (void)wait_until(t, 0, 0);
    stop(t);
    put(t, "outbox/" TUESDAY, "a\n");
    start(t, "echo ${1##*/} >> calls");
    (void)wait_until(t, 0, 0);
    stop(t);
    assert_file(t, "calls", FRIDAY "\n" MONDAY "\n" TUESDAY "\n");
}

/* A line that a power cut left without its end counts for nothing, and spoils
   no other. */
static void a_torn_note_counts_for_nothing(void **state)
{
    struct terminal *t = *state;
    put(t, "uploads", SHA256 "  " FRIDAY "\nrubbish\n" SHA256 "  " MONDAY);
    start(t, "echo ${1##*/} >> calls");
    (void)wait_until(t, 0, 0);
    stop(t);
    assert_file(t, "calls", MONDAY "\n");
    assert_file(t, "uploads",
                SHA256 "  " FRIDAY "\nrubbish\n" SHA256 "  " MONDAY "\n" SHA256
                       "  " MONDAY "\n");
}

static void a_command_that_hangs_is_ended(void **state)
{
    struct terminal *t = *state;
    t->times.limit_ms = 50;
    t->times.pause_ms = t->times.pause_most_ms = 3600 * 1000;
    start(t, "trap '' TERM; echo begun; while :; do sleep 1000; done");
    struct upload_status status = wait_until(t, 2, 1);
    assert_non_null(strstr(status.message, "took too long and was ended"));
}

static void much_talk_stops_nobody(void **state)
{
    struct terminal *t = *state;
    t->times.pause_ms = t->times.pause_most_ms = 3600 * 1000;
    start(t, "head -c 3000000 /dev/zero | tr '\\0' x; exit 1");
    struct upload_status status = wait_until(t, 2, 1);
    const char *said = strchr(status.message, '"');
    assert_non_null(said);
    assert_int_equal(strlen(said), UPLOAD_SAID_MAX + 2);
    assert_int_equal(strspn(said + 1, "x"), UPLOAD_SAID_MAX);
}

static void what_is_said_is_fit_to_be_shown(void **state)
{
    struct terminal *t = *state;
    t->times.pause_ms = t->times.pause_most_ms = 3600 * 1000;
    /* 199 bytes, and then letters of three. */
    start(t, "printf 'a\\nb\\033c%193s' ''\nprintf 'dệệệ'; exit 1");
    struct upload_status status = wait_until(t, 2, 1);
    const char *said = strchr(status.message, '"');
    assert_non_null(said);
    assert_int_equal(strncmp(said, "\"a b c ", 7), 0);
    assert_string_equal(said + strlen(said) - 3, " d\"");
}

/* One that goes on in the background keeps the pipe; we don't wait for it. */
static void what_it_leaves_behind_is_not_waited_for(void **state)
{
    struct terminal *t = *state;
    start(t, "sleep 5 & exit 0");
    (void)wait_until(t, 0, 0);
}

static void a_command_that_cannot_be_run(void **state)
{
    struct terminal *t = *state;
    t->times.pause_ms = t->times.pause_most_ms = 3600 * 1000;
    const struct upload_params params = {.data_dir = t->folder.path,
                                         .command = "/none/such",
                                         .times = t->times,
                                         .wake = bell_ring,
                                         .context = &t->bell};
    t->upload = upload_start(&params);
    struct upload_status status = wait_until(t, 2, 1);
    assert_string_equal(status.message, FRIDAY ": /none/such cannot be run: "
                                               "No such file or directory");
}

/* Nothing of ours but three variables and what it needs to talk. */
static void it_inherits_nothing(void **state)
{
    struct terminal *t = *state;
    assert_int_equal(unlink(data_folder_path(&t->folder, "outbox/" MONDAY)), 0);
    int ours = open("/dev/null", O_RDONLY); /* not closed on exec */
    assert_int_equal(setenv("DBUS_SESSION_BUS_ADDRESS", "nothing", 1), 0);
    assert_int_equal(setenv("HOME", "/home/quay", 1), 0);
    start(t, "tr '\\0' '\\n' < /proc/$$/environ | sed 's/=.*//' | sort > env\n"
             "echo $HOME >> env\n"
             "ls /proc/self/fd | grep -vc '^[0123]$' > fds\n"
             "readlink /proc/$$/fd/0 >> fds\n"
             "grep -E 'Sig(Blk|Ign)' /proc/self/status >> fds");
    (void)wait_until(t, 0, 0);
    stop(t);
    assert_int_equal(unsetenv("DBUS_SESSION_BUS_ADDRESS"), 0);
    assert_true(ours >= 3);
    close(ours);
    assert_file(t, "env", "HOME\nLANG\nPATH\n/home/quay\n");
    char *fds = data_folder_read(&t->folder, "fds");
    assert_int_equal(
        strncmp(fds, "0\n/dev/null\nSigBlk:\t0000000000000000\n", 37), 0);
    free(fds);
}

/* What comes next out of a pipe, or its end (0); not waited for for ever. */
static ssize_t read_pipe(int fd)
{
    char byte;
    struct pollfd pipe = {.fd = fd, .events = POLLIN};
    assert_int_equal(poll(&pipe, 1, 120000), 1);
    return read(fd, &byte, 1);
}

/* At the program's end a command that runs is told to end, and left. */
static void the_end_does_not_wait(void **state)
{
    struct terminal *t = *state;
    const char *pipe = data_folder_path(&t->folder, "pipe");
    assert_int_equal(mkfifo(pipe, 0600), 0);
    int fd = open(pipe, O_RDONLY | O_NONBLOCK);
    assert_true(fd >= 0);
    start(t, "exec 3> pipe; echo >&3; sleep 1000");
    assert_int_equal(read_pipe(fd), 1); /* the command has begun */
    stop(t);
    assert_int_equal(read_pipe(fd), 0); /* the last of it has ended */
    close(fd);
    assert_false(files_exists(data_folder_path(&t->folder, "uploads")));
}

static void without_a_command_or_an_outbox(void **state)
{
    struct terminal *t = *state;
    struct upload_status status;
    upload_look(NULL);
    upload_status(NULL, &status);
    assert_int_equal(status.waiting, 0);
    assert_true(status.next_boot_ms == -1);
    assert_int_equal(rename(data_folder_path(&t->folder, "outbox"),
                            data_folder_path(&t->folder, "away")),
                     0);
    start(t, "exit 1");
    status = wait_until(t, 0, 0);
    assert_string_equal(status.message, "");
}

static void pauses_by_the_table(void **state)
{
    (void)state;
    static const struct {
        struct upload_times times;
        int tries;
        uint32_t chance;
        int64_t pause_ms;
    } table[] = {
        {{0}, 1, 0, 60000},
        {{0}, 2, 0, 120000},
        {{0}, 3, 0, 240000},
        {{0}, 9, 0, 256 * 60000},
        {{0}, 10, 0, 6 * 60 * 60000},
        {{0}, 1000000, 0, 6 * 60 * 60000},
        {{0}, 1, 512, 60000 + 7500},
        {{0}, 1, 1023, 60000 + 14985},
        {{0}, 1, UINT32_MAX, 60000 + 14985},
        {{.pause_ms = 8, .pause_most_ms = 20}, 2, 0, 16},
        {{.pause_ms = 8, .pause_most_ms = 20}, 3, 0, 20},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        assert_int_equal(
            upload_pause(&table[i].times, table[i].tries, table[i].chance),
            table[i].pause_ms);
    }
}

#define WITH_OUTBOX(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_OUTBOX(the_oldest_first_and_noted),
        WITH_OUTBOX(new_files_are_told_of),
        WITH_OUTBOX(failures_are_tried_again_in_turn),
        WITH_OUTBOX(one_that_never_goes_holds_back_no_other),
        WITH_OUTBOX(a_failure_is_told),
        WITH_OUTBOX(a_restart_knows_what_was_uploaded),
        WITH_OUTBOX(a_torn_note_counts_for_nothing),
        WITH_OUTBOX(a_command_that_hangs_is_ended),
        WITH_OUTBOX(much_talk_stops_nobody),
        WITH_OUTBOX(what_is_said_is_fit_to_be_shown),
        WITH_OUTBOX(what_it_leaves_behind_is_not_waited_for),
        WITH_OUTBOX(a_command_that_cannot_be_run),
        WITH_OUTBOX(it_inherits_nothing),
        WITH_OUTBOX(the_end_does_not_wait),
        WITH_OUTBOX(without_a_command_or_an_outbox),
        cmocka_unit_test(pauses_by_the_table),
    };
    return tried_all(cmocka_run_group_tests(tests, NULL, NULL),
                     "All files were sent");
}
