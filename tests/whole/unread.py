#!/usr/bin/env python3
"""A disk that does not give a file is no damage: the start that meets it ends
and says which file, nothing is set aside and no key is replaced, and the next
one that can read goes on as if nothing had been. Only what is never given is
given up, so that the terminal is not dead for ever. And a sandbox that refuses
random numbers is no reason to stand still."""

import shutil

from support import (EX_IOERR, Config, Place, Terminal, main, make_shim,
                     new_folder, synchronised, utc_offset_for)

# Reading the file whose path ends so fails: the first UNREAD_FIRST times.
SHIM = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static atomic_int met;

static int fails(int fd)
{
    char link[64], path[4096];
    const char *end = getenv("UNREAD_END");
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = end == NULL ? -1 : readlink(link, path, sizeof path - 1);
    size_t length = end == NULL ? 0 : strlen(end);
    if (n < (ssize_t)length ||
        strncmp(path + n - length, end, length) != 0 ||
        atomic_fetch_add(&met, 1) >= atoi(getenv("UNREAD_FIRST"))) {
        return 0;
    }
    errno = EIO;
    return 1;
}

#define READS(name, more, ...)                                          \\
    ssize_t name(int fd, void *to, size_t size more)                    \\
    {                                                                   \\
        ssize_t (*real)() = dlsym(RTLD_NEXT, #name);                    \\
        return fails(fd) ? -1 : real(fd, to, size, ##__VA_ARGS__);      \\
    }
#define COMMA ,
READS(read, )
READS(pread, COMMA off_t at, at)
READS(pread64, COMMA off_t at, at)
"""
EVER = 1 << 30
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
            "sunday")
FILES = ("bonluon.db", "chain-key", "sign-key")


def start(place, shim, end=None, first=EVER):
    """One start that ends by itself, or is told to end when it is ready."""
    more = {"SDL_VIDEODRIVER": "dummy"}
    if end:
        more |= {"LD_PRELOAD": f"{shim} {synchronised()['LD_PRELOAD']}",
                 "UNREAD_END": "/" + end, "UNREAD_FIRST": str(first)}
    terminal = Terminal(place, None, "--windowed", "640x400", more_env=more)
    try:
        terminal.ready()
        code = terminal.stop()
    except RuntimeError:
        code = terminal.ended()
    return code, terminal.messages()


def set_aside(place):
    return sorted(path.name for path in (place.data / "quarantine").rglob("*")
                  if path.is_file())


def keys(place):
    return [(place.data / name).read_bytes()
            for name in ("sign-key", "allowed_signers")]


# As a sandbox has it that does not know the call.
NO_CHANCE = """
#include <errno.h>
#include <stddef.h>
#include <sys/types.h>
ssize_t getrandom(void *to, size_t size, unsigned flags)
{
    (void)to, (void)size, (void)flags;
    errno = ENOSYS;
    return -1;
}
"""
ONE_VISIT = """0 see question:1
0 tap answer:5
0 see question:2
0 end
"""


def check_no_chance(checks):
    config = Config().set("timing", settle_ms=0, advance_ms=0)
    config.set("hours", utc_offset=utc_offset_for(12)[0], closed="",
               **{day: "00:30-23:30" for day in WEEKDAYS})
    place = Place(config)
    place.data.mkdir()
    play = place.folder / "one.play"
    play.write_text(ONE_VISIT)
    terminal = Terminal(
        place, None, "--windowed", "640x400", "--play", play,
        more_env={"SDL_VIDEODRIVER": "dummy", "LD_PRELOAD":
                  f"{make_shim(NO_CHANCE)} {synchronised()['LD_PRELOAD']}"})
    checks.same(terminal.ended(), 0, f"no chance: {terminal.messages()}")
    visits = [row["visit"] for row in place.database().execute(
        "SELECT visit FROM events WHERE kind = 'answer'")]
    checks.true(len(visits) == 1 and 10**14 <= visits[0] < 10**15,
                f"no chance: visits {visits}")


def test(checks):
    check_no_chance(checks)
    shim = make_shim(SHIM)
    whole = Place(Config().set("hours", utc_offset=utc_offset_for(12)[0]))
    whole.data.mkdir()
    for _ in range(2):
        checks.same(start(whole, shim)[0], 0, "a sound start")
    for name in FILES:
        place = Place(whole.config, data=new_folder() / "data")
        shutil.copytree(whole.data, place.data)
        before = keys(place)
        for nth in range(1, 3):
            code, said = start(place, shim, name)
            checks.same((code, set_aside(place), keys(place) == before),
                        (EX_IOERR, [], True), f"{name}, start {nth}: {said}")
            checks.true(name in said and "Input/output error" in said,
                        f"{name}: not named: {said}")
        # A moment later it can be read again, and what was counted is gone.
        code, said = start(place, shim)
        checks.same((code, said, set_aside(place), keys(place) == before,
                     list(place.data.glob("*.unread"))),
                    (0, "", [], True, []), f"{name}: read again")
        for nth in range(1, 3):
            checks.same(start(place, shim, name)[0], EX_IOERR,
                        f"{name}, once more, start {nth}")
        code, said = start(place, shim, name)
        checks.true(name in set_aside(place),
                    f"{name}: never given up: {code} {said}")
        checks.same(start(place, shim)[0], 0, f"{name}: the next start")
    # For one moment only: nobody notices.
    place = Place(whole.config, data=new_folder() / "data")
    shutil.copytree(whole.data, place.data)
    for first in (1, 2):
        code, said = start(place, shim, "bonluon.db", first)
        checks.same((code, said, set_aside(place)), (0, "", []),
                    f"the first {first} readings fail")


if __name__ == "__main__":
    main(test)
