#!/usr/bin/env python3
"""A question that was asked in other words under the same id and version, from
the middle of a day on: the report keeps both apart, of the record and of its
files, in the text, the page and the workbook; n of each is what the files have
in these words."""

import collections
import hashlib
import re
import sqlite3
import zipfile

import expected
from glass import Glass
from history import Past, day_number, iso, write_past
from support import (Config, Place, Terminal, local_date, main, read_csv,
                     utc_offset_for)

OLD, NEW = "nụ cười", "vẻ cau có"
OLD_EN, NEW_EN = "smile", "scowl"
VISITS = (9, 12, 8)  # a day


class Reworded(Past):
    """From the middle of the second day on."""

    def visit(self, day, minute, short):
        middle = self.opens + self.minutes // 2
        later = (day, minute) >= (self.second, middle)
        self.wordings[self.form.id] = (self.new if later else self.old)[:16]
        super().visit(day, minute, short)


def reword(place):
    """Puts another wording into the record; both by their hashes."""
    connection = sqlite3.connect(place.data / "bonluon.db")
    old, text = next(row for row in connection.execute(
        "SELECT hash, text FROM wordings") if "\t4-luon\t" in row[1])
    text = text.replace(OLD, NEW).replace(OLD_EN, NEW_EN)
    new = hashlib.sha256(text.encode()).hexdigest()
    connection.execute("INSERT INTO wordings VALUES(?, ?)", (new, text))
    connection.commit()
    connection.close()
    return old, new


def make(glass):
    config = Config()
    offset, minutes = utc_offset_for(12)
    config.set("hours", utc_offset=offset, closed="")
    place = Place(config)
    place.offset_min = minutes
    terminal = Terminal(place, glass)
    terminal.ready()
    terminal.stop()
    past = Reworded(place, expected.Form(), expected.version())
    past.old, past.new = reword(place)
    first = day_number(local_date(minutes)) - len(VISITS)
    past.second = first + 1
    write_past(past, first, VISITS)
    return place, ("--from", iso(first), "--to", iso(first + len(VISITS) - 1))


def count(files):
    """n by wording, OLD or NEW; and of the questions that stayed."""
    counted = collections.Counter()
    for path in files:
        for row in read_csv(path)[1]:
            text = row["question_text"]
            words = (OLD if OLD in text or OLD_EN in text else
                     NEW if NEW in text or NEW_EN in text else
                     row["question_id"])
            counted[words] += row["outcome"] == "answered"
    return counted


def told(text):
    """The same, out of the text of a report."""
    found = {}
    blocks = re.split(r"^\d+\. ", text, flags=re.MULTILINE)[1:]
    for block in blocks:
        n = re.search(r"\(n\)\s+(\d+)", block)
        found[block.splitlines()[0]] = int(n[1])
    return found


def check(checks, done, counted, what):
    found = told(done.out)
    for words in (OLD, NEW):
        ns = [n for name, n in found.items() if words in name]
        checks.same(ns, [counted[words]], f"{what}: {words} in {found}")
    checks.same(len(found), 5, f"{what}: {found}")
    checks.true("4-luon/mim-cuoi: cùng mã này đã hỏi bằng lời khác" in
                " ".join(done.out.split()), f"{what}: it is not said")


def check_forms(checks, place, paths, counted):
    page = place.call("report", *paths, "--format", "html").out
    book = place.folder / "a.xlsx"
    place.call("report", *paths, "--format", "xlsx", "--out", book)
    archive = zipfile.ZipFile(book)
    sheets = [archive.read(f"xl/worksheets/sheet{i}.xml").decode()
              for i in (2, 6)]
    for words in (OLD, NEW):
        checks.true(f"{words} của cán bộ không? (phiên bản " in page,
                    f"{words} is not in the page")
        for sheet in sheets:
            checks.true(f"{words} của cán bộ không? (phiên bản " in sheet,
                        f"{words} is not in the workbook")
    heads, *rows = re.findall(r"<row .*?</row>", sheets[1])
    columns = re.findall(r'<c r="([A-Z]+)1"[^>]*>.*?</c>', heads)
    named = dict(zip(columns, re.findall(r"<t[^>]*>(.*?)</t>", heads)))
    for words in (OLD, NEW):
        column = next(c for c, name in named.items() if words in name)
        n = sum(f'<c r="{column}' in row and
                re.search(f'<c r="{column}\\d+"[^>]*><v>', row) is not None
                for row in rows)
        checks.same(n, counted[words], f"{words}: answers in the workbook")


def test(checks):
    place, span = make(Glass(800, 480))
    done, files = place.export(*span, to=place.folder / "files")
    checks.same(done.code, 0, f"{done}")
    counted = count(files)
    checks.true(counted[OLD] > 5 and counted[NEW] > 5, f"{counted}")
    check(checks, place.call("report", *span), counted, "of the record")
    check(checks, place.call("report", place.folder / "files"), counted,
          "of files")
    check_forms(checks, place, span, counted)
    check_forms(checks, place, [place.folder / "files"], counted)
    checks.tried("puts another question under an id")
    checks.tried("a question's figures are of the")


main(test)
