#!/usr/bin/env python3
"""Random days, good and bad, before two verifiers: the program's own, and one
in another language that was written from docs/verify.md alone (verifier.py).
They must agree on every one of 1,000 days, on folders of them and on the
databases that they came from; and ssh-keygen alone accepts each seal, and
refuses it with a letter changed.

    tests/whole/days.py [SEED]
"""

import concurrent.futures
import contextlib
import itertools
import os
import random
import shutil
import sqlite3
import subprocess
import sys

import forgers
import forgers_base
import verifier
import verifier_seal
from support import PROGRAM, ROOT, environment, main, new_folder

MAKE_DAYS = ROOT / "build" / "release" / "tests" / "verify" / "make_days"
MADE, DAYS_EACH = 130, 16
TERMINALS, DAYS = 90, 1000
WELL, WRONG, UNPROVEN = 0, 65, 66
SEED = int(sys.argv[1]) if len(sys.argv) > 1 else 5


class Ground:
    """What was made, and what the forgers and the province have."""

    def __init__(self):
        self.folder = new_folder()
        done = subprocess.run(
            [MAKE_DAYS, self.folder, str(SEED), str(MADE), str(DAYS_EACH)], capture_output=True)
        if done.returncode != 0:
            raise RuntimeError(f"{MAKE_DAYS.name}: " +
                               done.stderr.decode("utf-8", "replace")[-600:])
        # One whose clock was soon in doubt has hardly a day.
        made = [self.folder / str(n + 1) for n in range(MADE)]
        self.terminals = [data for data in made
                          if len(stems_of(data / "outbox")) > 2][:TERMINALS]
        self.stranger = forgers.Key.stranger(self.folder / "stranger")
        self.signers = self.folder / "allowed_signers"
        self.signers.write_text(
            "".join((data / "allowed_signers").read_text()
                    for data in self.terminals) +
            self.stranger.line("van-truong/quay-999"))
        self.keys = {data: forgers.Key.of_terminal(data, data / "stolen-key")
                     for data in self.terminals}
        self.stems = [stem for data in self.terminals
                      for stem in stems_of(data / "outbox")]

    def others(self, stem):
        """Other days of the same terminal."""
        return [s for s in stems_of(stem.parent) if s != stem]


def stems_of(folder):
    """A terminal's days, in their order."""
    return sorted(path.with_suffix("") for path in folder.glob("*.seal"))


def wanted(how):
    """A file that is not there is no change of those that are."""
    return (WELL if how is None else
            UNPROVEN if how in (forgers.drop_file, forgers.drop_seal) else WRONG)


def copy_day(stem, to):
    to.mkdir(parents=True, exist_ok=True)
    for end in forgers.ENDINGS:
        shutil.copy(stem.with_name(stem.name + end), to)
    return to / stem.name


def ours(paths, *args):
    done = subprocess.run([PROGRAM, "verify", *paths, *args],
                          capture_output=True, env=environment("/nonexistent"))
    return done.returncode, (done.stdout + done.stderr).decode()


def ask_ours_of_days(cases, signers):
    """Many at once, of which no two are of one terminal; what is wrong is
    told of a day by a line that begins with its path."""
    code, said = ours([case.path for case in cases], "--signers", signers)
    for case in cases:
        lines = [line for line in said.splitlines()
                 if line.startswith(f"{case.path.parent}/")]
        wrong = [line for line in lines if ": not proven: " not in line]
        case.ours = (WRONG if wrong else UNPROVEN if lines else WELL,
                     "\n".join(lines))
    codes = {case.ours[0] for case in cases}
    return code, min(codes - {WELL}, default=WELL)


def theirs(path, signers, first_key=None):
    faults = verifier.check_path(path, signers, first_key)
    return verifier.verdict(faults), "\n".join(faults)


class Case:
    """Something that both are asked about."""

    def __init__(self, what, path, want, first_key=None):
        self.what, self.path, self.want = what, path, want
        self.first_key = first_key
        self.ours = None    # an exit code, and what was said
        self.theirs = None

    def ask(self, signers):
        more = ["--first-key", self.first_key] if self.first_key else []
        if not self.ours:
            self.ours = ours([self.path], "--signers", signers, *more)
        self.theirs = theirs(self.path, signers, self.first_key)
        return self

    def check(self, checks):
        """One check for each: both right, and so agreed."""
        if not checks.same((self.ours[0], self.theirs[0]),
                           (self.want, self.want),
                           f"{self.what}: verify, verifier.py"):
            print(f"  verify: {self.ours[1]}\n  verifier.py: {self.theirs[1]}")


# ---- what is asked about ---------------------------------------------------

