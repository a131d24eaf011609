/* Short texts, each with one way of being written: what reads as one is
   written the same again. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/hex.h"
#include "format/file_name.h"
#include "format/imprint.h"
#include "format/meant.h"
#include "fuzz/with_input.h"

static void try_names(const char *text)
{
    struct file_name name;
    char again[128];
    char date[CLOCK_DATE_SIZE];
    int32_t day;
    if (file_name_read(text, &name)) {
        clock_date(name.day, date);
        text_must(again, sizeof again, "4luon_%s_%s_%s%s.csv", name.unit,
                  name.device, date, name.provisional ? "_tam" : "");
        assert(strcmp(again, text) == 0);
    }
    if (clock_parse_date(text, &day)) {
        clock_date(day, date);
        assert(strcmp(date, text) == 0);
    }
}

static void try_notes(const char *text)
{
    struct meant_rows rows;
    struct imprint imprint;
    struct imprint again;
    char item[ROW_ITEM_SIZE];
    char note[ROW_NOTE_SIZE];
    if (meant_rows_read(text, &rows)) {
        meant_rows_write(rows, item);
        assert(strcmp(item, text) == 0);
    }
    if (imprint_read(text, &imprint)) {
        imprint_write(&imprint, note);
        assert(imprint_read(note, &again));
        assert(strcmp(again.unit_code, imprint.unit_code) == 0);
        assert(strcmp(again.device_id, imprint.device_id) == 0);
        assert(again.schema == imprint.schema);
        assert(again.utc_offset_min == imprint.utc_offset_min);
    }
}

static void try_codes(const char *text)
{
    char who[WHO_SIZE];
    char again[WHO_SIZE];
    char unit[WHO_CODE_SIZE];
    char device[WHO_CODE_SIZE];
    unsigned char bytes[4];
    char hex[9];
    imprint_config_who(text, who);
    assert(who[0] == '\0' || who_is(who));
    if (who_is(text)) {
        who_split(text, unit, device);
        who_write(unit, device, again);
        assert(strcmp(again, text) == 0);
        assert(who_is_code(unit) && who_is_code(device));
    }
    if (hex_read(text, bytes, sizeof bytes)) {
        hex_write(bytes, sizeof bytes, hex);
        assert(strcmp(hex, text) == 0);
    }
}

static void try_shown(const char *text, size_t length)
{
    char shown[41];
    text_show(shown, sizeof shown, text, length);
    assert(text_is_utf8(shown, strlen(shown)));
    for (const char *at = shown; *at != '\0'; at++) {
        assert((unsigned char)*at >= ' ' && *at != '\x7f');
    }
}

int fuzz_one(const uint8_t *data, size_t size)
{
    char *text = input_string(data, size);
    try_names(text);
    try_notes(text);
    try_codes(text);
    try_shown(text, size);
    free(text);
    return 0;
}
