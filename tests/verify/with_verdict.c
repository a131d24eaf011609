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
        .witness = asked->witness == NULL ? NULL : &witness};
    struct verify *verify = verify_new(&params);
    assert_non_null(verify);
    for (int i = 0; i < 4 && asked->paths[i] != NULL; i++) {
        char why[VERIFY_WHY_SIZE];
        enum verify_result result = verify_path(verify, asked->paths[i], why);
        assert_string_equal(why, "");
        assert_int_equal(result, VERIFY_DONE);
    }
    struct account ended;
    int64_t count = verify_end(verify, &ended);
    assert_true((count > 0) == (said.length > 0));
    if (account != NULL) {
        *account = ended;
    }
    verify_free(verify);
    signers_free(&signers);
    return said.data;
}

void with_no_finding(const struct asking *asked, const char *what)
{
    char *said = with_verdict(asked, NULL);
    if (said[0] != '\0') {
        fail_msg("%s: a false alarm:\n%s", what, said);
    }
    free(said);
}

void with_finding(const struct asking *asked, const char *words)
{
    char *said = with_verdict(asked, NULL);
    if (strstr(said, words) == NULL) {
        fail_msg("nobody said \"%s\", but:\n%s", words, said);
    }
    free(said);
}
