#include "with_typeface.h"

#include "base/files.h"

/* The tables of a TrueType file that FreeType asks for (the OpenType
   specification), in the order of their names. */
enum { TABLES = 7, EM = 1000, GLYPHS = 3, RISE = 900, FALL = 300 };

static void put(struct text *out, uint64_t value, int bytes)
{
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
        const char byte = (char)(value >> shift & 0xFF);
        text_append(out, &byte, 1);
    }
}

static void put16s(struct text *out, const int *values, int count)
{
    for (int i = 0; i < count; i++) {
        put(out, (uint16_t)values[i], 2);
    }
}

#define PUT16S(out, ...)                                                       \
    put16s(out, (const int[]){__VA_ARGS__},                                    \
           (int)(sizeof(const int[]){__VA_ARGS__} / sizeof(int)))

/* One group a code: an even one has the first picture, an odd one the next. */
static void put_cmap(struct text *out, struct with_typeface typeface)
{
    uint32_t count = typeface.last - typeface.first + 1;
    PUT16S(out, 0, 1, 3, 10);
    put(out, 12, 4); /* where the one below begins */
    PUT16S(out, 12, 0);
    put(out, 16 + 12 * count, 4);
    put(out, 0, 4);
    put(out, count, 4);
    for (uint32_t code = typeface.first; code <= typeface.last; code++) {
        put(out, code, 4);
        put(out, code, 4);
        put(out, 1 + code % 2, 4);
    }
}

enum { GLYPH_SIZE = 36 };

static void put_block(struct text *out, int height, int depth)
{
    size_t from = out->length;
    PUT16S(out, 1, 0, -depth, WITH_BLOCK, height); /* one outline, its box */
    PUT16S(out, 3, 0);                             /* its last point */
    put(out, 0x01010101, 4);                       /* four on it */
    PUT16S(out, 0, 0, WITH_BLOCK, 0);              /* each from the last */
    PUT16S(out, -depth, height + depth, 0, -height - depth);
    while (out->length - from < GLYPH_SIZE) {
        put(out, 0, 1);
    }
}

static void put_head(struct text *out, struct with_typeface typeface)
{
    PUT16S(out, 1, 0, 1, 0, 0, 0, 0x5F0F, 0x3CF5, 0, EM);
    put(out, 0, 8);
    put(out, 0, 8);
    PUT16S(out, 0, -typeface.depth, WITH_ADVANCE, WITH_TALL, 0, 8, 2, 0, 0);
}

static void put_table(struct text *out, int table,
                      struct with_typeface typeface)
{
    switch (table) {
    case 0: put_cmap(out, typeface); break;
    case 1:
        put_block(out, WITH_TALL, typeface.depth);
        put_block(out, WITH_LOW, typeface.depth);
        break;
    case 2: put_head(out, typeface); break;
    case 3:
        PUT16S(out, 1, 0, RISE, -FALL, 0, WITH_ADVANCE, 0, 0, WITH_ADVANCE, 1,
               0, 0, 0, 0, 0, 0, 0, GLYPHS);
        break;
    case 4:
        for (int i = 0; i < GLYPHS; i++) {
            PUT16S(out, WITH_ADVANCE, 0);
        }
        break;
    case 5: /* half of where each begins: the first one is empty */
        PUT16S(out, 0, 0, GLYPH_SIZE / 2, GLYPH_SIZE);
        break;
    default:
        PUT16S(out, 1, 0, GLYPHS, 4, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0);
        break;
    }
}

bool with_typeface_write(const char *path, struct with_typeface typeface)
{
    static const char names[TABLES][5] = {"cmap", "glyf", "head", "hhea",
                                          "hmtx", "loca", "maxp"};
    struct text head = {0};
    struct text body = {0};
    PUT16S(&head, 1, 0, TABLES, 64, 2, 48);
    for (int i = 0; i < TABLES; i++) {
        size_t from = body.length;
        put_table(&body, i, typeface);
        text_append(&head, names[i], 4);
        put(&head, 0, 4); /* a sum that nobody checks */
        put(&head, (uint32_t)(12 + 16 * TABLES + from), 4);
        put(&head, (uint32_t)(body.length - from), 4);
        while (body.length % 4 != 0) {
            put(&body, 0, 1);
        }
    }
    text_append(&head, body.data, body.length);
    bool written = !head.failed && !body.failed &&
                   files_replace(path, head.data, head.length, FILES_UNSYNCED);
    text_free(&head);
    text_free(&body);
    return written;
}
