/* The small rules: guard, hours, actions, faces, ids. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "survey/action.h"
#include "survey/sheet.h"
#include "survey/guard.h"
#include "survey/hours.h"
#include "survey/words.h"
#include "tried.h"

static void a_visit_within_the_cooldown_is_flagged(void **state)
{
    (void)state;
    static const struct {
        int64_t ended_ms, now_ms, cooldown_ms;
        bool flagged;
    } rows[] = {
        {1000, 1000, 5000, true},  {1000, 5999, 5000, true},
        {1000, 6000, 5000, false}, {1000, 90000, 5000, false},
        {1000, 1000, 0, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct guard guard = {0};
        assert_false(
            guard_cooldown(&guard, rows[i].now_ms, rows[i].cooldown_ms));
        guard_end(&guard, rows[i].ended_ms);
        assert_int_equal(
            guard_cooldown(&guard, rows[i].now_ms, rows[i].cooldown_ms),
            rows[i].flagged);
    }
    tried("taps happy faces in a row");
}

static void the_seventh_visit_in_two_minutes_is_flagged(void **state)
{
    (void)state;
    struct guard guard = {0};
    for (int i = 0; i < 6; i++) {
        int64_t now_ms = 1000 + i * 10000;
        assert_false(guard_burst(&guard, now_ms));
        guard_begin(&guard, now_ms);
    }
    assert_true(guard_burst(&guard, 1000 + 119999));
    assert_false(guard_burst(&guard, 1000 + 120000));
    /* The window moves on with the visits, for as long as it runs. */
    for (int i = 0; i < 100; i++) {
        int64_t now_ms = 500000 + i * 20001;
        assert_false(guard_burst(&guard, now_ms));
        guard_begin(&guard, now_ms);
    }
    assert_true(guard_burst(&guard, 500000 + 99 * 20001 + 1));
    tried("taps twice, holds, plays");
}

static void only_a_visit_of_nothing_but_fast_taps_is_flagged(void **state)
{
    (void)state;
    static const struct {
        int64_t elapsed_ms[4];
        bool flagged;
    } rows[] = {
        {{0, 699, 500, 600}, true}, {{0, 700, 500, 600}, false},
        {{0, 0, 0, 0}, false}, /* no time is known: nothing to say */
        {{650, 0, 0, 0}, true},     {{3000, 2000, 400, 400}, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct guard guard = {0};
        guard_begin(&guard, 1);
        for (int k = 0; k < 4; k++) {
            guard_tap(&guard, rows[i].elapsed_ms[k]);
        }
        assert_int_equal(guard_fast(&guard), rows[i].flagged);
        guard_begin(&guard, 2);
        assert_false(guard_fast(&guard));
    }
}

static void flags_have_names_and_own_bits(void **state)
{
    (void)state;
    static const char *const names[] = {"cooldown", "fast", "burst", "hours",
                                        "clock"};
    for (int i = 0; i < GUARD_FLAG_COUNT; i++) {
        assert_string_equal(guard_flag_name((enum guard_flag)(1 << i)),
                            names[i]);
    }
}

/* 2026-11-23 is a Monday. */
enum { MONDAY = 20780 };

static void office_hours(struct hours *hours)
{
    *hours = (struct hours){0};
    for (int i = 0; i < 5; i++) {
        hours->weekdays[i] = (struct hours_weekday){
            .spans = {{450, 690}, {810, 1020}}, .count = 2};
    }
    hours->dates[0] =
        (struct hours_dates){MONDAY + 2, MONDAY + 2, {.count = 0}};
    /* Of two the first counts, as bonluon.ini before a calendar. */
    hours->dates[1] = (struct hours_dates){
        MONDAY + 5, MONDAY + 5, {.spans = {{480, 600}}, .count = 1}};
    hours->dates[2] =
        (struct hours_dates){MONDAY + 5, MONDAY + 8, {.count = 0}};
    hours->date_count = 3;
}

static void hours_are_those_of_the_day(void **state)
{
    (void)state;
    static const struct {
        int32_t day;
        int minute;
        bool open;
    } rows[] = {
        {MONDAY, 449, false},      {MONDAY, 450, true},
        {MONDAY, 689, true},       {MONDAY, 690, false},
        {MONDAY, 810, true},       {MONDAY, 1019, true},
        {MONDAY, 1020, false},     {MONDAY + 2, 500, false},
        {MONDAY + 4, 500, true},   {MONDAY + 5, 479, false},
        {MONDAY + 5, 480, true},   {MONDAY + 5, 600, false},
        {MONDAY + 8, 500, false},  {MONDAY + 9, 500, true},
        {MONDAY + 12, 500, false}, {MONDAY - 1, 500, false},
        {MONDAY - 3, 500, true},
    };
    struct hours hours;
    office_hours(&hours);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(hours_open(&hours, rows[i].day, rows[i].minute),
                         rows[i].open);
    }
    assert_int_equal(hours_closing(&hours, MONDAY), 1020);
    assert_int_equal(hours_closing(&hours, MONDAY + 2), HOURS_NEVER);
    assert_int_equal(hours_closing(&hours, MONDAY + 5), 600);
    assert_int_equal(hours_closing(&hours, MONDAY + 6), HOURS_NEVER);
    assert_false(hours_unusual(&hours, MONDAY));
    assert_true(hours_unusual(&hours, MONDAY + 2));
    assert_true(hours_unusual(&hours, MONDAY + 5));
    assert_false(hours_unusual(&hours, MONDAY + 6)); /* a Sunday is closed */
    assert_int_equal(hours_weekday(MONDAY), 0);
    assert_int_equal(hours_weekday(-4), 6);
}

