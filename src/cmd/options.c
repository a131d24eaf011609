#include "cmd/options.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/clock.h"
#include "base/log.h"

enum option_id {
    OPTION_CONFIG = 256,
    OPTION_DATA_DIR,
    OPTION_WINDOWED,
    OPTION_PLAY,
    OPTION_PICTURES,
    OPTION_DATE,
    OPTION_FROM,
    OPTION_TO,
    OPTION_INTO,
    OPTION_PENDING,
    OPTION_SCREEN,
    OPTION_SIZE,
    OPTION_LANG,
    OPTION_PNG,
    OPTION_JSON,
    OPTION_LOW_REACH,
    OPTION_FORMAT,
    OPTION_OUT,
    OPTION_FIRST_KEY,
    OPTION_SIGNERS,
    OPTION_WITNESS,
    OPTION_ANEW,
    OPTION_SET_UP,
};

static const struct option long_options[] = {
    {"config", required_argument, NULL, OPTION_CONFIG},
    {"data-dir", required_argument, NULL, OPTION_DATA_DIR},
    {"windowed", required_argument, NULL, OPTION_WINDOWED},
    {"play", required_argument, NULL, OPTION_PLAY},
    {"pictures", required_argument, NULL, OPTION_PICTURES},
    {"date", required_argument, NULL, OPTION_DATE},
    {"from", required_argument, NULL, OPTION_FROM},
    {"to", required_argument, NULL, OPTION_TO},
    {"into", required_argument, NULL, OPTION_INTO},
    {"pending", no_argument, NULL, OPTION_PENDING},
    {"screen", required_argument, NULL, OPTION_SCREEN},
    {"size", required_argument, NULL, OPTION_SIZE},
    {"lang", required_argument, NULL, OPTION_LANG},
    {"png", required_argument, NULL, OPTION_PNG},
    {"json", no_argument, NULL, OPTION_JSON},
    {"low-reach", no_argument, NULL, OPTION_LOW_REACH},
    {"format", required_argument, NULL, OPTION_FORMAT},
    {"out", required_argument, NULL, OPTION_OUT},
    {"first-key", required_argument, NULL, OPTION_FIRST_KEY},
    {"signers", required_argument, NULL, OPTION_SIGNERS},
    {"witness", required_argument, NULL, OPTION_WITNESS},
    {"anew", no_argument, NULL, OPTION_ANEW},
    {"set-up", no_argument, NULL, OPTION_SET_UP},
    {NULL, 0, NULL, 0},
};

/* What was given, before the days are put together. */
struct days {
    bool date, from, to;
    int32_t date_day, from_day, to_day;
};

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
    const char *fault = options->to != NULL ? "one folder only" : NULL;
    options->to = text;
    return fault;
}

/* `--to` is the end of a span when it is a date; else the folder, as it was
   before there was --into. */
static const char *read_to(const char *text, struct options *options,
                           struct days *days)
{
    int32_t day;
    if (clock_parse_date(text, &day)) {
        const char *fault = days->to ? "one end of the span only" : NULL;
        days->to = true;
        days->to_day = day;
        return fault;
    }
    return read_into(text, options);
}

static const char *read_first_key(const char *text, struct options *options)
{
    if (options->first_key_count == OPTIONS_KEYS_MAX) {
        return "fewer files, with several lines each";
    }
    options->first_keys[options->first_key_count++] = text;
    return NULL;
}

/* Returns what was expected, or NULL when the value is one. */
static const char *read_one(int option, const char *value,
                            struct options *options, struct days *days)
{
    static const char size[] = "a size such as 1280x800";
    static const char date[] = "a date such as 2026-11-22";
    switch (option) {
    case OPTION_CONFIG: options->config = value; return NULL;
    case OPTION_DATA_DIR: options->data_dir = value; return NULL;
    case OPTION_PLAY: options->play = value; return NULL;
    case OPTION_PICTURES: options->pictures = value; return NULL;
    case OPTION_PENDING: options->pending = true; return NULL;
    case OPTION_SCREEN: options->screen = value; return NULL;
    case OPTION_LANG: options->language = value; return NULL;
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
    case OPTION_TO: return read_to(value, options, days);
    case OPTION_INTO: return read_into(value, options);
    case OPTION_WINDOWED:
    case OPTION_SIZE: return read_size(value, options) ? NULL : size;
    case OPTION_DATE:
        days->date = true;
        return clock_parse_date(value, &days->date_day) ? NULL : date;
    case OPTION_FROM:
        days->from = true;
        return clock_parse_date(value, &days->from_day) ? NULL : date;
    default: return "another option";
    }
}

static bool put_days(struct options *options, const struct days *days)
{
    int ways = days->date + (days->from || days->to) + options->pending;
    if (ways > 1) {
        log_error("--date, --from with --to, and --pending exclude each "
                  "other: give one of them");
        return false;
    }
    if (days->from != days->to) {
        log_error("a span needs both ends: --from 2026-11-01 --to 2026-11-30");
        return false;
    }
    options->dated = days->date || days->from;
    options->from_day = days->date ? days->date_day : days->from_day;
    options->to_day = days->date ? days->date_day : days->to_day;
    if (options->dated && options->to_day < options->from_day) {
        log_error("the span ends before it begins: change --from and --to");
        return false;
    }
    return true;
}

/* True when `name` is one of the words of a list with blanks between. */
static bool listed(const char *list, const char *name)
{
    size_t length = strlen(name);
    for (const char *p = list; (p = strstr(p, name)) != NULL; p += length) {
        bool begins = p == list || p[-1] == ' ';
        if (begins && (p[length] == ' ' || p[length] == '\0')) {
            return true;
        }
    }
    return false;
}

static bool allowed(const struct command *command, const char *name)
{
    return strcmp(name, "config") == 0 || strcmp(name, "data-dir") == 0 ||
           listed(command->options, name);
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

int options_read(struct options *options, const struct command *command,
                 int argc, char **argv)
{
    struct days days = {0};
    bool given[sizeof long_options / sizeof long_options[0]] = {false};
    *options = (struct options){0};
    for (;;) {
        int index = 0;
        opterr = 0;
        int option = getopt_long(argc, argv, "", long_options, &index);
        if (option == -1) {
            break;
        }
        if (option == '?' || option == ':') {
            log_error("%s: unknown option, or one without its value: see "
                      "bonluon --help",
                      argv[optind - 1]);
            return EX_USAGE;
        }
        const char *name = long_options[index].name;
        if (!allowed(command, name)) {
            log_error("--%s does not go with '%s': see bonluon --help", name,
                      command->name);
            return EX_USAGE;
        }
        /* --to may come twice: as the end of a span, and as the folder; and
           each terminal has a first key. */
        bool again =
            given[index] && option != OPTION_TO && option != OPTION_FIRST_KEY;
        given[index] = true;
        if (again) {
            log_error("--%s is given twice: give it once", name);
            return EX_USAGE;
        }
        const char *expected = read_one(option, optarg, options, &days);
        if (expected != NULL) {
            log_error("--%s %s: give %s", name, optarg, expected);
            return EX_USAGE;
        }
        if (option == OPTION_WITNESS && !read_code(argc, argv, options)) {
            return EX_USAGE;
        }
    }
    options->paths = argv + optind;
    options->path_count = argc - optind;
    if (options->path_count > 0 && !listed(command->options, "PATH")) {
        log_error("%s: '%s' takes no such word: see bonluon --help",
                  argv[optind], command->name);
        return EX_USAGE;
    }
    return put_days(options, &days) ? 0 : EX_USAGE;
}
