/*
 * SDL lets what it has in hand drain before it closes a device, and some
 * systems take a tenth of a second to go: the glass does not wait for that. A
 * device is silenced at once and closed by a thread that ends with it.
 */
#include "display/sound.h"

#include <SDL.h>
#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/log.h"
#include "base/speak.h"

enum {
    LONGEST_S = 60,
    LOWEST_HZ = 4000,
    BYTES_MAX = 24 * 1024 * 1024, /* a minute at 48 kHz, the largest samples */
    SLICES_A_SECOND = 24,         /* that the device asks for, about */
    TAIL_SLICES = 2, /* of silence: as much as a device has in hand */
    CAUSE_SIZE = FILES_PATH_SIZE + 256,
    TAP_HZ = 22050, /* samples a second of a tap, */
    TAP_SAMPLES = TAP_HZ * 3 / 100,
};

static const double tap_tone_hz = 660; /* low enough for old ears, */
static const double tap_peak = 2600; /* and an eighth of what a voice reaches */

/* One recording on its way to the device; the audio thread's while it plays. */
struct reel {
    uint8_t *samples; /* by SDL_LoadWAV */
    uint32_t length;
    uint32_t given; /* of them, to the device */
    uint32_t tail;  /* bytes of silence to be given after them */
    uint8_t silence;
};

struct sound {
    struct sound_params params;
    SDL_AudioDeviceID device; /* 0: silent */
    bool subsystem;           /* SDL's audio is open */
    struct reel reel;
    atomic_bool over;
    SDL_Thread *closing;    /* NULL: nothing is being closed, or is no more, */
    atomic_bool closed;     /* as this says */
    char cause[CAUSE_SIZE]; /* said last; not again until something sounds */
};

/* A visitor may press the key a hundred times a day. */
__attribute__((format(printf, 2, 3))) static void
complain(struct sound *sound, const char *format, ...)
{
    char cause[CAUSE_SIZE];
    va_list values;
    va_start(values, format);
    int length = vsnprintf(cause, sizeof cause, speak(format), values);
    va_end(values);
    if (length >= 0 && strcmp(cause, sound->cause) != 0) {
        log_warning("%s", cause);
        memcpy(sound->cause, cause, sizeof cause);
    }
}

struct sound *sound_open(const struct sound_params *params)
{
    struct sound *sound = calloc(1, sizeof *sound);
    if (sound == NULL) {
        log_error("no memory for the sound");
        return NULL;
    }
    sound->params = *params;
    atomic_init(&sound->over, false);
    atomic_init(&sound->closed, false);
    return sound;
}

/* On the audio thread. */
static void give(void *context, uint8_t *stream, int size)
{
    struct sound *sound = context;
    struct reel *reel = &sound->reel;
    uint32_t room = (uint32_t)size;
    uint32_t left = reel->length - reel->given;
    uint32_t part = left < room ? left : room;
    memcpy(stream, reel->samples + reel->given, part);
    memset(stream + part, reel->silence, room - part);
    reel->given += part;
    if (part > 0 || reel->tail == 0) {
        return;
    }
    reel->tail -= reel->tail < room ? reel->tail : room;
    if (reel->tail == 0) {
        atomic_store(&sound->over, true);
        sound->params.ended(sound->params.context);
    }
}

static void close_all(struct sound *sound)
{
    if (sound->device != 0) {
        SDL_CloseAudioDevice(sound->device);
        sound->device = 0;
    }
    if (sound->subsystem) {
        SDL_QuitSubSystem(SDL_INIT_AUDIO);
        sound->subsystem = false;
    }
    SDL_FreeWAV(sound->reel.samples);
    sound->reel = (struct reel){0};
}

static int close_apart(void *context)
{
    struct sound *sound = context;
    close_all(sound);
    atomic_store(&sound->closed, true);
    return 0;
}

static void wait_until_closed(struct sound *sound)
{
    SDL_WaitThread(sound->closing, NULL);
    sound->closing = NULL;
}

void sound_stop(struct sound *sound)
{
    if (sound->closing != NULL || sound->device == 0) {
        return;
    }
    /* Once this returns, nothing more is asked of `give`. */
    SDL_PauseAudioDevice(sound->device, 1);
    atomic_store(&sound->over, false);
    atomic_store(&sound->closed, false);
    sound->closing = SDL_CreateThread(close_apart, "silence", sound);
    if (sound->closing == NULL) {
        close_all(sound);
    }
}

void sound_close(struct sound *sound)
{
    if (sound == NULL) {
        return;
    }
    sound_stop(sound);
    wait_until_closed(sound);
    free(sound);
}

