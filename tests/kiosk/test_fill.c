/* What the panel says: its lights of the days that wait and of the record, its
   figures of a question that was asked in other words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "kiosk/fill.h"
#include "kiosk/inside.h"
#include "with_staff.h"
#include "tried.h"

enum { TODAY = 20780, NEVER = INT32_MIN };

static struct light light_of(const struct desk_health *health,
                             enum light_kind kind)
{
    struct panel panel = {0};
    fill_lights(&panel, &(struct fill_lights){.health = health});
    int i = 0;
    while (i < panel.light_count && panel.lights[i].kind != kind) {
        i++;
    }
    assert_in_range(i, 0, panel.light_count - 1);
    return panel.lights[i];
}

static void days_that_wait_light_the_export(void **state)
{
    static const struct {
        int32_t exported_day;
        int pending;
        enum light_state state;
        int value;
    } cases[] = {
        {NEVER, 0, LIGHT_TOLD, -1},    {NEVER, 1, LIGHT_CARE, 1},
        {NEVER, 4, LIGHT_CARE, 4},     {NEVER, 31, LIGHT_BAD, 31},
        {TODAY, 0, LIGHT_WELL, 0},     {TODAY - 90, 0, LIGHT_WELL, 0},
        {TODAY - 3, 3, LIGHT_TOLD, 3}, {TODAY - 4, 4, LIGHT_CARE, 4},
        {TODAY, 31, LIGHT_BAD, 31},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct desk_health health = {.today = TODAY,
                                           .exported_day =
                                               cases[i].exported_day,
                                           .recovered_day = NEVER,
                                           .pending = cases[i].pending};
        struct light exported = light_of(&health, LIGHT_EXPORT);
        assert_int_equal(exported.state, cases[i].state);
        assert_int_equal(exported.value, cases[i].value);
    }
    tried("5 ngày chưa lấy tệp (days not");
}

/* A month long; then it is told, and no trouble any more. */
static void a_database_that_was_set_aside_is_no_trouble_for_ever(void **state)
{
    static const struct {
        int32_t day;
        int value;
        enum light_state state;
    } cases[] = {
        {NEVER, 0, LIGHT_WELL},       {TODAY, 1, LIGHT_CARE},
        {TODAY - 29, 1, LIGHT_CARE},  {TODAY - 30, 1, LIGHT_TOLD},
        {TODAY - 900, 1, LIGHT_TOLD}, {TODAY + 1, 1, LIGHT_CARE},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct desk_health health = {.today = TODAY,
                                           .exported_day = TODAY,
                                           .recovered_day = cases[i].day};
        struct light light = light_of(&health, LIGHT_DATABASE);
        assert_int_equal(light.state, cases[i].state);
        assert_int_equal(light.value, cases[i].value);
    }
    tried("No damage to the record was");
}

static void a_backup_is_missed_after_a_week(void **state)
{
    static const struct {
        int32_t first_day, backup_day;
        int value;
        enum light_state state;
    } cases[] = {
        {TODAY, NEVER, -1, LIGHT_TOLD},
        {TODAY - 6, NEVER, -1, LIGHT_TOLD},
        {TODAY - 7, NEVER, -1, LIGHT_CARE},
        {INT32_MAX, NEVER, -1, LIGHT_TOLD},
        {TODAY - 900, TODAY, 0, LIGHT_WELL},
        {TODAY - 900, TODAY - 6, 6, LIGHT_WELL},
        {TODAY - 900, TODAY - 7, 7, LIGHT_CARE},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct desk_health health = {.today = TODAY,
                                           .exported_day = TODAY,
                                           .recovered_day = NEVER,
                                           .first_day = cases[i].first_day,
                                           .backup_day = cases[i].backup_day};
        struct light light = light_of(&health, LIGHT_BACKUP);
        assert_int_equal(light.state, cases[i].state);
        assert_int_equal(light.value, cases[i].value);
    }
    tried("Backed up today");
}

