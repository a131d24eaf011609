#include "with_chain_key.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

struct chain_key chain_key_drawn(bool shown)
{
    struct chain_key key;
    chain_key_draw(&key, shown);
    assert_int_equal(key.epoch, 0);
    assert_int_equal(key.shown, shown);
    return key;
}

struct chain_key chain_key_after(const struct chain_key *key)
{
    struct chain_key next = *key;
    tag_key_forward(&next.key);
    next.epoch++;
    return next;
}

void assert_same_key(const struct chain_key *found,
                     const struct chain_key *expected)
{
    char a[TAG_KEY_HEX_SIZE];
    char b[TAG_KEY_HEX_SIZE];
    tag_key_hex(&found->key, a);
    tag_key_hex(&expected->key, b);
    assert_string_equal(a, b);
    assert_string_equal(found->id, expected->id);
    assert_int_equal(found->epoch, expected->epoch);
    assert_int_equal(found->shown, expected->shown);
}

/* Not cut to nothing first: some file systems then sync when it is closed,
   and there are tens of thousands. */
void chain_key_put(const struct data_folder *folder, const char *bytes,
                   size_t length)
{
    const char *path = data_folder_path(folder, CHAIN_KEY_NAME);
    int fd = open(path, O_WRONLY | O_CREAT, 0600);
    assert_int_equal(write(fd, bytes, length), length);
    if (length < KEY_FILE_SIZE) {
        assert_int_equal(ftruncate(fd, (off_t)length), 0);
    }
    close(fd);
}

void chain_key_get(const struct data_folder *folder, char out[KEY_FILE_SIZE])
{
    const char *path = data_folder_path(folder, CHAIN_KEY_NAME);
    int fd = open(path, O_RDONLY);
    assert_int_equal(read(fd, out, KEY_FILE_SIZE), KEY_FILE_SIZE);
    close(fd);
}

void assert_one_place(const struct data_folder *folder)
{
    static const char zeros[PLACE];
    char bytes[KEY_FILE_SIZE];
    chain_key_get(folder, bytes);
    bool first = memcmp(bytes, zeros, PLACE) != 0;
    bool second = memcmp(bytes + PLACE, zeros, PLACE) != 0;
    assert_int_equal(first + second, 1);
}

void assert_loads(const struct data_folder *folder,
                  const struct chain_key *expected)
{
    struct chain_key found;
    assert_int_equal(chain_key_load(&found, folder->path), SECRET_READ);
    assert_same_key(&found, expected);
    assert_one_place(folder);
}
