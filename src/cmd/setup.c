#include "cmd/setup.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "base/log.h"
#include "base/places.h"
#include "base/speak.h"
#include "config/setup_file.h"
#include "display/logo.h"
#include "view/stage.h"

/* Where the config ought to be, there is none; perhaps by another name? */
static void look_near(const char *path, struct faults *faults)
{
    char near[FILES_PATH_SIZE];
    if (!files_exists(path) && places_config_near(path, near)) {
        faults_add(faults, near, FAULTS_NO_LINE,
                   "has not the name of the config: rename it to %s",
                   strrchr(path, '/') + 1);
    }
}

/* A terminal in service never runs by the sample. */
static void refuse_sample(struct config *config, struct faults *faults)
{
    for (int i = 0; i < PLACES_CONFIGS; i++) {
        if (places_config_at(i, config->path)) {
            faults_add(faults, config->path, FAULTS_NO_LINE,
                       "there is no such config: write one, or name one with "
                       "--config FILE");
            look_near(config->path, faults);
        }
    }
}

static void mark_sample(struct config *config)
{
    static const char code[] = CONFIG_SAMPLE_CODE;
    config->sample = true;
    memcpy(config->unit_code, code, sizeof code);
    memcpy(config->device_id, code, sizeof code);
}

/* What belongs to the config: of the service's, in the service's folder. One
   that this user may not look into counts as there: that is a fault, too. */
static bool find_entered(const struct options *options, const char *config,
                         char out[FILES_PATH_SIZE])
{
    char data_dir[FILES_PATH_SIZE];
    if (options->data_dir == NULL && places_service_data(config, data_dir) &&
        (setup_file_find(data_dir, out) || errno == EACCES)) {
        return true;
    }
    return places_data(options->data_dir, data_dir) &&
           setup_file_find(data_dir, out);
}

int setup_load(struct config *config, const struct options *options,
               struct faults *faults)
{
    char path[FILES_PATH_SIZE];
    char share[FILES_PATH_SIZE];
    *config = (struct config){0};
    if (!places_share(share)) {
        log_error("the program's fonts and assets are not where it was built "
                  "or installed: install it again with 'make install'");
        return EX_SOFTWARE;
    }
    bool sample;
    if (!places_config(options->config, path, &sample)) {
        log_error("no config to be found (%s): name one with --config FILE",
                  strerror(errno));
        return EX_CONFIG;
    }
    if (sample && options->set_up) {
        refuse_sample(config, faults);
        return EX_CONFIG;
    }
    char entered[FILES_PATH_SIZE];
    bool any = find_entered(options, path, entered);
    const struct config_params params = {.path = path,
                                         .share = share,
                                         .entered = any ? entered : NULL,
                                         .asks = options->set_up};
    int status = config_load_with(config, &params, faults) ? 0 : EX_CONFIG;
    look_near(path, faults);
    if (sample) {
        mark_sample(config);
    }
    return status;
}

static int most_levels(const struct config *config)
{
    const struct form *rotating = config_rotating(config);
    int most = rotating != NULL ? rotating->levels : 0;
    for (int i = 0; i < config->plan_count; i++) {
        most = px_most(most, config->forms[config->plan[i].form].levels);
    }
    return most;
}

int setup_refuse_small(const struct config *config, struct faults *faults)
{
    int longer = px_most(config->width_px, config->height_px);
    int has_mm = config->width_mm * longer / config->width_px;
    int levels = most_levels(config);
    int least_mm = (int)(levels * VIEW_FACE_MM + levels * VIEW_GAP_MM);
    if (has_mm >= least_mm) {
        return 0;
    }
    const char *file = config_file_of(config, "screen", "width_mm");
    faults_add(
        faults, file, config_line(config, file, "screen", "width_mm"),
        "a screen of %dx%d pixels and %d mm is too small for %d faces of "
        "%.0f mm, which take %d mm: use one of 10 inches or more, or "
        "fewer levels, or set [screen] to the real one",
        config->width_px, config->height_px, config->width_mm, levels,
        VIEW_FACE_MM, least_mm);
    return EX_CONFIG;
}

void setup_warn_twin(const struct config *config)
{
    char twin[FILES_PATH_SIZE];
    if (places_config_twin(config->path, twin)) {
        log_warning("%s: is not read, because %s is there: bring both "
                    "together under that name",
                    twin, config->path);
    }
}

bool setup_sample(struct config *config)
{
    char share[FILES_PATH_SIZE];
    char path[FILES_PATH_SIZE];
    struct faults faults = {0};
    *config = (struct config){0};
    bool good = places_share(share) &&
                files_join(path, share, "config/bonluon.ini") &&
                config_load(config, path, share, &faults);
    if (!good) {
        log_error("the program's own config is damaged: install it again");
    }
    faults_free(&faults);
    return good;
}

static void say_entered(const struct config *config, const char *group,
                        const char *key, const char *value)
{
    const char *file = config_file_of(config, group, key);
    if (value != NULL && strcmp(file, config->path) != 0) {
        printf(speak("%s:%d: gives %s=%s\n"), file,
               config_line(config, file, group, key), key, value);
    }
}

void setup_say_entered(const struct config *config)
{
    char text[KEYFILE_NAME_MAX + 1];
    say_entered(config, "office", "unit_code", config->unit_code);
    say_entered(config, "office", "device_id", config->device_id);
    for (int i = 0; i < config->language_count; i++) {
        if (text_format(text, sizeof text, "name[%s]", config->words[i].code)) {
            say_entered(config, "office", text, config->office_name[i]);
        }
    }
    if (text_format(text, sizeof text, "%d", config->width_mm)) {
        say_entered(config, "screen", "width_mm", text);
    }
}

