/* The daily file where a visit holds more than four answers of one form:
   reasons, and questions lent by another form. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/with_forms.h"
#include "daily/file.h"
#include "record/with_record.h"

static const int64_t visit_a = 100000000000001;

/* What a visit did, a word a row: "visit:4-luon", "answer:xin-loi",
   "skip:cam-on", "timeout:giup-do", "reason:xin-loi:cham", "end:". */
static struct row row_of(const char *word, int64_t visit)
{
    char kind[16] = "";
    char item[ROW_ITEM_SIZE] = "";
    char reason[ROW_ITEM_SIZE] = "";
    enum row_kind parsed = ROW_KIND_COUNT;
    assert_in_range(sscanf(word, "%15[^:]:%31[^:]:%31s", kind, item, reason), 1,
                    3);
    assert_true(row_kind_parse(kind, &parsed));
    if (parsed == ROW_REASON) {
        return with_reason_row(visit, item, reason);
    }
    if (parsed == ROW_VISIT) {
        struct row row = with_visit_row(visit);
        strcpy(row.item, item);
        return row;
    }
    bool lent = strcmp(item, "xin-loi") == 0 || strcmp(item, "cam-on") == 0;
    return parsed == ROW_END      ? with_end_row(visit, 1)
           : lent                 ? with_rotating_row(parsed, visit, item)
           : parsed == ROW_ANSWER ? with_answer_row(visit, item, 1)
                                  : with_row(parsed, visit, item);
}

/* Keeps visits, parted by '|', on a day; they are numbered from visit_a on. */
static void keep_visits(struct record_fixture *f, const char *words,
                        struct moment at)
{
    int64_t visit = visit_a;
    char *copy = strdup(words);
    char *rest = copy;
    for (char *word; (word = strtok_r(rest, " ", &rest)) != NULL;) {
        if (strcmp(word, "|") == 0) {
            visit++;
        } else {
            record_fixture_keep(f, row_of(word, visit), at);
        }
    }
    free(copy);
}

/* Field number `n` of a line, where none before it is in quotes. */
static const char *field(const char *line, int n)
{
    while (n-- > 0) {
        line = strchr(line, ',') + 1;
    }
    return line;
}

/* "5-biet/5/xin-loi ..." of all answers, in the file's order. */
static char *places_in(const char *csv)
{
    struct text text = {0};
    text_append_string(&text, "");
    for (const char *line = strchr(csv, '\n') + 1; *line != '\0';
         line = strchr(line, '\n') + 1) {
        const char *form = field(line, 8);
        const char *place = field(line, 10);
        const char *question = field(line, 11);
        text_append_format(&text, "%s%.*s/%.*s/%.*s",
                           text.length > 0 ? " " : "", (int)strcspn(form, ","),
                           form, (int)strcspn(place, ","), place,
                           (int)strcspn(question, ","), question);
    }
    return text.data;
}

static void assert_places(struct record_fixture *f, int32_t day,
                          const char *expected)
{
    char *csv = record_fixture_csv(f, day);
    char *places = places_in(csv);
    assert_string_equal(places, expected);
    free(places);
    free(csv);
}

static void start_day(struct record_fixture *f, int32_t day)
{
    record_fixture_open(f, with_moment(day, 8, 0));
}

static int setup(void **state)
{
    record_fixture_setup(state);
    struct record_fixture *f = *state;
    with_rotating(&f->config);
    return 0;
}

#define FOUR                                                                   \
    "visit:4-luon answer:mim-cuoi answer:nhe-nhang answer:lang-nghe "          \
    "answer:giup-do "
#define FOUR_PLACES                                                            \
    "4-luon/1/mim-cuoi 4-luon/2/nhe-nhang 4-luon/3/lang-nghe 4-luon/4/giup-do"

/* The lent question stands after all of the visit's own, asked or not. */
static void places(void **state)
{
    struct record_fixture *f = *state;
    static const struct {
        const char *words, *places;
    } cases[] = {
        {FOUR "end:", FOUR_PLACES},
        {FOUR "answer:xin-loi end:", FOUR_PLACES " 5-biet/5/xin-loi"},
        {FOUR "skip:cam-on end:", FOUR_PLACES " 5-biet/5/cam-on"},
        {FOUR "answer:cam-on answer:giup-do answer:cam-on end:",
         FOUR_PLACES " 5-biet/5/cam-on"},
        {"visit:4-luon answer:cam-on answer:nhe-nhang end:",
         "4-luon/2/nhe-nhang 5-biet/5/cam-on"},
        {"visit:4-luon timeout:xin-loi skip:mim-cuoi",
         "4-luon/1/mim-cuoi 5-biet/5/xin-loi"},
        /* The other way about: the places are the visit's. */
        {"visit:5-biet answer:xin-loi answer:giup-do answer:cam-on",
         "5-biet/1/xin-loi 5-biet/2/cam-on 4-luon/3/giup-do"},
        /* No more than one is lent today; were it two, none stands twice. */
        {"visit:4-luon answer:cam-on answer:mim-cuoi answer:xin-loi",
         "4-luon/1/mim-cuoi 5-biet/5/cam-on 5-biet/6/xin-loi"},
        /* Nothing of its own: what the day tells, before or after. */
        {"visit:4-luon answer:giup-do | visit:4-luon answer:cam-on",
         "4-luon/4/giup-do 5-biet/5/cam-on"},
        {"visit:4-luon answer:cam-on | visit:4-luon answer:giup-do",
         "5-biet/5/cam-on 4-luon/4/giup-do"},
        {"visit:4-luon answer:cam-on", "5-biet/1/cam-on"},
        /* Without the beginning of the visit, by its first answer. */
        {"answer:nhe-nhang answer:mim-cuoi answer:xin-loi",
         "4-luon/1/mim-cuoi 4-luon/2/nhe-nhang 5-biet/5/xin-loi"},
        {"visit:4-luon end:", ""},
    };
    for (int i = 0; i < (int)(sizeof cases / sizeof cases[0]); i++) {
        start_day(f, WITH_MONDAY + i);
        keep_visits(f, cases[i].words, with_moment(WITH_MONDAY + i, 9, 0));
        assert_places(f, WITH_MONDAY + i, cases[i].places);
    }
}

