/* What hands do while the terminal is put up, and time; what is shown. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "config/setup_file.h"
#include "desk/set_up.h"
#include "kiosk/kiosk.h"
#include "kiosk/set_up_inside.h"

static_assert((int)INSTALLER_CODE_SIZE == (int)WHO_CODE_SIZE,
              "a code is as long on the glass as in the config");
static_assert((int)INSTALLER_TOUCH_UNKNOWN == (int)TOUCH_UNKNOWN &&
                  (int)INSTALLER_TOUCH_MISSING == (int)TOUCH_MISSING &&
                  (int)INSTALLER_TOUCH_FOUND == (int)TOUCH_FOUND,
              "the touch is told as it is found");

enum {
    MINUTE_MS = 60000,
    TOUCH_LOOK_MS = 2000, /* with the cable in hand nobody waits longer */
    /* Taken for a glass that was not measured yet: of 15.6 inch. */
    LYING_MM = 344,
    UPRIGHT_MM = 194,
};

bool set_up_is_due(const struct config *config)
{
    return config_lacks(config) ||
           (config->set_up_begun && !config->set_up_done);
}

int set_up_guess_mm(int width_px, int height_px)
{
    return height_px > width_px ? UPRIGHT_MM : LYING_MM;
}

bool set_up_vouches(const struct set_up *set_up)
{
    return set_up->installer.clock_right;
}

static unsigned bit(enum installer_page page)
{
    return 1u << page;
}

/* Whether a key of the config was entered here, or is to be. */
static bool entered(const struct config *config, const char *section,
                    const char *key, bool lacks)
{
    return lacks ||
           (config->set_up_begun &&
            strcmp(config_file_of(config, section, key), config->path) != 0);
}

/* What is to be asked for, and what of it was answered before. */
static unsigned plan(struct set_up *set_up, struct moment now)
{
    const struct config *config = set_up->config;
    struct installer *installer = &set_up->installer;
    bool going_on = config->set_up_begun && !config->set_up_done;
    bool unit = config->unit_code[0] != '\0';
    bool device = config->device_id[0] != '\0';
    bool width = config->width_mm > 0;
    installer->pin_set = desk_has_pin(set_up->data_dir, now);
    installer->asked =
        bit(INSTALLER_DATE) |
        (entered(config, "office", "unit_code", !unit) ? bit(INSTALLER_UNIT)
                                                       : 0) |
        (entered(config, "office", "device_id", !device) ? bit(INSTALLER_DEVICE)
                                                         : 0) |
        (entered(config, "screen", "width_mm", !width) ? bit(INSTALLER_WIDTH)
                                                       : 0) |
        (going_on || !installer->pin_set ? bit(INSTALLER_PIN) : 0) |
        (going_on || !desk_enrolled(set_up->data_dir) ? bit(INSTALLER_ENROL)
                                                      : 0);
    return (unit ? bit(INSTALLER_UNIT) : 0) |
           (device ? bit(INSTALLER_DEVICE) : 0) |
           (width ? bit(INSTALLER_WIDTH) : 0) |
           (installer->pin_set ? bit(INSTALLER_PIN) : 0);
}

/* "/etc/bonluon/bonluon.ini:42: ..." without the folder, which the log has. */
static void tell_fault(struct installer *installer, const struct faults *faults)
{
    const char *line = faults->lines.data != NULL ? faults->lines.data : "";
    size_t head = strcspn(line, ":\n");
    for (size_t i = 0; i < head; i++) {
        if (line[i] == '/') {
            line += i + 1;
            head -= i + 1;
            i = 0;
        }
    }
    installer->page = INSTALLER_FAULT;
    installer->fault_count = faults->count;
    text_show(installer->fault, sizeof installer->fault, line,
              strcspn(line, "\n"));
}

