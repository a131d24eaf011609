/*
 * A temporary folder for each test, removed after it with all that is in it.
 */
#ifndef TESTS_BASE_WITH_FOLDER_H
#define TESTS_BASE_WITH_FOLDER_H

/* Before and after a test; *state is the folder. */
int folder_set_up(void **state);
int folder_tear_down(void **state);

#define folder_test(test)                                                      \
    cmocka_unit_test_setup_teardown(test, folder_set_up, folder_tear_down)

/* "folder/name", kept until the test ends; name may be "". */
const char *folder_path(void *state, const char *name);

/* Fails the test unless the file holds exactly this. */
void assert_content(const char *path, const char *expected);

#endif
