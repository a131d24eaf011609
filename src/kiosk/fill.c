#include "kiosk/fill.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"

static_assert((int)STAFF_PAGES == (int)PANEL_PAGES, "a key for each page");
static_assert((int)FIGURES_DAYS == (int)PANEL_DAYS &&
                  (int)FIGURES_WEEKDAYS == (int)PANEL_WEEKDAYS &&
                  (int)SUM_HOURS == (int)PANEL_HOURS,
              "the panel shows what is counted");
static_assert((int)PANEL_FINGERPRINT_SIZE == (int)SIGN_FINGERPRINT_SIZE,
              "a fingerprint is told whole");
static_assert((int)PANEL_WHO_SIZE >= (int)WHO_SIZE &&
                  sizeof BONLUON_VERSION <= PANEL_VERSION_SIZE,
              "codes and version are told whole");
static_assert((int)PANEL_TAKEN == (int)DESK_TAKEN_DAYS,
              "what was taken is told of as many days");
static_assert((int)FIGURES_HIDDEN == (int)SCORE_NONE,
              "what is not told of an hour is not told on the panel");

enum {
    DISK_CARE_MIB = 500,
    DISK_BAD_MIB = 50,
    PENDING_CARE_DAYS = 4, /* a weekend is none's fault */
    PENDING_BAD_DAYS = 31,
    TOUCH_CARE_MIN = 5 * 24 * 60, /* likewise */
    TRIES_BAD = 8,
    RECOVERY_CARE_DAYS = 30,
    BACKUP_CARE_DAYS = 7, /* nights of a terminal that is never at rest */
};

static enum pad_notice notice(const struct staff *staff)
{
    static const enum pad_notice notices[] = {
        [STAFF_FREE] = PAD_ASK,      [STAFF_RIGHT] = PAD_ASK,
        [STAFF_WRONG] = PAD_WRONG,   [STAFF_WAITING] = PAD_WAITING,
        [STAFF_LOCKED] = PAD_LOCKED, [STAFF_UNSET] = PAD_UNSET,
        [STAFF_REFUSED] = PAD_FAILED};
    return staff->checking ? PAD_CHECKING : notices[staff->verdict];
}

void fill_staff(struct panel *panel, const struct staff *staff, int64_t now_ms)
{
    struct panel_export *exporting = &panel->exporting;
    panel->pad = (struct pad){
        .notice = notice(staff),
        .digits = staff->digit_count,
        .left = staff->left,
        .seconds =
            staff->verdict == STAFF_WAITING ? staff_seconds(staff, now_ms) : 0,
    };
    panel->page = (enum panel_page)staff->page;
    panel->clean = (struct countdown){staff_seconds(staff, now_ms),
                                      countdown_left_s(STAFF_CLEAN_MS, 0)};
    panel->test = staff->test;
    exporting->first_day = staff->first_day;
    exporting->today = staff->today;
    exporting->from = staff->choice.from;
    exporting->to = staff->choice.to;
    exporting->shown_until = staff->shown_until;
    exporting->target = staff->choice.target;
    exporting->reports = staff->choice.reports;
    if (staff->work == STAFF_PICKING) {
        exporting->state = EXPORT_PICKING;
    } else if (staff->work == STAFF_WORKING) {
        exporting->state = EXPORT_WORKING;
    } else if (staff->given_up) {
        exporting->state = EXPORT_FAILED;
    }
}

void fill_clock(struct panel *panel, const struct staff *staff, bool asks,
                struct local_time now)
{
    panel->now = (struct panel_clock){.day = now.day,
                                      .minute = now.minute,
                                      .asks = asks,
                                      .sure = asks && staff->sure &&
                                              staff->sure_day == now.day,
                                      .setting = staff->setting,
                                      .ahead = staff->ahead};
}

static void tell_week(const struct sum *week, const struct sum_question *asked,
                      int *index, int64_t *n)
{
    const struct sum_question *same = sum_find(week, asked);
    *index = same != NULL ? score_index(&same->raw) : SCORE_NONE;
    *n = same != NULL ? score_n(&same->raw) : 0;
}

/* As the config asks it (variant 0); and answers to it that were asked
   otherwise. */
static struct sum_question as_asked(const struct sum *recent,
                                    const struct form *form, const char *id,
                                    int64_t *otherwise)
{
    struct sum_question asked = {.raw.levels = form->levels,
                                 .clean.levels = form->levels};
    memcpy(asked.form, form->id, sizeof asked.form);
    text_must(asked.id, sizeof asked.id, "%s", id);
    const struct sum_question *now = sum_find(recent, &asked);
    *otherwise = 0;
    for (int i = 0; i < recent->question_count; i++) {
        const struct sum_question *other = &recent->questions[i];
        bool same = strcmp(other->form, form->id) == 0 &&
                    strcmp(other->id, id) == 0 && other != now;
        *otherwise += same ? score_n(&other->raw) : 0;
    }
    return now == NULL ? asked : *now;
}