static void every_action_has_a_name(void **state)
{
    (void)state;
    static const struct {
        struct action action;
        const char *name;
    } table[] = {
        {{ACTION_NONE, 0}, "none"},
        {{ACTION_ANSWER, 5}, "answer:5"},
        {{ACTION_BACK, 0}, "back"},
        {{ACTION_SKIP, 0}, "skip"},
        {{ACTION_NA, 0}, "na"},
        {{ACTION_LANGUAGE, 0}, "language"},
        {{ACTION_CONTINUE, 0}, "continue"},
        {{ACTION_REASON, 3}, "reason"},
        {{ACTION_DONE, 0}, "done"},
        {{ACTION_LOW_REACH, 0}, "low-reach"},
        {{ACTION_SPEAK, 0}, "speak"},
        {{ACTION_STAFF, 0}, "staff"},
        {{ACTION_DIGIT, 0}, "digit:0"},
        {{ACTION_ERASE, 0}, "erase"},
        {{ACTION_ENTER, 0}, "enter"},
        {{ACTION_CLOSE, 0}, "close"},
        {{ACTION_PAGE, 3}, "page:3"},
        {{ACTION_EXPORT, 0}, "export"},
        {{ACTION_CANCEL, 0}, "cancel"},
        {{ACTION_PENDING, 0}, "pending"},
        {{ACTION_DAY, 20780}, "day"},
        {{ACTION_EARLIER, 0}, "earlier"},
        {{ACTION_LATER, 0}, "later"},
        {{ACTION_TARGET, 1}, "target:1"},
        {{ACTION_REPORTS, 0}, "reports"},
        {{ACTION_CONFIRM, 20780}, "confirm"},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        char name[ACTION_NAME_SIZE];
        action_name(table[i].action, name);
        assert_string_equal(name, table[i].name);
    }
}

static void faces_go_from_worst_to_best(void **state)
{
    (void)state;
    for (int levels = 3; levels <= 5; levels++) {
        for (int level = 2; level <= levels; level++) {
            assert_true(form_face(levels, level) >
                        form_face(levels, level - 1));
        }
    }
    assert_int_equal(form_face(3, 2), 3);
    assert_int_equal(form_face(4, 1), 1);
    assert_int_equal(form_face(4, 4), 5);
}

static void ids_are_plain(void **state)
{
    (void)state;
    assert_true(form_id_valid("mim-cuoi"));
    assert_true(form_id_valid("5-biet"));
    assert_false(form_id_valid(""));
    assert_false(form_id_valid("Mim"));
    assert_false(form_id_valid("a b"));
    assert_true(form_id_valid("0123456789012345678901234567890"));
    assert_false(form_id_valid("01234567890123456789012345678901"));
}

static void every_word_has_its_own_key(void **state)
{
    (void)state;
    for (int i = 0; i < WORD_COUNT; i++) {
        for (int k = 0; k < i; k++) {
            assert_string_not_equal(words_key((enum word)i),
                                    words_key((enum word)k));
        }
    }
}

static void a_form_of_fewer_levels_keeps_the_texts_of_its_faces(void **state)
{
    (void)state;
    static const struct {
        int from, to;
        bool can;
        const char *texts; /* a letter a level, of "abcde" */
    } table[] = {
        {5, 5, true, "abcde"}, {5, 4, true, "abde"},  {5, 3, true, "bcd"},
        {4, 4, true, "abcd"},  {4, 3, false, "abcd"}, {4, 5, false, "abcd"},
        {3, 3, true, "abc"},   {3, 5, false, "abc"},
    };
    static const char *const letters[] = {"a", "b", "c", "d", "e"};
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct form form = {.levels = table[i].from};
        char texts[FORM_LEVELS_MAX + 1] = "";
        for (int k = 0; k < form.levels; k++) {
            form.level_text[k][0] = letters[k];
        }
        print_message("%d to %d\n", table[i].from, table[i].to);
        assert_int_equal(form_reduce(&form, table[i].to), table[i].can);
        for (int k = 0; k < form.levels; k++) {
            texts[k] = form.level_text[k][0][0];
        }
        assert_string_equal(texts, table[i].texts);
    }
}

