#!/usr/bin/env python3
"""What a report says of the files it was made from: sealed days of real
terminals, and what may befall them on their way to the province. Each case is
told in the text, the page and the workbook, and ends with 66; only what is
proven ends with 0."""

import random
import re
import shutil
import subprocess
import zipfile

from count import count_files
from support import ROOT, Place, main, new_folder

MAKE_DAYS = ROOT / "build" / "release" / "tests" / "verify" / "make_days"
PROVEN, UNPROVEN = 0, 66
DAYS = 10
ALTERED, UNSEALED = "altered: not as it was sealed", "unsealed"
MISSING, DOUBLED = "missing: no file", "the same file lies elsewhere"


def make(seed, terminals=1):
    folder = new_folder()
    done = subprocess.run([MAKE_DAYS, folder, str(seed), str(terminals),
                           str(DAYS)], capture_output=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.decode("utf-8", "replace")[-600:])
    return folder


class Case:
    """A terminal's outbox, to be tampered with."""

    def __init__(self, place, source):
        self.place = place
        self.folder = new_folder() / "tinh"
        shutil.copytree(source / "outbox", self.folder)
        shutil.copy(source / "allowed_signers", self.folder)

    def days(self):
        return sorted(self.folder.glob("*.csv"))

    def full(self):
        """A day on which somebody answered."""
        return next(day for day in self.days()
                    if b",answered," in day.read_bytes())

    def report(self, *args, paths=None):
        return self.place.call("report", *(paths or [self.folder]), "--lang",
                               "en", *args)


def all_texts(archive):
    book = zipfile.ZipFile(archive)
    return b"".join(book.read(name) for name in book.namelist()
                    if name.endswith(".xml")).decode("utf-8")


def check(checks, case, code, *said, paths=None, args=()):
    """The exit status, and what the report says in each of its forms; no other
    remark is there where none is expected."""
    book = case.folder.parent / "book.xlsx"
    for form in ("text", "html", "xlsx"):
        out = ("--out", book) if form == "xlsx" else ()
        done = case.report("--format", form, *out, *args, paths=paths)
        text = all_texts(book) if form == "xlsx" else " ".join(
            done.out.split())
        checks.same(done.code, code, f"{form}: exit status: {done.err}")
        checks.same("Files and days to know of" in text, bool(said),
                    f"{form}: remarks")
        checks.same(bool(done.err), code != PROVEN, f"{form}: {done.err}")
        for words in said:
            checks.true(words in text, f"{form}: no {words!r} in {text[:900]}")
    return done


def visits(text):
    line = next(l for l in text.splitlines() if l.strip().startswith("Visits"))
    return int(line.split()[-1])


# -- what may befall files ------------------------------------------------------

def honest(checks, case):
    check(checks, case, PROVEN)
    checks.same(visits(case.report().out), count_files(case.days()).visits,
                "visits of the honest days")
    (case.folder / "allowed_signers").unlink()
    check(checks, case, UNPROVEN, "nobody said by whom")


def altered(checks, case):
    """Every answer is made the best, beside the seal."""
    day = case.full()
    was = day.read_bytes()
    day.write_bytes(re.sub(rb",answered,\d,", b",answered,5,", was))
    if day.read_bytes() == was:
        day.write_bytes(was.replace(b",answered,5,", b",answered,1,"))
    check(checks, case, UNPROVEN, day.name, ALTERED)
    left = count_files(d for d in case.days() if d != day)
    checks.same(visits(case.report().out), left.visits, "without the altered")


def unsealed(checks, case):
    day = case.full()
    day.with_suffix(".seal").unlink()
    check(checks, case, UNPROVEN, day.name, UNSEALED)


def unsigned(checks, case):
    day = case.full()
    day.with_suffix(".seal.sig").unlink()
    check(checks, case, UNPROVEN, day.name, UNSEALED)


def foreign(checks, case):
    """Another terminal's list of signers."""
    lines = (case.folder / "allowed_signers").read_text()
    (case.folder / "allowed_signers").write_text(
        lines.replace("quay-1", "quay-9"))
    check(checks, case, UNPROVEN, UNSEALED)


def missing(checks, case):
    days = case.days()
    days[4].unlink()
    days[4].with_suffix(".seal").unlink()
    date = days[4].stem.split("_")[-1]
    done = check(checks, case, UNPROVEN, MISSING, f"{date} to {date}")
    checks.true(date in done.err, f"{date} is not in {done.err}")
    first, last = (d.stem.split("_")[-1] for d in (days[0], days[-1]))
    check(checks, case, UNPROVEN, MISSING,
          args=("--from", first[:8] + "01", "--to", last))


def doubled(checks, case):
    day = case.full()
    (case.folder / "copy").mkdir()
    shutil.copy(day, case.folder / "copy")
    check(checks, case, UNPROVEN, DOUBLED, day.name)


def renamed(checks, case):
    day, sound = case.full(), count_files(case.days()).visits
    day.rename(day.with_name("Ngay 05.csv"))
    done = case.report()
    checks.same(done.code, PROVEN, f"renamed, with its seal: {done.err}")
    checks.true(f"Ngay 05.csv ({day.stem})" in done.out, "renamed is not said")
    checks.same(visits(done.out), sound, "renamed")


def deep(checks, case):
    deep = case.folder / "a" / "b" / "c" / "d"
    deep.mkdir(parents=True)
    for path in list(case.folder.glob("4luon_*")):
        path.rename(deep / path.name)
    check(checks, case, PROVEN)


def strange(checks, case):
    day = case.full()
    (case.folder / "thu.txt").write_text("chào")
    done = case.report()
    checks.same((done.code, "thu.txt" in done.out), (PROVEN, True), "a text")
    with zipfile.ZipFile(case.folder / "thang.zip", "w") as archive:
        archive.write(day)
    check(checks, case, UNPROVEN, "thang.zip", "not opened")


def provisional(checks, case):
    day = case.full()
    open_ = day.with_name(day.stem + "_tam.csv")
    day.rename(open_)
    day.with_suffix(".seal").unlink()
    check(checks, case, UNPROVEN, open_.name, "provisional, not sealed yet")


def twins(checks, case):
    other = make(random.randrange(1000, 9999)) / "1"
    while not list((other / "outbox").glob("*.csv")):
        other = make(random.randrange(1000, 9999)) / "1"  # it never closed
    done = check(checks, case, UNPROVEN, "two terminals under the same codes",
                 paths=[case.folder, other / "outbox"])
    text = case.report(paths=[case.folder, other / "outbox"]).out
    checks.same(text.count("Terminal van-truong/quay-1 ("), 2,
                f"two terminals: {done.err}")


def test(checks):
    place = Place()
    source = make(7) / "1"
    for act in (honest, altered, unsealed, unsigned, foreign, missing, doubled,
                renamed, deep, strange, provisional, twins):
        print(act.__name__)
        act(checks, Case(place, source))
    checks.tried("edits a daily file, leaves its")
    checks.tried("nothing stands under Files and days")


main(test)
