#!/usr/bin/env python3
"""A terminal that nobody has configured runs by the sample, and says so on
its screens, in its files and to `status`; a terminal in service refuses it,
and names what it looked for."""

import json
import subprocess

from support import EX_CONFIG, PROGRAM, Result, environment, main, new_folder

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

    def call(self, *args, **more):
        env = environment(self.folder)
        env.update(SDL_VIDEODRIVER="dummy", **more)
        return Result(subprocess.run([PROGRAM, *args], capture_output=True,
                                     timeout=60, env=env, check=False,
                                     cwd=self.folder))


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


def check_service(checks, home):
    def refused(what, *more):
        result = home.call("run", "--set-up", *more)
        checks.same((result.code, result.out), (EX_CONFIG, ""),
                    f"in service, {what}")
        return [line.removeprefix("bonluon: ").split(":")[0]
                for line in result.err.splitlines()]
    checks.same(refused("without a config"),
                [str(home.config), MACHINE, MACHINE], "what was looked for")
    home.config.parent.mkdir(parents=True)
    near = home.config.with_name("bonluon.ini.txt")
    near.write_text("", encoding="utf-8")
    checks.same(refused("with bonluon.ini.txt"),
                [str(home.config), str(near), MACHINE, MACHINE],
                "what was looked for, and what is near")
    checks.true(str(near) in refused("with a name", "--config", home.config),
                "what is near the config that was named")


def test(checks):
    home = Home()
    check_screens(checks, home)
    check_files(checks, home)
    check_service(checks, home)


main(test)
