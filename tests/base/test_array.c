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
    int count = 0;
    while (count < MANY) {
        int *added = array_add(&list, &count, &capacity, sizeof *list);
        assert_ptr_equal(added, &list[count - 1]);
        assert_true(capacity >= count);
        assert_int_equal(*added, 0);
        *added = count - 1;
    }
    for (int i = 0; i < MANY; i++) {
        assert_int_equal(list[i], i);
    }
    free(list);
}

static void room_that_is_there_is_not_asked_for(void **state)
{
    (void)state;
    int count = 0;
    int capacity = 0;
    char *list = NULL;
    assert_non_null(array_add(&list, &count, &capacity, 1));
    assert_int_equal(count, 1);
    char *first = list;
    int had = capacity;
    count = had - 1;
    assert_ptr_equal(array_add(&list, &count, &capacity, 1), first + had - 1);
    assert_ptr_equal(list, first);
    assert_int_equal(capacity, had);
    free(list);
}

static void what_lies_apart_stays_where_it_is(void **state)
{
    (void)state;
    enum { MANY = 100 };
    int **list = NULL;
    int count = 0;
    int capacity = 0;
    int *first = array_new(&list, &count, &capacity, sizeof *first);
    while (count < MANY) {
        int *added = array_new(&list, &count, &capacity, sizeof *added);
        assert_non_null(added);
        assert_int_equal(*added, 0);
        *added = count - 1;
    }
    assert_ptr_equal(list[0], first);
    for (int i = 0; i < MANY; i++) {
        assert_int_equal(*list[i], i);
        free(list[i]);
    }
    free(list);
}

static void more_than_can_be_is_refused(void **state)
{
    (void)state;
    char *list = NULL;
    int capacity = INT_MAX / 2 + 1;
    int count = capacity;
    errno = 0;
    assert_null(array_add(&list, &count, &capacity, 1));
    assert_int_equal(errno, ENOMEM);
    capacity = INT_MAX / 2;
    count = capacity;
    assert_null(array_add(&list, &count, &capacity, SIZE_MAX / 2));
    assert_int_equal(capacity, INT_MAX / 2);
    assert_int_equal(count, INT_MAX / 2);
    assert_null(list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_put_in_stays),
        cmocka_unit_test(room_that_is_there_is_not_asked_for),
        cmocka_unit_test(what_lies_apart_stays_where_it_is),
        cmocka_unit_test(more_than_can_be_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