static void begin(struct set_up *set_up, const struct set_up_params *params)
{
    const struct config *config = params->config;
    struct installer *installer = &set_up->installer;
    bool told = params->told_mm >= INSTALLER_LEAST_MM &&
                params->told_mm <= INSTALLER_MOST_MM;
    int guess = told ? params->told_mm
                     : set_up_guess_mm(params->width_px, params->height_px);
    unsigned kept = 0;
    set_up->config = config;
    set_up->data_dir = params->data_dir;
    set_up->pin_cost = params->pin_cost;
    set_up->settle_ms = config->timing.settle_ms;
    set_up->begun = config->set_up_begun;
    set_up->touch.folder = params->touch_folder;
    set_up->touch_ms = params->now.boot_ms - TOUCH_LOOK_MS;
    set_up->view = kiosk_stage(config, &set_up->sheet, params->measure,
                               params->width_px, params->height_px);
    installer->language_count = config->language_count;
    installer->may_leave =
        params->optional && !(config->set_up_begun && !config->set_up_done);
    installer->width_mm = config->width_mm > 0 ? config->width_mm : guess;
    installer->told_mm = told ? params->told_mm : 0;
    set_up->view.width_mm = installer->width_mm;
    memcpy(installer->unit, config->unit_code, sizeof installer->unit);
    memcpy(installer->device, config->device_id, sizeof installer->device);
    if (params->faults != NULL) {
        tell_fault(installer, params->faults);
    } else {
        kept = plan(set_up, params->now);
    }
    installer_begin(installer, config->set_up_begun && !config->set_up_done,
                    kept, params->now.boot_ms);
    set_up->stale = true;
}

struct set_up *set_up_open(const struct set_up_params *params)
{
    struct set_up *set_up = calloc(1, sizeof *set_up);
    if (set_up != NULL) {
        begin(set_up, params);
        set_up_tick(set_up, params->now);
    }
    return set_up;
}

void set_up_close(struct set_up *set_up)
{
    if (set_up != NULL) {
        secret_wipe(set_up, sizeof *set_up);
        free(set_up);
    }
}

static int64_t minute_of(const struct set_up *set_up, struct moment now)
{
    struct local_time local =
        clock_local(now.wall_ms, set_up->config->utc_offset_min);
    return (int64_t)local.day * 1440 + local.minute;
}

static void follow(struct set_up *set_up)
{
    struct installer_wants *wants = &set_up->wants;
    set_up->announced = false;
    if (wants->want == INSTALLER_LEAVE) {
        set_up->end = SET_UP_LEFT;
    } else if (wants->want == INSTALLER_END) {
        set_up->end = set_up->installer.page == INSTALLER_FAULT ? SET_UP_LEFT
                                                                : SET_UP_DONE;
    }
}

static void step(struct set_up *set_up, struct installer_event event,
                 struct moment now)
{
    struct installer *installer = &set_up->installer;
    struct installer_wants wants;
    int64_t minute = installer->minute;
    int64_t changed_ms = installer->changed_ms;
    event.minute = minute_of(set_up, now);
    installer_step(installer, &event, now.boot_ms, &wants);
    if (installer->changed_ms != changed_ms) {
        press_disarm(&set_up->press);
    }
    set_up->stale =
        set_up->stale || event.kind == INSTALLER_ACTED ||
        event.kind == INSTALLER_DID || wants.want != INSTALLER_NOTHING ||
        installer->minute != minute || installer->changed_ms != changed_ms;
    if (wants.want != INSTALLER_NOTHING) {
        set_up->wants = wants;
        follow(set_up);
    }
    explicit_bzero(&wants, sizeof wants);
}

/* The width that was measured counts from the next page on: while it is being
   measured, nothing else may move. */
static void work(struct set_up *set_up, struct moment now)
{
    struct installer_key key = {.first = ""};
    enum installer_want want = set_up->wants.want;
    bool done = set_up_do(set_up, now, &key);
    set_up->wants.want = INSTALLER_NOTHING;
    if (done && want == INSTALLER_KEEP_WIDTH) {
        set_up->view.width_mm = set_up->installer.width_mm;
    }
    if (done && want == INSTALLER_KEEP_CLOCK) {
        now.wall_ms =
            (set_up->wants.minute - set_up->config->utc_offset_min) * MINUTE_MS;
    }
    step(set_up,
         (struct installer_event){
             .kind = INSTALLER_DID, .done = done, .key = &key},
         now);
    secret_wipe(&key, sizeof key);
}

/* Whether it is said what is found, and so looked for. */
static bool says_touch(const struct set_up *set_up)
{
    return set_up->touch.folder != NULL &&
           set_up->installer.page == INSTALLER_WELCOME;
}

