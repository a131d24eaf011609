/*
 * bonluon pin: sets the staff's PIN, and forgets the tries at the one before.
 * It is asked twice on the terminal and not shown; or it is all of standard
 * input, on one line, when that is no terminal. A file of its own, read by the
 * running terminal at each try: both may run at once.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/log.h"
#include "base/speak.h"
#include "cmd/commands.h"
#include "cmd/prompt.h"
#include "cmd/setup.h"
#include "desk/set_up.h"
#include "trust/pin_file.h"

/* As it was entered: room for a line that is too long to be one. */
enum { ENTRY_SIZE = PIN_SIZE + 2 };

/* What to say of a PIN; NULL of a sound one. */
static const char *fault_words(enum pin_fault fault)
{
    switch (fault) {
    case PIN_SOUND: break;
    case PIN_NOT_SIX: return N_("a PIN is six digits, and nothing else");
    case PIN_SAME:
        return N_("one or two digits again and again, or pairs, are guessed "
                  "first: "
                  "take another PIN");
    case PIN_RUN:
        return N_(
            "digits that count up or down are guessed first: take another "
            "PIN");
    case PIN_REPEATED:
        return N_("three digits and the same again, or backwards, are guessed "
                  "early: take another PIN");
    case PIN_DRAWN:
        return N_(
            "straight lines on the pad are guessed early: take another PIN");
    case PIN_DATE:
        return N_("a date or a year is guessed early: take another PIN");
    }
    return NULL;
}

static int read_failed(void)
{
    log_error("cannot read the PIN (%s)", strerror(errno));
    return EX_IOERR;
}

static int judge(const char *pin)
{
    const char *words = fault_words(pin_judge(pin));
    if (words != NULL) {
        log_error("%s", speak(words));
        return EX_DATAERR;
    }
    return 0;
}

/* Asked a second time: nobody saw what was typed. */
static int confirm(const char *pin)
{
    char again[ENTRY_SIZE];
    int status = 0;
    if (!prompt_secret(speak("The same PIN once more: "), again,
                       sizeof again)) {
        status = read_failed();
    } else if (strcmp(pin, again) != 0) {
        log_error("the two do not agree: nothing was changed, begin again");
        status = EX_DATAERR;
    }
    secret_wipe(again, sizeof again);
    return status;
}

static int enter(char pin[ENTRY_SIZE])
{
    bool asked = isatty(STDIN_FILENO);
    bool entered =
        asked ? prompt_secret(speak("New PIN for the staff, six digits: "), pin,
                              ENTRY_SIZE)
              : prompt_line(pin, ENTRY_SIZE);
    if (!entered) {
        return read_failed();
    }
    int status = judge(pin);
    if (status == 0 && asked) {
        status = confirm(pin);
    } else if (status == 0 && !prompt_at_end()) {
        log_error("more follows the first line of the input: give the PIN "
                  "alone, on one line");
        status = EX_DATAERR;
    }
    return status;
}

static int set(const struct options *options, const char *pin)
{
    char data_dir[FILES_PATH_SIZE];
    int status = setup_data_dir(options, data_dir);
    if (status != 0) {
        return status;
    }
    if (!desk_set_pin(data_dir, pin, &pin_file_cost)) {
        return EX_CANTCREAT;
    }
    printf(speak("%s/pin: the PIN is set\n"), data_dir);
    return fflush(stdout) == 0 ? EX_OK : EX_IOERR;
}

int cmd_pin(const struct options *options)
{
    char pin[ENTRY_SIZE];
    int status = enter(pin);
    if (status == 0) {
        status = set(options, pin);
    }
    secret_wipe(pin, sizeof pin);
    return status;
}
