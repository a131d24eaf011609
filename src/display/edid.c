#include "display/edid.h"

#include <string.h>

enum {
    CM_ACROSS = 21, /* and the height behind it; whole centimetres */
    FIRST_DETAILED = 54,
    /* Within a detailed timing: the low bytes, then four high bits of each. */
    CLOCK = 0, /* both bytes zero: it is another kind of descriptor */
    MM_ACROSS = 12,
    MM_HIGH = 13,
    MM_TOP_BITS = 14,
    /* Longer sides that are believed. */
    LEAST_MM = 100,
    MOST_MM = 2000,
    SLIMMEST = 4, /* to 1 */
};

static bool is_block(const uint8_t *bytes, size_t length)
{
    static const uint8_t magic[] = {0x00, 0xFF, 0xFF, 0xFF,
                                    0xFF, 0xFF, 0xFF, 0x00};
    unsigned sum = 0;
    if (length < EDID_BLOCK || memcmp(bytes, magic, sizeof magic) != 0) {
        return false;
    }
    for (int i = 0; i < EDID_BLOCK; i++) {
        sum += bytes[i];
    }
    return sum % 256 == 0;
}

/* 160x90, 1600x1000: nobody builds these, but the shape is often written so. */
static bool is_shape(int longer, int shorter)
{
    return (longer == 160 || longer == 1600) &&
           (shorter * 160 == longer * 90 || shorter * 160 == longer * 100);
}

static bool believed(struct edid_size size)
{
    bool lies = size.width_mm >= size.height_mm;
    int longer = lies ? size.width_mm : size.height_mm;
    int shorter = lies ? size.height_mm : size.width_mm;
    return longer >= LEAST_MM && longer <= MOST_MM &&
           shorter * SLIMMEST >= longer && !is_shape(longer, shorter);
}

static struct edid_size detailed(const uint8_t *timing)
{
    if (timing[CLOCK] == 0 && timing[CLOCK + 1] == 0) {
        return (struct edid_size){0, 0};
    }
    int top = timing[MM_TOP_BITS];
    return (struct edid_size){
        .width_mm = (top >> 4) * 256 + timing[MM_ACROSS],
        .height_mm = (top & 15) * 256 + timing[MM_HIGH],
    };
}

bool edid_size(const uint8_t *bytes, size_t length, struct edid_size *size)
{
    if (!is_block(bytes, length)) {
        return false;
    }
    *size = detailed(bytes + FIRST_DETAILED);
    if (!believed(*size)) {
        size->width_mm = bytes[CM_ACROSS] * 10;
        size->height_mm = bytes[CM_ACROSS + 1] * 10;
    }
    return believed(*size);
}

int edid_across_mm(struct edid_size size, int width_px, int height_px)
{
    bool lies = size.width_mm >= size.height_mm;
    int longer = lies ? size.width_mm : size.height_mm;
    int shorter = lies ? size.height_mm : size.width_mm;
    return width_px < height_px ? shorter : longer;
}
