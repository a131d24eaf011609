/* A writer on a record of a test's own, whose results are waited for. */
#ifndef TESTS_WRITER_WITH_WRITER_H
#define TESTS_WRITER_WITH_WRITER_H

#include "record/with_record.h"
#include "with_bell.h"
#include "writer/writer.h"

/* cmocka's setup: a record_fixture on a disk that fails on demand
   (with_faulty_vfs.h). */
int with_writer_setup(void **state);

/* Starts it; its results ring the bell. */
struct writer *with_writer_start(struct record_fixture *f, struct bell *bell,
                                 struct moment now);

/* Likewise, with that as `spool_after_ms`. */
struct writer *with_writer_start_spooling(struct record_fixture *f,
                                          struct bell *bell, struct moment now,
                                          int64_t spool_after_ms);

/* One whose record is open, and the moment at which that was. */
struct ready_writer {
    struct writer *writer;
    struct bell bell;
    struct moment at;
};

/* Starts it on Monday at nine, and waits until it is ready. The struct stays
   where it is until the writer is stopped. */
void with_writer_ready(struct ready_writer *ready, struct record_fixture *f);

/* The next result of it. */
enum writer_result with_writer_next(struct ready_writer *ready);

/* Hands over one row. */
void with_writer_give(struct writer *writer, struct row row, struct moment at);

/* The next result, when there is one. */
enum writer_result with_writer_result(struct writer *writer, struct bell *bell);

#endif
