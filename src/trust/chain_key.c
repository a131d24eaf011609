#include "trust/chain_key.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"

enum { PLACES = 2, PLACE_SIZE = 4096, LINE_SIZE = 192, DIGITS = 16 };

static const char zeros[PLACE_SIZE];

/* The file, read; to be wiped. */
struct places {
    int fd;
    char text[PLACES][PLACE_SIZE + 1];
    struct chain_key key[PLACES]; /* of those that are whole */
    bool whole[PLACES];
    int error; /* of the last place that could not be read, 0: none */
};

static void write_line(const struct chain_key *key, char out[LINE_SIZE])
{
    char hex[TAG_KEY_HEX_SIZE];
    char digest[DIGEST_HEX_SIZE];
    tag_key_hex(&key->key, hex);
    text_must(out, LINE_SIZE, "bonluon-chain-key 1 %s %" PRId64 " %d %s",
              key->id, key->epoch, key->shown ? 1 : 0, hex);
    size_t length = strlen(out);
    digest_of(out, length, digest);
    text_must(out + length, LINE_SIZE - length, " %.*s\n", DIGITS, digest);
    secret_wipe(hex, sizeof hex);
}

/* Whole is what reads as the very line that would be written of it. Behind it
   are zeros; a bit of those is no matter. */
static bool read_line(const char *text, struct chain_key *key)
{
    char hex[TAG_KEY_HEX_SIZE];
    char line[LINE_SIZE];
    char id[TAG_KEY_ID_SIZE];
    int shown = 0;
    *key = (struct chain_key){0};
    bool whole = sscanf(text, "bonluon-chain-key 1 %16s %" SCNd64 " %d %64s",
                        key->id, &key->epoch, &shown, hex) == 4 &&
                 key->epoch >= 0 && tag_key_read_hex(hex, &key->key);
    if (whole) {
        key->shown = shown != 0;
        write_line(key, line);
        tag_key_id(&key->key, id);
        whole = strncmp(text, line, strlen(line)) == 0 &&
                (key->epoch > 0 || strcmp(id, key->id) == 0);
    }
    secret_wipe(hex, sizeof hex);
    secret_wipe(line, sizeof line);
    if (!whole) {
        secret_wipe(key, sizeof *key);
    }
    return whole;
}

static bool overwrite(int fd, int place, const char bytes[PLACE_SIZE])
{
    for (size_t done = 0; done < PLACE_SIZE;) {
        ssize_t n = pwrite(fd, bytes + done, PLACE_SIZE - done,
                           (off_t)place * PLACE_SIZE + (off_t)done);
        if (n == 0 || (n < 0 && errno != EINTR)) {
            errno = n == 0 ? EIO : errno;
            return false;
        }
        done += n > 0 ? (size_t)n : 0;
    }
    return fsync(fd) == 0;
}

/* False with errno: there is none, or none that can be written. A place that
   the disk does not give is told in `error`. */
static bool open_places(struct places *places, const char *data_dir)
{
    char path[FILES_PATH_SIZE];
    *places = (struct places){.fd = -1};
    if (files_join(path, data_dir, CHAIN_KEY_NAME)) {
        places->fd = secret_open(path, O_RDWR);
    }
    for (int i = 0; i < PLACES && places->fd >= 0; i++) {
        if (lseek(places->fd, (off_t)i * PLACE_SIZE, SEEK_SET) >= 0 &&
            secret_take(places->fd, places->text[i], PLACE_SIZE) >= 0) {
            places->whole[i] = read_line(places->text[i], &places->key[i]);
        } else {
            places->error = errno;
            places->text[i][0] = '?'; /* not blank: to be overwritten */
        }
    }
    return places->fd >= 0;
}

/* Keeps errno. */
static void close_places(struct places *places)
{
    int error = errno;
    if (places->fd >= 0) {
        close(places->fd);
    }
    secret_wipe(places, sizeof *places);
    errno = error;
}

/* The place of the key that counts; -1: none is whole. Of one chain that is
   the later key. Of two chains it is the one that begins: a first key takes the
   place of another chain's, of whatever epoch (chain_key_set); if both are
   first keys, the one that was made to be shown. */
static int place_in_use(const struct places *places)
{
    const struct chain_key *a = &places->key[0];
    const struct chain_key *b = &places->key[1];
    if (!places->whole[0] || !places->whole[1]) {
        return places->whole[0] ? 0 : places->whole[1] ? 1 : -1;
    }
    if (strcmp(a->id, b->id) == 0) {
        return b->epoch > a->epoch;
    }
    return a->epoch != b->epoch ? a->epoch > b->epoch : b->shown && !a->shown;
}

static bool make_file(const char *data_dir, const char bytes[PLACE_SIZE])
{
    struct files_new file;
    if (!files_begin_private(&file, data_dir, CHAIN_KEY_NAME)) {
        return false;
    }
    files_write(&file, bytes, PLACE_SIZE);
    files_write(&file, zeros, PLACE_SIZE);
    return files_finish(&file);
}

void chain_key_draw(struct chain_key *key, bool shown)
{
    *key = (struct chain_key){.shown = shown};
    tag_key_draw(&key->key);
    tag_key_id(&key->key, key->id);
}

bool chain_key_set(const struct chain_key *key, const char *data_dir)
{
    struct places places;
    char bytes[PLACE_SIZE] = {0};
    bool done;
    write_line(key, bytes);
    if (open_places(&places, data_dir)) {
        int old = place_in_use(&places) == 0 ? 0 : 1;
        done = overwrite(places.fd, 1 - old, bytes) &&
               overwrite(places.fd, old, zeros);
    } else {
        done = errno == ENOENT && make_file(data_dir, bytes);
    }
    close_places(&places);
    secret_wipe(bytes, sizeof bytes);
    return done;
}

bool chain_key_forward(struct chain_key *key, const char *data_dir)
{
    struct chain_key next = *key;
    tag_key_forward(&next.key);
    next.epoch++;
    bool done = chain_key_set(&next, data_dir);
    if (done) {
        *key = next;
    }
    secret_wipe(&next, sizeof next);
    return done;
}

enum secret_read chain_key_load(struct chain_key *out, const char *data_dir)
{
    struct places places;
    enum secret_read result = SECRET_UNREADABLE;
    *out = (struct chain_key){0};
    if (!open_places(&places, data_dir)) {
        return errno == ENOENT ? SECRET_MISSING : SECRET_UNREADABLE;
    }
    /* The later key may lie where nothing could be read. */
    int place = places.error == 0 ? place_in_use(&places) : -1;
    errno = places.error;
    if (place >= 0 && (memcmp(places.text[1 - place], zeros, PLACE_SIZE) == 0 ||
                       overwrite(places.fd, 1 - place, zeros))) {
        *out = places.key[place];
        result = SECRET_READ;
    }
    close_places(&places);
    return result;
}
