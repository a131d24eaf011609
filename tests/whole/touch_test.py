#!/usr/bin/env python3
"""Whether there is a touch screen, by a made-up folder of the kernel's, and the
touch test on a real window: nine circles are touched where they stand, and where
a mirrored glass would have it."""

import json
import time

from glass import Glass, outlast
from staff import PIN, SETTLE_MS, Staff, make_place
from support import EX_TEMPFAIL, Terminal, main, new_folder, poll

KEYBOARD = {"properties": "0", "capabilities/abs": "0",
            "capabilities/key": "402000000 3803078f800d001 feffffdfffefffff "
            "fffffffffffffffe"}
TOUCH = {"properties": "2", "capabilities/abs": "260800000000003",
         "capabilities/key": "400 0 0 0 0 0"}


def plug(folder, name, device):
    for file, bits in device.items():
        path = folder / name / "device" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(bits + "\n", encoding="ascii")


def told(place):
    return json.loads(place.call("status", "--json").out)


def check_touch(checks, place, glass, folder, want):
    """What `status` says of a running terminal."""
    terminal = Terminal(place, glass, more_env={"BONLUON_INPUT": str(folder)})
    terminal.ready()
    poll(lambda: told(place)["touch"] == want, 20, f"touch: {want}")
    result = place.call("status")
    missing = want == "missing"
    checks.same(("touch" in told(place)["attention"], result.code),
                (missing, EX_TEMPFAIL if missing else 0),
                f"{want}: {result.out}")
    checks.same("no touch screen found" in result.out, missing,
                f"{want}: {result.out}")
    return terminal


def spots_of(staff):
    """The middles of the nine circles, in the order in which they are asked
    for: the only squares without words that cannot be pressed, besides the
    round one and the crosses."""
    items = [item for item in staff.items["touch-test"]
             if item.action == "none" and not item.text and item.w == item.h]
    sizes = [item.w for item in items]
    size = max(set(sizes), key=sizes.count)
    return [item.middle() for item in items if item.w == size]


def try_glass(checks, staff, mirrored, ends_as):
    spots = spots_of(staff)
    checks.same(len(spots), 9, "circles to touch")
    outlast(staff.seen, SETTLE_MS)
    for x, y in spots:
        outlast(staff.seen, SETTLE_MS)
        staff.press_at(staff.glass.width - 1 - x if mirrored else x, y)
        staff.touched()
    staff.wait(ends_as, "again")


class Tester(Staff):
    def touched(self):
        """The next circle is heard of after a moment."""
        self.seen = time.monotonic()


def test(checks):
    glass = Glass(1280, 800)
    place = make_place(new_folder())
    folder = new_folder()
    plug(folder, "event0", KEYBOARD)
    checks.same(place.call("pin", input=f"{PIN}\n".encode()).code, 0, "pin")
    check_touch(checks, place, glass, folder, "missing").stop()
    plug(folder, "event1", TOUCH)
    terminal = check_touch(checks, place, glass, folder, "found")
    staff = Tester(place, glass)
    for screen in ("touch-test", "touch-test:2", "touch-test:3"):
        staff.load(screen)
    staff.hold()
    staff.enter(PIN)
    staff.wait("panel", "touch-test")
    staff.press("panel", "touch-test")
    staff.wait("touch-test", "close")
    try_glass(checks, staff, False, "touch-test:2")
    staff.press("touch-test:2", "again")
    staff.wait("touch-test", "close")
    try_glass(checks, staff, True, "touch-test:3")
    staff.press("touch-test:3", "close")
    staff.wait("panel", "touch-test")
    checks.same(terminal.stop(), 0, terminal.messages())
    rows = place.database().execute(
        "SELECT count(*) FROM events WHERE kind IN ('visit', 'answer')")
    checks.same(rows.fetchone()[0], 0, "nothing of it is an answer")


main(test)