static bool load(struct sound *sound, const char *path, SDL_AudioSpec *spec)
{
    struct text file = {0};
    struct reel *reel = &sound->reel;
    if (!files_read(path, BYTES_MAX, &file)) {
        complain(sound, "%s: %s", path, strerror(errno));
        text_free(&file);
        return false;
    }
    SDL_RWops *reader = SDL_RWFromConstMem(file.data, (int)file.length);
    bool loaded =
        reader != NULL &&
        SDL_LoadWAV_RW(reader, 1, spec, &reel->samples, &reel->length) != NULL;
    text_free(&file);
    if (!loaded) {
        complain(sound, "%s: %s", path, SDL_GetError());
    }
    return loaded;
}

/* Bytes that sound at the same time, on all channels. */
static uint32_t frame_of(const SDL_AudioSpec *spec)
{
    return SDL_AUDIO_BITSIZE(spec->format) / 8u * spec->channels;
}

static bool is_fit(struct sound *sound, const char *path,
                   const SDL_AudioSpec *spec)
{
    uint32_t frame = frame_of(spec);
    uint32_t frames = frame > 0 ? sound->reel.length / frame : 0;
    if (frames == 0) {
        complain(sound, "%s: holds no sound", path);
        return false;
    }
    if (spec->freq < LOWEST_HZ) {
        complain(sound, "%s: %d samples a second are no voice", path,
                 spec->freq);
        return false;
    }
    if ((frames - 1) / (uint32_t)spec->freq >= LONGEST_S) {
        complain(sound, "%s: longer than %d seconds", path, LONGEST_S);
        return false;
    }
    return true;
}

/* Small enough for silence to come at once; a power of 2, as devices want. */
static uint16_t slice_for(int frequency)
{
    int slice = 256;
    while (slice < frequency / SLICES_A_SECOND && slice < 8192) {
        slice *= 2;
    }
    return (uint16_t)slice;
}

/* The device takes the recording as it is, and SDL converts for it. */
static bool open_device(struct sound *sound, SDL_AudioSpec spec)
{
    SDL_AudioSpec have;
    spec.samples = slice_for(spec.freq);
    spec.callback = give;
    spec.userdata = sound;
    sound->subsystem = SDL_InitSubSystem(SDL_INIT_AUDIO) == 0;
    if (sound->subsystem) {
        sound->device = SDL_OpenAudioDevice(NULL, 0, &spec, &have, 0);
    }
    if (sound->device == 0) {
        complain(sound, "cannot play sound: %s", SDL_GetError());
        return false;
    }
    sound->reel.silence = have.silence;
    sound->reel.tail = TAIL_SLICES * have.samples * frame_of(&have);
    return true;
}

bool sound_play(struct sound *sound, const char *path)
{
    SDL_AudioSpec spec;
    sound_stop(sound);
    wait_until_closed(sound);
    if (!load(sound, path, &spec) || !is_fit(sound, path, &spec) ||
        !open_device(sound, spec)) {
        close_all(sound);
        return false;
    }
    sound->cause[0] = '\0';
    SDL_PauseAudioDevice(sound->device, 0);
    return true;
}

/* A tone that begins at once and dies away; false without memory. */
static bool make_tap(struct reel *reel)
{
    const double turn = 6.283185307179586;
    reel->length = TAP_SAMPLES * (uint32_t)sizeof(int16_t);
    reel->samples = SDL_malloc(reel->length);
    for (int i = 0; reel->samples != NULL && i < TAP_SAMPLES; i++) {
        double fade = 1.0 - (double)i / (double)TAP_SAMPLES;
        double wave = sin(turn * tap_tone_hz * i / (double)TAP_HZ);
        int16_t sample = (int16_t)(tap_peak * fade * fade * wave);
        memcpy(reel->samples + (size_t)i * sizeof sample, &sample,
               sizeof sample);
    }
    return reel->samples != NULL;
}

/* The glass waits for no device: while one is being closed there is no tap. */
void sound_tap(struct sound *sound)
{
    const SDL_AudioSpec spec = {
        .freq = TAP_HZ, .format = AUDIO_S16SYS, .channels = 1};
    bool busy = sound->closing != NULL ? !atomic_load(&sound->closed)
                                       : sound->device != 0;
    if (busy) {
        return;
    }
    wait_until_closed(sound);
    if (!make_tap(&sound->reel) || !open_device(sound, spec)) {
        close_all(sound);
        return;
    }
    SDL_PauseAudioDevice(sound->device, 0);
}

bool sound_over(struct sound *sound)
{
    if (!atomic_exchange(&sound->over, false)) {
        return false;
    }
    sound_stop(sound);
    return true;
}
