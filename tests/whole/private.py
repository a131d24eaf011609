#!/usr/bin/env python3
"""Nobody who holds the machine learns when one visitor answered what: visits
are made at known minutes, one is tapped, and then everything that staff can
reach is searched for those minutes, as a clock writes them and as a computer
counts them. The record does hold them, and staff cannot reach it: so the
search is tried on it first."""

import itertools
import json
import re
import time
import zipfile

import expected
from glass import STAFF, Glass, Screens, outlast
from history import Past, day_number, iso, write_past
from support import (LANGUAGES, Config, Place, Terminal, local_date, main,
                     poll, read_csv, utc_offset_for)

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
            "sunday")
VISITS = (1, 3, 29)  # on the days before today
SETTLE_MS = 60
EXCEL_DAY_0 = 25569  # 1970-01-01, as a spreadsheet counts days

CLOCK = re.compile(r"(?<![\d:])(\d{1,2})(?::|h| giờ )(\d\d)(?!\d)")
EPOCH = re.compile(r"(?<!\d)(\d{10}|\d{13})(?!\d)")
SERIAL = re.compile(r"(?<![\d.])(\d{5}\.\d+)")


def make_place(glass):
    """A terminal with a past, and the wall times of all its visits."""
    config = Config()
    offset, minutes = utc_offset_for(12)
    config.set("hours", utc_offset=offset, closed="",
               **{day: "00:00-24:00" for day in WEEKDAYS})
    config.set("timing", settle_ms=SETTLE_MS, advance_ms=60, thanks_ms=600)
    place = Place(config)
    place.offset_min = minutes
    terminal = Terminal(place, glass)
    terminal.ready()
    terminal.stop()
    past = Past(place, expected.Form(), expected.version())
    past.opens, past.minutes = 8 * 60 + 7, 523
    place.today = day_number(local_date(minutes))
    write_past(past, place.today - len(VISITS), VISITS)
    return place


def visit_walls(place):
    """In milliseconds, of each row of a visit."""
    return [row["wall_ms"] for row in place.database().execute(
        "SELECT wall_ms FROM events WHERE visit IS NOT NULL")]


class Search:
    """Finds the minutes of visits, however they are written; but a visit on
    the hour is left out as a clock writes it, for so are the bounds of the
    hours that files and reports are made of."""

    def __init__(self, place):
        offset = place.offset_min * 60
        seconds = [wall // 1000 for wall in visit_walls(place)]
        self.minutes = {s // 60 for s in seconds}
        self.local = {(s + offset) // 60 for s in seconds}
        self.clock = {m % 1440 for m in self.minutes | self.local if m % 60}

    def __call__(self, text):
        found = [m[0] for m in CLOCK.finditer(text)
                 if int(m[1]) * 60 + int(m[2]) in self.clock]
        found += [m[0] for m in EPOCH.finditer(text)
                  if int(m[0][:10]) // 60 in self.minutes]
        found += [m[0] for m in SERIAL.finditer(text)
                  if int((float(m[0]) - EXCEL_DAY_0) * 1440 + 0.01)
                  in self.local]
        return found


def check_search(checks, place, search):
    """It finds each minute in the record, and as one would write it."""
    walls = visit_walls(place)
    for wall in walls:
        local = wall // 1000 + place.offset_min * 60
        day = local / 86400 + EXCEL_DAY_0
        texts = [str(wall), str(wall // 1000), f"{day:.6f}"]
        if local // 60 % 60:
            texts += [time.strftime("lúc %H:%M", time.gmtime(local)),
                      time.strftime("%Y-%m-%dT%H:%M:%SZ",
                                    time.gmtime(wall // 1000))]
        for text in texts:
            checks.true(search(text), f"the search does not find {text!r}")
    checks.same(len(walls) > sum(VISITS), True, "rows of visits")


def tap_visit(checks, place, glass):
    """Somebody comes; the log, whose lines bear the time, says nothing."""
    screens = Screens(place, glass)
    terminal = Terminal(place, glass)
    terminal.ready()
    poll(lambda: terminal.messages().count(".csv: ") == len(VISITS), 60,
         "a word of each file of the days before")
    screens.wait("question:1", "vi")
    before = terminal.messages()
    for question in range(1, 5):
        screens.wait(f"question:{question}", "vi")
        outlast(time.monotonic(), SETTLE_MS)
        screens.tap("answer:2", f"question:{question}", "vi")
    screens.wait("thanks", "vi")
    screens.wait("question:1", "vi")
    checks.same(terminal.messages(), before, "the log during a visit")
    yield "status, running", place.call("status").out
    yield "status --json, running", place.call("status", "--json").out
    yield "status.json, running", (place.data / "status.json").read_text()
    checks.same(terminal.stop(), 0, terminal.messages())
    yield "log", terminal.messages()


def read_any(path):
    """The text of a file; of a workbook that of all its parts."""
    if path.suffix != ".xlsx":
        return path.read_bytes().decode("utf-8")
    with zipfile.ZipFile(path) as book:
        # When it was made is no visitor's time.
        return "\n".join(book.read(name).decode("utf-8")
                         for name in book.namelist()
                         if not name.startswith("docProps/"))


def reports(checks, place, folder):
    """Of the record, and of the files, in each format."""
    for source, form in itertools.product(
            ([], [place.data / "outbox"], [folder]), ("text", "html", "xlsx")):
        out = place.folder / f"report.{form}"
        out.unlink(missing_ok=True)
        done = place.call("report", *source, "--format", form, "--out", out)
        # 66: the days of the past have no seals, and today's file has none yet.
        checks.true(done.code in (0, 66), f"report {source} {form}: {done}")
        yield f"report {source} {form}", read_any(out)


def reachable(checks, place):
    """What staff can read, while the terminal does not run."""
    folder = place.folder / "files"
    done, files = place.export("--from", iso(place.today - len(VISITS)), "--to",
                               iso(place.today), to=folder)
    checks.same((done.code, len(files)), (0, len(VISITS) + 1), str(done))
    yield "export", done.out + done.err
    for each in (folder, place.data / "outbox"):
        for path in sorted(each.iterdir()):
            yield str(path), read_any(path)
    yield from reports(checks, place, folder)
    yield "status", place.call("status").out
    yield "status --json", place.call("status", "--json").out
    for path in sorted(place.data.iterdir()):
        if path.is_file() and path.name.partition(".")[0] != "bonluon":
            yield str(path), read_any(path)
    for screen, language in itertools.product(STAFF, LANGUAGES):
        yield f"{screen} {language}", place.call(
            "scene", "--screen", screen, "--lang", language).out


def check_order(checks, place):
    """Within its hours the order of a file is not that of the visitors."""
    for path in sorted((place.data / "outbox").glob("*.csv")):
        _, rows = read_csv(path)
        keys = [(int(row["hour_from"]), row["visit_id"]) for row in rows]
        checks.same(keys, sorted(keys), f"{path}: order")


def test(checks):
    glass = Glass(800, 480)
    place = make_place(glass)
    texts = list(tap_visit(checks, place, glass))
    search = Search(place)
    check_search(checks, place, search)
    texts += reachable(checks, place)
    since = json.loads(place.call("status", "--json").out)["since"]
    for name, text in texts:
        text = text.replace(since, "")  # the start is no visit
        checks.same(search(text), [], f"{name}: minutes of visits")
        checks.true(text.strip() or name == "log", f"{name}: nothing to read")
    check_order(checks, place)
    checks.tried("looks up who answered what, on")
    checks.tried("Ý kiến được giữ kín, không ghi tên")


main(test)
