#!/usr/bin/env python3
"""The daily files: the same bytes every time, empty days, open days, spans,
separators, what Python's csv module and LibreOffice read out of them, and what
an export refuses."""

import csv
import hashlib
import io
import os
import shutil
import subprocess
import zipfile
from xml.etree import ElementTree

import expected
from glass import Glass
from history import Past, day_number, iso, write_past
from support import (COLUMNS, EX_TEMPFAIL, EX_USAGE, Config, Place, Terminal,
                     local_date, main, new_folder, read_csv,
                     utc_offset_for)

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
            "sunday")
FLAGS = ("cooldown", "fast", "burst", "hours", "clock")
MARK = b"\xef\xbb\xbf"
COUNTS = (7, 0, 30, 1)  # visits on the days before today


def make_place(glass, **export):
    """A terminal in an office that is open now, and that was started once."""
    config = Config()
    offset, minutes = utc_offset_for(12)
    config.set("hours", utc_offset=offset, closed="",
               **{day: "11:00-15:00" for day in WEEKDAYS})
    config.set("export", **export)
    config.set("survey", rotating="5-biet", reasons="yes")
    place = Place(config)
    place.offset_min = minutes
    start_and_stop(place, glass)
    return place


def start_and_stop(place, glass):
    terminal = Terminal(place, glass)
    terminal.ready()
    code = terminal.stop()
    if code != 0:
        raise RuntimeError(f"exit {code}: {terminal.messages()}")


def new_past(place):
    """Visits with a question of another form, and with reasons."""
    return Past(place, expected.Form(), expected.version(),
                lent=expected.Form("5-biet"), reasons=True)


def name_of(place, date, ending=""):
    unit = place.config.get("office", "unit_code")
    device = place.config.get("office", "device_id")
    return f"4luon_{unit}_{device}_{date}{ending}.csv"


def want_rows(past, day):
    """The rows of a day's file, from what was written into the record."""
    rows = []
    visits = past.visits.get(day, [])
    hours = expected.stretches([
        (number, hour, any(reply.outcome == "answered" for reply in replies))
        for number, hour, _, _, replies in visits])
    for number, _, complete, flags, replies in sorted(
            visits, key=lambda v: (int(hours[v[0]][0]), v[0])):
        names = [n for bit, n in enumerate(FLAGS)
                 if flags >> bit & 1 and n != "fast"]
        for reply in replies:
            row = expected.row_of(past.place, past.form, reply, past.version)
            row.update(visit_id=str(number), visit_complete=str(complete),
                       date=iso(day), flags=";".join(names),
                       hour_from=hours[number][0], hour_to=hours[number][1])
            rows.append(row)
    return rows


def check_bytes(checks, path, separator=","):
    """What every spreadsheet program must be able to rely on."""
    data = path.read_bytes()
    checks.true(data.startswith(MARK), f"{path.name}: no byte order mark")
    checks.same(data.count(b"\n"), data.count(b"\r\n"),
                f"{path.name}: a lone LF")
    checks.same(data.count(b"\r"), data.count(b"\r\n"),
                f"{path.name}: a lone CR")
    checks.true(data.endswith(b"\r\n"), f"{path.name}: last line ending")
    cells = [cell for row in csv.reader(
        io.StringIO(data[3:].decode(), newline=""), strict=True,
        delimiter=separator) for cell in row]
    checks.same([c for c in cells if c[:1] in "=+-@\t\r" and c], [],
                f"{path.name}: cells that a spreadsheet would run")


def check_seal(checks, path, outbox):
    """Beside a day's file, and of that file."""
    for end in (".seal", ".seal.sig"):
        beside = path.with_suffix(end)
        checks.true(beside.exists() and beside.read_bytes() ==
                    (outbox / beside.name).read_bytes(),
                    f"{beside.name}: other bytes than in the outbox")
    lines = dict(line.split(" ", 1) for line in path.with_suffix(".seal")
                 .read_text().splitlines() if " " in line)
    data = path.read_bytes()
    checks.same((lines["file"], lines["file-bytes"], lines["file-sha256"]),
                (path.name, str(len(data)), hashlib.sha256(data).hexdigest()),
                f"{path.name}: what the seal says of it")


