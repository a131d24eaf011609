#!/usr/bin/env python3
"""In a Wayland compositor that leaves the frames of windows to them (cage), the
terminal shows its first question, to the pixel, untouched; a visitor's taps
arrive; it ends in order when asked, and says what has happened when the
compositor goes away under it."""

import atexit
import os
import subprocess
import time

from glass import Glass, Screens, outlast
from picture import png_read
from support import PATIENCE_S, Config, Place, Terminal, main, new_folder, poll


EX_UNAVAILABLE = 69
SETTLE_MS = 60
# cage does not run as root; who it is then is of no matter.
NOBODY = 65534
AS_NOBODY = (["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}",
              "--clear-groups"] if os.geteuid() == 0 else [])
# Of a window of cage's on an X server.
SIZE = 1024, 768


class Compositor:
    """Within an X server, whose pixels can be read."""

    def __init__(self):
        self.glass = Glass(*SIZE, options=["-ac"])
        folder = new_folder()
        folder.chmod(0o700)
        if AS_NOBODY:
            os.chown(folder, NOBODY, NOBODY)
        self.process = subprocess.Popen(
            [*AS_NOBODY, "cage", "--", "sleep", "infinity"],
            env={**os.environ, "XDG_RUNTIME_DIR": str(folder),
                 "DISPLAY": self.glass.name, "WLR_BACKENDS": "x11",
                 "WLR_RENDERER": "pixman"},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True)
        atexit.register(self.end)
        poll(lambda: list(folder.glob("wayland-?")), PATIENCE_S,
             "a socket of cage's")
        self.env = {"XDG_RUNTIME_DIR": str(folder), "DISPLAY": "",
                    "WAYLAND_DISPLAY": "wayland-0",
                    "SDL_VIDEODRIVER": "wayland"}

    def end(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, 9)
            self.process.wait()


def first_question(place):
    path = place.folder / "first.png"
    result = place.call("scene", "--screen", "question", "--png", path,
                        "--size", "{}x{}".format(*SIZE))
    if result.code != 0:
        raise RuntimeError(f"scene: {result}")
    return png_read(path.read_bytes())


def start(place, compositor, wanted):
    """Until every pixel is there."""
    terminal = Terminal(place, more_env=compositor.env)
    terminal.ready()
    poll(lambda: compositor.glass.frame.box(0, 0, *SIZE) == wanted, PATIENCE_S,
         lambda: f"the first question: {terminal.messages()}")
    return terminal


def visit(place, compositor):
    screens = Screens(place, compositor.glass)
    for n in range(1, 5):
        screens.wait(f"question:{n}", "vi")
        outlast(time.monotonic(), SETTLE_MS)
        screens.tap("answer:5", f"question:{n}", "vi")
    screens.wait("thanks", "vi")


def answers(place):
    return place.database().execute(
        "SELECT count(*) FROM answers WHERE value = 5").fetchone()[0]


def test(checks):
    config = Config()
    config.set("timing", settle_ms=SETTLE_MS - 10)
    place = Place(config)
    compositor = Compositor()
    picture = first_question(place)
    wanted = picture.box(0, 0, *SIZE)
    terminal = start(place, compositor, wanted)
    visit(place, compositor)
    terminal.process.terminate()
    checks.same(terminal.process.wait(PATIENCE_S), 0, "SIGTERM")
    checks.same(answers(place), 4, "answers of the visit")
    terminal = start(place, compositor, wanted)
    compositor.end()
    checks.same(terminal.process.wait(PATIENCE_S), EX_UNAVAILABLE,
                "the compositor is gone")
    checks.true("display is gone" in terminal.messages(),
                f"and it says so: {terminal.messages()!r}")


main(test)
