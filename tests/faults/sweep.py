#!/usr/bin/env python3
"""make faults: every operation that the program asks of the system fails once,
and from there on for ever (nth.c), under each command; and what must hold then.

    tests/faults/sweep.py [--most N] [--seed S] [--only COMMAND:KIND]...

--most: so many operations of each row of the table, drawn by the seed, and not
all. A row of the table is a command, a kind of operation, and how it failed.
What is counted:

    crashed   ended by a signal
    hung      did not end
    mute      failed, and said nothing, or with a status that sysexits.h has not
    lied      said that all is well, and gave something else than on a sound disk
    lost      a visit that was thanked for is not in the record after a start
    dead      the next start, with a sound disk, does not serve a visit
    alarmed   a sound file was set aside, a key replaced, or `verify` says "not
              as it was"
"""

import argparse
import concurrent.futures
import dataclasses
import errno
import itertools
import os
import pathlib
import queue
import random
import shutil
import struct
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "whole"))
sys.dont_write_bytecode = True

from support import (PROGRAM, ROOT, Checks, Config, Place,  # noqa: E402
                     environment, new_folder, utc_offset_for)

SHIM = ROOT / "build" / "release" / "tests" / "faults" / "nth.so"

# As in nth.c.
KINDS = ("open", "read", "write", "sync", "move", "stat", "map", "room",
         "random", "thread", "memory", "surface")

# With what each kind fails: a full disk is another matter than a broken one.
ERRORS = {"open": (errno.EIO, errno.EMFILE),
          "write": (errno.EIO, errno.ENOSPC), "move": (errno.EIO, errno.ENOSPC),
          "random": (errno.ENOSYS,), "thread": (errno.EAGAIN,),
          "memory": (errno.ENOMEM,), "surface": (errno.ENOMEM,)}

# A visitor who waits for a screen in vain goes, and the machine is turned off:
# what has not ended a while after that hangs.
PATIENCE_S, HANGS_AFTER_S = 40, 60
STATUSES = {0, *range(64, 79)}  # sysexits.h
AS_IT_WAS, ALTERED, NOT_PROVEN = 0, 65, 66

# "739182", hashed as quickly as can be.
PIN = ("pin 1 $argon2id$v=19$m=8,t=1,p=1$yDc0aWAaP6wF1N6Wd6jJ2Q$mW/0eOS6W9rhuu"
       "ldWDQsE20U/ReAcFQ095S3stPaDpA 000506cd6da6ec54\n")

VISIT = """0 see question:1
0 tap answer:5
0 see question:2
0 tap answer:4
0 see question:3
0 tap answer:2
0 see question:4
0 tap answer:5
0 see thanks
0 picture thanks
0 see question:1
"""

STAFF = """0 see question:1
0 tap staff
0 tap digit:7
0 tap digit:3
0 tap digit:9
0 tap digit:1
0 tap digit:8
0 tap digit:2
0 tap enter
0 tap export
0 tap target:0
0 tap export
0 tap close
"""


@dataclasses.dataclass(frozen=True)
class Fault:
    """How which operation fails. `number` 0: the program is killed there."""
    kind: str
    at: int
    number: int
    ever: bool

    def environment(self):
        more = {"NTH_KIND": self.kind, "NTH_AT": str(self.at),
                "NTH_ERRNO": str(self.number)}
        return more | ({"NTH_EVER": "1"} if self.ever else {})


def error_name(number):
    return errno.errorcode[number] if number else "killed"


def make_config(stick):
    config = Config()
    offset, _ = utc_offset_for(12)
    days = "monday tuesday wednesday thursday friday saturday sunday".split()
    config.set("survey", reasons="no")
    config.set("timing", settle_ms=50, advance_ms=50, thanks_ms=200,
               idle_ms=60000, staff_hold_ms=100, transition_ms=0)
    config.set("hours", utc_offset=offset, closed="",
               **{day: "00:30-23:30" for day in days})
    config.set("export", targets=stick)
    return config