static void add_question(struct panel *panel, const struct figures *figures,
                         const struct form *form,
                         const struct form_question *words)
{
    int64_t otherwise;
    const struct sum_question asked =
        as_asked(&figures->recent, form, words->id, &otherwise);
    if (score_n(&asked.raw) + asked.skipped + asked.left + asked.na +
            otherwise ==
        0) {
        return;
    }
    struct panel_question *question =
        &panel->questions[panel->question_count++];
    *question = (struct panel_question){.raw = asked.raw,
                                        .clean = asked.clean,
                                        .na = asked.na,
                                        .otherwise = otherwise};
    memcpy(question->theme, words->theme, sizeof question->theme);
    memcpy(question->na_text, words->na, sizeof question->na_text);
    tell_week(&figures->week, &asked, &question->this_week, &question->this_n);
    tell_week(&figures->last_week, &asked, &question->last_week,
              &question->last_n);
}

/* The form in force first, then the others, as far as there is room. */
static void fill_questions(struct panel *panel, const struct figures *figures,
                           const struct config *config)
{
    const struct form *own = config_form(config, figures->params.today);
    panel->question_count = 0;
    for (int i = -1; i < config->form_count; i++) {
        const struct form *form = i < 0 ? own : &config->forms[i];
        for (int k = 0; (i < 0 || form != own) && k < form->question_count &&
                        panel->question_count < SHEET_MAX;
             k++) {
            add_question(panel, figures, form, &form->questions[k]);
        }
    }
}

static void fill_days(struct panel *panel, const struct figures *figures)
{
    panel->day_count = PANEL_DAYS;
    for (int i = 0; i < PANEL_DAYS; i++) {
        const struct figures_day *day = &figures->days[i];
        panel->days[i] =
            (struct panel_day){.day = day->day,
                               .visits = day->known ? day->visits : 0,
                               .index = day->known ? day->index : SCORE_NONE};
    }
}

static void fill_cells(struct panel *panel, const struct figures *figures)
{
    for (int i = 0; i < PANEL_WEEKDAYS * PANEL_HOURS; i++) {
        const struct sum_hour *hour =
            &figures->grid[i / PANEL_HOURS][i % PANEL_HOURS];
        panel->cells[i / PANEL_HOURS][i % PANEL_HOURS] =
            (struct panel_cell){.visits = hour->visits,
                                .open_min = hour->open_min,
                                .ready_min = hour->ready_min};
    }
}

void fill_figures(struct panel *panel, const struct figures *figures,
                  const struct config *config)
{
    panel->visits_today = figures->today.visits;
    fill_questions(panel, figures, config);
    fill_days(panel, figures);
    fill_cells(panel, figures);
    panel->known = true;
}

static void light(struct panel *panel, enum light_kind kind, int64_t value,
                  enum light_state state)
{
    panel->lights[panel->light_count++] = (struct light){kind, state, value};
}

static enum light_state more_is_worse(int64_t value, int64_t care, int64_t bad)
{
    return value >= bad ? LIGHT_BAD : value >= care ? LIGHT_CARE : LIGHT_WELL;
}

static void light_disk(struct panel *panel, int64_t free_bytes)
{
    int64_t mib = free_bytes >= 0 ? free_bytes / (1024 * 1024) : -1;
    light(panel, LIGHT_DISK, mib,
          mib < 0               ? LIGHT_CARE
          : mib < DISK_BAD_MIB  ? LIGHT_BAD
          : mib < DISK_CARE_MIB ? LIGHT_CARE
                                : LIGHT_WELL);
}

/* For good it would teach people not to look; later it is only told. */
static void light_database(struct panel *panel,
                           const struct desk_health *health)
{
    bool once = health->recovered_day != INT32_MIN;
    int64_t ago = (int64_t)health->today - health->recovered_day;
    light(panel, LIGHT_DATABASE, once,
          !once                      ? LIGHT_WELL
          : ago < RECOVERY_CARE_DAYS ? LIGHT_CARE
                                     : LIGHT_TOLD);
}

/* That there is none yet is no trouble of a record that is new. */
static void light_backup(struct panel *panel, const struct desk_health *health)
{
    bool never = health->backup_day == INT32_MIN;
    int32_t since = never ? health->first_day : health->backup_day;
    light(panel, LIGHT_BACKUP,
          never ? -1 : (int64_t)health->today - health->backup_day,
          (int64_t)health->today - since >= BACKUP_CARE_DAYS ? LIGHT_CARE
          : never                                            ? LIGHT_TOLD
                                                             : LIGHT_WELL);
}

