/*
 * Recordings, by SDL's driver that writes what sounds into a file. Nothing
 * sleeps: the test waits for `ended`, and for the device to be given back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <SDL2/SDL.h>
#include <cmocka.h>

#include "base/files.h"
#include "display/sound.h"

/* What `ended` rings, on whatever thread. */
struct bell {
    pthread_mutex_t mutex;
    pthread_cond_t rung;
    int count;
};

struct studio {
    char folder[32];
    char wav[FILES_PATH_SIZE];
    char heard[FILES_PATH_SIZE]; /* what sounded */
    struct bell bell;
    struct sound *sound;
};

/* A slice is what the device is given at a time. */
enum { FREQUENCY = 16000, SLICE = 1024, HEADER = 44 };

static void ring(void *context)
{
    struct bell *bell = context;
    pthread_mutex_lock(&bell->mutex);
    bell->count++;
    pthread_cond_signal(&bell->rung);
    pthread_mutex_unlock(&bell->mutex);
}

/* Waits for it; fails after a time that only a fault takes. */
static void wait_for_bell(struct bell *bell)
{
    struct timespec late;
    int error = 0;
    clock_gettime(CLOCK_REALTIME, &late);
    late.tv_sec += 20;
    pthread_mutex_lock(&bell->mutex);
    while (bell->count == 0 && error == 0) {
        error = pthread_cond_timedwait(&bell->rung, &bell->mutex, &late);
    }
    pthread_mutex_unlock(&bell->mutex);
    assert_int_equal(error, 0);
}

static int open_studio(void **state)
{
    static struct studio studio;
    studio = (struct studio){.folder = "/tmp/bonluon-XXXXXX",
                             .bell = {.mutex = PTHREAD_MUTEX_INITIALIZER,
                                      .rung = PTHREAD_COND_INITIALIZER}};
    *state = &studio;
    if (mkdtemp(studio.folder) == NULL ||
        !files_join(studio.wav, studio.folder, "question.wav") ||
        !files_join(studio.heard, studio.folder, "heard.raw")) {
        return -1;
    }
    setenv("SDL_AUDIODRIVER", "disk", 1);
    setenv("SDL_DISKAUDIOFILE", studio.heard, 1);
    setenv("SDL_DISKAUDIODELAY", "1", 1);
    studio.sound = sound_open(
        &(struct sound_params){.ended = ring, .context = &studio.bell});
    return studio.sound == NULL ? -1 : 0;
}

static int close_studio(void **state)
{
    struct studio *studio = *state;
    sound_close(studio->sound);
    unlink(studio->wav);
    unlink(studio->heard);
    return rmdir(studio->folder);
}

static void put_16(unsigned char *to, unsigned value)
{
    to[0] = (unsigned char)(value & 0xFF);
    to[1] = (unsigned char)(value >> 8 & 0xFF);
}

static void put_32(unsigned char *to, unsigned value)
{
    put_16(to, value);
    put_16(to + 2, value >> 16);
}

/* Each sample tells its place; none is silence. */
static unsigned sample_at(int i)
{
    return (unsigned)(1 + i % 30000);
}

/* A WAV of 16 bits, one channel. Returns its bytes, for one that is to be
   broken. */
static struct text make_wav(const struct studio *studio, int samples)
{
    struct text wav = {0};
    unsigned char header[HEADER] = "RIFF....WAVEfmt ....";
    unsigned bytes = (unsigned)samples * 2;
    put_32(header + 4, HEADER - 8 + bytes);
    put_32(header + 16, 16);
    put_16(header + 20, 1);
    put_16(header + 22, 1);
    put_32(header + 24, FREQUENCY);
    put_32(header + 28, FREQUENCY * 2);
    put_16(header + 32, 2);
    put_16(header + 34, 16);
    memcpy(header + 36, "data", 4);
    put_32(header + 40, bytes);
    text_append(&wav, (const char *)header, HEADER);
    for (int i = 0; i < samples; i++) {
        unsigned char sample[2];
        put_16(sample, sample_at(i));
        text_append(&wav, (const char *)sample, 2);
    }
    assert_false(wav.failed);
    assert_true(
        files_replace(studio->wav, wav.data, wav.length, FILES_UNSYNCED));
    return wav;
}

static void make_sound(const struct studio *studio, int samples)
{
    struct text wav = make_wav(studio, samples);
    text_free(&wav);
}

