#include "cmd/options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/speak.h"
#include "base/text.h"
#include "cmd/option_table.h"
#include "config/nearest.h"

/* What was given, before the days are put together. */
struct reading {
    bool given[OPTION_COUNT];
    const char *to_wants; /* what --to is; NULL: a folder may be, too */
    bool any_language;    /* --lang: one of the config will do, too */
    bool date, from, to;
    int32_t date_day, from_day, to_day;
};

static const char date[] = N_("a date such as 2026-11-22");

/* "1280x800": both 320 to 16384. */
static bool read_size(const char *text, struct options *options)
{
    char *end;
    long width = strtol(text, &end, 10);
    if (end == text || *end != 'x') {
        return false;
    }
    const char *second = end + 1;
    long height = strtol(second, &end, 10);
    options->width = (int)width;
    options->height = (int)height;
    return end != second && *end == '\0' && width >= 320 && width <= 16384 &&
           height >= 320 && height <= 16384;
}

static const char *read_into(const char *text, struct options *options)
{
    const char *fault = options->to != NULL ? N_("one folder only") : NULL;
    options->to = text;
    return fault;
}

/* "30/11/2026", "2026-13-40": nobody calls a folder so, and many a date. */
static bool looks_like_date(const char *text)
{
    int end = 0;
    (void)sscanf(text, "%*4[0-9]%*1[-/.]%*2[0-9]%*1[-/.]%*4[0-9]%n", &end);
    return end > 0 && text[end] == '\0';
}

/* `--to` is the end of a span when it is a date; else the folder, as it was
   before there was --into. */
static const char *read_to(const char *text, struct options *options,
                           struct reading *reading)
{
    int32_t day;
    if (clock_parse_date(text, &day)) {
        const char *fault = reading->to ? N_("one end of the span only") : NULL;
        reading->to = true;
        reading->to_day = day;
        return fault;
    }
    if (reading->to_wants != NULL) {
        return reading->to_wants;
    }
    return looks_like_date(text) ? date : read_into(text, options);
}

static const char *read_language(const char *text, struct options *options,
                                 const struct reading *reading)
{
    options->language = text;
    return reading->any_language || speak_knows(text) ? NULL : N_("vi or en");
}

static const char *read_first_key(const char *text, struct options *options)
{
    if (options->first_key_count == OPTIONS_KEYS_MAX) {
        return N_("fewer files, with several lines each");
    }
    options->first_keys[options->first_key_count++] = text;
    return NULL;
}

/* Returns what was expected, or NULL when the value is one. */
static const char *read_one(enum option_id option, const char *value,
                            struct options *options, struct reading *reading)
{
    static const char size[] = N_("a size such as 1280x800");
    switch (option) {
    case OPTION_CONFIG: options->config = value; return NULL;
    case OPTION_DATA_DIR: options->data_dir = value; return NULL;
    case OPTION_PLAY: options->play = value; return NULL;
    case OPTION_PICTURES: options->pictures = value; return NULL;
    case OPTION_PENDING: options->pending = true; return NULL;
    case OPTION_SCREEN: options->screen = value; return NULL;
    case OPTION_LANG: return read_language(value, options, reading);
    case OPTION_PNG: options->png = value; return NULL;
    case OPTION_JSON: options->json = true; return NULL;
    case OPTION_ANEW: options->anew = true; return NULL;
    case OPTION_SET_UP: options->set_up = true; return NULL;
    case OPTION_LOW_REACH: options->low_reach = true; return NULL;
    case OPTION_FORMAT: options->format = value; return NULL;
    case OPTION_OUT: options->out = value; return NULL;
    case OPTION_FIRST_KEY: return read_first_key(value, options);
    case OPTION_SIGNERS: options->signers = value; return NULL;
    case OPTION_WITNESS:
        return clock_parse_date(value, &options->witness_day) ? NULL : date;
    case OPTION_TO: return read_to(value, options, reading);
    case OPTION_INTO: return read_into(value, options);
    case OPTION_WINDOWED:
    case OPTION_SIZE: return read_size(value, options) ? NULL : size;
    case OPTION_DATE:
        reading->date = true;
        return clock_parse_date(value, &reading->date_day) ? NULL : date;
    case OPTION_FROM:
        reading->from = true;
        return clock_parse_date(value, &reading->from_day) ? NULL : date;
    case OPTION_COUNT: break;
    }
    return N_("another option");
}

static bool put_days(struct options *options, const struct reading *reading)
{
    int ways =
        reading->date + (reading->from || reading->to) + options->pending;
    if (ways > 1) {
        log_error("--date, --from with --to, and --pending exclude each "
                  "other: give one of them");
        return false;
    }
    if (reading->from != reading->to) {
        log_error("a span needs both ends: --from 2026-11-01 --to 2026-11-30");
        return false;
    }
    options->dated = reading->date || reading->from;
    options->from_day = reading->date ? reading->date_day : reading->from_day;
    options->to_day = reading->date ? reading->date_day : reading->to_day;
    if (options->dated && options->to_day < options->from_day) {
        log_error("the span ends before it begins: change --from and --to");
        return false;
    }
    return true;
}

