/* What the installer confirmed comes to the disk. */
#include <errno.h>
#include <string.h>

#include "base/log.h"
#include "base/steward.h"
#include "config/setup_file.h"
#include "desk/set_up.h"
#include "kiosk/set_up_inside.h"

static const struct setup_value begun = {"set-up", "begun", "yes"};

static bool put(struct set_up *set_up, const struct setup_value *values,
                int count)
{
    if (!setup_file_put(set_up->data_dir, values, count)) {
        log_error("%s/%s: cannot be written (%s)", set_up->data_dir,
                  SETUP_FILE_NAME, strerror(errno));
        return false;
    }
    set_up->begun = true;
    return true;
}

static bool put_one(struct set_up *set_up, const char *section, const char *key,
                    const char *value)
{
    const struct setup_value values[] = {{section, key, value}, begun};
    bool done = put(set_up, values, 2);
    if (done) {
        log_info("entered on the glass: %s=%s", key, value);
    }
    return done;
}

/* Before anything that does not lie in setup.ini: or the next start would not
   know that it has to go on. */
static bool put_begun(struct set_up *set_up)
{
    return set_up->begun || put(set_up, &begun, 1);
}

static bool keep_width(struct set_up *set_up)
{
    char text[16];
    return text_format(text, sizeof text, "%d", set_up->installer.width_mm) &&
           put_one(set_up, "screen", "width_mm", text);
}

static bool keep_pin(struct set_up *set_up)
{
    bool kept =
        put_begun(set_up) &&
        desk_set_pin(set_up->data_dir, set_up->wants.pin, set_up->pin_cost);
    explicit_bzero(set_up->wants.pin, sizeof set_up->wants.pin);
    return kept;
}

/* The seconds begin with the press. */
static bool set_clock(struct set_up *set_up)
{
    return steward_set_clock(
        (set_up->wants.minute - set_up->config->utc_offset_min) * 60000);
}

static bool draw_key(struct set_up *set_up, struct installer_key *out)
{
    const struct installer *installer = &set_up->installer;
    struct desk_key key;
    bool done = put_begun(set_up) &&
                desk_draw_key(set_up->data_dir, installer->unit,
                              installer->device, &key) &&
                desk_keep_key(set_up->data_dir, &key);
    if (done) {
        *out = key.lines;
    }
    desk_key_wipe(&key);
    return done;
}

static bool finish(struct set_up *set_up, struct moment now)
{
    char date[CLOCK_DATE_SIZE];
    clock_date(clock_local(now.wall_ms, set_up->config->utc_offset_min).day,
               date);
    const struct setup_value done = {"set-up", "done", date};
    bool kept = put(set_up, &done, 1);
    if (kept) {
        log_info("the terminal was put up on the glass");
    }
    return kept;
}

bool set_up_do(struct set_up *set_up, struct moment now,
               struct installer_key *key)
{
    const struct installer *installer = &set_up->installer;
    switch (set_up->wants.want) {
    case INSTALLER_KEEP_UNIT:
        return put_one(set_up, "office", "unit_code", installer->unit);
    case INSTALLER_KEEP_DEVICE:
        return put_one(set_up, "office", "device_id", installer->device);
    case INSTALLER_KEEP_WIDTH: return keep_width(set_up);
    case INSTALLER_KEEP_PIN: return keep_pin(set_up);
    case INSTALLER_KEEP_CLOCK: return set_clock(set_up);
    case INSTALLER_DRAW_KEY: return draw_key(set_up, key);
    case INSTALLER_FINISH: return finish(set_up, now);
    default: return false;
    }
}