static void a_recording_sounds_to_its_end(void **state)
{
    struct studio *studio = *state;
    enum { SAMPLES = 12345 };
    make_sound(studio, SAMPLES);
    for (int round = 0; round < 2; round++) {
        studio->bell.count = 0;
        assert_true(sound_play(studio->sound, studio->wav));
        wait_for_bell(&studio->bell);
        assert_true(sound_over(studio->sound));
        assert_false(sound_over(studio->sound));
        /* Playing again waits for the device; stopping it does at the end. */
    }
    sound_close(studio->sound);
    studio->sound = NULL;
    assert_int_equal(studio->bell.count, 1);
    assert_int_equal(SDL_WasInit(SDL_INIT_AUDIO), 0);
    struct text heard = {0};
    assert_true(files_read(studio->heard, 1 << 24, &heard));
    const unsigned char *bytes = (const void *)heard.data;
    size_t start = 0;
    while (start < heard.length && bytes[start] == 0) {
        start++; /* the device was already there, and silent */
    }
    assert_in_range(heard.length, start + (SAMPLES + 2 * SLICE) * 2, 1 << 24);
    for (int i = 0; i < SAMPLES; i++) {
        const unsigned char *sample = bytes + start + 2 * i;
        assert_int_equal(sample[0] | sample[1] << 8, sample_at(i));
    }
    /* Silence follows, two slices of it before it is over. */
    for (size_t i = start + SAMPLES * 2; i < heard.length; i++) {
        assert_int_equal(bytes[i], 0);
    }
    text_free(&heard);
}

/* A device as slow as a real one: the end is far. */
static void it_is_silenced_at_once(void **state)
{
    struct studio *studio = *state;
    setenv("SDL_DISKAUDIODELAY", "20", 1);
    make_sound(studio, 59 * FREQUENCY);
    for (int round = 0; round < 3; round++) {
        assert_true(sound_play(studio->sound, studio->wav));
        sound_stop(studio->sound);
        sound_stop(studio->sound);
        assert_false(sound_over(studio->sound));
    }
    assert_true(sound_play(studio->sound, studio->wav));
    assert_true(sound_play(studio->sound, studio->wav));
    sound_close(studio->sound);
    studio->sound = NULL;
    assert_int_equal(studio->bell.count, 0);
    assert_int_equal(SDL_WasInit(SDL_INIT_AUDIO), 0);
}

/* Standard error of what is done between begin and end, counted in lines. */
struct overheard {
    int kept, read, write;
};

static struct overheard overhear(void)
{
    struct overheard ears = {.kept = dup(STDERR_FILENO)};
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    ears.read = ends[0];
    ears.write = ends[1];
    assert_int_equal(dup2(ears.write, STDERR_FILENO), STDERR_FILENO);
    return ears;
}

static int lines_overheard(struct overheard ears)
{
    char said[4096];
    assert_int_equal(dup2(ears.kept, STDERR_FILENO), STDERR_FILENO);
    close(ears.kept);
    close(ears.write);
    ssize_t length = read(ears.read, said, sizeof said);
    close(ears.read);
    int lines = 0;
    for (ssize_t i = 0; i < length; i++) {
        lines += said[i] == '\n';
    }
    return lines;
}

/* It fails each time, and is said once. */
static void expect_refused(struct studio *studio, const char *path)
{
    struct overheard ears = overhear();
    bool sounds = false;
    for (int i = 0; i < 3; i++) {
        sounds |= sound_play(studio->sound, path);
    }
    assert_int_equal(lines_overheard(ears), 1);
    assert_false(sounds);
    assert_false(sound_over(studio->sound));
    assert_int_equal(SDL_WasInit(SDL_INIT_AUDIO), 0);
}

static void what_is_no_recording_is_refused(void **state)
{
    struct studio *studio = *state;
    expect_refused(studio, "/nowhere/at/all.wav");
    expect_refused(studio, studio->folder);
    static const size_t lengths[] = {0, 3, 12, 20, 43};
    struct text wav = make_wav(studio, 1000);
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        assert_true(
            files_replace(studio->wav, wav.data, lengths[i], FILES_UNSYNCED));
        expect_refused(studio, studio->wav);
        /* One that sounds, so that the next refusal is said anew. */
        make_sound(studio, 10);
        assert_true(sound_play(studio->sound, studio->wav));
        sound_close(studio->sound);
        studio->sound = sound_open(
            &(struct sound_params){.ended = ring, .context = &studio->bell});
    }
    text_free(&wav);
    make_sound(studio, 0);
    expect_refused(studio, studio->wav);
}

/* Whatever the format says of itself, it is played or refused. */
static void a_header_that_lies_is_no_harm(void **state)
{
    struct studio *studio = *state;
    struct text wav = make_wav(studio, 2000);
    struct overheard ears = overhear();
    for (int i = 2 * 16; i < 2 * 36; i++) {
        char *byte = &wav.data[i / 2];
        char kept = *byte;
        *byte = i % 2 == 0 ? '\0' : '\xFF';
        assert_true(
            files_replace(studio->wav, wav.data, wav.length, FILES_UNSYNCED));
        (void)!sound_play(studio->sound, studio->wav);
        *byte = kept;
    }
    (void)lines_overheard(ears);
    text_free(&wav);
}

