#!/usr/bin/env python3
"""The staff's minute on a real window: the corner is held, the PIN typed, a
day picked and taken to a folder that stands in for a stick; what lies there
is what `bonluon export` gives, byte for byte."""

import time

import expected
from glass import Glass, outlast, read_scene
from history import Past, day_number, write_past
from picture import png_read
from support import (PATIENCE_S, Config, Place, Terminal, local_date, main,
                     new_folder, poll, utc_offset_for)

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
            "sunday")
# On the days before today: as many as wait in the scene that keys are found by.
VISITS = (5, 3, 12, 7, 0)
PIN, WRONG = "739182", "739183"
SETTLE_MS, HOLD_MS = 500, 1000


def make_place(stick):
    config = Config()
    offset, minutes = utc_offset_for(12)
    config.set("hours", utc_offset=offset, closed="",
               **{day: "00:00-24:00" for day in WEEKDAYS})
    config.set("timing", staff_hold_ms=HOLD_MS, settle_ms=SETTLE_MS,
               transition_ms=0, shift_ms=0)
    config.set("export", targets=stick)
    place = Place(config)
    place.offset_min = minutes
    return place


class Staff:
    """A hand that knows the keys from `bonluon scene`, whose places do not
    depend on what there is to tell."""

    def __init__(self, place, glass):
        self.place, self.glass = place, glass
        self.items, self.looks = {}, {}
        for screen in ("question", "pin", "panel", "export"):
            self.load(screen)

    def scene(self, screen, *more):
        result = self.place.call(
            "scene", "--screen", screen, "--lang", "vi", "--size",
            f"{self.glass.width}x{self.glass.height}", *more)
        if result.code != 0:
            raise RuntimeError(f"scene {screen}: {result}")
        return result.out

    def load(self, screen):
        path = self.place.folder / "screen.png"
        self.items[screen] = read_scene(self.scene(screen))
        self.scene(screen, "--png", path)
        self.looks[screen] = png_read(path.read_bytes())

    def find(self, screen, action):
        for item in self.items[screen]:
            if item.action == action:
                return item
        raise LookupError(f"no {action} on {screen}")

    def wait(self, screen, action, seconds=PATIENCE_S):
        """Until a key of a screen is to be seen."""
        box = self.find(screen, action).box()
        poll(lambda: self.glass.frame.box(*box) ==
             self.looks[screen].box(*box), seconds, f"{action} on {screen}")
        self.seen = time.monotonic()

    def press(self, screen, action):
        outlast(self.seen, SETTLE_MS)
        self.press_at(*self.find(screen, action).middle())

    def press_at(self, x, y):
        self.glass.hand("mousemove", x, y, "click", 1)

    def hold(self, screen="question"):
        """Until the pad is there."""
        self.load(screen)
        self.wait(screen, "answer:3")
        outlast(self.seen, SETTLE_MS)
        x, y = self.find(screen, "staff").middle()
        self.glass.hand("mousemove", x, y, "mousedown", 1)
        self.wait("pin", "enter")
        self.glass.hand("mouseup", 1)

    def enter(self, pin):
        for digit in pin:
            self.press("pin", f"digit:{digit}")
        self.press("pin", "enter")

    def pick(self, day, today):
        """A day: its column is that of the weekday, today's week the last."""
        outlast(self.seen, SETTLE_MS)
        days = [item for item in self.items["export"]
                if item.action.startswith("day:")]
        columns = sorted({item.x for item in days})
        rows = sorted({item.y for item in days})
        weeks = (today + 3) // 7 - (day + 3) // 7
        one = days[0]
        self.press_at(columns[(day + 3) % 7] + one.w // 2,
                      rows[len(rows) - 1 - weeks] + one.h // 2)


def write_history(place, glass):
    """A record with a past, which the next start closes and seals."""
    terminal = Terminal(place, glass)
    terminal.ready()
    terminal.stop()
    past = Past(place, expected.Form(), expected.version())
    today = day_number(local_date(place.offset_min))
    write_past(past, today - len(VISITS), VISITS, close=False)
    return today


def take(checks, place, glass, day, stick):
    staff = Staff(place, glass)
    terminal = Terminal(place, glass)
    terminal.ready()
    staff.hold()
    staff.enter(WRONG)
    poll(lambda: tries(place) == [1], 20, "a wrong try is kept")
    # The glass hears of it a moment after the disk.
    staff.seen = time.monotonic()
    staff.enter(PIN)
    staff.wait("panel", "export")
    checks.same(list(stick.iterdir()), [], "before it is asked for")
    staff.press("panel", "export")
    # The places are looked for on a thread of their own.
    staff.wait("export", "reports")
    staff.press("export", "target:0")
    staff.wait("export", "export")
    staff.pick(day, day_number(local_date(place.offset_min)))
    staff.press("export", "export")
    poll(lambda: [p for p in stick.iterdir() if p.suffix == ".csv"], 20,
         f"a file on the stick; {terminal.messages()}")
    poll(lambda: exports(place), 20, "the day counts as taken")
    checks.same(terminal.stop(), 0, terminal.messages())


def exports(place):
    rows = place.database().execute(
        "SELECT value, note FROM events WHERE kind = 'export'").fetchall()
    return [tuple(row) for row in rows]


def tries(place):
    rows = place.database().execute(
        "SELECT value FROM events WHERE kind = 'pin' ORDER BY seq").fetchall()
    return [row[0] for row in rows]


def test(checks):
    stick = new_folder()
    glass = Glass(1280, 800)
    place = make_place(stick)
    today = write_history(place, glass)
    day = today - len(VISITS)
    result = place.call("pin", input=f"{PIN}\n".encode())
    checks.same(result.code, 0, result)
    take(checks, place, glass, day, stick)
    checks.same(tries(place), [1, 0], "a wrong try and a right one")
    checks.same([value for value, _ in exports(place)], [day],
                "the days taken")
    result, files = place.export("--date", local_date(place.offset_min,
                                                      -len(VISITS)),
                                 to=new_folder())
    checks.same(result.code, 0, result)
    found = sorted(stick.iterdir())
    stem = files[0].name.removesuffix(".csv")
    checks.same([p.name for p in found],
                [f"{stem}{end}" for end in (".csv", ".seal", ".seal.sig")],
                "what is on the stick")
    for path in found:
        checks.same(path.read_bytes(),
                    (files[0].parent / path.name).read_bytes(),
                    f"{path.name}, byte for byte as exported")
        checks.same(path.read_bytes(),
                    (place.data / "outbox" / path.name).read_bytes(),
                    f"{path.name}, and that of the outbox")


if __name__ == "__main__":
    main(test)
