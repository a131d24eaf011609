#include "with_verdict.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

static void take(void *context, const char *line)
{
    text_append_string(context, line);
    text_append_string(context, "\n");
}

char *with_verdict(const struct asking *asked, struct account *account)
{
    struct text said = {0};
    struct signers signers = {0};
    struct witness witness = {.given = false};
    text_append_string(&said, "");
    if (asked->signers != NULL) {
        assert_true(signers_read(&signers, asked->signers));
    }
    if (asked->witness != NULL) {
        assert_true(witness_read(&witness, asked->witness_day, asked->witness));
    }
    const struct verify_params params = {
        .say = take,
        .context = &said,
        .keys = asked->keys,
        .key_count = asked->key_count,
        .signers = asked->signers == NULL ? NULL : &signers,
        .witness = asked->witness == NULL ? NULL : &witness,
        .span = asked->span};
    struct verify *verify = verify_new(&params);
    assert_non_null(verify);
    bool failed = false;
    for (int i = 0; i < 4 && asked->paths[i] != NULL; i++) {
        char why[VERIFY_WHY_SIZE];
        enum verify_result result = verify_path(verify, asked->paths[i], why);
        if (asked->unreadable && result == VERIFY_FAILED) {
            failed = true;
            continue;
        }
        assert_string_equal(why, "");
        assert_int_equal(result, VERIFY_DONE);
    }
    struct account ended;
    assert_true(verify_end(verify, &ended));
    if (failed && ended.wrong == 0) {
        ended.verdict = VERDICT_UNREAD;
    }
    if (account != NULL) {
        *account = ended;
    }
    verify_free(verify);
    signers_free(&signers);
    return said.data;
}

static const char *name_of(enum verdict verdict)
{
    static const char *const names[] = {[VERDICT_AS_IT_WAS] = "as it was",
                                        [VERDICT_NOT_AS_IT_WAS] =
                                            "not as it was",
                                        [VERDICT_UNREAD] = "could not be read",
                                        [VERDICT_UNPROVEN] = "not proven"};
    return names[verdict];
}

void with_verdict_of(const struct asking *asked, enum verdict verdict,
                     const char *what)
{
    struct account account;
    char *said = with_verdict(asked, &account);
    if (account.verdict != verdict) {
        fail_msg("%s: %s, and it should be %s:\n%s", what,
                 name_of(account.verdict), name_of(verdict), said);
    }
    free(said);
}

void with_no_finding(const struct asking *asked, const char *what)
{
    struct account account;
    char *said = with_verdict(asked, &account);
    if (account.wrong > 0 || account.unread > 0) {
        fail_msg("%s: a false alarm:\n%s", what, said);
    }
    free(said);
}

static void with_words(const struct asking *asked, enum verdict verdict,
                       const char *words)
{
    struct account account;
    char *said = with_verdict(asked, &account);
    if (strstr(said, words) == NULL || account.verdict != verdict) {
        fail_msg("%s; nobody said \"%s\", or it was not %s:\n%s",
                 name_of(account.verdict), words, name_of(verdict), said);
    }
    free(said);
}

void with_finding(const struct asking *asked, const char *words)
{
    with_words(asked, VERDICT_NOT_AS_IT_WAS, words);
}

void with_doubt(const struct asking *asked, const char *words)
{
    with_words(asked, VERDICT_UNPROVEN, words);
}