# -- closed days ---------------------------------------------------------------

def check_closed_days(checks, past, first, outbox):
    """Each day by itself, twice, and against the outbox."""
    place = past.place
    for day in range(first, first + len(COUNTS)):
        one, files = place.export("--date", iso(day), to=place.folder / "one")
        two, again = place.export("--date", iso(day), to=place.folder / "two")
        checks.same((one.code, two.code), (0, 0), f"{iso(day)}: {one} {two}")
        checks.same([f.name for f in files], [name_of(place, iso(day))],
                    f"{iso(day)}: name")
        same = files[0].read_bytes()
        checks.same(again[0].read_bytes() == same, True,
                    f"{iso(day)}: twice the same bytes")
        checks.true((outbox / files[0].name).exists() and
                    (outbox / files[0].name).read_bytes() == same,
                    f"{iso(day)}: the outbox has other bytes")
        check_bytes(checks, files[0])
        check_seal(checks, files[0], outbox)
        names, rows = read_csv(files[0])
        checks.same((names, rows), (COLUMNS, want_rows(past, day)),
                    f"{iso(day)}: rows")
    empty, files = place.export("--date", iso(first + 1))
    checks.same(files[0].read_bytes(),
                MARK + ",".join(COLUMNS).encode() + b"\r\n", "an empty day")


def check_spans(checks, past, first):
    place = past.place
    last = first + len(COUNTS) - 1
    span, files = place.export("--from", iso(first), "--to", iso(last - 1))
    checks.same([f.name for f in files],
                [name_of(place, iso(d)) for d in range(first, last)],
                f"a span ({span})")
    into = place.folder / "span"
    span, files = place.export("--from", iso(last), "--to", iso(last), to=into)
    checks.same([f for f in files], [into / name_of(place, iso(last))],
                f"a span of one day into a folder ({span})")
    for wrong in (("--from", iso(last), "--to", iso(first)),
                  ("--from", iso(first)), ("--date", "yesterday"),
                  ("--date", iso(first - 1)),
                  ("--from", iso(first - 1), "--to", iso(last)),
                  ("--date", local_date(place.offset_min, 1)),
                  ("--date", iso(first), "--pending")):
        result, files = place.export(*wrong)
        checks.same((result.code, files), (EX_USAGE, []), f"{wrong}")
    checks.same(len(list(place.folder.glob("*.csv"))), len(COUNTS) - 1,
                "files, after those that were refused")
    for day in (iso(first - 1), local_date(place.offset_min, 1)):
        result, _ = place.export("--date", day)
        checks.true(f"{day}: no such day" in result.err, f"{day}: {result}")


def check_open_day(checks, past):
    """Today is not over: its file says so by its name."""
    place = past.place
    today = local_date(place.offset_min)
    plain, files = place.export(to=place.folder / "today")
    checks.same([f.name for f in files], [name_of(place, today, "_tam")],
                f"today ({plain})")
    check_bytes(checks, files[0])
    dated, again = place.export("--date", today, to=place.folder / "today2")
    checks.same([f.read_bytes() for f in again],
                [f.read_bytes() for f in files], f"today by date ({dated})")


def check_pending(checks, past, first_day):
    """What was taken is not offered again; what nobody took is."""
    place = past.place
    taken, _ = place.export("--date", iso(first_day), to=place.folder / "one")
    checks.same(taken.code, 0, f"one day: {taken}")
    days = range(first_day + 1, first_day + len(COUNTS))
    for own in (place.data / "outbox", place.data / "mine"):
        stayed, files = place.export("--pending", to=own)
        checks.same((stayed.code, len(files)), (0, len(days)),
                    f"into the own directory: {stayed}")
        checks.true("no day counts as taken" in stayed.err,
                    f"said: {stayed}")
    first, files = place.export("--pending", to=place.folder / "stick")
    checks.same((first.code, [f.name for f in files]),
                (0, [name_of(place, iso(day)) for day in days]),
                f"pending: {first}")
    second, more = place.export("--pending", to=place.folder / "stick")
    checks.same((second.code, more), (0, []), f"pending, again: {second}")


