#!/usr/bin/env python3
"""A terminal that nobody has configured runs by the sample, and says so on
its screens, in its files and to `status`; a terminal in service refuses it,
and names what it looked for."""

import json
import re
import signal
import subprocess
from pathlib import Path

from support import (EX_CONFIG, PROGRAM, Result, environment, main, new_folder,
                     poll)

SCREENS = ("question", "reasons", "thanks", "still-there", "asleep",
           "out-of-order", "pin", "panel", "clock", "export")
MARKS = {"vi": "MẪU", "en": "SAMPLE"}
MACHINE = "/etc/bonluon/bonluon.ini"


class Home:
    """A user without a config."""

    def __init__(self):
        self.folder = new_folder()
        self.config = self.folder / ".config" / "bonluon" / "bonluon.ini"
        self.data = self.folder / ".local" / "share" / "bonluon"

    def environment(self):
        return {**environment(self.folder), "SDL_VIDEODRIVER": "dummy"}

    def call(self, *args):
        return Result(subprocess.run([PROGRAM, *args], capture_output=True,
                                     timeout=60, env=self.environment(),
                                     check=False, cwd=self.folder))


def check_screens(checks, home):
    for screen in SCREENS:
        for language, mark in MARKS.items():
            shown = home.call("scene", "--screen", screen, "--lang", language)
            checks.true(shown.code == 0 and f"\t{mark} · " in shown.out,
                        f"{screen} {language} without {mark}: {shown}")


def check_files(checks, home):
    play = home.folder / "none.play"
    play.write_text("100 end\n", encoding="utf-8")
    ran = home.call("run", "--windowed", "1280x800", "--play", str(play))
    checks.same(ran.code, 0, f"a run by the sample: {ran}")
    status = home.call("status")
    checks.true("MAU/MAU" in status.out and "MẪU" in status.out,
                f"status: {status}")
    told = json.loads(home.call("status", "--json").out)
    checks.same((told["unit_code"], told["device_id"]), ("MAU", "MAU"),
                "codes in status --json")
    taken = home.call("export", "--to", str(home.folder))
    names = [path.name for path in home.folder.glob("*.csv")]
    checks.true(names and all("MAU_MAU" in name for name in names),
                f"files of the sample: {names}, {taken}")


def takes_signals(process):
    """SIGTERM waits for the thread that answers it."""
    status = Path(f"/proc/{process.pid}/status").read_text("ascii")
    blocked = int(re.search(r"SigBlk:\s*(\w+)", status)[1], 16)
    return blocked >> (signal.SIGTERM - 1) & 1


def refused(checks, home, what, *more):
    """The files that are named at the start of a service. It shows the same on
    the glass until it is ended."""
    said = home.folder / "said"
    with open(said, "wb") as err:
        process = subprocess.Popen(
            [PROGRAM, "run", "--set-up", "--windowed", "1280x800", *more],
            stderr=err, stdout=err, env=home.environment())
    try:
        poll(lambda: takes_signals(process), 20, "the terminal")
        process.terminate()
        checks.same(process.wait(20), EX_CONFIG, f"in service, {what}")
    finally:
        process.kill()
    return [line.removeprefix("bonluon: ").split(":")[0]
            for line in said.read_text("utf-8").splitlines()]


def check_service(checks, home):
    checks.same(refused(checks, home, "without a config"),
                [str(home.config), MACHINE, MACHINE], "what was looked for")
    home.config.parent.mkdir(parents=True)
    near = home.config.with_name("bonluon.ini.txt")
    near.write_text("", encoding="utf-8")
    checks.same(refused(checks, home, "with bonluon.ini.txt"),
                [str(home.config), str(near), MACHINE, MACHINE],
                "what was looked for, and what is near")
    named = refused(checks, home, "with a name", "--config", str(home.config))
    checks.true(str(near) in named, "what is near the config that was named")


def test(checks):
    home = Home()
    check_screens(checks, home)
    check_files(checks, home)
    check_service(checks, home)
    checks.tried("MẪU: what is said here does")


main(test)
