#!/usr/bin/env python3
"""The screen changes while a visitor is at it: another size, upright, another
monitor, in the middle of a press. The picture fills what is there, taps hit
what is shown, and the visit goes on. Nobody closes the terminal by its window;
a display that is gone ends it in order."""

import os
import subprocess
import time

from glass import Glass, Screens, outlast
from picture import png_read
from support import PATIENCE_S, Config, Place, Terminal, main, poll

EX_UNAVAILABLE = 69
SETTLE_MS = 60


class Monitor:
    """A part of the glass that X takes for a monitor; looks and feels like a
    glass of its own."""

    def __init__(self, glass, x, y, width, height):
        self.glass, self.x, self.y = glass, x, y
        self.width, self.height = width, height
        self.name, self.frame = glass.name, self

    def box(self, x, y, w, h):
        return self.glass.frame.box(self.x + x, self.y + y, w, h)

    def hand(self, *moves):
        moves = list(moves)
        for i, move in enumerate(moves):
            if move == "mousemove":
                moves[i + 1] += self.x
                moves[i + 2] += self.y
        self.glass.hand(*moves)


def xrandr(glass, *args):
    return subprocess.run(["xrandr", *args], check=True, capture_output=True,
                          text=True,
                          env={**os.environ, "DISPLAY": glass.name}).stdout


def switch(glass, monitor, name="GLASS"):
    """In place of the monitor of this name."""
    if f" {name} " in xrandr(glass, "--listmonitors"):
        xrandr(glass, "--delmonitor", name)
    xrandr(glass, "--setmonitor", name,
           f"{monitor.width}/300x{monitor.height}/200+{monitor.x}+{monitor.y}",
           "none")


def whole(glass):
    """For a terminal that fills the screen."""
    return {"DISPLAY": glass.name, "SDL_VIDEODRIVER": "x11"}


def start(place, glass):
    glass.free()
    return Terminal(place, more_env=whole(glass))


def quick():
    return Config().set("timing", settle_ms=SETTLE_MS, advance_ms=60,
                        thanks_ms=600)


def fills(checks, place, monitor, screen):
    """All of it, to the last pixel."""
    path = place.folder / "whole.png"
    place.call("scene", "--screen", screen, "--lang", "vi", "--size",
               f"{monitor.width}x{monitor.height}", "--png", path)
    picture = png_read(path.read_bytes()).box(0, 0, monitor.width,
                                              monitor.height)
    what = f"{screen} fills {monitor.width}x{monitor.height}"
    poll(lambda: monitor.box(0, 0, monitor.width, monitor.height) == picture,
         10, what)
    checks.true(True, what)


def check_changes(checks, glass):
    """Before each answer, another screen."""
    place = Place(quick())
    monitors = [Monitor(glass, 0, 0, 1280, 800), Monitor(glass, 0, 0, 600, 1024),
                Monitor(glass, 320, 56, 1024, 600),
                Monitor(glass, 0, 0, 1400, 1050)]
    seen = [Screens(place, monitor) for monitor in monitors]
    terminal = start(place, glass)
    for number, (monitor, screens) in enumerate(zip(monitors, seen), 1):
        switch(glass, monitor)
        screens.wait(f"question:{number}", "vi")
        if number > 1:
            fills(checks, place, monitor, f"question:{number}")
        outlast(time.monotonic(), SETTLE_MS)
        screens.tap(f"answer:{number}", f"question:{number}", "vi")
        screens.wait(f"question:{number + 1}" if number < 4 else "thanks",
                     "vi")
    checks.same(terminal.stop(), 0, "after the changes: exit code")
    answers = [row["value"] for row in place.database().execute(
        "SELECT value FROM events WHERE kind = 'answer' ORDER BY seq")]
    checks.same(answers, [1, 2, 3, 4], "a visit across four screens")
    xrandr(glass, "--delmonitor", "GLASS")