/* A day's file is the same whichever days went before it. */
static void a_day_knows_nothing_of_other_days(void **state)
{
    struct record_fixture *f = *state;
    static const struct day_file_params params = {.day = WITH_MONDAY,
                                                  .closing = true};
    struct day_file_params second = {
        .day = WITH_MONDAY + 1, .folder = f->folder.path, .closing = true};
    struct day_file_params first = params;
    struct day_file_done done;
    first.folder = f->folder.path;
    start_day(f, WITH_MONDAY);
    keep_visits(f, FOUR "end:", with_moment(WITH_MONDAY, 9, 0));
    start_day(f, WITH_MONDAY + 1);
    keep_visits(f, "visit:4-luon answer:cam-on",
                with_moment(WITH_MONDAY + 1, 9, 0));
    struct day_file *file = day_file_new(f->record);
    assert_int_equal(day_file_write(file, &first, &done), DAY_FILE_WRITTEN);
    assert_int_equal(day_file_write(file, &second, &done), DAY_FILE_WRITTEN);
    day_file_free(file);
    char *csv = data_folder_read(&f->folder, strrchr(done.path, '/') + 1);
    char *alone = record_fixture_csv(f, WITH_MONDAY + 1);
    assert_string_equal(csv, alone);
    free(csv);
    free(alone);
    assert_places(f, WITH_MONDAY + 1, "5-biet/1/cam-on");
}

static void reasons_of_the_last_answer(void **state)
{
    struct record_fixture *f = *state;
    static const struct {
        const char *words, *expected;
    } cases[] = {
        {"answer:xin-loi", "answered,1,3,Chưa,,"},
        {"answer:xin-loi reason:xin-loi:cham", "answered,1,3,Chưa,cham,"},
        /* In the form's order, each once. */
        {"answer:xin-loi reason:xin-loi:cau-gat reason:xin-loi:cham "
         "reason:xin-loi:cau-gat",
         "answered,1,3,Chưa,cham;cau-gat,"},
        {"answer:xin-loi reason:xin-loi:kho-hieu reason:xin-loi:cau-gat "
         "reason:xin-loi:cham",
         "answered,1,3,Chưa,cham;kho-hieu;cau-gat,"},
        /* What comes later to the same question forgets them. */
        {"answer:xin-loi reason:xin-loi:cham answer:xin-loi",
         "answered,1,3,Chưa,,"},
        {"answer:xin-loi reason:xin-loi:cham answer:xin-loi "
         "reason:xin-loi:cau-gat",
         "answered,1,3,Chưa,cau-gat,"},
        {"answer:xin-loi reason:xin-loi:cham skip:xin-loi", "skipped,,3,,,"},
        {"answer:xin-loi reason:xin-loi:cham timeout:xin-loi", "timeout,,3,,,"},
        /* To another question, not. */
        {"answer:xin-loi reason:xin-loi:cham answer:mim-cuoi",
         "answered,1,3,Chưa,cham,"},
        {"answer:xin-loi reason:xin-loi:cham answer:mim-cuoi "
         "reason:mim-cuoi:voi-va skip:mim-cuoi",
         "answered,1,3,Chưa,cham,"},
    };
    for (int i = 0; i < (int)(sizeof cases / sizeof cases[0]); i++) {
        int32_t day = WITH_MONDAY + i;
        start_day(f, day);
        keep_visits(f, "visit:4-luon", with_moment(day, 9, 0));
        keep_visits(f, cases[i].words, with_moment(day, 9, 1));
        char *csv = record_fixture_csv(f, day);
        char *row = strstr(csv, ",xin-loi,");
        assert_non_null(row);
        char *outcome = strstr(row, "không?,") + strlen("không?,");
        outcome[strcspn(outcome, "\r") - strlen("," BONLUON_VERSION)] = '\0';
        assert_string_equal(outcome, cases[i].expected);
        free(csv);
    }
}

