#!/usr/bin/env python3
"""Staff set the clock on a real window: the corner, the PIN, the key below the
date, two years on, asked twice. What the steward is asked, and the row that
tells of it."""

import time

from glass import Glass
from set_up import Steward
from staff import PIN, Staff, make_place
from support import Terminal, main, new_folder, poll

DAY_S = 86400


def confirmed(place):
    rows = place.database().execute(
        "SELECT wall_ms FROM events WHERE kind = 'confirm'").fetchall()
    return [row[0] // 1000 for row in rows]


def test(checks):
    glass = Glass(1280, 800)
    place = make_place(new_folder())
    steward = Steward()
    checks.same(place.call("pin", input=f"{PIN}\n".encode()).code, 0, "a PIN")
    terminal = Terminal(place, glass,
                        more_env={"BONLUON_STEWARD": str(steward.path)})
    terminal.ready()
    staff = Staff(place, glass)
    staff.load("set-clock")
    staff.hold()
    staff.enter(PIN)
    staff.wait("panel", "set-clock")
    staff.press("panel", "set-clock")
    staff.wait("set-clock", "more:year")
    for _ in range(2):
        staff.press("set-clock", "more:year")
    staff.press("set-clock", "enter")
    time.sleep(1)
    checks.same(steward.asked, [], "asked once, nothing is done yet")
    before = time.time()
    staff.press("set-clock", "enter")
    poll(lambda: steward.asked, 20, "the steward is asked")
    word, seconds = steward.asked[0].split()
    checks.same(word, "set-clock", "what it is asked")
    checks.within(int(seconds), before + 729 * DAY_S, before + 732 * DAY_S,
                  "two years on")
    poll(lambda: confirmed(place) == [int(seconds)], 20, "it is a row")
    # Of a clock that the steward did not really set it is not sure.
    staff.wait("panel", "page:1")
    checks.same(terminal.stop(), 0, terminal.messages())


if __name__ == "__main__":
    main(test)
