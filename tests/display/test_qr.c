/* QR codes: the three squares by which they are found, the format, the size;
   and the text, read back from the modules themselves. That a camera's program
   reads what is shown is tests/whole/enrol.py's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "display/qr.h"

static const char line[] =
    "bonluon-first-key 1 van-truong/quay-1 0cd5fa7f61521e8a "
    "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

/* Seven by seven: a frame, a light ring, three by three. */
static void assert_finder(const struct qr *qr, int left, int top)
{
    for (int y = -1; y <= 7; y++) {
        for (int x = -1; x <= 7; x++) {
            int from_middle_x = x > 3 ? x - 3 : 3 - x;
            int from_middle_y = y > 3 ? y - 3 : 3 - y;
            int ring =
                from_middle_x > from_middle_y ? from_middle_x : from_middle_y;
            assert_int_equal(qr_dark(qr, left + x, top + y),
                             ring <= 1 || ring == 3);
        }
    }
}

/* The 15 bits beside the upper left finder, without their mask. */
static int read_format(const struct qr *qr)
{
    int bits = 0;
    for (int i = 0; i < 15; i++) {
        int x = i < 6 ? i : i < 8 ? i + 1 : 8;
        int y = i < 8 ? 8 : i == 8 ? 7 : 14 - i;
        bits = bits << 1 | qr_dark(qr, x, y);
    }
    return bits ^ 0x5412;
}

/* What is left of the 15 bits by the format's polynomial: nothing. */
static int remainder_of(int bits)
{
    for (int i = 14; i >= 10; i--) {
        bits ^= (bits >> i & 1) * (0x537 << (i - 10));
    }
    return bits;
}

static void a_code_has_its_finders_and_format(void **state)
{
    (void)state;
    static const char *const texts[] = {"x", "SHA256:abc", line};
    static const int sizes[] = {21, 21, 41};
    for (int i = 0; i < 3; i++) {
        struct qr qr;
        assert_true(qr_make(&qr, texts[i]));
        assert_int_equal(qr.size, sizes[i]);
        assert_finder(&qr, 0, 0);
        assert_finder(&qr, qr.size - 7, 0);
        assert_finder(&qr, 0, qr.size - 7);
        for (int j = 8; j < qr.size - 8; j++) {
            assert_int_equal(qr_dark(&qr, j, 6), j % 2 == 0);
            assert_int_equal(qr_dark(&qr, 6, j), j % 2 == 0);
        }
        int format = read_format(&qr);
        assert_int_equal(remainder_of(format), 0);
        assert_int_equal(format >> 13, 0); /* M: 15 % may be lost */
    }
}

/* The smallest code is one block without parts: its bytes go up and down in
   pairs of columns from the lower right. Each mask as the standard has it. */
static bool masked(int mask, int x, int y)
{
    switch (mask) {
    case 0: return (x + y) % 2 == 0;
    case 1: return y % 2 == 0;
    case 2: return x % 3 == 0;
    case 3: return (x + y) % 3 == 0;
    case 4: return (y / 2 + x / 3) % 2 == 0;
    case 5: return x * y % 2 + x * y % 3 == 0;
    case 6: return (x * y % 2 + x * y % 3) % 2 == 0;
    default: return ((x + y) % 2 + x * y % 3) % 2 == 0;
    }
}

static bool holds_data(int x, int y)
{
    bool finder = (x < 9 && y < 9) || (x > 12 && y < 9) || (x < 9 && y > 12);
    return !finder && x != 6 && y != 6;
}

static void read_bytes(const struct qr *qr, unsigned char out[26])
{
    int mask = read_format(qr) >> 10 & 7;
    int count = 0;
    memset(out, 0, 26);
    for (int pair = 0; pair < 10; pair++) {
        int right = 20 - 2 * pair - (pair > 6); /* column 6 is passed over */
        for (int step = 0; step < 21; step++) {
            int y = pair % 2 == 0 ? 20 - step : step;
            for (int x = right; x > right - 2; x--) {
                if (holds_data(x, y)) {
                    int bit = qr_dark(qr, x, y) ^ masked(mask, x, y);
                    out[count / 8] |= (unsigned char)(bit << (7 - count % 8));
                    count++;
                }
            }
        }
    }
    assert_int_equal(count, 8 * 26);
}

static void the_text_is_in_it(void **state)
{
    (void)state;
    static const char *const texts[] = {"x", "luôn", "Xin chào!"};
    for (int i = 0; i < 3; i++) {
        struct qr qr;
        unsigned char bytes[26];
        char text[17] = "";
        assert_true(qr_make(&qr, texts[i]));
        assert_int_equal(qr.size, 21);
        read_bytes(&qr, bytes);
        assert_int_equal(bytes[0] >> 4, 4); /* bytes, not letters or digits */
        int length = (bytes[0] & 15) << 4 | bytes[1] >> 4;
        assert_int_equal(length, strlen(texts[i]));
        for (int j = 0; j < length; j++) {
            text[j] = (char)((bytes[j + 1] & 15) << 4 | bytes[j + 2] >> 4);
        }
        assert_string_equal(text, texts[i]);
    }
}

static void what_does_not_fit_is_refused(void **state)
{
    (void)state;
    struct qr qr;
    char text[3000];
    memset(text, 'x', sizeof text);
    text[2331] = '\0'; /* as many bytes as the largest holds */
    assert_true(qr_make(&qr, text));
    assert_int_equal(qr.size, QR_SIZE_MAX);
    text[2331] = 'x';
    text[2332] = '\0';
    assert_false(qr_make(&qr, text));
    assert_int_equal(qr.size, 0);
    assert_false(qr_dark(&qr, 0, 0));
    assert_false(qr_make(&qr, ""));
}

static void around_it_all_is_light(void **state)
{
    (void)state;
    struct qr qr;
    assert_true(qr_make(&qr, line));
    for (int i = -QR_QUIET; i < qr.size + QR_QUIET; i++) {
        for (int away = 1; away <= QR_QUIET; away++) {
            assert_false(qr_dark(&qr, i, -away));
            assert_false(qr_dark(&qr, -away, i));
            assert_false(qr_dark(&qr, i, qr.size - 1 + away));
            assert_false(qr_dark(&qr, qr.size - 1 + away, i));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_code_has_its_finders_and_format),
        cmocka_unit_test(the_text_is_in_it),
        cmocka_unit_test(what_does_not_fit_is_refused),
        cmocka_unit_test(around_it_all_is_light),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
