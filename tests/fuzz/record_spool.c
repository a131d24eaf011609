/* What waits in the spool; a '*' behind the last TAB of a line becomes its
   check. A job that is taken is whole. */
#include <assert.h>
#include <sys/stat.h>

#include "fuzz/with_input.h"
#include "record/spool.h"

static bool take_wording(void *context, const struct store_wording *wording)
{
    (void)context;
    assert(wording->hash != NULL && wording->text != NULL);
    return true;
}

static bool take(void *context, int64_t run, int64_t number,
                 const struct record_job *job)
{
    const struct tag_key *key = context;
    assert(job->count > 0 && job->count <= SPOOL_ROWS && run != 42);
    for (int i = 0; i < job->count; i++) {
        assert(job->rows[i].boot == run);
        assert(job->rows[i].seq == SPOOL_SEQ(number, job->count - 1, i));
    }
    assert(!spool_is_ours(job, key));
    return true;
}

int fuzz_one(const uint8_t *data, size_t size)
{
    struct tag_key key = {{1}};
    struct text lines = {0};
    mkdir(input_path("spool"), 0700);
    input_checked(&lines, data, size, '\t', 16);
    input_file("spool/2026.log", lines.data, lines.length);
    const struct spool_read read = {.data_dir = input_folder(),
                                    .but_run = 42,
                                    .take_wording = take_wording,
                                    .take = take,
                                    .context = &key};
    assert(spool_read(&read) && spool_waits(input_folder()));
    text_free(&lines);
    return 0;
}