void setup_print_faults(const struct config *config,
                        const struct faults *faults)
{
    fputs(faults->lines.data != NULL ? faults->lines.data : "", stderr);
    log_error(faults->count == 1 ? "%s: %d fault in the config"
                                 : N_("%s: %d faults in the config"),
              config->path, faults->count);
}

int setup_config(struct config *config, const struct options *options)
{
    struct faults faults = {0};
    int status = setup_load(config, options, &faults);
    if (faults.count > 0) {
        setup_print_faults(config, &faults);
    }
    faults_free(&faults);
    return status;
}

/* What a person can do about a folder that cannot be used. */
static const char *remedy(int error)
{
    switch (error) {
    case ENOSPC:
    case EDQUOT: return speak("the disk is full: free some space");
    case EROFS: return speak("the disk is read-only: mount it for writing");
    case EACCES:
    case EPERM: return speak("give this user the right to write there");
    case ENOTDIR: return speak("something else has its name: move that away");
    default: return speak("name another with --data-dir DIR");
    }
}

/* The keys and the PIN lie there. */
static int look_at_modes(const struct options *options, const char *data_dir)
{
    static const char fault[] = N_(
        "the file system keeps no permissions: whoever uses this computer can "
        "read the keys and the PIN (mode 0600 is not kept)");
    static const char cure[] =
        N_("move the data directory to the computer's own disk, or format this "
           "one as ext4");
    if (files_keeps_private(data_dir)) {
        return 0;
    }
    if (options->set_up) {
        log_error("%s: %s: %s", data_dir, speak(fault), speak(cure));
        return EX_CONFIG;
    }
    log_warning("%s: %s: %s", data_dir, speak(fault), speak(cure));
    return 0;
}

int setup_data_dir(const struct options *options, char out[FILES_PATH_SIZE])
{
    if (!places_data(options->data_dir, out)) {
        log_error("no data directory to be found (%s): name one with "
                  "--data-dir DIR",
                  strerror(errno));
        return EX_USAGE;
    }
    bool there = files_exists(out);
    if (!files_make_folder(out)) {
        int error = errno;
        log_error("%s: cannot make the data directory (%s): %s", out,
                  strerror(error), remedy(error));
        return EX_CANTCREAT;
    }
    if (!there) {
        log_info("%s: the data directory was not there and has been made", out);
    }
    return look_at_modes(options, out);
}

int setup_find_data(const struct options *options, const char *instead,
                    char out[FILES_PATH_SIZE])
{
    if (options->data_dir != NULL && !files_exists(options->data_dir)) {
        log_error("%s: no such data directory: name that of a terminal with "
                  "--data-dir DIR%s",
                  options->data_dir, instead);
        return EX_NOINPUT;
    }
    return setup_data_dir(options, out);
}

int setup_record(struct record **record, const struct record_params *params)
{
    enum store_result result = record_open(record, params);
    if (*record == NULL) {
        log_error("no memory for the record");
        return EX_OSERR;
    }
    if (result == STORE_OK) {
        return 0;
    }
    log_error("%s", record_error(*record));
    return result == STORE_BUSY      ? EX_TEMPFAIL
           : result == STORE_MISSING ? EX_NOINPUT
           : result == STORE_DAMAGED ? EX_DATAERR
                                     : EX_IOERR;
}

static void say_busy(const char *data_dir, const char *lock)
{
    struct text owner = {0};
    bool known = files_read(lock, 64, &owner) && owner.length > 0;
    int digits = known ? (int)strcspn(owner.data, "\n") : 0;
    log_error("%s: in use by a running terminal%s%.*s; closed days already lie "
              "in %s/outbox, and 'bonluon status' works meanwhile",
              data_dir, known ? speak(", process ") : "", digits,
              known ? owner.data : "", data_dir);
    text_free(&owner);
}

int setup_lock(const char *data_dir, int *status)
{
    char path[FILES_PATH_SIZE];
    if (!files_join(path, data_dir, SETUP_LOCK_NAME)) {
        log_error("%s: the name of the data directory is too long", data_dir);
        *status = EX_USAGE;
        return -1;
    }
    int fd = files_lock(path);
    /* Else a command by `sudo` would lock the terminal out for good. */
    if (fd >= 0 && !files_give(fd, data_dir)) {
        files_close(fd);
        fd = -1;
    }
    if (fd < 0 && errno == EWOULDBLOCK) {
        say_busy(data_dir, path);
        *status = EX_TEMPFAIL;
    } else if (fd < 0) {
        int error = errno;
        log_error("%s: cannot write to the data directory (%s): %s", data_dir,
                  strerror(error), remedy(error));
        *status = EX_CANTCREAT;
    }
    return fd;
}

bool setup_logo(const struct config *config, struct logo **logo)
{
    *logo = NULL;
    if (config->logo_path[0] == '\0') {
        return true;
    }
    *logo = logo_open(config->logo_path);
    return *logo != NULL;
}

int setup_language(const struct config *config, const char *code)
{
    for (int i = 0; i < config->language_count; i++) {
        if (strcmp(config->words[i].code, code) == 0) {
            return i;
        }
    }
    return -1;
}
