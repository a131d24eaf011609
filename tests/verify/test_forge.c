/*
 * Forgeries of every kind, none missed: as many of each as BONLUON_TORTURE
 * says, else a few; from the seed BONLUON_SEED.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include "with_forge.h"
#include "tried.h"
#include "variant.h"

/* Of one past. */
enum { BATCH = 25, FEW = VARIANT_FEW ? 10 : 50 };

static int number_from(const char *name, int otherwise)
{
    const char *given = getenv(name);
    return given == NULL ? otherwise : atoi(given);
}

static void must_be_found(const struct forged *forged, enum forge kind)
{
    struct account account;
    char *said = with_verdict(&forged->asking, &account);
    if (account.wrong == 0) {
        fail_msg("missed: %s: %s: %s", forge_name(kind), forged->how, said);
    }
    free(said);
    if (forged->bare) {
        struct asking bare = forged->asking;
        bare.keys = NULL;
        bare.key_count = 0;
        said = with_verdict(&bare, &account);
        if (account.wrong == 0) {
            fail_msg("missed without the first key: %s: %s", forge_name(kind),
                     forged->how);
        }
        free(said);
    }
}

static void forge_some(const struct original *original, enum forge kind,
                       struct draw *draw, int count)
{
    for (int i = 0; i < count; i++) {
        struct forged forged;
        forge_make(&forged, original, kind, draw);
        must_be_found(&forged, kind);
        past_remove(forged.path);
    }
}

/* The forger's tools must be good, else it proves nothing that he fails. */
static void must_be_honest(const struct original *original)
{
    const struct asking asking = {.paths = {original->past.path},
                                  .keys = &original->past.first,
                                  .key_count = 1,
                                  .witness_day = original->past.day,
                                  .witness = original->past.code};
    with_no_finding(&asking, "what is forged then");
}

static void no_forgery_is_missed(void **state)
{
    (void)state;
    int wanted = number_from("BONLUON_TORTURE", FEW);
    uint64_t seed = (uint64_t)number_from("BONLUON_SEED", 1);
    for (int done = 0; done < wanted; done += BATCH) {
        struct original original;
        struct draw draw = draw_from(seed * 1000003 + (uint64_t)done);
        int count = wanted - done < BATCH ? wanted - done : BATCH;
        original_make(&original, seed * 1000003 + (uint64_t)done);
        must_be_honest(&original);
        for (int kind = 0; kind < FORGE_COUNT; kind++) {
            forge_some(&original, (enum forge)kind, &draw, count);
        }
        original_end(&original);
    }
    for (int kind = 0; kind < FORGE_COUNT; kind++) {
        printf("%6d %-10s all found\n", wanted, forge_name((enum forge)kind));
    }
    tried("signs it with another key");
    tried("leaves a bad day out, or");
    tried("hands in another day under this");
    tried("drops the triggers, changes rows of");
    tried("changes an earlier day and makes");
    tried("changes an earlier day, makes digests");
    tried("begins a new chain (bonluon enrol");
    tried("puts back an older copy of everything");
}

/* Who had the key of a day while it was in force can forge it, and what stops
   him is only what others have seen by then: the documentation says so. */
static void the_key_of_the_day_itself_can_forge_it(void **state)
{
    (void)state;
    struct original original;
    struct draw draw = draw_from(3);
    char path[FILES_PATH_SIZE];
    original_make(&original, 5);
    forge_reseal(original.past.path, &original.past, &draw, 0);
    assert_true(files_join(path, original.past.path, "bonluon.db"));
    struct asking asking = {
        .paths = {path}, .keys = &original.past.first, .key_count = 1};
    with_finding(&asking, "the journal has another row in this place");
    forge_forget_log(original.past.path);
    with_no_finding(&asking, "with the day's own key");
    /* The days that were carried away before tell. */
    asking.paths[0] = original.past.path;
    with_finding(&asking, "the database has another seal of this day");
    original_end(&original);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_forgery_is_missed),
        cmocka_unit_test(the_key_of_the_day_itself_can_forge_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