static void a_failing_log_is_trouble_and_no_enrolment_is_none(void **state)
{
    (void)state;
    struct desk_health health = {.today = TODAY,
                                 .exported_day = TODAY,
                                 .recovered_day = NEVER,
                                 .trust = {.broken = true}};
    assert_int_equal(light_of(&health, LIGHT_LOG).state, LIGHT_BAD);
    assert_int_equal(light_of(&health, LIGHT_ENROLMENT).state, LIGHT_TOLD);
    assert_int_equal(light_of(&health, LIGHT_ENROLMENT).value, 1);
    health.trust.broken = false;
    health.trust.enrolled = true;
    assert_int_equal(light_of(&health, LIGHT_LOG).state, LIGHT_WELL);
    assert_int_equal(light_of(&health, LIGHT_ENROLMENT).value, 0);
    tried("The journal is working");
}

/* A holiday on Thursday, for which Saturday is worked: both lie ahead, and the
   first is among the lights, from seven days before until it is over. */
static void the_days_ahead_are_told(void **state)
{
    (void)state;
    struct config config = with_config();
    struct hours *hours = &config.hours;
    hours->dates[0] =
        (struct hours_dates){WITH_MONDAY + 10, WITH_MONDAY + 10, {.count = 0}};
    hours->dates[1] = (struct hours_dates){
        WITH_MONDAY + 12, WITH_MONDAY + 12, {{{480, 660}}, 1}};
    hours->date_count = 2;
    for (int day = 0; day < 20; day++) {
        struct panel panel = {0};
        const struct desk_health health = {.today = WITH_MONDAY + day};
        fill_lights(&panel,
                    &(struct fill_lights){.health = &health, .hours = hours});
        int64_t first = day >= 3 && day <= 10   ? WITH_MONDAY + 10
                        : day > 10 && day <= 12 ? WITH_MONDAY + 12
                                                : -1;
        int found = 0;
        while (panel.lights[found].kind != LIGHT_HOURS) {
            assert_in_range(found++, 0, LIGHT_KINDS - 2);
        }
        assert_int_equal(panel.lights[found].value, first);
        assert_int_equal(panel.lights[found].state,
                         first < 0 ? LIGHT_WELL : LIGHT_TOLD);
        assert_true(panel.ahead_known);
        assert_int_equal(panel.ahead_day, WITH_MONDAY + day);
        for (int i = 0; i < PANEL_AHEAD; i++) {
            int at = day + i;
            int spans = at == 10 ? 0 : at == 12 ? 1 : at % 7 < 5;
            assert_int_equal(panel.ahead[i].open.count, spans);
            assert_int_equal(panel.ahead[i].unusual, at == 10 || at == 12);
        }
    }
    tried("the hours of today and the next seven days, and which are not as "
          "usual");
}

static void a_seal_and_a_loss_are_told_as_they_are(void **state)
{
    (void)state;
    struct desk_health health = {
        .today = TODAY,
        .exported_day = TODAY,
        .recovered_day = TODAY,
        .rows_lost = 3,
        .recovery = "set aside in quarantine/12: rebuilt",
        .trust = {.who = "van-truong/quay-1", .sealed_day = TODAY - 1}};
    struct panel panel = {0};
    fill_lights(&panel, &(struct fill_lights){.health = &health});
    assert_string_equal(panel.trust.seal, "");
    assert_string_equal(panel.trust.damaged, "quarantine/12");
    assert_int_equal(panel.trust.rows_lost, 3);
    memset(health.trust.seal_sha256, 'a', DIGEST_HEX_SIZE - 1);
    memset(health.recovery, 0, sizeof health.recovery);
    fill_lights(&panel, &(struct fill_lights){.health = &health});
    assert_string_equal(panel.trust.seal,
                        "bonluon seal van-truong/quay-1 2026-11-22 sha256:"
                        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                        "aaaaaaaaaaaa");
    assert_string_equal(panel.trust.damaged, "");
}

