/* What a monitor says of itself: a size that a picture can have, or none. */
#include <assert.h>

#include "display/edid.h"
#include "fuzz/with_input.h"

int fuzz_one(const uint8_t *data, size_t size)
{
    struct edid_size edid;
    if (edid_size(data, size, &edid)) {
        assert(edid.width_mm > 0 && edid.height_mm > 0);
        assert(edid_across_mm(edid, 1920, 1080) > 0);
        assert(edid_across_mm(edid, 1080, 1920) > 0);
    }
    return 0;
}
