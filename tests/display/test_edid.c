/* What monitors write of themselves, and what of that is believed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "display/edid.h"

/* A monitor's bytes, as far as its size is in them. */
struct monitor {
    int cm_across, cm_high;
    int mm_across, mm_high; /* of the first detailed timing */
    bool other;             /* in its place is another kind of descriptor */
};

static void write_edid(uint8_t block[EDID_BLOCK], const struct monitor *monitor)
{
    static const uint8_t magic[] = {0, 255, 255, 255, 255, 255, 255, 0};
    unsigned sum = 0;
    memset(block, 0, EDID_BLOCK);
    memcpy(block, magic, sizeof magic);
    block[18] = 1;
    block[19] = 4;
    block[21] = (uint8_t)monitor->cm_across;
    block[22] = (uint8_t)monitor->cm_high;
    block[54] = monitor->other ? 0 : 0x02;
    block[55] = monitor->other ? 0 : 0x3A;
    block[66] = (uint8_t)(monitor->mm_across & 255);
    block[67] = (uint8_t)(monitor->mm_high & 255);
    block[68] =
        (uint8_t)(monitor->mm_across / 256 * 16 + monitor->mm_high / 256);
    for (int i = 0; i < EDID_BLOCK - 1; i++) {
        sum += block[i];
    }
    block[EDID_BLOCK - 1] = (uint8_t)(256 - sum % 256);
}

static const struct {
    const char *what;
    struct monitor monitor;
    int width_mm, height_mm; /* 0: it tells nothing */
} cases[] = {
    {"of 15.6 inch, to the millimetre", {34, 19, 344, 194, false}, 344, 194},
    {"of 24 inch, beyond eight bits", {53, 30, 531, 299, false}, 531, 299},
    {"a small one", {15, 9, 154, 86, false}, 154, 86},
    {"a panel built upright", {14, 22, 135, 217, false}, 135, 217},
    {"in centimetres alone", {34, 19, 0, 0, false}, 340, 190},
    {"without a detailed timing", {34, 19, 9, 9, true}, 340, 190},
    {"the shape in the timing", {53, 30, 160, 90, false}, 530, 300},
    {"the shape in both", {160, 90, 160, 90, false}, 0, 0},
    {"16 to 10 in both", {160, 100, 1600, 1000, false}, 0, 0},
    {"16 by 9 millimetres", {0, 0, 16, 9, false}, 0, 0},
    {"a projector", {0, 0, 0, 0, false}, 0, 0},
    {"a shape in the place of the size", {79, 0, 0, 0, false}, 0, 0},
    {"a house wall", {255, 200, 4000, 3000, false}, 0, 0},
    {"a stripe", {60, 2, 600, 20, false}, 0, 0},
};

static void each_is_believed_as_far_as_it_can_be(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint8_t block[EDID_BLOCK];
        struct edid_size size = {0, 0};
        write_edid(block, &cases[i].monitor);
        bool told = edid_size(block, sizeof block, &size);
        if (told != (cases[i].width_mm > 0) ||
            (told && (size.width_mm != cases[i].width_mm ||
                      size.height_mm != cases[i].height_mm))) {
            fail_msg("%s: %s, %d x %d", cases[i].what, told ? "told" : "not",
                     size.width_mm, size.height_mm);
        }
    }
}

static void what_is_no_edid_tells_nothing(void **state)
{
    (void)state;
    uint8_t block[EDID_BLOCK];
    struct edid_size size;
    write_edid(block, &cases[0].monitor);
    assert_true(edid_size(block, sizeof block, &size));
    assert_false(edid_size(block, sizeof block - 1, &size));
    assert_false(edid_size(block, 0, &size));
    for (int i = 0; i < EDID_BLOCK; i++) {
        block[i] ^= 0x10;
        assert_false(edid_size(block, sizeof block, &size));
        block[i] ^= 0x10;
    }
}

static void a_glass_may_stand_upright(void **state)
{
    (void)state;
    struct edid_size lying = {344, 194};
    struct edid_size upright = {135, 217};
    assert_int_equal(edid_across_mm(lying, 1920, 1080), 344);
    assert_int_equal(edid_across_mm(lying, 1080, 1920), 194);
    assert_int_equal(edid_across_mm(upright, 800, 1280), 135);
    assert_int_equal(edid_across_mm(upright, 1280, 800), 217);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_is_believed_as_far_as_it_can_be),
        cmocka_unit_test(what_is_no_edid_tells_nothing),
        cmocka_unit_test(a_glass_may_stand_upright),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
