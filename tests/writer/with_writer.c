#include "with_writer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "store/with_faulty_vfs.h"

int with_writer_setup(void **state)
{
    faulty_vfs_install();
    faulty_vfs_pass();
    return record_fixture_setup(state);
}

struct writer *with_writer_start_spooling(struct record_fixture *f,
                                          struct bell *bell, struct moment now,
                                          int64_t spool_after_ms)
{
    now.synchronised = true; /* else staff are asked for the time */
    const struct writer_params params = {.config = &f->config,
                                         .data_dir = f->folder.path,
                                         .now = now,
                                         .spool_after_ms = spool_after_ms,
                                         .wake = bell_ring,
                                         .context = bell};
    struct writer *writer = writer_start(&params);
    assert_non_null(writer);
    return writer;
}

struct writer *with_writer_start(struct record_fixture *f, struct bell *bell,
                                 struct moment now)
{
    return with_writer_start_spooling(f, bell, now, 0);
}

void with_writer_ready(struct ready_writer *ready, struct record_fixture *f)
{
    *ready = (struct ready_writer){.bell = BELL_NEW,
                                   .at = with_moment(WITH_MONDAY, 9, 0)};
    ready->writer = with_writer_start(f, &ready->bell, ready->at);
    assert_int_equal(with_writer_next(ready), WRITER_READY);
}

enum writer_result with_writer_next(struct ready_writer *ready)
{
    return with_writer_result(ready->writer, &ready->bell);
}

void with_writer_give(struct writer *writer, struct row row, struct moment at)
{
    const struct record_job job = {.at = at, .rows = {row}, .count = 1};
    assert_true(writer_keep(writer, &job));
}

enum writer_result with_writer_result(struct writer *writer, struct bell *bell)
{
    enum writer_result result = writer_fetch(writer);
    while (result == WRITER_NOTHING) {
        bell_wait(bell);
        result = writer_fetch(writer);
    }
    return result;
}