/* The one option with two values takes the word behind its date. */
static bool read_code(int argc, char **argv, struct options *options)
{
    if (optind >= argc) {
        log_error("--witness needs a date and a code: --witness 2026-11-23 "
                  "K7QM2XRD9F4TB");
        return false;
    }
    options->witness_code = argv[optind++];
    return true;
}

/* getopt's own table; its values are those of enum option_id and the first. */
enum { FIRST_VALUE = 256 };

static void fill_table(struct option table[OPTION_COUNT + 1])
{
    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct option_row *row = option_row((enum option_id)i);
        table[i] = (struct option){
            .name = row->name,
            .has_arg = row->value != NULL ? required_argument : no_argument,
            .val = FIRST_VALUE + i};
    }
    table[OPTION_COUNT] = (struct option){0};
}

/* The options of the command that are near to a wrong one. */
static const char *meant(const struct command *command, const char *wrong)
{
    struct nearest nearest = nearest_begin(wrong);
    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct option_row *row = option_row((enum option_id)i);
        if (row->help != NULL &&
            option_allowed(command->options, (enum option_id)i)) {
            nearest_try(&nearest, row->name);
        }
    }
    return nearest.best;
}

/* What getopt did not take, which begins with a dash. `value` is that of the
   option when only its argument is wrong, else 0. */
static int refuse(const struct command *command, const char *word, int value)
{
    char name[NEAREST_NAME_MAX + 1];
    text_cut(name, sizeof name, "%.*s", (int)strcspn(word, "="), word);
    const struct option_row *row =
        value >= FIRST_VALUE ? option_row((enum option_id)(value - FIRST_VALUE))
                             : NULL;
    const char *best = meant(command, name + strspn(name, "-"));
    if (row != NULL && row->value != NULL) {
        log_error("--%s needs a value: --%s %s", row->name, row->name,
                  row->value);
    } else if (row != NULL) {
        log_error("--%s takes no value: write it alone", row->name);
    } else if (best != NULL) {
        log_error("%s: '%s' has no such option: did you mean --%s?", name,
                  command->name, best);
    } else {
        log_error("%s: '%s' has no such option: see bonluon %s --help", name,
                  command->name, command->name);
    }
    return EX_USAGE;
}

/* One option that getopt found. */
static int take(int option, const struct command *command,
                struct options *options, struct reading *reading)
{
    enum option_id id = (enum option_id)(option - FIRST_VALUE);
    const char *name = option_row(id)->name;
    if (!option_allowed(command->options, id)) {
        log_error("--%s does not go with '%s': see bonluon %s --help", name,
                  command->name, command->name);
        return EX_USAGE;
    }
    /* --to may come twice: as the end of a span, and as the folder; and each
       terminal has a first key. */
    if (reading->given[id] && id != OPTION_TO && id != OPTION_FIRST_KEY) {
        log_error("--%s is given twice: give it once", name);
        return EX_USAGE;
    }
    reading->given[id] = true;
    const char *expected = read_one(id, optarg, options, reading);
    if (expected != NULL) {
        log_error("--%s %s: give %s", name, optarg, speak(expected));
    }
    return expected == NULL ? 0 : EX_USAGE;
}

/* The words behind the options. */
static int take_words(int argc, char **argv, const struct command *command,
                      struct options *options)
{
    options->paths = argv + optind;
    options->path_count = argc - optind;
    if (options->path_count == 0 || option_listed(command->options, "PATH")) {
        return 0;
    }
    const char *over = argv[optind];
    if (option_listed(command->options, "FILE")) {
        over = options->path_count > 1 ? argv[optind + 1] : NULL;
        if (over == NULL && options->config != NULL) {
            log_error("%s, and --config %s: name one config", argv[optind],
                      options->config);
            return EX_USAGE;
        }
        options->config = argv[optind];
    }
    if (over != NULL) {
        log_error("%s: '%s' takes no such word: see bonluon %s --help", over,
                  command->name, command->name);
    }
    return over == NULL ? 0 : EX_USAGE;
}

static const char *to_wants(const struct command *command)
{
    if (option_allowed(command->options, OPTION_INTO)) {
        return NULL;
    }
    return option_allowed(command->options, OPTION_OUT)
               ? N_("a date such as 2026-11-22, and the file with --out")
               : date;
}

int options_read(struct options *options, const struct command *command,
                 int argc, char **argv)
{
    struct option table[OPTION_COUNT + 1];
    struct reading reading = {.to_wants = to_wants(command),
                              .any_language =
                                  option_listed(command->options, "lang")};
    *options = (struct options){0};
    fill_table(table);
    opterr = 0;
    for (;;) {
        int option = getopt_long(argc, argv, ":", table, NULL);
        if (option == -1) {
            break;
        }
        int status = option < FIRST_VALUE
                         ? refuse(command, argv[optind - 1], optopt)
                         : take(option, command, options, &reading);
        if (status == 0 && option == FIRST_VALUE + OPTION_WITNESS &&
            !read_code(argc, argv, options)) {
            status = EX_USAGE;
        }
        if (status != 0) {
            return status;
        }
    }
    int status = take_words(argc, argv, command, options);
    return status == 0 && !put_days(options, &reading) ? EX_USAGE : status;
}