def check_stick(checks, past, day):
    """A file is never overwritten by different content."""
    place = past.place
    stick = place.folder / "taken"
    stick.mkdir()
    there = stick / name_of(place, iso(day))
    there.write_text("somebody else's\n")
    result, files = place.export("--date", iso(day), to=stick)
    checks.true(result.code != 0 and str(there) in result.err,
                f"other content there: {result}")
    checks.same(there.read_text(), "somebody else's\n", "other content")
    checks.same([f.name for f in stick.iterdir()], [there.name],
                "left on the stick")
    there.unlink()
    seal = there.with_suffix(".seal")
    seal.write_text("somebody else's\n")
    result, files = place.export("--date", iso(day), to=stick)
    checks.true(result.code != 0 and str(seal) in result.err and files == [],
                f"another seal there: {result}")
    checks.same(seal.read_text(), "somebody else's\n", "another seal")
    nowhere = place.folder / "bonluon.ini" / "x"
    result, files = place.export("--date", iso(day), to=nowhere)
    checks.true(result.code != 0 and str(nowhere) in result.err,
                f"into a file: {result}")


def check_config_change(checks, past, first):
    """A closed day's file stays as it was when the config changes."""
    place = past.place
    _, before = place.export("--date", iso(first), to=place.folder / "before")
    place.config.set("office", device_id="QUAY-9")
    place.config.set("export", separator="semicolon")
    place.config.set("survey", form="5-khong", rotating="", reasons="no")
    place.save()
    _, after = place.export("--date", iso(first), to=place.folder / "after")
    checks.same([(f.name, f.read_bytes()) for f in after],
                [(f.name, f.read_bytes()) for f in before],
                "a closed day after a change of the config")


def check_running(checks, place, glass):
    terminal = Terminal(place, glass)
    terminal.ready()
    result = place.call("export")
    checks.same((result.code, result.out), (EX_TEMPFAIL, ""), "exit code")
    checks.true(str(place.data / "outbox") in result.err,
                f"the outbox is not named in {result.err!r}")
    checks.same(terminal.stop(), 0, "exit code after SIGTERM")


# -- other programs ------------------------------------------------------------

def check_separators(checks, glass):
    for name, separator in (("semicolon", ";"), ("tab", "\t")):
        place = make_place(glass, separator=name)
        past = new_past(place)
        day = day_number(local_date(place.offset_min)) - 1
        write_past(past, day, (9,))
        result, files = place.export("--date", iso(day))
        checks.same(result.code, 0, f"{name}: {result}")
        check_bytes(checks, files[0], separator)
        text = files[0].read_bytes()[3:].decode()
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True,
                                   delimiter=separator))
        checks.same(rows, want_rows(past, day), f"{name}: rows")


def sheet_cells(path):
    """The cells of an XLSX as text, row by row."""
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(path) as archive:
        shared = ["".join(t.text or "" for t in item.iter(f"{space}t"))
                  for item in ElementTree.fromstring(
                      archive.read("xl/sharedStrings.xml"))]
        sheet = ElementTree.fromstring(
            archive.read("xl/worksheets/sheet1.xml"))
    for row in sheet.iter(f"{space}row"):
        cells = {}
        for cell in row.iter(f"{space}c"):
            column = "".join(c for c in cell.get("r") if c.isalpha())
            value = cell.find(f"{space}v")
            if cell.find(f"{space}f") is not None:
                raise ValueError(f"a formula in {cell.get('r')}")
            if value is not None:
                text = value.text
                cells[column] = (shared[int(text)] if cell.get("t") == "s"
                                 else text)
        yield cells


def column_name(number):
    return chr(ord("A") + number)  # 20 columns: A to T