def make_day(ground, number, stem, how):
    to = ground.folder / "days" / str(number)
    copy = copy_day(stem, to)
    draw = random.Random(f"{SEED} day {number}")
    path = copy.with_name(copy.name + ".csv")
    if how:
        day = forgers.Day(copy, draw, draw.choice(ground.others(stem)),
                          ground.keys[stem.parent.parent], ground.stranger)
        how(day)
        path = day.csv
    return Case(f"day {number}, {stem.name}, {how and how.__name__}", path,
                wanted(how))


def make_folder(ground, number, data, how):
    to = ground.folder / "folders" / str(number)
    stems = [copy_day(stem, to) for stem in stems_of(data / "outbox")]
    draw = random.Random(f"{SEED} folder {number}")
    folder = forgers.Folder(to, stems, draw, ground.keys[data],
                            ground.stranger)
    (how or forgers.drop_end)(folder)
    return Case(f"folder {number} of {data.name}, {how and how.__name__}", to,
                wanted(how))


def make_database(ground, number, data, how):
    """Two cases: with the first key and without."""
    to = ground.folder / "databases" / str(number)
    to.mkdir(parents=True)
    for name in ("bonluon.db", "bonluon.db-wal"):
        if (data / name).exists():
            shutil.copy(data / name, to)
    if how:
        forgers_base.damage_database(to / "bonluon.db", how,
                                random.Random(f"{SEED} database {number}"))
    what = f"database {number} of {data.name}, {how and how.__name__}"
    hidden = how in (None, forgers_base.change_open_row)
    with contextlib.closing(sqlite3.connect(to / "bonluon.db")) as database:
        last, = database.execute(
            "SELECT kind FROM events ORDER BY seq DESC").fetchone()
    bare = WRONG if not hidden else WELL if last == "seal" else UNPROVEN
    return [Case(what + ", first key", to / "bonluon.db",
                 WRONG if how else WELL, data / "first-key.txt"),
            Case(what, to / "bonluon.db", bare)]


def alternately(ways, draw):
    """About half of them damaged, each way as often as another."""
    turns = itertools.cycle(ways)
    while True:
        yield next(turns) if draw.random() < 0.5 else None


def make_days(ground, draw):
    ways = alternately(forgers.DAY, draw)
    return [make_day(ground, number, stem, next(ways))
            for number, stem in enumerate(ground.stems[:DAYS])]


def make_others(ground, draw):
    ways = alternately(forgers.FOLDER, draw)
    for number, data in enumerate(ground.terminals):
        yield make_folder(ground, number, data, next(ways))
    ways = alternately((*forgers_base.BASE, forgers_base.change_open_row,
                        forgers_base.leave_triggers_away), draw)
    for number, data in enumerate(ground.terminals):
        yield from make_database(ground, number, data, next(ways))


def batches(ground, days):
    """The first day of each terminal, the second of each, and so on."""
    terminals = {}
    for stem, case in zip(ground.stems, days):
        terminals.setdefault(stem.parent, []).append(case)
    for row in itertools.zip_longest(*terminals.values()):
        yield [case for case in row if case]


# ---- signatures, by ssh-keygen alone ---------------------------------------

def ask_keygen(ground, number, stem):
    """What it says of a seal, and of that seal with a letter changed."""
    text = stem.with_name(stem.name + ".seal").read_bytes()
    signature = stem.with_name(stem.name + ".seal.sig").read_bytes()
    signers = ground.signers.read_bytes()
    terminal = verifier_seal.read_seal(text).terminal
    draw = random.Random(f"{SEED} letter {number}")
    altered = bytearray(text)
    altered[draw.randrange(len(text))] ^= 1 << draw.randrange(8)
    return [verifier_seal.keygen_says(bytes(seal), signature, signers, terminal)
            for seal in (text, altered)]


def check_keygen(checks, said):
    checks.same([good for good, _ in said if good], [],
                "seals that ssh-keygen refuses")
    checks.same(sum(bad is None for _, bad in said), 0,
                "altered seals that ssh-keygen accepts")


def test(checks):
    print(f"seed {SEED}")
    ground = Ground()
    checks.true(len(ground.stems) >= DAYS,
                f"{len(ground.stems)} days were made, {DAYS} are wanted")
    draw = random.Random(SEED)
    days = make_days(ground, draw)
    for batch in batches(ground, days):
        checks.same(*ask_ours_of_days(batch, ground.signers),
                    "exit code, by what was said of the days")
    cases = days + list(make_others(ground, draw))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for case in pool.map(lambda c: c.ask(ground.signers), cases):
            case.check(checks)
        said = list(pool.map(lambda pair: ask_keygen(ground, *pair),
                             enumerate(ground.stems[:DAYS])))
    check_keygen(checks, said)
    bad = sum(case.want != WELL for case in cases)
    print(f"{len(cases)} asked about, {bad} of them damaged")
    checks.tried("changes, adds or removes an answer")
    checks.tried("changes the seal to fit")


main(test)