def check_press_across(checks, glass):
    """Down on one screen and up on the other: what is under the finger now is
    another thing, or nothing."""
    place = Place(quick())
    one, two = Monitor(glass, 0, 0, 1280, 800), Monitor(glass, 0, 0, 800, 1000)
    switch(glass, one)
    first, second = Screens(place, one), Screens(place, two)
    terminal = start(place, glass)
    first.wait("question:1", "vi")
    outlast(time.monotonic(), SETTLE_MS)
    x, y = first.find("answer:5", "question:1", "vi").middle()
    one.hand("mousemove", x, y, "mousedown", 1)
    switch(glass, two)
    poll(lambda: second.shows("question:1", "vi"), PATIENCE_S,
         "the other screen")
    one.hand("mousemove", 5, 500, "mouseup", 1)
    outlast(time.monotonic(), SETTLE_MS)
    second.tap("answer:2", "question:1", "vi")
    second.wait("question:2", "vi")
    checks.same(terminal.stop(), 0, "a press across: exit code")
    answers = [row["value"] for row in place.database().execute(
        "SELECT value FROM events WHERE kind = 'answer'")]
    checks.same(answers, [2], "a press across two screens")
    xrandr(glass, "--delmonitor", "GLASS")


def check_which(checks, glass):
    """The config says which monitor."""
    left, right = (Monitor(glass, 0, 0, 700, 1000),
                   Monitor(glass, 700, 0, 700, 1000))
    switch(glass, left, "HDMI-1")
    switch(glass, right, "DP-2")
    at_left, at_right = Screens(Place(), left), Screens(Place(), right)
    for name, screens, warns in (
            ("", at_left, False), ("DP-2", at_right, False),
            ("2", at_right, False), ("dp2", at_right, False),
            ("HDMI-A-1", at_left, False), ("VGA-1", at_left, True),
            ("9", at_left, True)):
        place = Place(quick().set("screen", monitor=name))
        terminal = start(place, glass)
        screens.wait("question:1", "vi")
        checks.same(terminal.stop(), 0, f"monitor={name}: exit code")
        said = terminal.messages()
        checks.same(f"no '{name}'" in said and "2 (DP-2)" in said, warns,
                    f"monitor={name}: {said!r}")
    xrandr(glass, "--delmonitor", "HDMI-1")
    xrandr(glass, "--delmonitor", "DP-2")


def check_gone(checks):
    """The server is killed in the middle of a visit."""
    glass = Glass(1024, 600)
    place = Place(quick())
    screens = Screens(place, glass)
    terminal = start(place, glass)
    screens.wait("question:1", "vi")
    outlast(time.monotonic(), SETTLE_MS)
    screens.tap("answer:4", "question:1", "vi")
    screens.wait("question:2", "vi")
    glass.close()
    checks.same(terminal.ended(20), EX_UNAVAILABLE, "the server is killed")
    said = terminal.messages()
    checks.true("display is gone" in said, f"the server is killed: {said!r}")
    kinds = [row["kind"] for row in place.database().execute(
        "SELECT kind FROM events ORDER BY seq")]
    checks.true("answer" in kinds and kinds[-1] == "stop",
                f"the record is closed: {kinds}")


def check_no_display(checks):
    """Never an empty text after the colon."""
    for env, cause in (({}, "DISPLAY is not set"),
                       ({"DISPLAY": ":4242"}, "DISPLAY=:4242"),
                       ({"WAYLAND_DISPLAY": "/nowhere"}, "Wayland"),
                       ({"SDL_VIDEODRIVER": "kmsdrm"}, "/dev/dri"),
                       ({"SDL_VIDEODRIVER": "none"}, "none")):
        terminal = Terminal(Place(), more_env=env)
        checks.same(terminal.ended(20), EX_UNAVAILABLE, f"{env}")
        said = terminal.messages()
        checks.true("no display to open: " in said and cause in said,
                    f"{env}: {said!r}")


def test(checks):
    glass = Glass(1400, 1050)
    check_changes(checks, glass)
    check_press_across(checks, glass)
    check_which(checks, glass)
    check_gone(checks)
    check_no_display(checks)


main(test)
