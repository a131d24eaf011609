/* The files of a day, CSV, seal and signature, parted by NULs: whatever they
   hold, it is not proven, and what is said of it can be printed. */
#include <assert.h>
#include <string.h>
#include <sys/stat.h>

#include "fuzz/with_input.h"
#include "verify/verify.h"

static void put(const char *name, struct input_part part)
{
    if (part.length > 0) {
        input_file(name, part.at, part.length);
    } else {
        input_remove(name);
    }
}

int fuzz_one(const uint8_t *data, size_t size)
{
    static const struct signers nobody;
    char why[VERIFY_WHY_SIZE];
    struct account account;
    mkdir(input_path("days"), 0700);
    put("days/4luon_van-truong_quay-1_2026-11-23.csv",
        input_next(&data, &size));
    put("days/4luon_van-truong_quay-1_2026-11-23.seal",
        input_next(&data, &size));
    put("days/4luon_van-truong_quay-1_2026-11-23.seal.sig",
        input_next(&data, &size));
    struct verify *verify = verify_new(
        &(struct verify_params){.say = input_said, .signers = &nobody});
    assert(verify_path(verify, input_path("days"), why) == VERIFY_DONE);
    assert(verify_end(verify, &account));
    verify_free(verify);
    return 0;
}