static void the_joint_may_be_the_separator(void **state)
{
    struct record_fixture *f = *state;
    f->config.separator = ';';
    start_day(f, WITH_MONDAY);
    keep_visits(f,
                "visit:4-luon answer:mim-cuoi reason:mim-cuoi:voi-va "
                "answer:xin-loi reason:xin-loi:cham reason:xin-loi:cau-gat",
                with_moment(WITH_MONDAY, 9, 0));
    char *csv = record_fixture_csv(f, WITH_MONDAY);
    assert_non_null(strstr(csv, ";voi-va;;"));
    assert_non_null(strstr(csv, ";\"cham;cau-gat\";;"));
    free(csv);
}

static bool swallow(void *context, const void *bytes, size_t length)
{
    (void)context;
    (void)bytes;
    (void)length;
    return true;
}

static void what_is_unsound_is_refused(void **state)
{
    struct record_fixture *f = *state;
    static const struct {
        const char *words, *error;
    } cases[] = {
        {"visit:4-luon reason:xin-loi:cham", "no answer before it"},
        {"reason:xin-loi:cham", "no answer before it"},
        {"visit:4-luon answer:mim-cuoi reason:xin-loi:cham",
         "no answer before it"},
        {"visit:4-luon skip:xin-loi reason:xin-loi:cham",
         "no answer before it"},
        {"visit:4-luon answer:xin-loi timeout:xin-loi reason:xin-loi:cham",
         "no answer before it"},
        {"visit:4-luon answer:xin-loi end: | visit:4-luon reason:xin-loi:cham",
         "no answer before it"},
        {"visit:4-luon answer:xin-loi reason:xin-loi:voi-va",
         "does not fit its question"},
        {"visit:4-luon answer:cam-on reason:cam-on:cham",
         "does not fit its question"},
        {"visit:4-luon answer:xin-loi reason:xin-loi:", "does not fit its"},
    };
    for (int i = 0; i < (int)(sizeof cases / sizeof cases[0]); i++) {
        int32_t day = WITH_MONDAY + i;
        struct day_file_sink sink = {.write = swallow};
        start_day(f, day);
        keep_visits(f, cases[i].words, with_moment(day, 9, 0));
        struct day_file *file = day_file_new(f->record);
        bool sent = day_file_send(file, day, &sink);
        if (sent || strstr(sink.error, cases[i].error) == NULL) {
            fail_msg("%s: sent %d, \"%s\"", cases[i].words, sent, sink.error);
        }
        day_file_free(file);
    }
}

#define BEGIN_A "\r\n2,van-truong,quay-1,100000000000001,1,2026-11-23,9,14,"
#define BEGIN_B "\r\n2,van-truong,quay-1,100000000000002,1,2026-11-23,9,14,"
#define END     ",," BONLUON_VERSION

/* Both forms change at noon; each answer's row tells what its visitor saw. */
static void forms_that_change_within_a_day(void **state)
{
    struct record_fixture *f = *state;
    struct form *own = &f->config.forms[0];
    struct form *lent = &f->config.forms[1];
    start_day(f, WITH_MONDAY);
    keep_visits(f,
                "visit:4-luon answer:giup-do answer:xin-loi "
                "reason:xin-loi:cham end:",
                with_moment(WITH_MONDAY, 9, 0));
    own->version = 2;
    own->levels = 4;
    own->question_count = 5;
    own->questions[4] = own->questions[3];
    strcpy(own->questions[4].id, "luon-moi");
    own->level_text[0][0] = "Kém";
    lent->version = 4;
    lent->questions[0].text[0] = "Đã khác";
    lent->questions[0].reasons[0] = lent->questions[0].reasons[2];
    lent->questions[0].reason_count = 2;
    lent->level_text[0][0] = "Chưa hề";
    record_fixture_open(f, with_moment(WITH_MONDAY, 13, 0));
    keep_visits(f,
                "| visit:4-luon answer:giup-do answer:xin-loi "
                "reason:xin-loi:kho-hieu reason:xin-loi:cau-gat end:",
                with_moment(WITH_MONDAY, 14, 0));
    char *csv = record_fixture_csv(f, WITH_MONDAY);
    assert_string_equal(strstr(csv, "\r\n"), BEGIN_A
                        "4-luon,1,4,giup-do,Cán bộ có luôn giúp đỡ không?,"
                        "answered,1,5,Rất không hài lòng," END BEGIN_A
                        "5-biet,3,5,xin-loi,Cán bộ có biết xin lỗi không?,"
                        "answered,1,3,Chưa,cham" END BEGIN_B
                        "4-luon,2,4,giup-do,Cán bộ có luôn giúp đỡ không?,"
                        "answered,1,4,Kém," END BEGIN_B
                        "5-biet,4,6,xin-loi,Đã khác,"
                        "answered,1,3,Chưa hề,cau-gat;kho-hieu" END "\r\n");
    free(csv);
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, setup, record_fixture_teardown)
    const struct CMUnitTest tests[] = {
        TEST(places),
        TEST(a_day_knows_nothing_of_other_days),
        TEST(reasons_of_the_last_answer),
        TEST(the_joint_may_be_the_separator),
        TEST(what_is_unsound_is_refused),
        TEST(forms_that_change_within_a_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
