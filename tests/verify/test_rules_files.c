/* Each rule of the verdict on files of days, broken once: it is named. What is
   changed is the least that breaks the rule; others may be named with it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "trust/sign_key.h"
#include "trust/signers.h"
#include "trust/sshsig.h"
#include "with_past.h"
#include "with_verdict.h"
#include "tried.h"

static void path_of(char out[FILES_PATH_SIZE], const char *folder,
                    const char *name)
{
    assert_true(files_join(out, folder, name));
}

/* The outbox of five days, of which the second, the 24th, has visits, and
   their list of signers. */
static void carry(const struct past *past, char out[FILES_PATH_SIZE])
{
    char from[FILES_PATH_SIZE];
    char to[FILES_PATH_SIZE];
    past_folder(out);
    path_of(from, past->path, "outbox");
    past_copy(from, out);
    path_of(from, past->path, SIGNERS_NAME);
    path_of(to, out, SIGNERS_NAME);
    past_copy_file(from, to);
}

static int setup(void **state)
{
    struct past *past = calloc(1, sizeof *past);
    past_begin(past, 1);
    past->calm = true;
    past->most = 6;
    past_live(past, 5);
    past_kill(past);
    *state = past;
    return 0;
}

static int teardown(void **state)
{
    past_end(*state);
    free(*state);
    return 0;
}

static void file_of(char out[FILES_PATH_SIZE], const char *folder, int day,
                    const char *ending)
{
    assert_true(text_format(out, FILES_PATH_SIZE,
                            "%s/4luon_van-truong_quay-1_2026-11-%02d%s", folder,
                            day, ending));
}

static void write_bytes(const char *path, const char *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

/* Whether a text begins so; ? stands for any one character. */
static bool begins(const char *text, const char *with)
{
    while (*with != '\0' && *text != '\0' && (*with == '?' || *with == *text)) {
        text++;
        with++;
    }
    return *with == '\0';
}

/* Where that stands first in the file, it becomes this. */
static void edit(const char *path, const char *from, const char *to)
{
    struct text bytes = {0};
    struct text out = {0};
    assert_true(files_read(path, 1 << 20, &bytes));
    size_t at = 0;
    while (at < bytes.length && !begins(bytes.data + at, from)) {
        at++;
    }
    if (at == bytes.length) {
        fail_msg("%s does not hold \"%s\"", path, from);
    }
    text_append(&out, bytes.data, at);
    text_append_string(&out, to);
    text_append_string(&out, bytes.data + at + strlen(from));
    write_bytes(path, out.data, out.length);
    text_free(&bytes);
    text_free(&out);
}

struct rule {
    int day;
    const char *ending, *from, *to, *words;
};

static void look(const struct past *past, const struct rule *rule)
{
    char folder[FILES_PATH_SIZE];
    char path[FILES_PATH_SIZE];
    const struct asking asking = {.paths = {folder}};
    carry(past, folder);
    file_of(path, folder, rule->day, rule->ending);
    edit(path, rule->from, rule->to);
    with_finding(&asking, rule->words);
    past_remove(folder);
}

#define SHA64 "0000000000000000000000000000000000000000000000000000000000000000"

static void a_rule_for_seals_and_their_order(void **state)
{
    static const struct rule rules[] = {
        {23, ".seal", "before none", "before 2026-11-22 " SHA64,
         "2026-11-23: it is number 1, and names a seal before it"},
        {23, ".seal", "number 1", "number 2",
         "it names no seal before it, and is not number 1"},
        {25, ".seal", "number 3", "number 2",
         "2026-11-25: forked: 2026-11-24 has the same number, 2"},
        {25, ".seal", "day 2026-11-25", "day 2026-11-20",
         "2026-11-20: wrong order: number 3 is not of a later day than number"},
        {25, ".seal", "before 2026-11-24", "before 2026-11-23",
         "2026-11-25: forked: the seal that it names is not that of "
         "2026-11-24"},
        {25, ".seal", " 2\nclosed", " 7\nclosed",
         "2026-11-25: its key is number 7 of the chain, that of 1 seals "
         "before"},
        {25, ".seal", "chain ????????????????", "chain 0000000000000000",
         "2026-11-25: another chain, which does not begin with its first key"},
        {25, ".seal", "file 4luon_van-truong_quay-1",
         "file 4luon_van-truong_quay-2",
         "the file that it names is not one of van-truong/quay-1 on "
         "2026-11-25"},
        {25, ".seal", "number", "nummer",
         "25.seal: line 4: it is not as a line of a seal must be here"},
        {24, ".csv", "0.5.0", "0.5.00", "were sealed"},
    };
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        look(*state, &rules[i]);
    }
    tried("NOT AS IT WAS, and where");
}