static void light_trust(struct panel *panel, const struct desk_health *health)
{
    const struct record_trust *trust = &health->trust;
    light(panel, LIGHT_LOG, trust->broken,
          trust->broken ? LIGHT_BAD : LIGHT_WELL);
    light_backup(panel, health);
    /* Told, and no trouble: nothing that staff could see to. */
    light(panel, LIGHT_ENROLMENT, !trust->enrolled,
          trust->enrolled ? LIGHT_WELL : LIGHT_TOLD);
}

/* Of a note "set aside in quarantine/2: ...": the folder. */
static void tell_place(struct panel_trust *to, const char *note)
{
    static const char folder[] = "quarantine/";
    const char *from = strstr(note, folder);
    if (from != NULL) {
        size_t length = strlen(folder);
        length += strspn(from + length, "0123456789");
        text_cut(to->damaged, sizeof to->damaged, "%.*s", (int)length, from);
    }
}

static void fill_trust(struct panel *panel, const struct desk_health *health)
{
    const struct record_trust *from = &health->trust;
    struct panel_trust *to = &panel->trust;
    char date[CLOCK_DATE_SIZE];
    memcpy(panel->who, from->who, sizeof from->who);
    text_must(panel->version, sizeof panel->version, "%s", BONLUON_VERSION);
    *to = (struct panel_trust){.sealed_day = from->sealed_day,
                               .rows_lost = health->rows_lost};
    memcpy(to->fingerprint, from->fingerprint, sizeof to->fingerprint);
    tell_place(to, health->recovery);
    to->rechained = strstr(health->recovery, "a new chain") != NULL;
    if (from->seal_sha256[0] != '\0') {
        clock_date(from->sealed_day, date);
        text_must(to->seal, sizeof to->seal, "bonluon seal %s %s sha256:%s",
                  from->who, date, from->seal_sha256);
    }
}

/* That nobody can answer is told before how long nobody has. */
static void light_touch(struct panel *panel, const struct fill_lights *lights)
{
    int64_t minutes = lights->untouched_ms / 60000;
    bool missing = lights->touch == TOUCH_MISSING;
    bool stuck = lights->touch == TOUCH_STUCK;
    light(panel, LIGHT_TOUCH,
          missing ? -1
          : stuck ? -2
                  : minutes,
          missing                              ? LIGHT_BAD
          : stuck || minutes >= TOUCH_CARE_MIN ? LIGHT_CARE
                                               : LIGHT_WELL);
}

/* An export long ago is well as long as nothing waits. Yesterday's file waits
   every morning; but the first that ever does is one that nobody may know
   of. */
static void light_export(struct panel *panel, const struct desk_health *health)
{
    bool never = health->exported_day == INT32_MIN;
    int pending = health->pending;
    enum light_state waits =
        more_is_worse(pending, PENDING_CARE_DAYS, PENDING_BAD_DAYS);
    enum light_state least = pending == 0 && !never ? LIGHT_WELL
                             : pending > 0 && never ? LIGHT_CARE
                                                    : LIGHT_TOLD;
    light(panel, LIGHT_EXPORT, pending == 0 && never ? -1 : pending,
          waits > least ? waits : least);
}

/* A day of other hours is no trouble: it is told, to be looked at. */
static void fill_ahead(struct panel *panel, const struct hours *hours,
                       int32_t today)
{
    int32_t unusual = -1;
    panel->ahead_known = hours != NULL;
    panel->ahead_day = today;
    for (int i = PANEL_AHEAD - 1; hours != NULL && i >= 0; i--) {
        panel->ahead[i] =
            (struct panel_ahead){.open = *hours_of(hours, today + i),
                                 .unusual = hours_unusual(hours, today + i)};
        unusual = panel->ahead[i].unusual ? today + i : unusual;
    }
    if (hours != NULL) {
        light(panel, LIGHT_HOURS, unusual,
              unusual < 0 ? LIGHT_WELL : LIGHT_TOLD);
    }
}

void fill_lights(struct panel *panel, const struct fill_lights *lights)
{
    const struct desk_health *health = lights->health;
    panel->light_count = 0;
    light_disk(panel, health->free_bytes);
    light_database(panel, health);
    light_export(panel, health);
    light(panel, LIGHT_CLOCK, health->doubtful,
          health->doubtful ? LIGHT_CARE : LIGHT_WELL);
    fill_ahead(panel, lights->hours, health->today);
    light_touch(panel, lights);
    light_trust(panel, health);
    fill_trust(panel, health);
    if (lights->uploads) {
        light(panel, LIGHT_UPLOAD, lights->waiting,
              lights->waiting < 0 ? LIGHT_CARE
                                  : more_is_worse(lights->tries, 1, TRIES_BAD));
    }
    panel->exporting.pending = health->pending;
    panel->exporting.all_taken = health->all_taken;
    memcpy(panel->exporting.taken, health->taken, sizeof health->taken);
    panel->exporting.today_open = !health->today_closed;
}
