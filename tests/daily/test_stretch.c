/* Stretches: how a day is parted, and that files of it differ by whole ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "daily/file.h"
#include "daily/stretch.h"
#include "record/with_record.h"
#include "tried.h"

enum { VISITS_MAX = 120 };

struct day {
    struct day_visit visits[VISITS_MAX];
    int count;
};

/* Visits as "8*5 9*4 +18": so many in an hour, with `+` from before the day;
   `-` one of which nothing was answered. */
static struct day day_of(const char *words)
{
    struct day day = {.count = 0};
    while (*words != '\0') {
        bool before = *words == '+';
        bool nothing = *words == '-';
        char *end;
        long hour = strtol(words + (before || nothing), &end, 10);
        long many = *end == '*' ? strtol(end + 1, &end, 10) : 1;
        while (many-- > 0) {
            assert_true(day.count < VISITS_MAX);
            day.visits[day.count] =
                (struct day_visit){.order = day.count,
                                   .hour = (int)hour,
                                   .before_day = before,
                                   .answered = !nothing,
                                   .ended = true,
                                   .version = (size_t)day.count};
            day.count++;
        }
        words = end + strspn(end, " ");
    }
    return day;
}

/* "8-8*5! 9-9*4": from, to, how many, and whether they are finished. */
static void say(const struct day *day, char *out, size_t size)
{
    out[0] = '\0';
    for (int i = 0; i < day->count;) {
        const struct day_visit *first = &day->visits[i];
        int many = 0;
        while (i < day->count && day->visits[i].from == first->from &&
               day->visits[i].to == first->to) {
            assert_int_equal(day->visits[i].finished, first->finished);
            assert_int_equal(day->visits[i].version, first->version);
            many++;
            i++;
        }
        size_t length = strlen(out);
        text_must(out + length, size - length, "%s%d-%d*%d%s",
                  length > 0 ? " " : "", first->from, first->to, many,
                  first->finished ? "!" : "");
    }
}

static const struct {
    const char *visits, *expected;
} parted[] = {
    {"", ""},
    {"9", "9-9*1"},
    {"8 11*3", "8-11*4"}, /* fewer than five: one stretch */
    {"8*5", "8-8*5"},
    {"8*5 9*5", "8-8*5! 9-9*5"},
    {"8*5 9*4", "8-9*9"}, /* what is left goes with the one before */
    {"8*4 9 10*5", "8-9*5! 10-10*5"},
    {"7 10*30 11*5 12*4", "7-10*31! 11-12*9"},
    {"8*5 9*4 -9", "8-9*10"}, /* who answered nothing hides nobody */
    {"8*4 -8*3 9 10*5", "8-9*8! 10-10*5"},
    /* Visits of the evening before come last, and finish nothing. */
    {"+18*2 8*5 9*5", "8-8*5! 9-18*7"},
    {"+18*5 8*5", "8-8*5 18-18*5"},
    {"+18*5 8*5 9*5 10", "8-8*5! 9-9*5 10-18*6"},
    /* The clock was set back: who comes then changes nothing before. */
    {"8*5 9*5 8*2", "8-8*5! 8-9*7"},
    {"8*5 9*5 8*5", "8-8*5! 9-9*5! 8-8*5"},
    {"16*3 9*4 10*5", "9-16*7! 10-10*5"},
};

static void a_day_is_parted(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof parted / sizeof parted[0]; i++) {
        struct day day = day_of(parted[i].visits);
        char said[256];
        stretch_make(day.visits, day.count);
        say(&day, said, sizeof said);
        assert_string_equal(said, parted[i].expected);
    }
}

/* What was given under each of several codes is parted by itself: no stretch
   has fewer than five under one of them. */
static void codes_are_parted_by_themselves(void **state)
{
    (void)state;
    char said[200];
    struct day day = day_of("8*5 9*5 10*2 10*5 11*5");
    for (int i = 0; i < day.count; i++) {
        day.visits[i].who = i < 12 ? 1 : 2;
    }
    stretch_make(day.visits, day.count);
    say(&day, said, sizeof said);
    assert_string_equal(said, "8-8*5! 9-10*7 10-10*5! 11-11*5");
}

/* Who is still at it may take back what was answered. */
static void a_visit_under_way_finishes_nothing(void **state)
{
    (void)state;
    struct day day = day_of("8*5 9*5");
    day.visits[9].ended = false;
    stretch_make(day.visits, day.count);
    assert_false(day.visits[0].finished);
    day = day_of("8*5 9*5");
    day.visits[8].ended = false; /* the power failed in it */
    stretch_make(day.visits, day.count);
    assert_true(day.visits[0].finished);
}