class World(Place):
    """A terminal whose operations fail."""

    def __init__(self):
        self.folder = new_folder()
        self.stick = self.folder / "stick"
        self.stick.mkdir()
        super().__init__(make_config(self.stick))
        self.pictures = self.folder / "pictures"
        self.counts = self.folder / "counts"
        for name, text in (("visit", VISIT), ("staff", VISIT + STAFF)):
            (self.folder / name).write_text(text + "0 end\n")

    def shims(self):
        """What is loaded before the program, and told."""
        return {"LD_PRELOAD": str(SHIM), "NTH_COUNT": str(self.counts),
                "NTH_FOLDERS": f"{self.folder}:{ROOT}"}

    def call(self, *args, fault=None, ahead_days=0, given=b""):
        """Its exit status, what it printed and what it said; status None: it
        did not end."""
        self.counts.unlink(missing_ok=True)
        env = environment(self.folder) | self.shims() | {
            "SDL_VIDEODRIVER": "dummy", "NTH_AHEAD_S": str(ahead_days * 86400)}
        if fault:
            env |= fault.environment()
        process = subprocess.Popen(
            self.command(*args), env=env, cwd=self.folder,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE)
        for end, patience_s in ((process.terminate, PATIENCE_S),
                                (process.kill, HANGS_AFTER_S)):
            try:
                out, said = process.communicate(given, timeout=patience_s)
                status = process.returncode
                break
            except subprocess.TimeoutExpired:
                end()
        else:
            (out, said), status = process.communicate(), None
        return (status, out.decode(errors="replace"),
                said.decode(errors="replace"))

    def play(self, name, **more):
        """Plays a recording; whether the visitor was thanked, and how it
        ended."""
        shutil.rmtree(self.pictures, ignore_errors=True)
        ended = self.call("run", "--windowed", "640x400", "--play",
                          self.folder / name, "--pictures", self.pictures,
                          **more)
        return (self.pictures / "thanks.png").exists(), ended

    def counted(self):
        numbers = struct.unpack(f"={len(KINDS)}q", self.counts.read_bytes())
        return dict(zip(KINDS, numbers))

    def renew(self, template):
        """As the template is."""
        for folder in (self.data, self.stick, self.folder / "into"):
            shutil.rmtree(folder, ignore_errors=True)
        self.stick.mkdir()
        if template is not None:
            shutil.copytree(template.data, self.data)

    def visits(self):
        """Visits whose four answers are all in the record."""
        connection = self.database()
        try:
            return connection.execute(
                "SELECT count(*) FROM (SELECT visit FROM events WHERE kind = "
                "'answer' GROUP BY visit HAVING count(*) = 4)").fetchone()[0]
        finally:
            connection.close()

    def key(self):
        path = self.data / "allowed_signers"
        return path.read_text() if path.exists() else None

    def set_aside(self):
        return sorted(str(path.relative_to(self.data / "quarantine"))
                      for path in (self.data / "quarantine").rglob("*"))


def files_in(folder):
    return {path.name: path.read_bytes()
            for path in folder.rglob("*") if path.is_file()}


# What a command gives, beside what it prints.
def gives(world, ended):
    return (ended[1].replace(str(world.folder), ""), files_in(world.stick),
            files_in(world.folder / "into"))


class Command:
    """What is tried: arguments of the program, or a recording that is played;
    on a record of some days, or on none."""

    def __init__(self, *args, recording=None, new=False):
        self.args, self.recording, self.new = args, recording, new

    def run(self, world, **more):
        if self.recording:
            return world.play(self.recording, **more)
        return False, world.call(*self.args, **more)


COMMANDS = {
    "run, new": Command(recording="visit", new=True),
    "run": Command(recording="visit"),
    "run, staff": Command(recording="staff"),
    "export": Command("export", "--pending", "--into", "into"),
    "verify": Command("verify", "data"),
    "report": Command("report"),
    "report html": Command("report", "--format", "html"),
    "report files": Command("report", "data/outbox"),
}

FAULTS = ("crashed", "hung", "mute", "lied", "lost", "dead", "alarmed")


def make_template():
    """Two days that are closed, and a visit today."""
    world = World()
    for ahead_days in (-2, -1, 0):
        thanked, ended = world.play("visit", ahead_days=ahead_days)
        if not thanked or ended[0] != 0:
            raise RuntimeError(f"no visit without a fault: {ended}")
    (world.data / "pin").write_text(PIN)
    (world.data / "pin").chmod(0o600)
    world.were, world.first = world.visits(), world.key()
    return world


def look_at_end(command, world, ended, clean):
    """What is wrong with how it ended."""
    status, out, said = ended
    if status is None:
        yield "hung", said
    elif status < 0:
        yield "crashed", f"signal {-status}: {said}"
    elif status not in STATUSES or (status != 0 and not out + said):
        yield "mute", f"exit {status}: {said}"
    elif status == 0 and not command.recording and gives(world,
                                                         ended) != clean:
        yield "lied", f"{gives(world, ended)[0]!r}; {said}"
    elif status == ALTERED and "verify" in command.args:
        yield "alarmed", out + said


