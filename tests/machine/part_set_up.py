"""A fresh machine, on which nobody has answered anything: it asks on the
glass, all is entered there, and after a power cut it asks for nothing more.
And one whose package was answered before: the first question, untouched.

The monitor tells its own width: what the page for it proposes shows that the
terminal may read that from within its walls.
"""

import base64
import re

import set_up
from glass import read_scene
from machine import BOOT_S, Machine
from office import (DATA, SETTLE_MS, Glass, Office, answered_image,
                    fresh_image)
from picture import png_read
from support import poll

ANSWERS = {"unit-code": "MAYTHU", "device-id": "QUAY-9",
           "office-name": "UBND xã Vân Trường", "width-mm": "344"}
# What the terminal itself would show, by its own config.
SCENE = f"""cd /run && install -d -o bonluon /run/scene
    scene() {{
        runuser -u bonluon -- bonluon scene --screen SCREEN --size SIZE \\
            --config /etc/bonluon/bonluon.ini --data-dir {DATA} "$@"
    }}
    scene && scene --png /run/scene/question.png &&
        base64 -w 0 /run/scene/question.png"""
# The date and the time of day, which in a scene are always the same ones.
WHEN = re.compile(r"\d+/\d+/\d{4}|^\d+ giờ")
WAIT_S = 90


class Fitter(set_up.Installer):
    """Whoever puts the machine up, by a finger on its glass."""

    def __init__(self, machine, width_mm):
        super().__init__(Glass(machine), width_mm)
        self.machine = machine

    def tap(self, page, action):
        self.machine.finger(f"wait {SETTLE_MS}")
        super().tap(page, action)

    def see(self, page, seconds=WAIT_S):
        super().see(page, seconds)

    def exactly(self, page, seconds=WAIT_S):
        wanted = self.looks[page].pixels
        poll(lambda: self.machine.screen().pixels == wanted, seconds,
             f"{page}, pixel by pixel", every=0.5)


def told_width(machine):
    """Millimetres, out of the first timing of the monitor's EDID."""
    edid = base64.b64decode(machine.ask(
        "base64 -w 0 $(grep -lx connected /sys/class/drm/card*-*/status | "
        "head -n 1 | sed s/status/edid/)"))
    return edid[66] | (edid[68] >> 4) << 8


class Look:
    """A picture, with what `bonluon scene` says of it, but for the time."""

    def __init__(self, scene):
        *lines, png = scene.splitlines()
        self.picture = png_read(base64.b64decode(png))
        items = read_scene("\n".join(lines) + "\n")
        self.whens = [item for item in items if WHEN.search(item.text)]
        if len(self.whens) != 2:
            raise ValueError(f"date and time of day: {self.whens}")

    def _apart(self, picture):
        """Without the rows beside those of the time, for "Chủ Nhật" is longer
        than "Thứ Hai": to the left as far again."""
        rows = []
        for y in range(picture.height):
            row = picture.row(0, y, picture.width)
            for when in self.whens:
                if when.y <= y < when.y + when.h:
                    left = max(0, when.x - when.w) * 3
                    row = row[:left] + row[(when.x + when.w) * 3:]
            rows.append(row)
        return rows

    def is_of(self, picture):
        return self._apart(picture) == self._apart(self.picture)


def own_question(machine):
    """Waits until the first question shows, as the machine's own program and
    config have it where a touch glass is plugged in; staff may be asked there
    to look at the clock."""
    scene = SCENE.replace("SIZE", "{}x{}".format(*machine.size))
    looks = [Look(machine.ask(scene.replace("SCREEN", screen)))
             for screen in ("question", "question-doubt")]
    poll(lambda: any(look.is_of(machine.screen()) for look in looks), BOOT_S,
         "the first question, pixel by pixel", every=0.5)


def on_the_glass(report):
    machine = Machine(fresh_image())
    machine.wait_for_shell()
    width = poll(lambda: told_width(machine), BOOT_S, "the monitor's EDID", 1)
    fitter = Fitter(machine, width)
    fitter.glass.plug()
    report.tried("nothing answered: the welcome of the set-up",
                 fitter.exactly, "welcome", BOOT_S)
    fitter.see("welcome")
    fitter.go("welcome", "unit")
    fitter.type("unit", "letter", ANSWERS["unit-code"])
    fitter.go("unit", "device")
    fitter.type("device", "letter", ANSWERS["device-id"])
    fitter.go("device", "width")
    report.tried(f"the width that the monitor tells, {width} mm, is proposed",
                 fitter.exactly, "width")
    fitter.go("width", "pin")
    fitter.enter_pin()
    fitter.go("date", "enrol")
    report.tried("two codes for the province, which can be read",
                 fitter.enrol)
    fitter.go("done", "question")
    report.tried("then the first question", own_question, machine)
    machine.cut_and_start()
    report.tried("after a power cut: the first question untouched",
                 own_question, machine)
    machine.cut()


def beforehand(report):
    machine = Machine(answered_image(ANSWERS))
    machine.wait_for_shell()
    report.tried("answered at `apt install`: the first question untouched",
                 own_question, machine)
    machine.cut()


def run(report):
    on_the_glass(report)
    beforehand(report)
