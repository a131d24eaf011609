#!/usr/bin/env python3
"""The report on four made-up months: text, page and workbook say what an independent
count of the daily files says; from the record they say the same. Files that
are broken are named and left out. The page needs nothing but itself. A whole year
is `make year`'s."""

import math
import re
import shutil
import zipfile
from fractions import Fraction
from xml.etree import ElementTree

import expected
from count import FLAGS, count_files
from glass import Glass
from history import Past, day_number, iso, write_past
from support import (COLUMNS, EX_TEMPFAIL, EX_USAGE, Config, Place, Terminal,
                     local_date, main, new_folder, utc_offset_for)

UNPROVEN, EX_CANTCREAT = 66, 73
PAGE = "{http://www.w3.org/1999/xhtml}"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DAYS = 120
VISITS = 230  # on a weekday: 60,000 a year
RAW, CLEAN = "Tất cả các lượt", "Không kể lượt nghi vấn"
COVERAGE = "Thời gian máy sẵn sàng"


# -- a past --------------------------------------------------------------------

class Office:
    """A terminal with days behind it, and their files."""

    def __init__(self, glass, device, days, visits, lent="5-biet"):
        config = Config()
        offset, minutes = utc_offset_for(12)
        config.set("hours", utc_offset=offset, closed="")
        config.set("office", device_id=device)
        config.set("survey", reasons="yes",
                   **({"rotating": lent} if lent else {}))
        self.place = Place(config)
        self.place.offset_min = minutes
        terminal = Terminal(self.place, glass)
        terminal.ready()
        if terminal.stop() != 0:
            raise RuntimeError(terminal.messages())
        self.write(days, visits, lent)

    def write(self, days, visits, lent):
        past = Past(self.place, expected.Form(), expected.version(),
                    lent=expected.Form(lent) if lent else None, reasons=True)
        past.opens, past.minutes = 7 * 60 + 30, 570
        self.last = day_number(local_date(self.place.offset_min)) - 1
        self.first = self.last - days + 1
        # Closed at the weekend; now and then next to nobody comes.
        counts = [0 if (day + 3) % 7 >= 5 else 3 if day % 50 == 0 else
                  past.dice.randint(visits * 3 // 4, visits * 5 // 4)
                  for day in range(self.first, self.last + 1)]
        past.old_before = self.first + days // 2
        write_past(past, self.first, counts)
        self.folder = self.place.folder / "files"
        done, self.files = self.place.export(
            "--from", iso(self.first), "--to", iso(self.last), to=self.folder)
        if done.code != 0 or len(self.files) != days:
            raise RuntimeError(f"{done}")

    def known(self):
        """What no file of now tells: {visit: (hour, flagged as fast)}."""
        return {str(row["visit"]): (
            (row["wall"] // 60000 + self.place.offset_min) // 60 % 24,
            bool(row["fast"])) for row in self.place.database().execute(
                "SELECT visit, min(wall_ms) AS wall, max(flags & 2) AS fast "
                "FROM events WHERE visit IS NOT NULL GROUP BY visit")}

    def report(self, *args, **more):
        return self.place.call("report", *args, timeout=600, **more)


# -- what is read out of a report ----------------------------------------------

def number(text):
    """A count as it is written in Vietnamese; None for a dash, or for one that
    is not known."""
    return (None if text in ("–", "không rõ") else
            int(text.replace(".", "")))


def tenths(text):
    """A figure, or a percentage, in tenths; None for a dash."""
    return (None if text == "–" else
            int(text.rstrip("%").replace(".", "").replace(",", "")))


def interval(text):
    return (None if text == "–" else
            tuple(tenths(part) for part in text.split(" đến ")))


def score_of(score):
    """Of an independent count, what a report must say."""
    return (score.counts, score.n, score.satisfied(),
            score.satisfied_interval(), score.index(), score.index_interval())


def want_questions(count):
    """By the questions' texts: raw, clean, skipped, left, reasons."""
    return {question.texts["vi"]: (
        score_of(question.raw), score_of(question.clean), question.skipped,
        question.left, sorted(question.reasons.values(), reverse=True))
        for question in count.questions.values()}


def is_weekend(date):
    return (day_number(date) + 3) % 7 >= 5


def want_days(count):
    """Date, visits, complete, flagged, answers, mean."""
    return [(date, day.visits, count.complete[date], count.flagged[date],
             day.answers, day.mean())
            for date, day in sorted(count.days.items())]


def want_hours(count):
    """By hour and weekday: visits and mean, both hidden below five visits."""
    return {(day, hour): (cell.visits, cell.mean())
            for (day, hour), cell in count.week.items() if cell.visits >= 5}


def iso_date(text):
    return "-".join(reversed(text[:10].split("/")))


class Told:
    """The figures of a report, however it was written."""

    def __init__(self):
        self.summary = []    # visits, complete, flagged, answers, days, those
                             # that were open; visits on others, silent
        self.questions = {}  # as want_questions
        self.days = []       # as want_days
        self.hours = {}      # as want_hours
        self.flags = []


def want(count):
    told = Told()
    rest = [day for date, day in count.days.items() if is_weekend(date)]
    told.summary = [count.visits, sum(count.complete.values()),
                    sum(count.flagged.values()), count.answers,
                    len(count.days), len(count.days) - len(rest),
                    *filter(None, [sum(day.visits for day in rest),
                                   count.silent])]
    told.questions = want_questions(count)
    told.days = want_days(count)
    told.hours = want_hours(count)
    told.flags = [None if count.new and name == "fast" else count.flags[name]
                  for name in FLAGS]
    return told


# -- text ----------------------------------------------------------------------

def cells(line):
    return re.split(r"\s{2,}", line.strip())


def figure(text):
    """"83,4% (80,1% đến 86,2%)" """
    match = re.fullmatch(r"(\S+)(?: \((.+)\))?", text)
    return tenths(match[1]), interval(match[2]) if match[2] else None


def sections(text):
    """By their headings, which are underlined."""
    found, name = {}, None
    lines = text.splitlines()
    for i, line in enumerate(lines):
        if i + 1 < len(lines) and line and set(lines[i + 1]) == {"-"}:
            name = line
            found[name] = []
        elif name and set(line) != {"-"}:
            found[name].append(line)
    return found


def asked(heading, text):
    """The text of a question stands below its theme, or for want of one in its
    place."""
    return heading.partition(". ")[2] if text == RAW else text


def text_question(lines):
    """One question: its text, and what is told of it."""
    rows = [cells(line) for line in lines if line.startswith("  ")]
    by_name = {row[0]: row[1:] for row in rows}
    names = [row[0] for row in rows]
    top = next(i for i, row in enumerate(rows) if row == [RAW, CLEAN])
    n = names.index("Số trả lời (n)")
    levels = list(reversed(rows[top + 1:n]))
    scores = []
    for which in (0, 1):
        satisfied = figure(by_name["Tỷ lệ hài lòng"][which])
        index = figure(by_name["Chỉ số"][which])
        scores.append(([number(row[1 + which]) for row in levels],
                       number(rows[n][1 + which]), *satisfied, *index))
    reasons = []
    if "Lý do chưa hài lòng" in names:
        reasons = [number(row[1]) for row in
                   rows[names.index("Lý do chưa hài lòng") + 1:]]
    return asked(lines[0], names[0]), (*scores, number(by_name["Bỏ qua"][0]),
                      number(by_name["Bỏ dở"][0]), reasons)


def text_questions(lines):
    blocks = []
    for line in lines:
        if re.match(r"\d+\. ", line):
            blocks.append([line])
        elif blocks:
            blocks[-1].append(line)
    return dict(map(text_question, blocks))


def hour_tables(tables):
    """Visits and means by (weekday, hour), out of two tables of text cells."""
    found = {}
    for which, rows in enumerate(tables[:2]):
        for row in rows:
            for day, cell in enumerate(row[1:]):
                if cell != "–":
                    key = (day, int(row[0][:2]))
                    found.setdefault(key, [None, None])[which] = (
                        tenths(cell) if which else number(cell))
    return {key: tuple(value) for key, value in found.items()}


def read_text(text):
    told, found = Told(), sections(text)
    told.summary = [number(cells(line)[1]) for line in found["Tóm tắt"]
                    if line]
    told.questions = text_questions(found["Kết quả từng câu hỏi"])
    for line in found["Theo ngày"]:
        row = cells(line)
        if re.match(r"\d\d/", row[0]):
            told.days.append((iso_date(row[0]), *map(number, row[1:5]),
                              tenths(row[5])))
    tables = []
    for line in found["Theo giờ và thứ trong tuần"]:
        row = cells(line)
        if row[0] == "Giờ":
            tables.append([])
        elif re.match(r"\d\d:00", row[0]):
            tables[-1].append(row)
    told.hours = hour_tables(tables)
    told.flags = [number(cells(line)[1]) for line in found["Dấu nghi vấn"]
                  if len(cells(line)) == 2]
    return told


# -- the page ------------------------------------------------------------------

def words(element):
    return "".join(element.itertext()).strip()


def rows_of(table):
    return [[words(cell) for cell in row.iter(PAGE + "td")]
            for row in table.find(PAGE + "tbody")]


def by_class(root, name):
    return [e for e in root.iter() if e.get("class") == name]


def page_question(article):
    scores = []
    counts = rows_of(by_class(article, "levels")[0])
    figures = rows_of(by_class(article, "figures")[0])
    for which in (0, 1):
        row = [number(cell) for cell in counts[which][1:]]
        satisfied, index = figures[which], figures[2 + which]
        scores.append((row[:-1], row[-1], tenths(satisfied[1]),
                       interval(satisfied[2]), tenths(index[1]),
                       interval(index[2])))
    note = words(by_class(article, "note")[0])
    skipped, left = (number(part.split(": ")[1])
                     for part in note.split(" · "))
    reasons = [number(row[1]) for table in by_class(article, "reasons")
               for row in rows_of(table)]
    text = [words(e) for e in by_class(article, "asked")] or [RAW]
    return asked(words(article.find(PAGE + "h3")), text[0]), (
        *scores, skipped, left, reasons)


def read_page(text):
    root, told = ElementTree.fromstring(text), Told()
    told.summary = [number(words(card.find(PAGE + "b")))
                    for card in by_class(root, "card")
                    if COVERAGE not in words(card)]
    told.questions = dict(
        page_question(article) for article in root.iter(PAGE + "article")
        if by_class(article, "levels"))
    for table in by_class(root, "by-day"):
        told.days += [(iso_date(row[0]), *map(number, row[1:5]),
                       tenths(row[5])) for row in rows_of(table)]
    told.hours = hour_tables([rows_of(t) for t in by_class(root, "heat")])
    told.flags = [number(row[1]) for row in
                  rows_of(by_class(root, "flags")[0])]
    return told


def check_page(checks, text):
    """Well-formed, and sufficient to itself."""
    for wanted in ("<!DOCTYPE html>", 'lang="vi"', "@page", "<svg"):
        checks.true(wanted in text, f"the page has no {wanted}")
    bare = text.replace("http://www.w3.org/1999/xhtml", "").replace(
        "http://www.w3.org/2000/svg", "")
    for unwanted in ("http:", "https:", "<script", "javascript", "<link",
                     "<img", "@import", "url(", " src=", " href=", " on"):
        found = re.findall(re.escape(unwanted) + r"[a-z]*=" if
                           unwanted == " on" else re.escape(unwanted), bare)
        checks.same(found, [], f"the page reaches out: {unwanted}")


def check_names(checks, text):
    for name in ("SIPAS", "766/QĐ"):
        checks.true(name not in text, f"something is called {name}")


# -- the workbook --------------------------------------------------------------

class Workbook:
    """Sheets by their names: rows of {column letters: text or number}."""

    def __init__(self, path):
        self.archive = zipfile.ZipFile(path)
        book = ElementTree.fromstring(self.archive.read("xl/workbook.xml"))
        self.names = [sheet.get("name") for sheet in book.iter(SHEET + "sheet")]
        self.shared = []
        if "xl/sharedStrings.xml" in self.archive.namelist():
            self.shared = [
                "".join(t.text or "" for t in item.iter(SHEET + "t"))
                for item in ElementTree.fromstring(
                    self.archive.read("xl/sharedStrings.xml"))]

    def cell(self, cell):
        kind, value = cell.get("t"), cell.find(SHEET + "v")
        if kind == "inlineStr":
            return "".join(t.text or "" for t in cell.iter(SHEET + "t"))
        if value is None:
            return None
        return self.shared[int(value.text)] if kind == "s" else (
            float(value.text))

    def rows(self, name):
        part = f"xl/worksheets/sheet{self.names.index(name) + 1}.xml"
        with self.archive.open(part) as stream:
            for _, row in ElementTree.iterparse(stream):
                if row.tag != SHEET + "row":
                    continue
                found = {}
                for cell in row.iter(SHEET + "c"):
                    letters = cell.get("r").rstrip("0123456789")
                    found[letters] = self.cell(cell)
                yield {k: v for k, v in found.items() if v is not None}
                row.clear()


def column(i):
    return chr(ord("A") + i)


def scaled(value, factor):
    return None if value is None else round(value * factor)


def sheet_score(row):
    def pair(low, high, factor):
        return (None if low not in row else
                (scaled(row[low], factor), scaled(row[high], factor)))
    return ([int(row[column(12 + i)]) for i in range(5)], int(row["C"]),
            scaled(row.get("D"), 1000), pair("E", "F", 1000),
            scaled(row.get("G"), 10), pair("H", "I", 10))


def themes():
    """The text of each question of the forms in use, by its theme."""
    found = {}
    for form in (expected.Form(), expected.Form("5-biet")):
        for i, question in enumerate(form.questions, 1):
            section = form.sections["question:" + question]
            found[section["theme[vi]"]] = form.text(i, "vi")
    return found


def read_workbook(book):
    told, texts = Told(), themes()
    rows = list(book.rows("Tổng hợp"))
    names = [row.get("A") for row in rows]
    start = names.index("Tóm tắt") + 1
    end = next(i for i in range(start, len(rows)) if not rows[i] or
               rows[i]["A"] == COVERAGE)
    told.summary = [int(row["B"]) for row in rows[start:end]]
    scores, counts, reasons = {}, {}, {}
    for row in book.rows("Từng câu"):
        text = texts.get(row.get("A"))
        if text and row.get("B") in (RAW, CLEAN):
            scores.setdefault(text, []).append(sheet_score(row))
            if row["B"] == RAW:
                counts[text] = int(row["J"]), int(row["L"])
        elif text and set(row) == {"A", "B", "C"}:
            reasons.setdefault(text, []).append(int(row["C"]))
    told.questions = {text: (*scores[text], *counts[text],
                             reasons.get(text, [])) for text in scores}
    for row in list(book.rows("Theo ngày"))[1:]:
        told.days.append((iso(int(row["B"]) - 25569),
                          *(int(row[c]) for c in "CDEF"),
                          scaled(row.get("G"), 10)))
    told.hours = sheet_hours(book)
    start = names.index("Dấu nghi vấn") + 1
    told.flags = [number(str(row["B"]).removesuffix(".0"))
                  for row in rows[start:start + 5]]
    return told


def sheet_hours(book):
    found, which = {}, -1
    for row in book.rows("Theo giờ"):
        if row.get("B") == "Thứ 2":
            which += 1
        elif isinstance(row.get("A"), float) and which < 2:
            for day in range(7):
                value = row.get(column(1 + day))
                if isinstance(value, float):
                    found.setdefault((day, int(row["A"])), [None, None])[
                        which] = round(value * (10 if which else 1))
    return {key: tuple(value) for key, value in found.items()}


NUMBERS = """schema_version visit_id visit_complete hour_from hour_to
form_version question_pos answer_value answer_max""".split()


def raw_row(row):
    """A row of a daily file as the cells of the raw sheet."""
    found = {}
    if "hour" in row:
        row = {**row, "hour_from": row["hour"], "hour_to": row["hour"]}
    for i, name in enumerate(COLUMNS):
        if row[name] == "":
            continue
        found[column(i)] = (
            float(day_number(row[name]) + 25569) if name == "date" else
            float(row[name]) if name in NUMBERS else row[name])
    return found


def check_rows(checks, book, count):
    """The raw sheet is the files; the sheet of visits has one row for each."""
    wrong, total = [], 0
    rows = book.rows("Dữ liệu gốc")
    checks.same(next(rows)["N"], "Kết quả", "a head of the raw sheet")
    for total, (got, row) in enumerate(zip(rows, count.rows), 1):
        if got != raw_row(row):
            wrong.append((got, raw_row(row)))
    checks.same(wrong[:1], [], f"{len(wrong)} raw rows, the first")
    checks.same((total, next(rows, None)), (len(count.rows), None),
                "raw rows")
    visits = list(book.rows("Từng lượt"))[1:]
    checks.same(len(visits), count.visits, "rows of visits")
    checks.same(sum(isinstance(v, float) for row in visits
                    for k, v in row.items() if k > "H"), count.answers,
                "answers in the rows of visits")


# -- the checks ----------------------------------------------------------------

def beside_seals(err):
    """What is said on the console but that these days, which a test wrote into
    the record, have no seals (report_files.py has others)."""
    return [line for line in err.splitlines()
            if not line.endswith("it has no seal: nothing vouches for it")
            and "there are more faults than" not in line]


def check_told(checks, got, wanted, what):
    for name in ("summary", "flags", "hours"):
        checks.same(getattr(got, name), getattr(wanted, name),
                    f"{what}: {name}")
    checks.same(sorted(got.questions), sorted(wanted.questions),
                f"{what}: questions")
    for text, figures in wanted.questions.items():
        checks.same(got.questions.get(text), figures, f"{what}: {text}")
    # A day off on which nobody came is counted, not listed.
    told, days = ([day for day in sorted(days)
                   if day[1] > 0 or not is_weekend(day[0])]
                  for days in (got.days, wanted.days))
    wrong = [pair for pair in zip(told, days) if pair[0] != pair[1]]
    checks.same((len(told), wrong[:1]), (len(days), []),
                f"{what}: {len(wrong)} days, the first")


def check_year(checks, office):
    count = count_files(office.files)
    wanted = want(count)
    checks.true(count.visits > 140 * DAYS, f"only {count.visits} visits")
    checks.same([bool(n) for n in wanted.flags], [n != "fast" for n in FLAGS],
                f"a flag is missing: {wanted.flags}")
    text = office.report(office.folder)
    checks.same((text.code, beside_seals(text.err)), (UNPROVEN, []),
                "text: exit code and words")
    check_told(checks, read_text(text.out), wanted, "text")
    check_names(checks, text.out)
    checks.true(max(map(len, text.out.splitlines())) <= 100,
                "a line of the text is too long")
    page = office.place.folder / "year.html"
    done = office.report(office.folder, "--format", "html", "--out", page)
    checks.same((done.code, done.out), (UNPROVEN, ""), f"html: {done}")
    page = page.read_text(encoding="utf-8")
    check_page(checks, page)
    check_names(checks, page)
    check_told(checks, read_page(page), wanted, "html")
    book = office.place.folder / "year.xlsx"
    done = office.report(office.folder, "--format", "xlsx", "--out", book)
    checks.same(done.code, UNPROVEN, f"xlsx: {done}")
    book = Workbook(book)
    check_told(checks, read_workbook(book), wanted, "xlsx")
    check_rows(checks, book, count)
    check_record(checks, office,
                 want(count_files(office.files, office.known())))


def check_record(checks, office, wanted):
    """The same figures out of the record; and coverage, which files lack, in
    the place of what was answered by the hour."""
    def visits(hours):
        return {key: cell[:1] for key, cell in hours.items()
                if cell[0] is not None}
    wanted.hours = visits(wanted.hours)
    span = ("--from", iso(office.first), "--to", iso(office.last))
    text = office.report(*span)
    checks.same(text.code, 0, f"of the record: {text.err}")
    told = read_text(text.out)
    told.hours = visits(told.hours)
    check_told(checks, told, wanted, "of the record")
    checks.true("phút)" in text.out, "no coverage of the record")
    page = office.report(*span, "--format", "html")
    told = read_page(page.out)
    told.hours = visits(told.hours)
    check_told(checks, told, wanted, "of the record, html")
    month = office.report()
    first = "/".join(reversed(iso(office.last - 28).split("-")))
    checks.true(f"Từ ngày {first} đến ngày" in month.out,
                f"the last 30 days: {month.out[:300]}")


def p_value(one, other, level):
    """Fisher's, of both sides, in whole numbers: how many are of a level or
    better. The few against the many is the same as the other way round."""
    one, other = sorted((one, other), key=sum)
    n, all_ = sum(one), sum(one) + sum(other)
    x, good = sum(one[level - 1:]), sum(one[level - 1:]) + sum(other[level - 1:])
    ways = [math.comb(good, k) * math.comb(all_ - good, n - k)
            for k in range(0, n + 1)]
    return min(1, 2 * Fraction(min(sum(ways[:x + 1]), sum(ways[x:])),
                               math.comb(all_, n)))


def differs(one, other, tests):
    """The level at which two terminals differ most, more than by chance."""
    p, level = min((p_value(one, other, level), level)
                   for level in range(2, len(one) + 1))
    return level if p * tests <= Fraction(5, 100) else None


def lower(one, other, level):
    worse = sum(one[level - 1:]) / sum(one) < sum(other[level - 1:]) / sum(other)
    return f"VANTRUONG/QUAY-{1 if worse else 2}"


def check_side_by_side(checks, office, other):
    """Two terminals: each with n, index, interval, and what may be said."""
    counts = [count_files(o.files) for o in (office, other)]
    done = office.report(office.folder, other.folder)
    checks.same(done.code, UNPROVEN, f"two terminals: {done.err}")
    found = sections(done.out)["So sánh các máy"]
    for key, question in counts[0].questions.items():
        rows = [cells(line) for line in found]
        theme = next(t for t, text in themes().items()
                     if text == question.texts["vi"])
        at = rows.index([theme])
        for i, count in enumerate(counts):
            score = count.questions[key].raw
            row = rows[at + 2 + i]
            checks.same((row[0], number(row[1]), tenths(row[2]),
                         interval(row[3]), tenths(row[4])),
                        (f"VANTRUONG/QUAY-{i + 1}", score.n, score.index(),
                         score.index_interval(), score.satisfied()),
                        f"side by side: {theme}")
        scores = [count.questions[key].raw.counts for count in counts]
        level = differs(*scores, tests=4 * len(counts[0].questions))
        said = rows[at + 6 if level else at + 5]
        told = "khó là ngẫu nhiên" in said[-1]
        checks.same((told, said[0] if told else None),
                    (level is not None, level and lower(*scores, level)),
                    f"{theme}: {scores}: {said}")
    checks.tried("a terminal is rated lower, or")


def check_broken(checks, office):
    """A file that is not as it was written is named with its line, and the
    rest is counted."""
    sound = office.files[-10:]
    while sound[0].stat().st_size <= 1000:
        del sound[0]
    folder = new_folder()
    for path in sound:
        shutil.copy(path, folder)
    victim = sound[0].name  # so that no day between two others is missing
    whole = (folder / victim).read_bytes()
    rows = whole.split(b"\r\n")
    for line, what, bytes_ in (
            (1, "it does not begin with the header",
             b"\xef\xbb\xbfx" + whole[3:]),
            (1, "it does not begin with the header", b""),
            (3, "as many fields", b"\r\n".join([*rows[:2], b"1,2", *rows[3:]])),
            (1, "UTF-8", whole[:-40] + b"\xff" + whole[-39:]),
            (len(rows) - 1, "fields", whole[:-12].rpartition(b",")[0])):
        (folder / victim).write_bytes(bytes_)
        done = office.report(folder)
        err = beside_seals(done.err)
        checks.same(done.code, UNPROVEN, f"{what}: {done.err}")
        checks.true(len(err) == 1 and what in err[0] and
                    err[0].startswith(f"{folder}/{victim}:{line}: "),
                    f"{what}: {line}: {done.err!r}")
        checks.true(victim in done.out, f"{what}: the report does not say so")
        told = read_text(done.out)
        left = count_files(f for f in sound if f.name != victim)
        checks.same(told.summary, want(left).summary, f"{what}: the rest")
    (folder / victim).write_bytes(whole)
    checks.same(beside_seals(office.report(folder).err), [], "sound again")


def check_refusals(checks, office):
    place = office.place
    for args, code in (
            (("--format", "pdf"), EX_USAGE),
            (("--format", "xlsx"), EX_USAGE),
            (("--lang", "fr"), EX_USAGE),
            (("--from", iso(office.last), "--to", iso(office.first)),
             EX_USAGE),
            ((office.folder, "--out", place.folder / "no" / "x"),
             EX_CANTCREAT),
            ((office.folder, "--format", "xlsx", "--out",
              place.folder / "no" / "x"), EX_CANTCREAT),
            ((place.folder / "gone",), UNPROVEN)):
        done = office.report(*args)
        checks.same(done.code, code, f"{args}: {done.err}")


def check_running(checks, office, glass):
    terminal = Terminal(office.place, glass)
    terminal.ready()
    outbox = office.place.data / "outbox"
    done = office.report()
    checks.same((done.code, done.out), (EX_TEMPFAIL, ""), "exit code")
    checks.true(f"bonluon report {outbox}" in done.err,
                f"the outbox is not named in {done.err!r}")
    checks.same(beside_seals(office.report(outbox).err), [], "the outbox")
    checks.same(terminal.stop(), 0, "exit code after SIGTERM")


def test(checks):
    glass = Glass(800, 480)
    office = Office(glass, "QUAY-1", DAYS, VISITS)
    other = Office(glass, "QUAY-2", 30, 12)
    check_year(checks, office)
    check_side_by_side(checks, office, other)
    check_broken(checks, other)
    check_refusals(checks, other)
    check_running(checks, other, glass)
    checks.tried("the counts, shares, indexes and intervals")


if __name__ == "__main__":
    main(test)
