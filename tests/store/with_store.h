/* A store in a folder of its own, and rows to put into it. */
#ifndef TESTS_STORE_WITH_STORE_H
#define TESTS_STORE_WITH_STORE_H

#include "base/with_data_folder.h"
#include "store/store.h"

/* For cmocka: the state is the data_folder. */
int store_folder_setup(void **state);
int store_folder_teardown(void **state);

/* The path of the folder's bonluon.db, good as data_folder_path's. */
const char *store_path(void **state);

/* Opens it, made when it is missing; the test fails when that does. */
struct store *store_ready(void **state);

/* A row of an answer, and the same with a tag that tells its seq. */
struct row store_row(int64_t seq, int32_t day);
struct row store_tagged_row(int64_t seq, int32_t day);

void store_add_row(struct store *store, struct row row);

/* Runs SQL on a connection of its own, as somebody with the sqlite3 shell:
   may follow `PRAGMA writable_schema`. The store must be closed. */
void store_by_hand(const char *path, const char *sql);

/* Of a version that had this SQL and no more: without rows. */
void store_make_old(const char *path, const char *const *sql, size_t count);

/* Name, length, time, rights and a sum of the bytes of each file in the
   folder: a change of any changes this. The caller frees. */
char *store_folder_state(const struct data_folder *folder);

#endif
