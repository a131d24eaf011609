"""A record with a past: days of visits written straight into a database that
the program itself made, in the program's own rows (docs of the table: DESIGN
3). For what a test cannot tap in its lifetime: many days, many answers."""

import calendar
import random
import sqlite3
import time

DAY_MS = 86400 * 1000
COLUMNS = ("seq, boot, boottime_ms, wall_ms, day, kind, visit, item, value, "
           "elapsed_ms, flags, note")


def day_number(date):
    """Days since 1970-01-01 of an ISO date."""
    return calendar.timegm(time.strptime(date, "%Y-%m-%d")) // 86400


def iso(day):
    return time.strftime("%Y-%m-%d", time.gmtime(day * 86400))


class Past:
    """What is written, and what a daily file must say of it."""

    def __init__(self, place, form, version):
        self.place, self.form, self.version = place, form, version
        self.dice = random.Random(4)
        self.seq = 0
        self.rows = []    # not yet written
        self.visits = {}  # day -> [(visit, hour, complete, flags, replies)]
        self.wall = 0

    def load_beginning(self, connection, day):
        """The rows of the first start, as if it had been on that day."""
        rows = connection.execute(
            f"SELECT {COLUMNS} FROM events WHERE kind IN "
            "('start', 'config', 'form') ORDER BY seq").fetchall()
        self.wording = next(r[11] for r in rows if r[5] == "form")[:16]
        self.wall = self.at(day, 7 * 60)
        for row in rows:
            self.add(day, *row[5:])

    def at(self, day, minute):
        """Wall time of a local minute."""
        return day * DAY_MS + (minute - self.place.offset_min) * 60000

    def add(self, day, kind, visit=None, item=None, value=None, elapsed=None,
            flags=None, note=None):
        self.seq += 1
        self.rows.append((self.seq, 1, self.wall - 10**12, self.wall,
                          day, kind, visit, item, value, elapsed, flags, note))

    def visit(self, day, minute, short):
        """Four replies, or fewer before the visitor went away."""
        dice, form = self.dice, self.form
        number = dice.randrange(10**14, 10**15)
        self.wall = max(self.wall + 1, self.at(day, minute))
        hour = (self.wall - self.at(day, 0)) // 3600000
        flags = dice.choice((0, 0, 0, 0, 1, 4, 5, 8))
        self.add(day, "visit", number, form.id, flags=flags,
                 note=self.version)
        replies = []
        count = dice.randint(1, 3) if short else 4
        for question in range(1, count + 1):
            replies.append(self.reply(day, number, question))
        if short:
            self.left(day, number, count + 1, replies)
        self.add(day, "end", number, None, int(not short), flags=2 * short)
        flags |= 2 * short
        self.visits.setdefault(day, []).append(
            (number, hour, int(not short), flags, replies))

    def reply(self, day, number, question):
        dice, item = self.dice, self.form.questions[question - 1]
        lang = dice.choice(("vi", "vi", "en"))
        elapsed = dice.randint(800, 9000) if question > 1 else None
        note = f"{lang} {self.wording}"
        self.wall += 1  # however long it took: many visits, one day
        if dice.random() < 0.1:
            self.add(day, "skip", number, item, None, elapsed, 0, note)
            return question, "skipped", None, lang, elapsed or 0
        level = dice.randint(1, self.form.levels)
        self.add(day, "answer", number, item, level, elapsed, 0, note)
        return question, "answered", level, lang, elapsed or 0

    def left(self, day, number, question, replies):
        item = self.form.questions[question - 1]
        note = f"vi {self.wording}"
        self.add(day, "timeout", number, item, None, 50000, 0, note)
        replies.append((question, "timeout", None, "vi", 50000))

    def close(self, day):
        config = self.place.config
        self.wall = max(self.wall + 1, self.at(day, 15 * 60))
        self.add(day, "close", value=day, note=" ".join([
            config.get("office", "unit_code"),
            config.get("office", "device_id"),
            config.get("export", "separator"), str(self.place.offset_min)]))

    def flush(self, connection):
        marks = ", ".join("?" * 12)
        connection.executemany(
            f"INSERT INTO events({COLUMNS}) VALUES({marks})", self.rows)
        self.rows = []


def write_past(past, first_day, counts, close=True):
    """Writes visits for days in a row: counts[i] of them on first_day + i."""
    path = past.place.data / "bonluon.db"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous=OFF")
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' "
        "AND tbl_name = 'events'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    past.load_beginning(connection, first_day)
    connection.execute("DELETE FROM events")
    for day, count in enumerate(counts, first_day):
        for number in range(count):
            minute = 11 * 60 + number * 239 // max(count, 1)
            past.visit(day, minute, past.dice.random() < 0.1)
        if close:
            past.close(day)
        past.flush(connection)
    for _, sql in triggers:
        connection.execute(sql)
    connection.commit()
    connection.close()