static void a_level_with_a_sad_face_is_low(void **state)
{
    (void)state;
    static const int highest_low[] = {[3] = 1, [4] = 2, [5] = 2};
    for (int levels = 3; levels <= 5; levels++) {
        for (int level = 1; level <= levels; level++) {
            assert_int_equal(form_low(levels, level),
                             level <= highest_low[levels]);
        }
    }
}

/* The turns of the days of ten years, by the question and by the weekday: none
   is asked on Mondays alone. */
static void turns_are_even(void **state)
{
    (void)state;
    for (int count = 2; count <= FORM_QUESTIONS_MAX; count++) {
        int turns[FORM_QUESTIONS_MAX][7] = {{0}};
        for (int32_t day = 20780; day < 20780 + 3650; day++) {
            turns[sheet_turn(day) % (unsigned)count][day % 7]++;
        }
        for (int i = 0; i < count; i++) {
            int sum = 0;
            for (int weekday = 0; weekday < 7; weekday++) {
                assert_in_range(turns[i][weekday], 3650 / 7 / count / 2,
                                3650 / 7 * 2 / count);
                sum += turns[i][weekday];
            }
            print_message("question %d of %d: on %d days\n", i, count, sum);
            assert_in_range(sum, 3650 * 8 / 10 / count, 3650 * 12 / 10 / count);
        }
    }
}

static void a_sheet_is_the_form_and_perhaps_one_question_more(void **state)
{
    (void)state;
    struct form form = {.levels = 5, .question_count = 2};
    struct form other = {.levels = 3, .question_count = 3};
    form.questions[1].reason_count = 1;
    struct sheet sheet = sheet_make(&form, NULL, 7);
    assert_int_equal(sheet.count, 2);
    assert_ptr_equal(sheet_question(&sheet, 1), &form.questions[1]);
    assert_false(sheet_asks_why(&sheet, 0, 1));
    assert_true(sheet_asks_why(&sheet, 1, 2));
    assert_false(sheet_asks_why(&sheet, 1, 3));
    sheet = sheet_make(&form, &other, 7);
    assert_int_equal(sheet.count, 3);
    assert_ptr_equal(sheet_question(&sheet, 2), &other.questions[1]);
    assert_int_equal(sheet_levels(&sheet, 1), 5);
    assert_int_equal(sheet_levels(&sheet, 2), 3);
}

static void a_sheet_knows_what_is_ever_asked(void **state)
{
    (void)state;
    struct form form = {.levels = 5, .question_count = 2};
    struct form other = {.levels = 3, .question_count = 3};
    struct sheet sheet = sheet_make(&form, NULL, 7);
    assert_int_equal(sheet_ever(&sheet), 2);
    assert_int_equal(sheet_ever_at(&sheet, 1), 1);
    for (unsigned turn = 0; turn < 3; turn++) {
        sheet = sheet_make(&form, &other, turn);
        assert_int_equal(sheet_ever(&sheet), 5);
        assert_int_equal(sheet_ever_at(&sheet, 1), 1);
        assert_int_equal(sheet_ever_at(&sheet, 2), 2 + turn);
        for (int i = 0; i < 5; i++) {
            assert_ptr_equal(sheet_ever_question(&sheet, i),
                             i < 2 ? &form.questions[i]
                                   : &other.questions[i - 2]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_visit_within_the_cooldown_is_flagged),
        cmocka_unit_test(the_seventh_visit_in_two_minutes_is_flagged),
        cmocka_unit_test(only_a_visit_of_nothing_but_fast_taps_is_flagged),
        cmocka_unit_test(flags_have_names_and_own_bits),
        cmocka_unit_test(hours_are_those_of_the_day),
        cmocka_unit_test(every_action_has_a_name),
        cmocka_unit_test(faces_go_from_worst_to_best),
        cmocka_unit_test(ids_are_plain),
        cmocka_unit_test(every_word_has_its_own_key),
        cmocka_unit_test(a_form_of_fewer_levels_keeps_the_texts_of_its_faces),
        cmocka_unit_test(a_level_with_a_sad_face_is_low),
        cmocka_unit_test(turns_are_even),
        cmocka_unit_test(a_sheet_is_the_form_and_perhaps_one_question_more),
        cmocka_unit_test(a_sheet_knows_what_is_ever_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
