/* A record of a few days, of which any file may be damaged, and its rebuilding:
   for the tests of what comes back. */
#ifndef TESTS_RECOVERY_WITH_REBUILD_H
#define TESTS_RECOVERY_WITH_REBUILD_H

#include "record/with_record.h"
#include "recovery/inside.h"
#include "store/with_rows.h"

enum { REBUILD_DAYS = 4, REBUILD_VISITS = 3, PAGE = 4096 };

struct rebuild_fixture {
    struct record_fixture record;
    struct keys keys;
    char *rows, *seals; /* of the record as it was */
    int64_t count;
    int64_t tail; /* the first row after the last seal's own */
};

/* cmocka's; the database is damaged.db then, and whole. */
int rebuild_setup(void **state);
int rebuild_teardown(void **state);

/* "folder/name", good until the next call but three. */
const char *rebuild_path(struct rebuild_fixture *f, const char *name);
void rebuild_copy(struct rebuild_fixture *f, const char *from, const char *to);

/* Makes bonluon.db anew from these. */
enum { OF_LOG = 1, OF_DAMAGED = 2, OF_BACKUP = 4, NO_KEYS = 8 };
struct rebuilt rebuild_from(struct rebuild_fixture *f, unsigned sources);

void assert_rebuilt(const struct rebuilt *is, int64_t rows, int64_t lost,
                    int64_t unproven, int64_t dropped);
void assert_same_rows(struct rebuild_fixture *f);

/* All of it comes back from these, proven, and nothing else. */
void assert_whole(struct rebuild_fixture *f, unsigned sources);

/* The database is one again: the terminal takes it and goes on. */
void assert_goes_on(struct rebuild_fixture *f);

#endif
