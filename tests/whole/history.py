"""A record with a past: days of visits written straight into a database that
the program itself made, in the program's own rows (src/format/row.h). For what
a test cannot tap in its lifetime: many days, many answers."""

import calendar
import random
import shutil
import sqlite3
import time

from expected import Reply

DAY_MS = 86400 * 1000
COLUMNS = ("seq, boot, boottime_ms, wall_ms, day, kind, visit, item, value, "
           "elapsed_ms, flags, note")


def day_number(date):
    """Days since 1970-01-01 of an ISO date."""
    return calendar.timegm(time.strptime(date, "%Y-%m-%d")) // 86400


def iso(day):
    return time.strftime("%Y-%m-%d", time.gmtime(day * 86400))


class Past:
    """What is written, and what a daily file must say of it. A form may lend
    one question a visit, and reasons may follow low answers."""

    opens, minutes = 11 * 60, 239  # when visits begin on a day
    old_before = 0  # days before it are closed as 0.4.0 closed them

    def __init__(self, place, form, version, lent=None, reasons=False):
        self.place, self.form, self.version = place, form, version
        self.lent, self.reasons = lent, reasons
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
        self.wordings = {r[7]: r[11][:16] for r in rows if r[5] == "form"}
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
        """A reply to each question, or fewer before the visitor went away."""
        dice, form = self.dice, self.form
        number = dice.randrange(10**14, 10**15)
        self.wall = max(self.wall + 1, self.at(day, minute))
        hour = (self.wall - self.at(day, 0)) // 3600000
        flags = dice.choice((0, 0, 0, 0, 0, 1, 4, 5, 8, 16))
        self.add(day, "visit", number, form.id, flags=flags,
                 note=self.version)
        sheet = [(form, n + 1) for n in range(len(form.questions))]
        if self.lent:
            sheet.append((self.lent,
                          dice.randint(1, len(self.lent.questions))))
        count = dice.randint(1, len(sheet) - 1) if short else len(sheet)
        replies = [self.reply(day, number, place, sheet[place - 1])
                   for place in range(1, count + 1)]
        if short:
            replies.append(self.left(day, number, count + 1, sheet[count]))
        self.add(day, "end", number, None, int(not short), flags=2 * short)
        flags |= 2 * short
        self.visits.setdefault(day, []).append(
            (number, hour, int(not short), flags, replies))

    def keep(self, day, number, asked, reply):
        """The rows of a reply, and of its reasons in the order of taps."""
        kinds = {"answered": "answer", "skipped": "skip", "timeout": "timeout"}
        form, question = asked
        item = form.questions[question - 1]
        self.add(day, kinds[reply.outcome], number, item, reply.value,
                 reply.most_ms or None, 0,
                 f"{reply.language} {self.wordings[form.id]}")
        for reason in self.dice.sample(sorted(reply.reasons),
                                       len(reply.reasons)):
            self.add(day, "reason", number, item, flags=0, note=reason)

    def new_reply(self, place, asked, outcome, value):
        language = self.dice.choice(("vi", "vi", "en"))
        reply = Reply(place, outcome, value, language)
        reply.lent = asked if asked[0] is self.lent else None
        return reply

    def answer(self, place, asked):
        form, question = asked
        level = self.dice.randint(1, form.levels)
        reply = self.new_reply(place, asked, "answered", level)
        known = form.reasons(question)
        if self.reasons and level <= form.levels // 2:
            reply.reasons = set(self.dice.sample(
                known, self.dice.randint(0, len(known))))
        return reply

    def reply(self, day, number, place, asked):
        dice = self.dice
        self.wall += 1  # however long it took: many visits, one day
        if self.reasons and dice.random() < 0.2:
            # Somebody who comes back, and whose first word counts no more.
            self.keep(day, number, asked, self.answer(place, asked))
        if dice.random() < 0.1:
            reply = self.new_reply(place, asked, "skipped", None)
        else:
            reply = self.answer(place, asked)
        reply.most_ms = dice.randint(800, 9000) if place > 1 else 0
        self.keep(day, number, asked, reply)
        return reply

    def left(self, day, number, place, asked):
        reply = self.new_reply(place, asked, "timeout", None)
        reply.most_ms = 50000
        self.keep(day, number, asked, reply)
        return reply

    def close(self, day):
        config = self.place.config
        self.wall = max(self.wall + 1, self.at(day, self.opens + self.minutes + 1))
        self.add(day, "close", value=day, note=" ".join([
            config.get("office", "unit_code"),
            config.get("office", "device_id"),
            config.get("export", "separator"), str(self.place.offset_min),
            *([] if day < self.old_before else ["2"])]))

    def flush(self, connection):
        marks = ", ".join("?" * 12)
        connection.executemany(
            f"INSERT INTO events({COLUMNS}) VALUES({marks})", self.rows)
        self.rows = []


def write_past(past, first_day, counts, close=True):
    """Writes visits for days in a row: counts[i] of them on first_day + i."""
    path = past.place.data / "bonluon.db"
    # Of a terminal before it had keys and a log: they would be another's.
    shutil.rmtree(past.place.data / "log", ignore_errors=True)
    for name in "chain-key", "sign-key", "allowed_signers":
        (past.place.data / name).unlink(missing_ok=True)
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
            minute = past.opens + number * past.minutes // max(count, 1)
            past.visit(day, minute, past.dice.random() < 0.1)
        if close:
            past.close(day)
        past.flush(connection)
    for _, sql in triggers:
        connection.execute(sql)
    connection.commit()
    connection.close()
