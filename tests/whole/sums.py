#!/usr/bin/env python3
"""The sums of days that the terminal keeps, against what is counted anew from
the daily files: every flag and outcome, a second form, reasons, answers that
were taken back, days without a visit, power cuts; in a database that an
earlier program, which kept no sums, left behind."""

import sqlite3

import expected
from counts import FLAGS, Counts, ready_minutes, runs
from glass import Glass
from history import Past, day_number, iso, write_past
from support import (Config, Place, Terminal, local_date, main, poll,
                     read_csv, utc_offset_for)

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
            "sunday")
OPEN_HOURS = range(11, 15)
VISITS = (40, 0, 3, 120, 1, 0, 77)  # on the days before today


def make_place():
    config = Config()
    offset, minutes = utc_offset_for(12)
    config.set("hours", utc_offset=offset, closed="",
               **{day: "11:00-15:00" for day in WEEKDAYS})
    config.set("survey", rotating="5-biet", reasons="yes")
    place = Place(config)
    place.offset_min = minutes
    return place


def run_once(place, glass, end):
    terminal = Terminal(place, glass)
    terminal.ready()
    end(terminal)


def write_history(place):
    """As a program without sums wrote it."""
    past = Past(place, expected.Form(), expected.version(),
                lent=expected.Form("5-biet"), reasons=True)
    today = day_number(local_date(place.offset_min))
    past.old_before = today  # files that tell the hour of each visit
    write_past(past, today - len(VISITS), VISITS)
    connection = sqlite3.connect(place.data / "bonluon.db")
    connection.execute("DROP TABLE sums")
    connection.commit()
    connection.close()
    return today - len(VISITS)


def parse(text):
    """A kept sum by the words that begin its lines."""
    lines = [line.split(" ") for line in text.splitlines()]
    return {word: [line[1:] for line in lines if line[0] == word]
            for word in {line[0] for line in lines}}


def read_questions(text):
    """(form, id, levels) -> skipped, left, raw, clean, reasons"""
    found, form, last = {}, None, None
    for line in text.splitlines():
        words = line.split(" ")
        if words[0] == "form":
            form = words[1]
        elif words[0] == "question":
            levels = int(words[2])
            counts = [int(w) for w in words[5:]]
            last = found[form, words[1], levels] = [
                int(words[3]), int(words[4]), counts[:levels],
                counts[levels:], {}]
        elif words[0] == "reason":
            last[4][words[1]] = int(words[2])
    return found


def check_counts(checks, what, text, counts):
    kept = parse(text)
    visits, complete, blank, clean = map(int, kept["visits"][0])
    checks.same([visits, complete + blank, clean],
                [counts.visits, counts.complete, counts.clean],
                f"{what}: visits, complete, clean")
    checks.same([int(n) for n in kept["flags"][0]],
                [counts.flags[f] for f in FLAGS], f"{what}: flags")
    checks.same(kept["lost"], [["0"]], f"{what}: nothing lost")
    checks.same(read_questions(text),
                {key: [q.skipped, q.left, q.raw, q.clean, q.reasons]
                 for key, q in counts.questions.items()},
                f"{what}: questions")


def check_hours(checks, what, text, counts, covered):
    kept = {int(h[0]): [int(n) for n in h[1:]]
            for h in parse(text).get("hour", [])}
    want = {hour: [*counts.hours.get(hour, [0, 0, 0]),
                   *covered.get(hour, [0, 0])]
            for hour in {*counts.hours, *covered}}
    checks.same(kept, want, f"{what}: hours")


def check_day(checks, place, day, text, spans):
    result, files = place.export("--date", iso(day))
    checks.same(result.code, 0, f"{iso(day)}: {result}")
    counts = Counts()
    for row in read_csv(files[0])[1]:
        counts.take(row)
    start_ms = (day * 1440 - place.offset_min) * 60000
    covered = {hour: [60, ready_minutes(spans, start_ms, range(
        hour * 60, hour * 60 + 60))] for hour in OPEN_HOURS}
    checks.same(text.splitlines()[1], f"day {day}", f"{iso(day)}: day")
    check_counts(checks, iso(day), text, counts)
    check_hours(checks, iso(day), text, counts, covered)
    return counts


def kept_sums(place):
    return {row["day"]: row["text"] for row in
            place.database().execute("SELECT day, text FROM sums")}


def wait_and_kill(terminal):
    """The power goes when the late sums are there."""
    def all_there():
        try:
            return len(kept_sums(terminal.place)) == len(VISITS)
        except sqlite3.Error:
            return False  # copied while it was being written
    poll(all_there, 20, "late sums")
    terminal.kill()


def test(checks):
    place = make_place()
    glass = Glass(800, 480)
    run_once(place, glass, Terminal.stop)
    first = write_history(place)
    run_once(place, glass, wait_and_kill)
    run_once(place, glass, Terminal.kill)
    run_once(place, glass, Terminal.stop)
    spans = runs(place.database())
    checks.same(len(spans), 4, "runs in the record")
    sums = kept_sums(place)
    checks.same(sorted(sums), list(range(first, first + len(VISITS))),
                "days with a sum")
    counted = [check_day(checks, place, day, text, spans)
               for day, text in sorted(sums.items())]
    checks.same([c.visits for c in counted], list(VISITS), "visits by day")
    missing = {f for f in FLAGS if not any(c.flags[f] for c in counted)}
    checks.same(missing, set(), "flags that the history does not have")
    checks.tried("taps happy faces in a row")
    checks.tried("the figures, each with its n")


main(test)
