#include "with_damage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PAGE = 4096 };

const char *const damage_names[FILE_COUNT] = {
    "bonluon.db", "bonluon.db-wal", "log/2026.log",    "backup/bonluon.db",
    "chain-key",  "sign-key",       "allowed_signers", "alive",
    "pin",        "pin-tries"};

static const char *const kinds[KIND_COUNT] = {
    "bits flipped",  "a burst of bytes",
    "cut",           "a page of zeros",
    "pages swapped", "garbage at the end",
    "gone",          "of an earlier day",
    "empty",         "a folder in its place",
    "not to be read"};

struct bytes damage_take_file(const char *file)
{
    struct text text = {0};
    struct stat st;
    if (stat(file, &st) != 0 || !S_ISREG(st.st_mode) ||
        !files_read(file, 1 << 30, &text)) {
        text_free(&text);
        return (struct bytes){NULL, 0};
    }
    return (struct bytes){text.data, text.length};
}

void damage_write_file(const char *file, const struct bytes *bytes)
{
    if (bytes->data == NULL) {
        unlink(file);
        return;
    }
    FILE *out = fopen(file, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(bytes->data, 1, bytes->length, out), bytes->length);
    assert_int_equal(fclose(out), 0);
}

/* splitmix64 */
static uint64_t draw(struct damage *f, uint64_t below)
{
    uint64_t z = f->random += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    z ^= z >> 31;
    return below == 0 ? 0 : z % below;
}

static void swap_pages(struct damage *f, struct bytes *bytes)
{
    char page[PAGE];
    size_t pages = bytes->length / PAGE;
    if (pages < 2) {
        return;
    }
    char *a = bytes->data + PAGE * draw(f, pages);
    char *b = bytes->data + PAGE * draw(f, pages);
    memcpy(page, a, PAGE);
    memmove(a, b, PAGE);
    memcpy(b, page, PAGE);
}

static void append(struct damage *f, struct bytes *bytes)
{
    size_t more = 1 + draw(f, 9000);
    bytes->data = realloc(bytes->data, bytes->length + more);
    for (size_t i = 0; i < more; i++) {
        bytes->data[bytes->length++] = (char)draw(f, 256);
    }
}

static void damage_bytes(struct damage *f, struct bytes *bytes, enum kind kind)
{
    size_t at = draw(f, bytes->length);
    if (bytes->length == 0) {
        return;
    }
    if (kind == FLIP_BITS) {
        for (uint64_t n = 1 + draw(f, 40); n > 0; n--) {
            bytes->data[draw(f, bytes->length)] ^= (char)(1 << draw(f, 8));
        }
    } else if (kind == FLIP_BURST) {
        size_t end = at + 1 + draw(f, 600);
        for (; at < end && at < bytes->length; at++) {
            bytes->data[at] = (char)draw(f, 256);
        }
    } else if (kind == TRUNCATE) {
        bytes->length = at;
    } else if (kind == EMPTY) {
        bytes->length = 0;
    } else if (kind == ZERO_PAGE) {
        at -= at % PAGE;
        for (size_t end = at + PAGE; at < end && at < bytes->length; at++) {
            bytes->data[at] = 0;
        }
    } else if (kind == SWAP_PAGES) {
        swap_pages(f, bytes);
    } else if (kind == APPEND) {
        append(f, bytes);
    }
}

void damage_one(struct damage *f, enum file file, enum kind kind)
{
    const char *name = data_folder_path(f->folder, damage_names[file]);
    struct bytes bytes = damage_take_file(name);
    size_t told = strlen(f->told);
    snprintf(f->told + told, sizeof f->told - told, " %s: %s;",
             damage_names[file], kinds[kind]);
    if (bytes.data == NULL) {
        return;
    }
    if (kind == FOLDER) {
        assert_int_equal(unlink(name), 0);
        assert_int_equal(mkdir(name, 0755), 0);
    } else if (kind == UNREADABLE) {
        assert_int_equal(chmod(name, 0), 0);
    } else if (kind == DELETE) {
        assert_int_equal(unlink(name), 0);
    } else if (kind == OLDER) {
        damage_write_file(name, &f->older[file]);
    } else {
        damage_bytes(f, &bytes, kind);
        damage_write_file(name, &bytes);
    }
    free(bytes.data);
}

void damage_some(struct damage *f)
{
    static const enum file drawn[] = {
        DATABASE,  DATABASE, DATABASE, WAL,   LOG, LOG,      BACKUP,
        CHAIN_KEY, SIGN_KEY, SIGNERS,  ALIVE, PIN, PIN_TRIES};
    f->told[0] = '\0';
    for (uint64_t n = 1 + draw(f, 3); n > 0; n--) {
        enum file file = drawn[draw(f, sizeof drawn / sizeof drawn[0])];
        damage_one(f, file, (enum kind)draw(f, KIND_COUNT));
    }
}

static bool begins_with(const char *file, const struct bytes *bytes)
{
    struct bytes is = damage_take_file(file);
    bool begins = is.data != NULL && is.length >= bytes->length &&
                  memcmp(is.data, bytes->data, bytes->length) == 0;
    free(is.data);
    return begins;
}

bool damage_is_kept(const struct damage *f, enum file file,
                    const struct bytes *bytes)
{
    const char *slash = strrchr(damage_names[file], '/');
    const char *name = slash == NULL ? damage_names[file] : slash + 1;
    bool kept =
        begins_with(data_folder_path(f->folder, damage_names[file]), bytes);
    for (int n = 1; n < 8 && !kept; n++) {
        char one[128];
        snprintf(one, sizeof one, "quarantine/%d/%s", n, name);
        kept = begins_with(data_folder_path(f->folder, one), bytes);
    }
    return kept;
}

bool damage_was_taken(const struct damage *f)
{
    bool taken = false;
    for (int n = 1; n < 8 && !taken; n++) {
        char one[64];
        snprintf(one, sizeof one, "quarantine/%d/bonluon.db", n);
        taken = files_exists(data_folder_path(f->folder, one));
        snprintf(one, sizeof one, "quarantine/%d/bonluon.db-wal", n);
        taken = taken || files_exists(data_folder_path(f->folder, one));
    }
    return taken;
}

int damage_quarantined(const struct damage *f)
{
    int n = 0;
    char name[64];
    do {
        n++;
        snprintf(name, sizeof name, "quarantine/%d", n);
    } while (files_exists(data_folder_path(f->folder, name)));
    return n - 1;
}
