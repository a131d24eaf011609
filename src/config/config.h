/*
 * The config: what the one who installs the terminal set in bonluon.ini, in
 * the form files and calendars it names, and in the language files. All are
 * GLib key files. An unknown section or key, a text that is missing in a
 * language, a number out of range, a text that a spreadsheet would run: each is
 * a fault with its file and line, and a config with a fault is not used.
 *
 * A form file is looked for in the folder `forms` beside bonluon.ini, then in
 * that of the sample; a language file in assets/lang. Every text is brought
 * into Unicode's NFC. Texts belong to the config and live until config_free.
 */
#ifndef CONFIG_CONFIG_H
#define CONFIG_CONFIG_H

#include <stdbool.h>
#include <stdint.h>

#include "base/fault.h"
#include "base/files.h"
#include "base/who.h"
#include "survey/codes.h"
#include "survey/flow.h"
#include "survey/form.h"
#include "survey/hours.h"
#include "survey/sheet.h"
#include "survey/words.h"

enum {
    CONFIG_MONITOR_SIZE = 64,
    CONFIG_FORMS_MAX = 8, /* different ones, whatever they are used for */
    CONFIG_PLAN_MAX = 16,
    CONFIG_CALENDARS_MAX = 4, /* years */
    CONFIG_TARGETS_MAX = 4,
    CONFIG_TYPEFACES_MAX = 8,
};

/* The codes of a terminal that nobody has configured. */
#define CONFIG_SAMPLE_CODE CODES_NONE

/* A typeface for letters that the program's own lacks. */
struct config_typeface {
    char path[FILES_PATH_SIZE]; /* a TTF, OTF or TTC file */
    int face;                   /* of a file that has several, from 0 */
};

/* From a local day on, a form. */
struct config_plan {
    int32_t from_day;
    int form; /* of config->forms */
};

struct config {
    char path[FILES_PATH_SIZE];
    bool sample; /* the program's own, for want of any other: every screen
                    says so, and both codes are CONFIG_SAMPLE_CODE */

    /* [set-up] of what was entered on the glass (setup_file.h) */
    bool set_up_begun; /* somebody stood there */
    bool set_up_done;  /* and came to its end */

    /* [office] */
    /* with a setup.ini, or `asks`, a general one where none is given */
    const char *office_name[FORM_LANGUAGES_MAX];
    char unit_code[WHO_CODE_SIZE];          /* A-Z a-z 0-9 and '-' */
    char device_id[WHO_CODE_SIZE];          /* likewise */
    const char *pledge[FORM_LANGUAGES_MAX]; /* all NULL: there is none */
    char logo_path[FILES_PATH_SIZE];        /* a PNG; empty: there is none */
    int logo_width, logo_height;            /* its pixels */

    /* [screen] */
    int width_mm; /* of the picture on the glass, 80 to 1250 */
    int width_px; /* the size that `check` and `scene` lay out for */
    int height_px;
    bool low_reach;      /* everything pressable stands low from the start */
    bool reduced_motion; /* nothing moves when a screen changes */
    char monitor[CONFIG_MONITOR_SIZE]; /* a name, or a number from 1; empty:
                                          the first */

    /* [hours] */
    struct hours hours;
    int own_dates; /* of hours.dates: bonluon.ini's, before the calendars' */
    int utc_offset_min; /* +420 */

    /* [languages]: words[0] is the default */
    struct words words[FORM_LANGUAGES_MAX];
    int language_count;
    struct config_typeface typefaces[CONFIG_TYPEFACES_MAX]; /* in turn */
    int typeface_count;

    /* [survey] */
    struct form forms[CONFIG_FORMS_MAX];
    char form_paths[CONFIG_FORMS_MAX][FILES_PATH_SIZE];
    int form_count;
    struct config_plan plan[CONFIG_PLAN_MAX]; /* by day, the first from ever */
    int plan_count;
    int rotating; /* the form that lends a question a visit; -1: none */
    bool reasons; /* ask why after a low answer */

    /* [voice] */
    bool voice; /* questions can be heard, where there is a recording */
    bool tap;   /* each press sounds, a little */
    char voice_folder[FILES_PATH_SIZE];
    struct hours_weekday voice_quiet; /* of every day */

    /* [timing] */
    struct flow_timing timing;
    int64_t cooldown_ms;
    int64_t longest_rest_ms; /* whole days: the clock of a start that comes
                                later is in doubt (survey/belief.h) */
    int64_t staff_hold_ms;
    int64_t staff_idle_ms;
    int64_t shift_ms;      /* how often the picture moves, 0: never */
    int64_t transition_ms; /* how long a screen takes to arrive; 0: it is
                              there at once, also by reduced_motion */

    /* [export] */
    char separator;                                    /* ',' ';' or TAB */
    char targets[CONFIG_TARGETS_MAX][FILES_PATH_SIZE]; /* absolute folders */
    int target_count;
    char upload_command[FILES_PATH_SIZE]; /* absolute; empty: there is none */

    /* [trust] */
    bool clock;   /* the idle screen shows the date and the time */
    bool witness; /* the idle screen shows the day's count and code */
    char log_folder[FILES_PATH_SIZE]; /* of the journal, absolute; empty: `log`
                                         in the data directory */

    char digest[65];            /* SHA-256 of bonluon.ini's bytes, in hex; with
                                   a setup.ini or calendars, of the digests of
                                   all of them in a row */
    struct config_texts *texts; /* the files; own every const char * above */
};

/*
 * Loads everything that `path` names. `share` is the folder of the program's
 * own files (places_share). Returns true when there was no fault at all;
 * faults are added to `faults` in any case. The config must be given to
 * config_free either way.
 */
bool config_load(struct config *config, const char *path, const char *share,
                 struct faults *faults) __attribute__((warn_unused_result));

/* The same, with what was entered on the glass behind it. */
struct config_params {
    const char *path, *share;
    const char
        *entered; /* setup.ini (setup_file.h), from which come values
                     that bonluon.ini leaves empty; NULL: there is none */
    bool asks; /* unit_code, device_id and width_mm may be missing: the glass is
                  going to ask for them. They are empty and 0 then. Codes of
                  the sample are a fault */
};
bool config_load_with(struct config *config, const struct config_params *params,
                      struct faults *faults)
    __attribute__((warn_unused_result));

/* Whether the glass has still to ask for one of them. */
bool config_lacks(const struct config *config);

/* The form in force on a local day. */
const struct form *config_form(const struct config *config, int32_t day);

/* The place of a form in config->forms, by its id; -1: there is none such. */
int config_find_form(const struct config *config, const char *id);

/* The form that lends the rotating question; NULL for none. */
const struct form *config_rotating(const struct config *config);

/* Line at which a key stands in one of the files that were read (config->path,
   config->form_paths), for faults that only a layout can find; 0 when it is not
   there. `group` and `key` as written in the file
   ("question:mim-cuoi", "text[vi]"); with NULL as the key, the section. */
int config_line(const struct config *config, const char *file,
                const char *group, const char *key);

/* The file that a key of bonluon.ini came from: that, or setup.ini. */
const char *config_file_of(const struct config *config, const char *group,
                           const char *key);

/* A text as it is on a screen, whose lines may end in '\n' where a file has a
   blank. */
struct config_text {
    const char *shown;
    const struct asked *asked; /* the question there */
    int language;
};

/* The line at which the one who installs the terminal can change it, and the
   file. 0: nobody wrote it, it was put together from others. */
int config_origin(const struct config *config, const struct config_text *text,
                  const char **file);

/* Takes NULL, and a zeroed struct. */
void config_free(struct config *config);

#endif
