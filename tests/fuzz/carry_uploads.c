/* The list of what was uploaded: a file waits until a whole line names it, and
   what is noted waits no more. */
#include <assert.h>
#include <string.h>
#include <sys/stat.h>

#include "carry/upload_list.h"
#include "fuzz/with_input.h"

static const char name[] = "4luon_an_q-1_2026-11-23.csv";
static const char other[] = "4luon_an_q-1_2026-11-24.csv";

int fuzz_one(const uint8_t *data, size_t size)
{
    struct uploads_next next;
    char digest[DIGEST_HEX_SIZE];
    const char *folder = input_folder();
    mkdir(input_path("outbox"), 0700);
    input_file("outbox/4luon_an_q-1_2026-11-23.csv", "", 0);
    input_file("outbox/4luon_an_q-1_2026-11-24.csv", "", 0);
    input_file("uploads", data, size);
    assert(uploads_find(folder, "", &next));
    assert(next.waiting >= 0 && next.waiting <= 2);
    assert(next.waiting < 2 || strcmp(next.name, name) == 0);
    assert((next.name[0] == '\0') == (next.waiting == 0));
    digest_of("", 0, digest);
    assert(uploads_note(folder, name, digest));
    assert(uploads_find(folder, "", &next));
    assert(next.waiting <= 1);
    assert(next.waiting == 0 || strcmp(next.name, other) == 0);
    return 0;
}