def check_libreoffice(checks, past, day):
    """Opened as a clerk would open it: nothing is asked, no column split or
    joined, every Vietnamese letter right."""
    place = past.place
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    if not checks.true(soffice is not None, "LibreOffice is not installed"):
        return
    _, files = place.export("--date", iso(day), to=place.folder / "office")
    out = new_folder()
    done = subprocess.run(
        [soffice, f"-env:UserInstallation=file://{out}/profile", "--headless",
         # Comma, quote, UTF-8: what its dialog proposes on seeing the mark.
         "--infilter=CSV:44,34,76", "--convert-to", "xlsx", "--outdir", str(out), str(files[0])],
        capture_output=True, timeout=180, text=True,
        env={**os.environ, "HOME": str(out)})
    sheets = list(out.glob("*.xlsx"))
    if not checks.same((done.returncode, len(sheets)), (0, 1),
                       f"LibreOffice: {done.stderr}"):
        return
    got = list(sheet_cells(sheets[0]))
    _, rows = read_csv(files[0])
    want = [dict(zip(map(column_name, range(len(COLUMNS))), COLUMNS))]
    for row in rows:
        cells = {column_name(i): row[name] for i, name in enumerate(COLUMNS)}
        # A date cell holds the days since the end of 1899.
        date = COLUMNS.index("date")
        cells[column_name(date)] = str(day_number(row["date"]) + 25569)
        want.append({k: v for k, v in cells.items() if v})
    checks.same(len(got), len(want), "LibreOffice: rows")
    wrong = [pair for pair in zip(got, want) if pair[0] != pair[1]]
    checks.same(wrong[:1], [], f"LibreOffice: {len(wrong)} rows, the first")


def check_many(checks, glass):
    """A hundred thousand answers on one day."""
    place = make_place(glass)
    past = new_past(place)
    day = day_number(local_date(place.offset_min)) - 1
    write_past(past, day, (26500,))
    result, files = place.export("--date", iso(day))
    checks.same(result.code, 0, f"100,000 answers: {result}")
    _, rows = read_csv(files[0])
    checks.true(len(rows) > 100000, f"only {len(rows)} rows")
    checks.true(rows == want_rows(past, day), "100,000 answers: rows")


def check_no_key(checks, past, day):
    """Without the key of its rows' tags nothing is added to a record."""
    place = past.place
    key = place.data / "chain-key"
    away = key.rename(place.folder / "chain-key")
    count = "SELECT count(*) FROM events"
    before = place.database().execute(count).fetchone()[0]
    result, files = place.export("--date", iso(day), to=place.folder / "key")
    checks.true(result.code != 0 and str(key) in result.err and
                "start the terminal first" in result.err,
                f"an export without the key: {result}")
    checks.same(len(files), 1, "the file itself")
    checks.same(place.database().execute(count).fetchone()[0], before,
                "rows, without the key")
    away.rename(key)
    result, files = place.export("--date", iso(day), to=place.folder / "key")
    checks.same((result.code, len(files)), (0, 1), f"with the key: {result}")
    checks.same(place.database().execute(count).fetchone()[0], before + 1,
                "rows, with the key")


def test(checks):
    glass = Glass(800, 480)
    place = make_place(glass)
    past = new_past(place)
    first = day_number(local_date(place.offset_min)) - len(COUNTS)
    write_past(past, first, COUNTS, close=False)
    # The next start closes the days that are over and fills the outbox.
    start_and_stop(place, glass)
    check_pending(checks, past, first)
    check_closed_days(checks, past, first, place.data / "outbox")
    check_spans(checks, past, first)
    check_open_day(checks, past)
    check_stick(checks, past, first)
    check_libreoffice(checks, past, first + 2)
    check_running(checks, place, glass)
    check_config_change(checks, past, first)
    check_no_key(checks, past, first)
    check_separators(checks, glass)
    check_many(checks, glass)
    checks.tried("puts other content under the same")
    checks.tried("export: the files it names are")


main(test)
