#!/usr/bin/env python3
"""A year at the desk, written by the program's own record with keys and seals:
daily files, totals of the record, seals, panel, and the report as text, page
and workbook, of the files and of the record, all say what an independent count
of the files says. `make year` has 60,000 visits; without arguments it is a
month.

    tests/whole/year.py [DAYS VISITS]       VISITS: the most on one day
"""

import collections
import pathlib
import sqlite3
import subprocess
import sys

import report
from count import count_files
from history import iso
from support import ROOT, Config, Place, main, new_folder

MAKE_YEAR = ROOT / "build" / "release" / "tests" / "kiosk" / "make_year"
DAYS, MOST = map(int, sys.argv[1:3]) if len(sys.argv) > 2 else (30, 24)
OFFSET_MIN = 420


def make():
    folder = new_folder() / "data"
    done = subprocess.run([MAKE_YEAR, folder, str(DAYS), str(MOST)],
                          capture_output=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.decode("utf-8", "replace")[-600:])
    return folder, done.stdout.decode().splitlines()


# -- the same sums out of each place: visits, and a list for each question -----

class Sums:
    def __init__(self):
        self.visits = [0, 0, 0]  # all, complete, clean
        self.questions = {}      # (form, id) -> skipped, left, raw, clean

    def add(self, words, levels_told):
        """A line of totals, of a seal, or of what the panel shows."""
        if words[0] == "visits":
            counts = list(map(int, words[1:]))
            if levels_told:
                del counts[2]  # those without an opinion
            self.visits = [a + b for a, b in zip(self.visits, counts)]
        elif words[0] == "form":
            self.form = words[1]
        elif words[0] == "question" and levels_told:
            self.add_question((self.form, words[1]), words[3:])
        elif words[0] == "question":
            self.add_question(tuple(words[1:3]), words[3:])

    def add_question(self, key, words):
        numbers = list(map(int, words))
        sums = self.questions.get(key, len(numbers) * [0])
        self.questions[key] = [a + b for a, b in zip(sums, numbers)]

    def raw(self):
        """Without what only some of them have: the counts that are clean."""
        return {key: numbers[:7] for key, numbers in self.questions.items()}


def of_count(count):
    sums = Sums()
    sums.visits = [count.visits, sum(count.complete.values()),
                   count.visits - sum(count.flagged.values())]
    sums.questions = {
        key[:2]: [question.skipped, question.left, *question.raw.counts,
                  *question.clean.counts]
        for key, question in count.questions.items()}
    return sums


def of_lines(texts, levels_told):
    sums = Sums()
    for text in texts:
        for line in text.splitlines():
            sums.add(line.split(" "), levels_told)
    return sums


def kept_totals(data):
    connection = sqlite3.connect(data / "bonluon.db")
    texts = [text for text, in connection.execute("SELECT text FROM sums")]
    connection.close()
    return of_lines(texts, True)


def known(data):
    """What no file tells of a visit: {visit: (hour, flagged as fast)}."""
    connection = sqlite3.connect(f"file:{data}/bonluon.db?mode=ro", uri=True)
    rows = connection.execute(
        "SELECT visit, min(wall_ms), max(flags & 2) FROM events "
        "WHERE visit IS NOT NULL GROUP BY visit").fetchall()
    connection.close()
    return {str(visit): ((wall // 60000 + OFFSET_MIN) // 60 % 24, bool(fast))
            for visit, wall, fast in rows}


def check_sums(checks, data, panel, count):
    wanted = of_count(count)
    kept, shown = kept_totals(data), of_lines(panel, False)
    seals = of_lines([path.read_text() for path in
                      sorted((data / "outbox").glob("*.seal"))], True)
    for sums, what in ((kept, "totals"), (shown, "panel"), (seals, "seals")):
        checks.same(sums.visits, wanted.visits, f"{what}: visits")
        checks.same(sums.raw(), wanted.raw(), f"{what}: questions")
    for sums, what in ((kept, "totals"), (shown, "panel")):
        checks.same(sums.questions, wanted.questions, f"{what}: unflagged")


def check_panel(checks, panel, count):
    """The last days, and the hours of which anything may be told."""
    found = collections.defaultdict(dict)
    for words in (line.split(" ") for line in panel):
        if words[0] == "day":
            *key, visits, index = map(int, words[1:])
            found["day"][tuple(key)] = visits, None if index < 0 else index
        elif words[0] == "hour":
            *key, visits = map(int, words[1:])
            found["hour"][tuple(key)] = visits
    days = {(day,): (count.days[iso(day)].visits, count.days[iso(day)].mean())
            for day, in found["day"]}
    checks.true(len(days) >= min(DAYS, 30), f"days on the panel: {len(days)}")
    for day, (visits, index) in days.items():
        checks.same(found["day"][day][0], visits, f"panel: {day}")
        if index is not None:
            checks.same(found["day"][day][1], index, f"panel: mean of {day}")
    checks.same(found["hour"], {
        key: visits for key, (visits, _) in report.want_hours(count).items()},
        "panel: hours")


def check_report(checks, place, paths, wanted, what):
    """Of an hour the record tells how many came, and how long it was ready, and
    not what was answered."""
    text = place.call("report", *paths, timeout=900)
    checks.same((text.code, text.err), (0, ""), f"{what}: all is proven")
    page = place.call("report", *paths, "--format", "html", timeout=900)
    wanted_hours = dict(wanted.hours)
    for told, form in ((report.read_text(text.out), "text"),
                       (report.read_page(page.out), "page")):
        if what == "record":
            wanted.hours, told.hours = (
                {key: cell[:1] for key, cell in hours.items()
                 if cell[0] is not None}
                for hours in (wanted_hours, told.hours))
        report.check_told(checks, told, wanted, f"{what}, {form}")


def check_workbook(checks, place, outbox, count):
    path = place.folder / "year.xlsx"
    done = place.call("report", outbox, "--format", "xlsx", "--out", path,
                      timeout=900)
    checks.same(done.code, 0, f"workbook: {done}")
    book = report.Workbook(path)
    checks.same(report.read_workbook(book).summary,
                report.want(count).summary, "workbook: summary")
    report.check_rows(checks, book, count)


def test(checks):
    data, panel = make()
    config = Config()
    config.set("office", unit_code="van-truong", device_id="quay-1")
    place = Place(config, data)
    outbox = data / "outbox"
    files = sorted(pathlib.Path(outbox).glob("*.csv"))
    count = count_files(files)
    print(f"{len(files)} days, {count.visits} visits")
    seals = sorted(path.stat().st_size for path in outbox.glob("*.seal"))
    print(f"seals of {seals[0]} to {seals[-1]} bytes, "
          f"half of them below {seals[len(seals) // 2]}")
    checks.same(len(files), DAYS, "days")
    checks.same(place.call("verify", outbox, timeout=900).code, 0, "verify")
    whole = count_files(files, known(data))
    check_sums(checks, data, panel, whole)
    check_panel(checks, panel, whole)
    check_report(checks, place, [outbox], report.want(count), "files")
    check_workbook(checks, place, outbox, count)
    span = ("--from", iso_of(files[0]), "--to", iso_of(files[-1]))
    check_report(checks, place, span, report.want(whole), "record")
    checks.tried("the counts, shares, indexes and intervals")


def iso_of(path):
    return path.stem.split("_")[-1]


if __name__ == "__main__":
    main(test)
