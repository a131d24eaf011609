#!/usr/bin/env python3
"""What the terminal shows of its own record, on a real window: the witness,
which changes with a visit and is not there within it; the last seal as a code;
a clock in doubt, which staff confirm by pressing twice; a record that came
without its keys."""

import shutil
import time

from glass import Glass, Screens, outlast
from staff import HOLD_MS, PIN, SETTLE_MS, WEEKDAYS, Staff
from support import (PATIENCE_S, Config, Place, Terminal, main, make_shim,
                     poll, synchronised, utc_offset_for)

DAY_S = 24 * 60 * 60

# Another wall clock for one program, as one without a battery would show.
SHIM = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>
int clock_gettime(clockid_t id, struct timespec *out)
{
    int (*real)(clockid_t, struct timespec *) =
        (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT,
                                                     "clock_gettime");
    int result = real(id, out);
    if (id == CLOCK_REALTIME) {
        out->tv_sec += atol(getenv("SHIFT_S"));
    }
    return result;
}
"""


def make_place():
    config = Config()
    offset, _ = utc_offset_for(12)
    config.set("hours", utc_offset=offset, closed="",
               **{day: "00:00-24:00" for day in WEEKDAYS})
    config.set("timing", staff_hold_ms=HOLD_MS, settle_ms=SETTLE_MS,
               advance_ms=200, thanks_ms=600, transition_ms=0, shift_ms=0)
    config.set("trust", witness="yes")
    return Place(config)


def start(place, glass, shim, shift_s, vouched=True):
    shims = [str(shim), synchronised()["LD_PRELOAD"]][:1 + vouched]
    terminal = Terminal(place, glass, more_env={"LD_PRELOAD": " ".join(shims),
                                                "SHIFT_S": str(shift_s)})
    terminal.ready()
    return terminal


def witness_of(screens):
    return next(item for item in screens.items["question:1", "vi"]
                if "K7QM-2XRD-9F4TB" in item.text)


def differs(glass, box, before):
    return glass.frame.box(*box) != before


def visit(screens):
    """Four answers; the witness shows on none of the screens but the first."""
    for n in range(1, 5):
        screens.wait(f"question:{n}", "vi")
        outlast(time.monotonic(), SETTLE_MS)
        screens.tap("answer:4", f"question:{n}", "vi")
    screens.wait("thanks", "vi")


def check_witness(checks, place, glass, shim):
    screens = Screens(place, glass)
    box = witness_of(screens).box()
    terminal = start(place, glass, shim, -DAY_S)
    screens.wait("question:1", "vi")
    ground = glass.frame.box(box[0], box[1], 1, 1) * (box[2] * box[3])
    poll(lambda: differs(glass, box, ground), PATIENCE_S,
         "the witness is there")
    before = glass.frame.box(*box)
    visit(screens)
    screens.wait("question:1", "vi")
    poll(lambda: differs(glass, box, before) and differs(glass, box, ground),
         10, "another witness after a visit")
    checks.same(terminal.stop(), 0, terminal.messages())


def check_seal(checks, place, glass, shim):
    terminal = start(place, glass, shim, 0)
    staff = Staff(place, glass)
    staff.load("panel:5")
    staff.hold()
    staff.enter(PIN)
    staff.wait("panel", "page:1")
    staff.press("panel", "page:4")
    item = next(item for item in staff.items["panel:5"]
                if item.text.startswith("bonluon seal"))

    def colours():
        pixels = glass.frame.box(*item.box())
        size = len(pixels) // (item.w * item.h)
        return {pixels[i:i + 3] for i in range(0, len(pixels), size)}
    poll(lambda: {b"\0\0\0", b"\xff\xff\xff"} <= colours(), PATIENCE_S,
         "the code of the seal")
    checks.same(terminal.stop(), 0, terminal.messages())
    notes = place.database().execute(
        "SELECT count(*) FROM events WHERE kind = 'seal'").fetchone()[0]
    checks.true(notes > 0, "a day is sealed")


def confirms(place):
    return place.database().execute(
        "SELECT count(*) FROM events WHERE kind = 'confirm'").fetchone()[0]


def wait_for_key(staff, screen):
    """Until the key has the ground that it has there: pale, then dark."""
    key = staff.find(screen, "confirm")
    spot = key.x + key.w // 20, key.y + key.h // 2, 1, 1
    poll(lambda: staff.glass.frame.box(*spot) ==
         staff.looks[screen].box(*spot), PATIENCE_S,
         f"the key of {screen}")
    staff.seen = time.monotonic()


def check_clock(checks, place, glass, shim):
    terminal = start(place, glass, shim, -DAY_S, vouched=False)
    staff = Staff(place, glass)
    staff.load("clock")
    staff.load("clock:2")
    staff.hold("question-doubt")
    staff.enter(PIN)
    staff.wait("panel", "page:1")
    wait_for_key(staff, "clock")
    staff.press("clock", "confirm")
    wait_for_key(staff, "clock:2")
    checks.same(confirms(place), 0, "after one press")
    staff.press("clock:2", "confirm")
    poll(lambda: confirms(place) == 1, PATIENCE_S, "the clock is confirmed")
    checks.same(terminal.stop(), 0, terminal.messages())
    checks.same(confirms(place), 1, "once")


def check_lost_keys(checks, place, glass, shim):
    """The database alone, on another computer: it is said, once."""
    other = make_place()
    other.data.mkdir()
    shutil.copy(place.data / "bonluon.db", other.data)
    for times in range(2):
        terminal = start(other, glass, shim, 0)
        checks.same(terminal.stop(), 0, terminal.messages())
        checks.same("came without its keys" in terminal.messages(), times == 0,
                    f"start {times}: {terminal.messages()}")


def test(checks):
    glass = Glass(1280, 800)
    place = make_place()
    shim = make_shim(SHIM)
    checks.same(place.call("pin", input=f"{PIN}\n".encode()).code, 0, "pin")
    check_witness(checks, place, glass, shim)
    check_seal(checks, place, glass, shim)
    check_clock(checks, place, glass, shim)
    check_lost_keys(checks, place, glass, shim)
    checks.tried("sets the clock back, or far")


if __name__ == "__main__":
    main(test)
