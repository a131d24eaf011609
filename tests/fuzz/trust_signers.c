/* allowed_signers: whoever is read there is allowed, and reads the same from
   the line that we should write. */
#include <assert.h>
#include <string.h>

#include "fuzz/with_input.h"
#include "trust/signers.h"

static void compare(const struct signer *signer)
{
    struct signers one = {0};
    char line[SIGNERS_LINE_SIZE];
    assert(who_is(signer->who));
    signers_line(signer->who, signer->public_key, line);
    input_file("one", line, strlen(line));
    assert(signers_read(&one, input_path("one")) && one.count == 1);
    assert(signers_allow(&one, signer->who, signer->public_key));
    signers_free(&one);
}

int fuzz_one(const uint8_t *data, size_t size)
{
    struct signers signers = {0};
    input_file(SIGNERS_NAME, data, size);
    assert(signers_read_beside(&signers, input_folder(), false));
    for (int i = 0; i < signers.count; i++) {
        const struct signer *signer = &signers.list[i];
        assert(signers_allow(&signers, signer->who, signer->public_key));
        compare(signer);
    }
    signers_free(&signers);
    return 0;
}
