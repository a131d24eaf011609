#!/usr/bin/env python3
"""make cuts: what a disk may have made of the program's own operations when the
power failed at any of them, and what a terminal makes of that.

    tests/faults/cuts.py [--cuts N] [--seed S] [--days D] [--visits V]

A terminal lives for some days, with visits, staff who take files, a PIN, keys
that are shown, and a page of the database that is damaged; recorder.c notes all
that it does to its files. make_cuts then makes of it the folder as it may lie there after a cut:
what was not synced is kept, dropped, torn or garbage. There a terminal starts.

    lost       answers that were thanked for are not in the record
    alarmed    `verify` finds something
    dead       the start fails
    set aside  the start found a file damaged, of a terminal that was never

The first row has a disk that keeps what it was asked to. In the others it lies
about the syncs of one kind of file, which must show.
"""

import argparse
import collections
import concurrent.futures
import os
import pathlib
import re
import struct
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "whole"))
sys.dont_write_bytecode = True

import sweep  # noqa: E402
from support import ROOT, Checks  # noqa: E402

TESTS = ROOT / "build" / "release" / "tests"
RECORDER = TESTS / "faults" / "recorder.so"
MAKE_CUTS = TESTS / "verify" / "make_cuts"
TROUBLES = ("lost", "alarmed", "dead", "set aside")

# Whose syncs the disk lies about; "names": those of folders. The journal's are
# not among them: what it lacks comes from the database.
DEAF = ("bonluon.db-wal", "bonluon.db", "key", "names")
A_LOT = 250

# operation.h
WRITE, SYNC = 1, 3
HEAD = struct.Struct("=IIIIQqq")


class Life(sweep.World):
    """A terminal whose operations are noted."""

    def __init__(self):
        super().__init__()
        self.log = self.folder / "operations"
        self.counts = self.folder / "counts"

    def shims(self):
        return super().shims() | {
            "LD_PRELOAD": f"{RECORDER}:{sweep.SHIM}",
            "RECORDER_FOLDER": str(self.data),
            "RECORDER_LOG": str(self.log),
            "RECORDER_SHOWN": str(self.pictures)}

    def note(self, kind, path, at=0, data=b""):
        """What the disk did to a file by itself."""
        path = pathlib.Path(path)
        name = str(path.relative_to(self.data)).encode()
        with open(self.log, "ab") as log:
            log.write(HEAD.pack(kind, len(name), 0, len(data),
                                path.stat().st_ino, at, self.wall_ms) +
                      name + data)

    def operations(self):
        """How many there are so far."""
        log, at, count = self.log.read_bytes(), 0, 0
        while at < len(log):
            _, *lengths = HEAD.unpack_from(log, at)[:4]
            at += HEAD.size + sum(lengths)
            count += 1
        return count

    def damage(self, page):
        """A page of the database is garbage, and for certain."""
        path, garbage = self.data / "bonluon.db", bytes(range(256)) * 16
        with open(path, "r+b") as file:
            file.seek(page * len(garbage))
            file.write(garbage)
        self.sound = self.operations()
        self.note(WRITE, path, page * len(garbage), garbage)
        self.note(SYNC, path)

    def call(self, *args, ahead_days=0, **more):
        self.wall_ms = int((time.time() + ahead_days * 86400) * 1000)
        return super().call(*args, ahead_days=ahead_days, **more)

    def live(self, days, visits):
        """Keys are shown before the first start; on the first evening a page of
        the database is damaged, which the second day mends."""
        several = self.folder / "several"
        several.write_text(sweep.VISIT * visits + "0 end\n")
        self.call("enrol", ahead_days=1 - days)
        self.call("pin", given=b"739182\n", ahead_days=1 - days)
        for day in range(days):
            ahead = day - days + 1
            _, ended = self.play("several", ahead_days=ahead)
            if ended[0] != 0:
                raise RuntimeError(f"a day of the life: {ended}")
            if day == 0:
                self.damage(2)
            if day == 1:
                (self.data / "pin").write_text(sweep.PIN)
                self.play("staff", ahead_days=ahead)
                self.call("export", "--pending", "--into", self.folder,
                          ahead_days=ahead)


TOLD = re.compile(r"cut \d+ at (\d+): ([a-z ]+):")


def cut(life, first, count, deaf=None):
    """Counts by trouble, and the lines that tell of them."""
    command = [MAKE_CUTS, life.log, life.config_path, ROOT, str(first),
               str(count)] + ([deaf] if deaf else [])
    done = subprocess.run(command, capture_output=True)
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    told = [match for match in map(TOLD.match, lines) if match]
    # What was damaged is set aside; of a sound life nothing is.
    wrong = [match for match in told if match[2] != "set aside" or
             int(match[1]) <= life.sound]
    counts = collections.Counter(match[2] for match in wrong)
    failed = []
    if done.returncode != 0:
        counts["dead"] += 1
        failed = [f"make_cuts {first} {count}: exit {done.returncode}: "
                  f"{done.stderr[-500:]!r}"]
    return counts, [match.string for match in wrong] + failed


def cut_all(life, first, count, deaf=None):
    several = os.cpu_count() or 1
    with concurrent.futures.ThreadPoolExecutor(several) as pool:
        parts = pool.map(
            lambda at: cut(life, at, min(A_LOT, first + count - at), deaf),
            range(first, first + count, A_LOT))
        counts, lines = collections.Counter(), []
        for some, told in parts:
            counts += some
            lines += told
    return counts, lines


def show(what, cuts, counts):
    print(f"{what:28} {cuts:8} " +
          " ".join(f"{counts[t]:9}" for t in TROUBLES), flush=True)


ENOUGH = 5000


def test(checks, cuts, seed, days, visits):
    life = Life()
    life.live(days, visits)
    print(f"a life of {days} days, {visits} visits each; seed {seed}")
    print(f"{'a disk that':28} {'cuts':>8} " +
          " ".join(f"{t:>9}" for t in TROUBLES), flush=True)
    first = seed * 10000000
    counts, lines = cut_all(life, first, cuts)
    show("keeps what was synced", cuts, counts)
    checks.passed += cuts
    for line in lines[:10]:
        print(line[:400], flush=True)
    for trouble in TROUBLES:
        checks.same(counts[trouble], 0, f"{trouble} of {cuts} cuts")
    few = max(A_LOT, cuts // 10)
    seen = collections.Counter()
    for deaf in DEAF:
        counts, _ = cut_all(life, first, few, deaf)
        show(f"lies about {deaf}", few, counts)
        seen[deaf] = counts["lost"] + counts["alarmed"] + counts["dead"]
        # Of few cuts of one that seldom matters none may show.
        checks.true(seen[deaf] > 0 or cuts < ENOUGH,
                    f"a disk that lies about {deaf} shows")
    checks.true(sum(seen.values()) > 0, "a disk that lies shows")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cuts", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--days", type=int, default=3)
    parser.add_argument("--visits", type=int, default=12)
    asked = parser.parse_args()
    checks = Checks()
    test(checks, asked.cuts, asked.seed, asked.days, asked.visits)
    checks.finish()


if __name__ == "__main__":
    main()