/* A day's visits as they come about, with whatever the clock does. */
static struct day random_day(unsigned *seed)
{
    struct day day = {.count = 3 + rand_r(seed) % (VISITS_MAX - 3)};
    int hour = 7;
    for (int i = 0; i < day.count; i++) {
        int dice = rand_r(seed) % 100;
        hour = dice < 20 && hour < 23 ? hour + 1 : hour;
        hour = dice == 99 ? rand_r(seed) % 24 : hour;
        day.visits[i] = (struct day_visit){.id = i,
                                           .order = i,
                                           .hour = hour,
                                           .before_day = dice == 98,
                                           .answered = dice % 7 != 0,
                                           .ended = dice % 11 != 0};
    }
    return day;
}

/* What a file of the day tells after `count` visits: of each visit by its
   number the hours, or -1 when it is not in it. */
struct told {
    int hours[VISITS_MAX];
};

static struct told told_after(const struct day *whole, int count, bool closed)
{
    struct day day = *whole;
    struct told told;
    stretch_make(day.visits, count);
    for (int i = 0; i < VISITS_MAX; i++) {
        told.hours[i] = -1;
    }
    for (int i = 0; i < count; i++) {
        const struct day_visit *visit = &day.visits[i];
        if (closed || visit->finished) {
            told.hours[visit->id] = 100 * visit->from + visit->to;
        }
    }
    return told;
}

/* What is in the later file and not in the earlier one is of each stretch
   nobody, or five at least that answered; what was there stays as it was. */
static void assert_differ_by_many(const struct day *day,
                                  const struct told *before,
                                  const struct told *after)
{
    int news[2400] = {0};
    int answered[2400] = {0};
    for (int i = 0; i < day->count; i++) {
        if (before->hours[i] >= 0) {
            assert_int_equal(after->hours[i], before->hours[i]);
        } else if (after->hours[i] >= 0) {
            news[after->hours[i]]++;
            answered[after->hours[i]] += day->visits[i].answered;
        }
    }
    for (int i = 0; i < 2400; i++) {
        if (news[i] > 0) {
            assert_in_range(answered[i], STRETCH_LEAST, VISITS_MAX);
        }
    }
}

static void two_files_never_differ_by_few(void **state)
{
    (void)state;
    unsigned seed = 12;
    for (int round = 0; round < 2000; round++) {
        struct day day = random_day(&seed);
        struct told before = told_after(&day, 0, false);
        int all = 0;
        for (int i = 0; i < day.count; i++) {
            all += day.visits[i].answered;
        }
        for (int i = 1; i <= day.count; i++) {
            struct told now = told_after(&day, i, false);
            assert_differ_by_many(&day, &before, &now);
            before = now;
        }
        struct told closed = told_after(&day, day.count, true);
        if (all >= STRETCH_LEAST) {
            assert_differ_by_many(&day, &before, &closed);
        }
    }
    tried("looks up who answered what, on");
}

/* The lines of a visit of the file; NULL: there is none. */
static bool tells(const char *csv, int64_t visit)
{
    char number[32];
    text_must(number, sizeof number, ",%lld,", (long long)visit);
    return strstr(csv, number) != NULL;
}

static char *write_day(struct record_fixture *f)
{
    struct day_file *file = day_file_new(f->record);
    const struct day_file_params params = {.day = WITH_MONDAY,
                                           .folder = f->folder.path};
    struct day_file_done done;
    assert_int_equal(day_file_write(file, &params, &done), DAY_FILE_WRITTEN);
    day_file_free(file);
    return data_folder_read(&f->folder, done.name);
}

/* Through the record, with the clock set back to put a visitor into an hour
   that a file was already taken of. */
static void the_clock_puts_nobody_into_a_finished_hour(void **state)
{
    struct record_fixture *f = *state;
    record_fixture_open(f, with_moment(WITH_MONDAY, 8, 0));
    for (int i = 0; i < 10; i++) {
        record_fixture_visit(f, 100000000000000 + i, 5,
                             with_moment(WITH_MONDAY, 8 + i / 5, i));
    }
    char *csv = write_day(f);
    assert_true(tells(csv, 100000000000004));
    assert_false(tells(csv, 100000000000005));
    free(csv);
    struct moment back = with_moment(WITH_MONDAY, 8, 30);
    back.boot_ms = with_moment(WITH_MONDAY, 9, 50).boot_ms;
    record_fixture_visit(f, 200000000000000, 1, back);
    csv = write_day(f);
    assert_false(tells(csv, 200000000000000));
    assert_true(tells(csv, 100000000000004));
    free(csv);
    char *whole = record_fixture_csv(f, WITH_MONDAY);
    assert_non_null(strstr(whole, ",200000000000000,1,2026-11-23,8,9,"));
    assert_non_null(strstr(whole, ",100000000000004,1,2026-11-23,8,8,"));
    free(whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_day_is_parted),
        cmocka_unit_test(codes_are_parted_by_themselves),
        cmocka_unit_test(a_visit_under_way_finishes_nothing),
        cmocka_unit_test(two_files_never_differ_by_few),
        cmocka_unit_test_setup_teardown(
            the_clock_puts_nobody_into_a_finished_hour, record_fixture_setup,
            record_fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
