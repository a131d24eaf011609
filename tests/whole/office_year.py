#!/usr/bin/env python3
"""A year of a real office: its week, the holidays of the sample calendar, half a
day before Tet, a make-up Saturday with hours of its own, an evening, and a
fortnight without power. Which days are closed, when each was open, when the
terminal was ready, which visits bear the flag of the hours and what the report
says of it: all as a table in here has it, which shares nothing with the
program. And what `check` says of calendars, by the time of the year.
"""

import datetime
import re

import verifier
from history import day_number
from moving import SHIM, Machine
from support import main, make_shim, read_csv

UNIT = "van-truong/quay-1"
OFFICE_HOURS = "07:30-11:30 13:30-17:00"
OPEN = {"2027-02-03": "07:30-11:30",              # half a day before Tet
        "2027-05-08": "08:00-11:00",              # a make-up Saturday
        "2027-06-10": "07:30-11:30 13:30-20:00"}  # an evening
# By the sample, config/calendar/2027.ini.
CLOSED = [("2027-01-01", "2027-01-01"), ("2027-02-04", "2027-02-10"),
          ("2027-04-16", "2027-04-16"), ("2027-04-30", "2027-05-01"),
          ("2027-05-03", "2027-05-03"), ("2027-09-02", "2027-09-03")]
DARK = ("2027-03-08", "2027-03-21")
# When somebody comes; each time the terminal is started and ended.
VISITS = """2027-01-04 09:00, 2027-01-15 12:10, 2027-01-29 16:30,
2027-02-03 10:00, 2027-02-03 14:00, 2027-02-08 09:00, 2027-02-11 08:00,
2027-02-25 07:20, 2027-03-07 09:00, 2027-03-22 10:00, 2027-04-05 09:00,
2027-04-16 10:00, 2027-04-29 13:30, 2027-05-03 09:00, 2027-05-08 10:00,
2027-05-08 14:00, 2027-05-15 10:00, 2027-05-29 09:00, 2027-06-10 19:00,
2027-06-11 19:00, 2027-06-25 15:00, 2027-07-09 09:00, 2027-07-23 09:00,
2027-08-06 11:45, 2027-08-20 09:00, 2027-09-02 09:00, 2027-09-15 10:00,
2027-09-29 09:00, 2027-10-13 17:10, 2027-10-27 09:00, 2027-11-10 09:00,
2027-11-24 09:00, 2027-12-08 09:00, 2027-12-22 16:00""".replace("\n", " ")
LAST = "2027-12-31"


def minutes(hours):
    """When the office is open: a minute of the day each."""
    found = set()
    for span in hours.split():
        begin, end = [int(clock[:2]) * 60 + int(clock[3:])
                      for clock in span.split("-")]
        found |= set(range(begin, end))
    return found


def opening(date):
    if date in OPEN:
        return minutes(OPEN[date])
    weekend = datetime.date.fromisoformat(date).weekday() >= 5
    closed = any(begin <= date <= end for begin, end in CLOSED)
    return set() if weekend or closed else minutes(OFFICE_HOURS)


def dates(first, last):
    day, end = map(datetime.date.fromisoformat, (first, last))
    while day <= end:
        yield day.isoformat()
        day += datetime.timedelta(1)


def office():
    machine = Machine(make_shim(SHIM), UNIT)
    config = machine.place.config
    config.set("hours", calendar="2027", saturday="", sunday="",
               open=";".join(f"{date} {hours}" for date, hours in OPEN.items()),
               **{day: OFFICE_HOURS for day in
                  ("monday", "tuesday", "wednesday", "thursday", "friday")})
    machine.place.save()
    return machine


def live(machine):
    """The year; date -> [whether each visit came outside the hours]."""
    came = {}
    for local in VISITS.split(", "):
        date, clock = local.strip().split(" ")
        machine.run(f"{date} {clock}", visits=1)
        minute = int(clock[:2]) * 60 + int(clock[3:])
        came.setdefault(date, []).append(minute not in opening(date))
    machine.run(f"{LAST} 23:00", visits=0)
    return came


def kept_sums(machine):
    """day -> [the words of each line]"""
    rows = machine.place.database().execute("SELECT day, text FROM sums")
    return {row["day"]: [line.split(" ") for line in row["text"].splitlines()]
            for row in rows}


def lines(told, word):
    return [words[1:] for words in told if words[0] == word]


def check_days(checks, machine, came):
    """Each day is closed, and once; its totals know when it was open."""
    first = min(came)
    kept = kept_sums(machine)
    wanted = list(dates(first, LAST))
    checks.same(sorted(kept), [day_number(date) for date in wanted], "days")
    shares = [0, 0]
    for date in wanted:
        told = kept[day_number(date)]
        spans = lines(told, "open")[0]
        span = " ".join(spans) if spans != ["none"] else ""
        checks.same(minutes(span), opening(date), f"{date}: open")
        hours = lines(told, "hour")
        ready = sum(int(hour[-1]) for hour in hours)
        checks.same(sum(int(hour[-2]) for hour in hours), len(opening(date)),
                    f"{date}: minutes")
        checks.true(ready <= 2 and (ready == 0 or date in came),
                    f"{date}: ready for {ready} minutes")
        shares = [shares[0] + len(opening(date)), shares[1] + ready]
        checks.same(int(lines(told, "visits")[0][0]), len(came.get(date, [])),
                    f"{date}: visits")
    return shares


def check_files(checks, machine, came):
    """A file for each day, and the flag where the office was closed."""
    files = sorted(machine.outbox.glob("*.csv"))
    flagged = {}
    for path in files:
        rows = read_csv(path)[1]
        visits = {row["visit_id"]: "hours" in row["flags"].split(";")
                  for row in rows}
        if visits:
            flagged[rows[0]["date"]] = sorted(visits.values())
        checks.same({row["flags"] for row in rows if "clock" in row["flags"]},
                    set(), f"{path.name}: no doubt")
    checks.same(flagged, {date: sorted(marks) for date, marks in came.items()},
                "flags of the hours")
    checks.same(verifier.check_path(machine.outbox, machine.signers, None), [],
                "the second verifier")
    result = machine.verify(machine.outbox)
    checks.same(result.code, 0, f"verify: {result}")


def check_calendars(checks, machine):
    for local, said in (("2027-11-30 09:00", ()),
                        ("2027-12-05 09:00", ("no holiday of 2028",)),
                        ("2028-01-10 09:00", ("no holiday of 2028",
                                              "of a year before 2028"))):
        result = machine.call(local, "check", "--lang", "en")
        checks.same(result.code, 0, f"check on {local}: {result}")
        notes = [line for line in result.out.splitlines() if "note: " in line]
        checks.same(len(notes), len(said), f"notes on {local}: {notes}")
        for part in said:
            checks.true(any(part in note for note in notes),
                        f"{part!r} on {local}: {notes}")


def test(checks):
    machine = office()
    came = live(machine)
    shares = check_days(checks, machine, came)
    check_files(checks, machine, came)
    check_calendars(checks, machine)
    result = machine.call("2028-01-01 09:00", "report", "--from", min(came),
                          "--to", LAST, "--lang", "en")
    print(result.out[:6000], shares)
    checks.same(result.code, 0, f"report: {result}")


if __name__ == "__main__":
    main(test)