static void look_for_touch(struct set_up *set_up, struct moment now)
{
    struct installer *installer = &set_up->installer;
    if (now.boot_ms >= set_up->touch_ms + TOUCH_LOOK_MS) {
        set_up->touch_ms = now.boot_ms;
        touch_watch_look(&set_up->touch);
    }
    enum installer_touch touch =
        (enum installer_touch)touch_watch_says(&set_up->touch);
    set_up->stale = set_up->stale || touch != installer->touch;
    installer->touch = touch;
}

void set_up_tick(struct set_up *set_up, struct moment now)
{
    if (set_up->end != SET_UP_GOES_ON) {
        return;
    }
    if (says_touch(set_up)) {
        look_for_touch(set_up, now);
    }
    if (set_up->wants.want != INSTALLER_NOTHING && set_up->announced) {
        work(set_up, now);
    }
    step(set_up, (struct installer_event){.kind = INSTALLER_WAITED}, now);
}

enum set_up_end set_up_ended(const struct set_up *set_up)
{
    return set_up->end;
}

int64_t set_up_deadline(const struct set_up *set_up, struct moment now)
{
    int64_t at = installer_deadline(&set_up->installer);
    int64_t wait = at == INT64_MAX    ? -1
                   : at > now.boot_ms ? at - now.boot_ms
                                      : 0;
    if (set_up->wants.want != INSTALLER_NOTHING ||
        set_up->end != SET_UP_GOES_ON) {
        return 0;
    }
    if (says_touch(set_up)) {
        int64_t next = set_up->touch_ms + TOUCH_LOOK_MS - now.boot_ms;
        wait = wait < 0 || next < wait ? next : wait;
    }
    if (set_up->installer.page == INSTALLER_DATE) {
        int64_t next = MINUTE_MS - now.wall_ms % MINUTE_MS;
        wait = wait < 0 || next < wait ? next : wait;
    }
    return wait;
}

static void finger_down(struct set_up *set_up, struct action seen,
                        struct moment now)
{
    step(set_up, (struct installer_event){.kind = INSTALLER_TOUCHED}, now);
    if (now.boot_ms - set_up->installer.changed_ms >= set_up->settle_ms &&
        set_up->installer.doing == INSTALLER_NOTHING) {
        set_up->press.armed = seen;
        set_up->press.inside = seen;
    }
}

static void finger_up(struct set_up *set_up, struct moment now)
{
    struct action action = set_up->press.inside;
    press_disarm(&set_up->press);
    if (action.kind != ACTION_NONE) {
        step(
            set_up,
            (struct installer_event){.kind = INSTALLER_ACTED, .action = action},
            now);
    }
}

void set_up_input(struct set_up *set_up, const struct input *input,
                  struct moment now)
{
    set_up_tick(set_up, now);
    (void)set_up_scene(set_up);
    if (!press_accepts(&set_up->press, input, now.boot_ms)) {
        return;
    }
    struct action seen = scene_action(&set_up->scene, input->x, input->y);
    if (input->kind == INPUT_DOWN) {
        touch_watch_feel(&set_up->touch);
        finger_down(set_up, seen, now);
        return;
    }
    bool over = action_same(seen, set_up->press.armed);
    set_up->press.inside =
        over ? set_up->press.armed : (struct action){ACTION_NONE, 0};
    if (input->kind == INPUT_CANCEL) {
        press_disarm(&set_up->press);
    } else if (input->kind == INPUT_UP) {
        finger_up(set_up, now);
    }
}

void set_up_resize(struct set_up *set_up, int width_px, int height_px)
{
    set_up->view.width_px = width_px;
    set_up->view.height_px = height_px;
    set_up->stale = true;
    press_disarm(&set_up->press);
}

const struct scene *set_up_scene(struct set_up *set_up)
{
    set_up->flow.language = set_up->installer.language;
    struct view_state state = {.flow = &set_up->flow,
                               .installer = &set_up->installer,
                               .screen = SCREEN_SET_UP,
                               .pressed = set_up->press.inside,
                               .ease = VIEW_THERE};
    if (set_up->stale) {
        view_build(&set_up->scene, &set_up->view, &state);
        set_up->stale = false;
    } else {
        view_mark(&set_up->scene, &state);
    }
    set_up->announced = true;
    return &set_up->scene;
}