static void a_rule_for_lines_of_a_csv(void **state)
{
    static const struct rule rules[] = {
        {24, ".csv", "2026-11-24,8,14,4-luon,1,2", "2026-11-24,8,15,4-luon,1,2",
         "line 3: hour, visit_complete, flags or codes differ within the"},
        {24, ".csv", ",2,nhe-nhang", ",1,nhe-nhang",
         "line 3: question_pos is there twice within the visit"},
        {24, ".csv", ",3,lang-nghe", ",1,lang-nghe",
         "line 4: question_pos does not rise within the visit"},
        {24, ".csv", ",2,nhe-nhang", ",3,nhe-nhang",
         "line 3: a question_pos before this one is missing in the visit"},
        {24, ".csv", "quay-1,1????????", "quay-1,999999999",
         "line 3: the rows are not in the order of hour and visit"},
        {24, ".csv", "quay-1,1????????", "quay-1,100000000",
         "line 3: the visit does not begin with question_pos 1"},
        {24, ".csv", "\n2,van-truong,quay-1", "\n2,van-truong,quay-2",
         "line 2: it is of van-truong/quay-2, of which the seal tells nothing"},
        {24, ".csv", "8,14,4-luon", "8,4-luon",
         "line 2: it has not as many fields as the header"},
        {24, ".csv", ",question_id,", ",question_ix,",
         "line 1: its column question_id is missing"},
        {24, ".csv", "nhe-nhang,C", "nhe-nhang,\"C", "line 3: "},
    };
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        look(*state, &rules[i]);
    }
}

/* Alone, without its seal. */
static void codes_that_only_a_seal_tells_are_doubted(void **state)
{
    char folder[FILES_PATH_SIZE];
    char path[FILES_PATH_SIZE];
    const struct asking asking = {.paths = {folder}};
    carry(*state, folder);
    file_of(path, folder, 24, ".csv");
    for (int row = 1; row <= 4; row++) {
        edit(path, "\n2,van-truong,quay-1", "\n2,van-truong,quay-2");
    }
    file_of(path, folder, 24, ".seal");
    assert_int_equal(unlink(path), 0);
    file_of(path, folder, 24, ".seal.sig");
    assert_int_equal(unlink(path), 0);
    with_doubt(&asking, "not proven: it is of van-truong/quay-2: only a seal");
    past_remove(folder);
}

/* More than any form has, a visit each. */
static void questions_without_end_are_no_file_of_a_day(void **state)
{
    char folder[FILES_PATH_SIZE];
    char path[FILES_PATH_SIZE];
    struct text bytes = {0};
    const struct asking asking = {.paths = {folder}};
    carry(*state, folder);
    file_of(path, folder, 24, ".csv");
    assert_true(files_read(path, 1 << 20, &bytes));
    bytes.length = (size_t)(strchr(bytes.data, '\n') - bytes.data) + 1;
    for (int i = 0; i < 49; i++) {
        text_append_format(&bytes,
                           "2,van-truong,quay-1,%d,1,2026-11-24,8,14,f,1,1,"
                           "q%d,Q,answered,1,5,A,,,0.5.0\r\n",
                           100 + i, i);
    }
    write_bytes(path, bytes.data, bytes.length);
    text_free(&bytes);
    with_finding(&asking, "line 50: it has more questions than a day can have");
    past_remove(folder);
}

static void a_signature_is_a_short_text(void **state)
{
    static const char zeros[5000];
    static const struct {
        size_t length;
        const char *words;
    } cases[] = {{20, "25.seal.sig: it holds a zero byte: it is no signature"},
                 {5000, "25.seal.sig: it is larger than any such file"}};
    char folder[FILES_PATH_SIZE];
    char path[FILES_PATH_SIZE];
    const struct asking asking = {.paths = {folder}};
    carry(*state, folder);
    file_of(path, folder, 25, ".seal.sig");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        write_bytes(path, zeros, cases[i].length);
        with_finding(&asking, cases[i].words);
    }
    past_remove(folder);
}

static void two_seals_of_a_day_are_a_fork(void **state)
{
    static const char *const endings[] = {".csv", ".seal", ".seal.sig"};
    char folder[FILES_PATH_SIZE];
    char more[FILES_PATH_SIZE];
    char from[FILES_PATH_SIZE];
    char to[FILES_PATH_SIZE];
    const struct asking asking = {.paths = {folder}};
    carry(*state, folder);
    path_of(more, folder, "more");
    assert_true(files_make_folder(more));
    for (int i = 0; i < 3; i++) {
        file_of(from, folder, 25, endings[i]);
        file_of(to, more, 25, endings[i]);
        past_copy_file(from, to);
    }
    with_finding(&asking, "2026-11-25: doubled: this day lies also in");
    file_of(to, more, 25, ".seal");
    edit(to, "file-sha256 ????????", "file-sha256 00000000");
    with_finding(&asking, "2026-11-25: forked: ");
    past_remove(folder);
}