/* Nothing in a second would be divided by; and one sample in it would make the
   closing of a device last for minutes. */
static void no_voice_is_so_slow(void **state)
{
    struct studio *studio = *state;
    static const unsigned rates[] = {0, 1, 3999};
    struct text wav = make_wav(studio, 20);
    for (int i = 0; i < 3; i++) {
        put_32((unsigned char *)wav.data + 24, rates[i]);
        assert_true(
            files_replace(studio->wav, wav.data, wav.length, FILES_UNSYNCED));
        expect_refused(studio, studio->wav);
    }
    text_free(&wav);
}

static void a_minute_is_the_longest(void **state)
{
    struct studio *studio = *state;
    make_sound(studio, 60 * FREQUENCY + 1);
    expect_refused(studio, studio->wav);
    make_sound(studio, 60 * FREQUENCY);
    assert_true(sound_play(studio->sound, studio->wav));
}

static void no_device_is_said_once(void **state)
{
    struct studio *studio = *state;
    make_sound(studio, 100);
    setenv("SDL_AUDIODRIVER", "no-such-driver", 1);
    expect_refused(studio, studio->wav);
    /* It is plugged in. */
    setenv("SDL_AUDIODRIVER", "disk", 1);
    assert_true(sound_play(studio->sound, studio->wav));
    wait_for_bell(&studio->bell);
    assert_true(sound_over(studio->sound));
}

/* Quiet, short, and without a file; each one gives the device back. */
static void a_tap_is_made_here(void **state)
{
    enum { QUIET = 32767 / 8, LONGEST = 22050 / 10 };
    struct studio *studio = *state;
    struct text heard = {0};
    int loudest = 0, sounding = 0;
    for (int round = 0; round < 2; round++) {
        studio->bell.count = 0;
        sound_tap(studio->sound);
        sound_tap(studio->sound); /* one sounds */
        wait_for_bell(&studio->bell);
        assert_true(sound_over(studio->sound));
        sound_close(studio->sound);
        studio->sound = sound_open(
            &(struct sound_params){.ended = ring, .context = &studio->bell});
    }
    assert_int_equal(SDL_WasInit(SDL_INIT_AUDIO), 0);
    assert_true(files_read(studio->heard, 1 << 24, &heard));
    for (size_t i = 0; i + 1 < heard.length; i += 2) {
        const unsigned char *bytes = (const void *)(heard.data + i);
        int sample = abs((int16_t)(bytes[0] | bytes[1] << 8));
        loudest = sample > loudest ? sample : loudest;
        sounding += sample != 0;
    }
    assert_in_range(loudest, 500, QUIET);
    assert_in_range(sounding, 300, LONGEST);
    text_free(&heard);
}

/* Nor does it wait for a device, or spoil a voice. */
static void a_tap_gives_way(void **state)
{
    struct studio *studio = *state;
    setenv("SDL_DISKAUDIODELAY", "20", 1);
    make_sound(studio, 59 * FREQUENCY);
    assert_true(sound_play(studio->sound, studio->wav));
    sound_tap(studio->sound);
    sound_stop(studio->sound);
    sound_tap(studio->sound);
    setenv("SDL_AUDIODRIVER", "no-such-driver", 1);
    sound_close(studio->sound);
    studio->sound = sound_open(
        &(struct sound_params){.ended = ring, .context = &studio->bell});
    struct overheard ears = overhear();
    sound_tap(studio->sound);
    sound_tap(studio->sound);
    assert_int_equal(lines_overheard(ears), 1);
}

static void nothing_is_no_harm(void **state)
{
    struct studio *studio = *state;
    sound_close(NULL);
    sound_stop(studio->sound);
    assert_false(sound_over(studio->sound));
}

int main(void)
{
#define IN_STUDIO(test)                                                        \
    cmocka_unit_test_setup_teardown(test, open_studio, close_studio)
    const struct CMUnitTest tests[] = {
        IN_STUDIO(a_recording_sounds_to_its_end),
        IN_STUDIO(it_is_silenced_at_once),
        IN_STUDIO(what_is_no_recording_is_refused),
        IN_STUDIO(a_header_that_lies_is_no_harm),
        IN_STUDIO(no_voice_is_so_slow),
        IN_STUDIO(a_minute_is_the_longest),
        IN_STUDIO(no_device_is_said_once),
        IN_STUDIO(a_tap_is_made_here),
        IN_STUDIO(a_tap_gives_way),
        IN_STUDIO(nothing_is_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
