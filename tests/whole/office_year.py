#!/usr/bin/env python3
"""A year of a real office: its week, the holidays of the sample calendar, half a
day before Tet, a make-up Saturday with hours of its own, an evening, and a
fortnight without power. Which days are closed, when each was open, when the
terminal was ready, which visits bear the flag of the hours and what the report
says of it: all as a table in here has it, which shares nothing with the
program. And what `check` says of calendars, by the time of the year.
"""

import datetime

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
# When somebody comes; each time the terminal is started and ended. There is no
# power from 8 to 21 March.
VISITS = """2027-01-04 09:00, 2027-01-29 12:10, 2027-02-03 10:00,
2027-02-03 14:00, 2027-02-08 09:00, 2027-02-11 08:00, 2027-03-07 09:00,
2027-03-22 07:20, 2027-04-16 10:00, 2027-05-03 09:00, 2027-05-08 10:00,
2027-05-08 14:00, 2027-05-15 10:00, 2027-06-10 19:00, 2027-06-11 19:00,
2027-07-09 09:00, 2027-08-06 11:45, 2027-09-02 09:00, 2027-10-01 17:10,
2027-10-29 09:00, 2027-11-24 16:30""".replace("\n", " ")
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


def after(date):
    return (datetime.date.fromisoformat(date) +
            datetime.timedelta(1)).isoformat()


def dates(first, last):
    while first <= last:
        yield first
        first = after(first)


def office():
    machine = Machine(make_shim(SHIM), UNIT)
    config = machine.place.config
    config.set("timing", longest_rest_days=40)
    config.set("hours", calendar="2027", saturday="", sunday="",
               open=";".join(f"{date} {hours}" for date, hours in OPEN.items()),
               **{day: OFFICE_HOURS for day in
                  ("monday", "tuesday", "wednesday", "thursday", "friday")})
    machine.place.save()
    return machine


def live(machine):
    """The year; date -> [whether each visit came outside the hours]. Who comes
    after closing time, the terminal having run that day, finds it closed and is
    of the next one."""
    came = {}
    for local in VISITS.split(", "):
        date, clock = local.strip().split(" ")
        machine.run(f"{date} {clock}", visits=1)
        minute = int(clock[:2]) * 60 + int(clock[3:])
        hours = opening(date)
        closed = date in came and minute > max(hours, default=1440)
        day = after(date) if closed else date
        came.setdefault(day, []).append(minute not in hours)
    machine.run(f"{after(LAST)} 01:00", visits=0)
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
        checks.same(int(lines(told, "visits")[0][0]), len(came.get(date, [])),
                    f"{date}: visits")


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
    """What is unknown of a year that is near, and what is over."""
    unknown, old = "no holiday of 2028", "of a year that is over"
    for local, said in (("2027-11-30 09:00", set()),
                        ("2027-12-05 09:00", {unknown}),
                        ("2028-01-10 09:00", {unknown, old})):
        result = machine.call(local, "check")
        checks.same(result.code, 0, f"check on {local}: {result}")
        checks.same({part for part in (unknown, old) if part in result.out},
                    said, f"check on {local}: {result.out}")


def check_report(checks, machine, came):
    """Of the record, by days: a share where the office was open, and none
    where it was not; of days off, those on which somebody came."""
    result = machine.call(f"{after(LAST)} 09:00", "report", "--from",
                          min(came), "--to", LAST, "--lang", "en")
    checks.same(result.code, 0, f"report: {result}")
    days = [line.split() for line in result.out.splitlines()
            if line.startswith("  20")]
    told = {words[0]: (int(words[1]), words[-1] != "\N{EN DASH}")
            for words in days}
    checks.same(told, {date: (len(came.get(date, [])), bool(opening(date)))
                       for date in dates(min(came), LAST)
                       if opening(date) or date in came},
                "report: visits, and whether there is a coverage")


def test(checks):
    machine = office()
    came = live(machine)
    check_days(checks, machine, came)
    check_files(checks, machine, came)
    check_report(checks, machine, came)
    check_calendars(checks, machine)


if __name__ == "__main__":
    main(test)
