/* An array that grows, and one that cannot. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <limits.h>
#include <stdlib.h>

#include "base/array.h"

static void what_was_put_in_stays(void **state)
{
    (void)state;
    enum { MANY = 10000 };
    int *list = NULL;
    int capacity = 0;
    for (int count = 0; count < MANY; count++) {
        int *larger = array_room(list, count, &capacity, sizeof *list);
        assert_non_null(larger);
        assert_true(capacity > count);
        list = larger;
        list[count] = count;
    }
    for (int i = 0; i < MANY; i++) {
        assert_int_equal(list[i], i);
    }
    free(list);
}

static void room_that_is_there_is_not_asked_for(void **state)
{
    (void)state;
    int capacity = 0;
    void *list = array_room(NULL, 0, &capacity, 1);
    int had = capacity;
    assert_ptr_equal(array_room(list, had - 1, &capacity, 1), list);
    assert_int_equal(capacity, had);
    free(list);
}

static void more_than_can_be_is_refused(void **state)
{
    (void)state;
    int capacity = INT_MAX / 2 + 1;
    errno = 0;
    assert_null(array_room(NULL, capacity, &capacity, 1));
    assert_int_equal(errno, ENOMEM);
    capacity = INT_MAX / 2;
    assert_null(array_room(NULL, capacity, &capacity, SIZE_MAX / 2));
    assert_int_equal(capacity, INT_MAX / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_put_in_stays),
        cmocka_unit_test(room_that_is_there_is_not_asked_for),
        cmocka_unit_test(more_than_can_be_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