/* Neither "full" nor "all were sent". */
static void what_is_not_known_is_no_figure(void **state)
{
    (void)state;
    const struct desk_health health = {.free_bytes = -1};
    struct panel panel = {0};
    fill_lights(&panel, &(struct fill_lights){
                            .health = &health, .uploads = true, .waiting = -1});
    assert_int_equal(panel.lights[0].kind, LIGHT_DISK);
    assert_int_equal(panel.lights[0].state, LIGHT_CARE);
    assert_int_equal(panel.lights[0].value, -1);
    const struct light *last = &panel.lights[panel.light_count - 1];
    assert_int_equal(last->kind, LIGHT_UPLOAD);
    assert_int_equal(last->state, LIGHT_CARE);
    assert_int_equal(last->value, -1);
    tried("Máy hoạt động tốt (all is");
    tried("so much is free on the");
    tried("All files were sent");
}

/* What was asked in other words is in no figure, and named beside it; what the
   same form asks as before goes on. */
static void a_question_asked_otherwise_is_not_added_up(void **state)
{
    struct terminal *terminal = *state;
    struct form *form = &terminal->config.forms[0];
    staff_prepare(terminal);
    for (int i = 0; i < 6; i++) {
        staff_visit(terminal, 5);
    }
    form->questions[1].text[0] = "Cán bộ có cau có không?";
    terminal_restart(terminal);
    for (int i = 0; i < 7; i++) {
        staff_visit(terminal, 1);
    }
    staff_next_day(terminal);
    staff_come_in(terminal);
    const struct panel *panel = &terminal->kiosk->panel;
    assert_int_equal(panel->question_count, 4);
    for (int i = 0; i < 4; i++) {
        const struct panel_question *question = &panel->questions[i];
        assert_string_equal(question->theme[0], form->questions[i].theme[0]);
        assert_int_equal(question->raw.counts[0], 7);
        assert_int_equal(question->raw.counts[4], i == 1 ? 0 : 6);
        assert_int_equal(question->this_n, i == 1 ? 7 : 13);
        assert_int_equal(question->otherwise, i == 1 ? 6 : 0);
    }
    tried("the figures of a question, and");
}

/* How often a question's own key was pressed is no answer, and shown beside
   them. */
static void what_does_not_apply_is_counted_apart(void **state)
{
    static struct figures figures;
    struct terminal *terminal = *state;
    struct form *form = &terminal->config.forms[0];
    struct panel panel = {0};
    struct sum_question *asked = &figures.recent.questions[0];
    form->questions[1].na[0] = "Không có sơ suất";
    figures.params.today = TODAY;
    figures.recent.question_count = 1;
    strcpy(asked->form, form->id);
    strcpy(asked->id, form->questions[1].id);
    asked->raw.levels = asked->clean.levels = form->levels;
    asked->na = 3;
    fill_figures(&panel, &figures, &terminal->config);
    assert_int_equal(panel.question_count, 1);
    assert_int_equal(panel.questions[0].na, 3);
    assert_int_equal(score_n(&panel.questions[0].raw), 0);
    assert_string_equal(panel.questions[0].na_text[0], "Không có sơ suất");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_that_wait_light_the_export),
        cmocka_unit_test(a_backup_is_missed_after_a_week),
        cmocka_unit_test(a_failing_log_is_trouble_and_no_enrolment_is_none),
        cmocka_unit_test(the_days_ahead_are_told),
        cmocka_unit_test(a_seal_and_a_loss_are_told_as_they_are),
        cmocka_unit_test(a_database_that_was_set_aside_is_no_trouble_for_ever),
        cmocka_unit_test(what_is_not_known_is_no_figure),
        cmocka_unit_test_setup_teardown(
            a_question_asked_otherwise_is_not_added_up, terminal_setup,
            terminal_teardown),
        cmocka_unit_test_setup_teardown(what_does_not_apply_is_counted_apart,
                                        terminal_setup, terminal_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