/* Nobody says who may sign. */
static void one_key_has_signed_them_all(void **state)
{
    char folder[FILES_PATH_SIZE];
    char path[FILES_PATH_SIZE];
    struct text seal = {0};
    char signature[SSHSIG_SIZE];
    char elsewhere[FILES_PATH_SIZE];
    struct sign_key key;
    const struct asking asking = {.paths = {folder}};
    carry(*state, folder);
    path_of(path, folder, SIGNERS_NAME);
    assert_int_equal(unlink(path), 0);
    file_of(path, folder, 25, ".seal");
    assert_true(files_read(path, 1 << 20, &seal));
    past_folder(elsewhere);
    assert_true(sign_key_make(&key, elsewhere));
    sshsig_make(&key, seal.data, seal.length, signature);
    file_of(path, folder, 25, ".seal.sig");
    write_bytes(path, signature, strlen(signature));
    with_finding(&asking, "2026-11-25: signed by another key than the day");
    text_free(&seal);
    past_remove(elsewhere);
    past_remove(folder);
}

static void what_is_no_day_is_named(void **state)
{
    const struct past *past = *state;
    char folder[FILES_PATH_SIZE];
    char from[FILES_PATH_SIZE];
    char to[FILES_PATH_SIZE];
    const struct asking asking = {.paths = {folder}};
    carry(past, folder);
    path_of(to, folder, "notes.txt");
    write_bytes(to, "notes", 5);
    struct account account;
    char *said = with_verdict(&asking, &account);
    assert_non_null(strstr(said, "notes.txt: to note: left out"));
    assert_int_equal(account.verdict, VERDICT_AS_IT_WAS);
    free(said);
    path_of(to, folder, "pipe");
    assert_int_equal(mkfifo(to, 0600), 0);
    with_doubt(&asking, "pipe: not proven: not opened: it is no file");
    path_of(from, past->path, "bonluon.db");
    path_of(to, folder, "old.db");
    past_copy_file(from, to);
    with_doubt(&asking, "old.db: not proven: not opened: name a database");
    file_of(from, folder, 24, ".csv");
    path_of(to, folder, "copy.txt");
    past_copy_file(from, to);
    with_finding(&asking, "copy.txt: it looks like a file of a day, and its");
    assert_int_equal(unlink(to), 0);
    path_of(to, folder, "4luon_x.csv");
    past_copy_file(from, to);
    with_finding(&asking, "4luon_x.csv: its name is not that of a daily file");
    past_remove(folder);
    past_folder(folder);
    with_doubt(&asking, "not proven: there is no day in this folder");
    past_remove(folder);
}

/* Whoever asks: no address is 0. */
static void break_file(const char *path)
{
    (void)unlink(path);
    assert_int_equal(symlink("/proc/self/mem", path), 0);
}

static void what_is_not_given_by_the_disk_is_not_judged(void **state)
{
    static const char *const names[] = {
        "4luon_van-truong_quay-1_2026-11-24.csv-metadata.json", SIGNERS_NAME,
        "notes.txt"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char folder[FILES_PATH_SIZE];
        char path[FILES_PATH_SIZE];
        const struct asking asking = {.paths = {folder}};
        carry(*state, folder);
        path_of(path, folder, names[i]);
        break_file(path);
        with_verdict_of(&asking, VERDICT_UNREAD, names[i]);
        past_remove(folder);
    }
    tried("COULD NOT BE READ: not all");
}

static void nor_is_what_lies_beside_a_database(void **state)
{
    const struct past *past = *state;
    char copy[FILES_PATH_SIZE];
    char path[FILES_PATH_SIZE];
    const struct asking asking = {
        .paths = {copy}, .keys = &past->first, .key_count = 1};
    past_folder(copy);
    past_copy(past->path, copy);
    path_of(path, copy, "outbox");
    past_remove(path);
    write_bytes(path, "x", 1);
    with_verdict_of(&asking, VERDICT_UNREAD, "an outbox that is no folder");
    past_remove(copy);
    past_folder(copy);
    past_copy(past->path, copy);
    path_of(path, copy, "log/2026.log");
    break_file(path);
    with_verdict_of(&asking, VERDICT_UNREAD, "the journal");
    past_remove(copy);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_rule_for_seals_and_their_order),
        TEST(a_rule_for_lines_of_a_csv),
        TEST(codes_that_only_a_seal_tells_are_doubted),
        TEST(questions_without_end_are_no_file_of_a_day),
        TEST(a_signature_is_a_short_text),
        TEST(two_seals_of_a_day_are_a_fork),
        TEST(one_key_has_signed_them_all),
        TEST(what_is_no_day_is_named),
        TEST(what_is_not_given_by_the_disk_is_not_judged),
        TEST(nor_is_what_lies_beside_a_database),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
