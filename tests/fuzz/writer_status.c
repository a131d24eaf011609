/* status.json: what is read can be printed, and is written the same again. */
#include <assert.h>
#include <string.h>

#include "fuzz/with_input.h"
#include "writer/status.h"

int fuzz_one(const uint8_t *data, size_t size)
{
    static struct status status;
    static struct status again;
    struct text told = {0};
    input_file("status.json", data, size);
    if (status_read(&status, input_folder()) == STATUS_READ) {
        status_tell(&status, &told);
        assert(text_is_utf8(told.data, told.length));
        assert(!text_has_control(told.data));
        assert(status_write(&status, input_folder()));
        assert(status_read(&again, input_folder()) == STATUS_READ);
        assert(memcmp(&status, &again, sizeof status) == 0);
    }
    text_free(&told);
    return 0;
}