def look_after(world, template, were, thanked):
    """What is wrong with the start after it, and what it left."""
    again, ended = world.play("visit")
    if ended[0] != 0 or not again:
        yield "dead", str(ended)
        return
    visits = world.visits()
    if visits < were + thanked + 1:
        yield "lost", f"{visits} visits of {were + thanked + 1}"
    if world.set_aside():
        yield "alarmed", f"{world.set_aside()}: {ended[2]}"
    if template is not None and world.key() != template.first:
        yield "alarmed", "another key"
    status, out, said = world.call("verify", "data")
    if status not in (AS_IT_WAS, NOT_PROVEN):
        yield "alarmed", f"verify {status}: {out}{said}"


class Sweep:
    """One command on one kind of record, over its faults."""

    def __init__(self, name, template):
        self.name, self.command = name, COMMANDS[name]
        self.template = None if self.command.new else template
        self.were = self.template.were if self.template else 0
        world = World()
        world.renew(self.template)
        thanked, ended = self.run(world, Fault("memory", 0, 0, False))
        if ended[0] not in (0, NOT_PROVEN):
            raise RuntimeError(f"{name} fails without a fault: {ended}")
        self.counts, self.clean = world.counted(), gives(world, ended)

    def run(self, world, fault):
        return self.command.run(world, fault=fault)

    def try_one(self, world, fault):
        """What is wrong with one fault: pairs of a name and what was seen."""
        world.renew(self.template)
        thanked, ended = self.run(world, fault)
        wrong = list(look_at_end(self.command, world, ended, self.clean))
        if world.set_aside():
            wrong.append(("alarmed", f"{world.set_aside()}: {ended[2]}"))
        wrong += look_after(world, self.template, self.were, thanked)
        return wrong, ended[0]

    def faults(self, row, most, draw):
        every = range(1, self.counts[row.kind] + 1)
        drawn = every if most is None or len(every) <= most else sorted(
            draw.sample(every, most))
        return [Fault(row.kind, at, row.number, row.ever) for at in drawn]


class Table:
    """The results as they come, and their sum."""

    def __init__(self, checks):
        self.checks = checks
        print(f"{'command':13} {'kind':8} {'error':7} {'':5} {'of':>6} "
              f"{'failed':>6} " + " ".join(f"{f:>7}" for f in FAULTS),
              flush=True)

    def row(self, sweep, row, results):
        """A row, and below it the first of each kind of what was wrong."""
        counts = dict.fromkeys(FAULTS, 0)
        shown = {}
        for fault, wrong, status in results:
            for name in {name for name, _ in wrong}:
                counts[name] += 1
            self.checks.passed += not wrong
            self.checks.failed += bool(wrong)
            for name, seen in wrong:
                shown.setdefault(name, f"{name} at {fault.at}, exit {status}: "
                                       f"{seen[-900:]!r}")
        print(f"{row.command:13} {row.kind:8} {error_name(row.number):7} "
              f"{'ever' if row.ever else 'once':5} {sweep.counts[row.kind]:6} "
              f"{len(results):6} " +
              " ".join(f"{counts[f]:7}" for f in FAULTS), flush=True)
        for text in shown.values():
            print(f"FAILED: {text}", flush=True)


@dataclasses.dataclass(frozen=True)
class Row:
    """Of the table."""
    command: str
    kind: str
    number: int
    ever: bool


def all_rows(only, killed):
    return [Row(name, kind, number, ever)
            for name in COMMANDS for kind in KINDS
            if not only or name in only or f"{name}:{kind}" in only
            for number in ((0,) if killed else ERRORS.get(kind, (errno.EIO,)))
            for ever in ((False,) if killed else (False, True))]


def sweep_rows(checks, rows, most, draw):
    """Tries the faults of these rows, as many at once as there are processors,
    twice over: a played visit waits most of the time."""
    several = 2 * (os.cpu_count() or 1)
    worlds = queue.SimpleQueue()
    for _ in range(several):
        worlds.put(World())
    template = make_template()
    sweeps = {name: Sweep(name, template)
              for name in dict.fromkeys(row.command for row in rows)}
    jobs = [(row, fault) for row in rows
            for fault in sweeps[row.command].faults(row, most, draw)]

    def try_job(job):
        world = worlds.get()
        try:
            return job, sweeps[job[0].command].try_one(world, job[1])
        finally:
            worlds.put(world)
    table = Table(checks)
    with concurrent.futures.ThreadPoolExecutor(several) as pool:
        for row, results in itertools.groupby(pool.map(try_job, jobs),
                                              lambda result: result[0][0]):
            table.row(sweeps[row.command], row, [
                (fault, *tried) for (_, fault), tried in results])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--most", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--killed", action="store_true")
    asked = parser.parse_args()
    checks = Checks()
    sweep_rows(checks, all_rows(asked.only, asked.killed), asked.most,
               random.Random(asked.seed))
    print(f"seed {asked.seed}")
    checks.finish()


if __name__ == "__main__":
    main()
