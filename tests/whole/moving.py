#!/usr/bin/env python3
"""A terminal that moves house, as docs/moving.md tells it: its codes are changed
at noon and at night; its data directory goes to another computer; the database
alone does; it comes back from a backup; and two machines run from one clone.
Each time: what the first start says, and what the province sees of it."""

import calendar
import json
import re
import shutil
import time

import verifier
from enrol import KEY
from support import (COLUMNS, Config, Place, Terminal, main, make_shim,
                     new_folder, read_csv)
from trust import WEEKDAYS

WELL, WRONG, UNPROVEN = 0, 65, 66
OLD, NEW = "van-truong/quay-1", "van-truong/quay-2"
OFFICE = "UBND xã \"Vạn Trường\""

# Another time for one program, by the wall clock and by the boot clock.
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
    if (id == CLOCK_REALTIME || id == CLOCK_BOOTTIME) {
        out->tv_sec += atol(getenv("SHIFT_S"));
    }
    if (id == CLOCK_BOOTTIME) {
        out->tv_sec += 1000 * 86400; /* it is never below 0 */
    }
    return result;
}
"""


class Machine:
    """A computer with a terminal on it, which runs when it is told to."""

    def __init__(self, shim, who=OLD):
        config = Config()
        config.set("hours", utc_offset="+07:00", closed="",
                   **{day: "00:00-24:00" for day in WEEKDAYS})
        config.set("office", **{"name[vi]": OFFICE})
        config.set("timing", settle_ms=100, advance_ms=100, thanks_ms=400,
                   transition_ms=0, shift_ms=0, cooldown_ms=0)
        self.shim = shim
        self.place = Place(config)
        self.place.data.mkdir(mode=0o700)
        self.outbox = self.place.data / "outbox"
        self.name(who)

    def name(self, who):
        unit, device = who.split("/")
        self.place.config.set("office", unit_code=unit, device_id=device)
        self.place.save()

    def env(self, local):
        then = calendar.timegm(time.strptime(local, "%Y-%m-%d %H:%M"))
        return {"LD_PRELOAD": str(self.shim),
                "SHIFT_S": str(int(then - 7 * 3600 - time.time()))}

    def run(self, local, visits=1):
        """From then on, until so many visitors were there; what it said."""
        lines = ["900 picture start"]
        for _ in range(visits):
            lines += ["500 tap answer:4"] * 4 + ["1100 picture home"]
        path = self.place.folder / "visit.play"
        path.write_text("\n".join([*lines, "1500 end"]) + "\n")
        terminal = Terminal(
            self.place, None, "--windowed", "1280x800", "--play", path,
            "--pictures", new_folder(),
            more_env={"SDL_VIDEODRIVER": "dummy", **self.env(local)})
        code = terminal.ended(400)
        if code != 0:
            raise RuntimeError(f"{local}: ended with {code}: "
                               f"{terminal.messages()}")
        return terminal.messages()

    def call(self, local, *args):
        env = [f"{key}={value}" for key, value in self.env(local).items()]
        return self.place.call(*args, before=("env", *env))

    @property
    def signers(self):
        """What the province has: a line for each code that it had."""
        return self.place.data / "allowed_signers"

    def verify(self, *args):
        return self.place.call("verify", *args, "--lang", "en")

    def first_key(self, local):
        path = self.place.folder / "first-key.txt"
        path.write_text(KEY.search(self.call(local, "enrol").out)[0] + "\n")
        return path


def codes_of(path):
    """Of a daily file: how many visits under which codes."""
    columns, rows = read_csv(path)
    assert columns == COLUMNS, columns
    found = {}
    for row in rows:
        who = row["unit_code"] + "/" + row["device_id"]
        found.setdefault(who, set()).add(row["visit_id"])
    return {who: len(visits) for who, visits in found.items()}


def reported(result):
    """The terminals of a report."""
    return [line.split(" ")[1] for line in result.out.splitlines()
            if line.startswith("Terminal van")]


def agree(checks, machine, what, path, code, *args, said="", first_key=None):
    """Both verifiers end so, and the program says that."""
    keyed = ("--first-key", first_key) if first_key else ()
    result = machine.verify(path, "--signers", machine.signers, *args, *keyed)
    checks.same(result.code, code, f"{what}: {result}")
    checks.true(said in result.out, f"{what}: {said!r} in {result}")
    theirs = verifier.check_path(path / "bonluon.db" if first_key else path,
                                 machine.signers, first_key)
    checks.same(verifier.verdict(theirs), code, f"{what}: {theirs}")


def check_report(checks, machine):
    """Of the files and of the record: what was given under each code."""
    for where in ((machine.outbox, "--signers", machine.signers), ()):
        result = machine.call("2026-11-25 10:00", "report", *where, "--from",
                              "2026-11-23", "--to", "2026-11-24", "--lang",
                              "en")
        checks.same(result.code, 0, f"report of {where}: {result}")
        checks.same(reported(result), [OLD, NEW], f"report of {where}")
        for who, answers in ((OLD, 4), (NEW, 1)):
            checks.true(re.search(rf"  {who} +{answers} ", result.out),
                        f"report of {where}: {answers} answers of {who}")
    checks.tried("the office's name at the head")
    checks.tried("a terminal's figures under a code")


def check_noon(checks, machine, first_key):
    """The device code changes at noon: one file holds both, and its seal says
    so; nothing is missing under either."""
    machine.run("2026-11-23 08:00", 2)
    machine.run("2026-11-24 08:00", 2)
    machine.name(NEW)
    machine.run("2026-11-24 12:00")
    machine.run("2026-11-25 08:00")
    files = {path.name: codes_of(path) for path in machine.outbox.glob("*.csv")}
    changed = "4luon_van-truong_quay-2_2026-11-24"
    checks.same(files, {"4luon_van-truong_quay-1_2026-11-23.csv": {OLD: 2},
                        changed + ".csv": {OLD: 2, NEW: 1}},
                "files, and visits by codes")
    seal = (machine.outbox / (changed + ".seal")).read_text("utf-8")
    checks.true(f"also {OLD} 2\n" in seal and f"office vi {OFFICE}\n" in seal,
                f"the seal tells both: {seal}")
    described = json.loads((machine.outbox / (changed + ".csv-metadata.json"))
                           .read_text("utf-8"))
    checks.same(described["dc:publisher"][0],
                {"@value": OFFICE, "@language": "vi"}, "the description")
    agree(checks, machine, "a noon: the record", machine.place.data, WELL,
          first_key=first_key)
    agree(checks, machine, "a noon: the outbox", machine.outbox, WELL,
          "--from", "2026-11-23", "--to", "2026-11-24")
    check_report(checks, machine)


def check_night(checks, machine, first_key):
    """The code changes while the machine is off: the day that was under way is
    of the old one, though it is closed by a start under the new."""
    machine.name("van-truong/quay-3")
    machine.run("2026-11-26 08:00")
    name = "4luon_van-truong_quay-2_2026-11-25.csv"
    checks.same(codes_of(machine.outbox / name), {NEW: 1}, name)
    agree(checks, machine, "a night: the record", machine.place.data, WELL,
          first_key=first_key)
    agree(checks, machine, "a night: the outbox", machine.outbox, WELL,
          "--from", "2026-11-23", "--to", "2026-11-25")


def check_codes(checks, machine):
    """A row under codes that the seal does not tell is a finding; without a
    seal nothing tells, and nothing is called forged."""
    into = new_folder() / "forged"
    shutil.copytree(machine.outbox, into)
    path = next(into.glob("*_2026-11-24.csv"))
    (into / (path.name[:-4] + ".seal")).unlink()
    (into / (path.name[:-4] + ".seal.sig")).unlink()
    agree(checks, machine, "both codes without a seal", into, UNPROVEN)
    shutil.copytree(machine.outbox, into, dirs_exist_ok=True)
    path.write_bytes(path.read_bytes().replace(b"quay-1", b"quay-9"))
    agree(checks, machine, "other codes", into, WRONG,
          said="quay-9, of which the seal tells nothing")
    checks.tried("changes the codes in rows, so that a bad morning counts for "
                 "another desk")


def moved(machine, *names):
    """Another computer that was given these, or all of the data directory."""
    other = Machine(machine.shim)
    other.place.config = machine.place.config
    other.place.save()
    for name in names or [path.name for path in machine.place.data.iterdir()]:
        here = machine.place.data / name
        copy = shutil.copytree if here.is_dir() else shutil.copy2
        copy(here, other.place.data / name)
    return other


def check_move(checks, machine, first_key):
    """All of the data directory: the chain goes on, and the move is said."""
    other = moved(machine)
    (other.place.data / "machine").write_text("0" * 64)
    for day, told in (("27", True), ("28", False)):
        said = other.run(f"2026-11-{day} 08:00")
        checks.same("used on another computer" in said, told,
                    f"moved, {day}: {said}")
    agree(checks, other, "all was moved", other.place.data, WELL,
          first_key=first_key)
    agree(checks, other, "all was moved: the outbox", other.outbox, WELL,
          "--from", "2026-11-23", "--to", "2026-11-27")
    return other


def check_database_alone(checks, machine, first_key):
    """Its keys stay behind: a new chain, and that is said."""
    other = moved(machine, "bonluon.db")
    said = other.run("2026-11-29 08:00")
    checks.true("came without its keys" in said, f"without keys: {said}")
    result = other.verify(other.place.data, "--first-key", first_key)
    checks.same(result.code, WRONG, f"without keys: {result}")
    checks.true("the chain begins anew here" in result.out,
                f"without keys: {result}")


def check_backup(checks, machine, first_key):
    """The database is gone; the backup, the journal and the keys are there."""
    other = moved(machine)
    for path in other.place.data.glob("bonluon.db*"):
        path.unlink()
    rows = machine.place.database().execute(
        "SELECT count(*) FROM events WHERE kind = 'visit'").fetchone()[0]
    other.run("2026-11-29 08:00")
    again = other.place.database().execute(
        "SELECT count(*) FROM events WHERE kind = 'visit'").fetchone()[0]
    checks.same(again, rows + 1, "visits, out of what is left")
    agree(checks, other, "out of what is left", other.place.data, WELL,
          first_key=first_key)


def check_clone(checks, machine, other):
    """The old computer runs on: the days of both together are forked, whatever
    code one of them gets."""
    machine.run("2026-11-27 09:00")
    machine.run("2026-11-28 09:00")
    both = new_folder()
    shutil.copytree(machine.outbox, both / "one")
    agree(checks, machine, "one of a clone", both, WELL)
    shutil.copytree(other.outbox, both / "other")
    result = machine.place.call("report", both, "--signers", machine.signers,
                                "--lang", "en")
    checks.same(result.code, UNPROVEN, f"report of a clone: {result}")
    agree(checks, machine, "both of a clone", both, WRONG,
          said="2026-11-27: forked: ")
    other.name("van-truong/quay-4")
    for one in (machine, other):
        one.run("2026-11-29 09:00")
        one.run("2026-11-30 09:00")
    late = new_folder()
    for one in (machine, other):
        for path in one.outbox.glob("*_2026-11-29.*"):
            shutil.copy(path, late)
    lines = machine.signers.read_text() + other.signers.read_text()
    machine.signers.write_text(lines)
    agree(checks, machine, "a clone under another code", late, WRONG,
          said="forked: ")
    checks.tried("lets both go on from one copy, under another code")


def test(checks):
    machine = Machine(make_shim(SHIM))
    key = machine.first_key("2026-11-23 07:00")
    check_noon(checks, machine, key)
    check_night(checks, machine, key)
    check_codes(checks, machine)
    other = check_move(checks, machine, key)
    check_database_alone(checks, other, key)
    check_backup(checks, other, key)
    check_clone(checks, machine, other)


if __name__ == "__main__":
    main(test)
