#!/usr/bin/env python3
"""`bonluon status` while a terminal runs and when it does not: what the health
line of the panel knows, for a person and for a monitor; exit 0 only when all
is well."""

import json
import shutil

import expected
from glass import Glass
from history import Past, day_number, iso, write_past
from support import (EX_TEMPFAIL, Config, Place, Terminal, local_date, main,
                     poll, utc_offset_for)

EX_UNAVAILABLE = 69
DAYS = 5  # more than may wait until somebody is to see to it
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
            "sunday")
KEYS = """running state exit_status pid version unit_code device_id since day visits
closed_day outbox_files free_bytes pending_days exported_day database_set_aside
database_set_aside_day
rows_lost recovery clock_doubtful clock_voucher enrolled fingerprint sealed_day log_failing first_day
backup_day restarts last_end_day last_end untouched_days touch uploads uploads_waiting upload_tries upload_message
attention""".split()


def make_place(glass, days):
    """A terminal with closed days behind it, which nobody took."""
    config = Config()
    offset, minutes = utc_offset_for(12)
    config.set("hours", utc_offset=offset, closed="",
               **{day: "00:00-24:00" for day in WEEKDAYS})
    place = Place(config)
    enrolled = place.call("enrol")  # else that is to be seen to
    if enrolled.code != 0:
        raise RuntimeError(f"enrol: {enrolled}")
    place.offset_min = minutes
    terminal = Terminal(place, glass)
    terminal.ready()
    terminal.stop()
    past = Past(place, expected.Form(), expected.version())
    place.today = day_number(local_date(minutes))
    write_past(past, place.today - days, [3] * days)
    return place


class Told:
    """Both forms of the answer; they end alike."""

    def __init__(self, checks, place, what):
        plain = place.call("status")
        told = place.call("status", "--json")
        checks.same((plain.code, plain.err, told.err), (told.code, "", ""),
                    what)
        self.code, self.text = told.code, plain.out
        self.json = json.loads(told.out)
        checks.same(list(self.json), KEYS, f"{what}: keys")
        checks.same(self.json["state"] == "ok", told.code == 0,
                    f"{what}: {self}")

    def __getattr__(self, key):
        return self.json[key]

    def __str__(self):
        return f"exit {self.code} and {self.json}"


def check_pending(checks, glass):
    place = make_place(glass, DAYS)
    told = Told(checks, place, "before it runs")
    checks.same((told.code, told.pending_days, told.exported_day,
                 told.attention, told.untouched_days),
                (EX_UNAVAILABLE, DAYS, None, ["export"], None),
                "before it runs: the record tells")
    terminal = Terminal(place, glass)
    terminal.ready()
    told = Told(checks, place, "days wait")
    checks.same((told.code, told.state, told.pending_days, told.attention,
                 told.untouched_days, told.uploads, told.uploads_waiting),
                (EX_TEMPFAIL, "attention", DAYS, ["export"], 0,
                 False, None), "days wait")
    checks.true(f"{DAYS} days; none ever was  (needs attention)" in told.text,
                f"days wait: {told.text}")
    terminal.stop()
    taken = place.call("export", "--pending", "--to", place.folder / "files")
    checks.same(taken.code, 0, str(taken))
    told = Told(checks, place, "taken by a command")
    checks.same((told.pending_days, told.exported_day, told.attention),
                (0, iso(place.today), []), "taken by a command")
    terminal = Terminal(place, glass)
    terminal.ready()
    told = Told(checks, place, "all is well")
    checks.same((told.code, told.state, told.pending_days), (0, "ok", 0),
                "all is well")
    checks.same(terminal.stop(), 0, terminal.messages())


def check_without_record(checks, glass):
    """What cannot be asked is as the terminal left it."""
    place = make_place(glass, DAYS)
    terminal = Terminal(place, glass)
    terminal.ready()
    terminal.stop()
    before = Told(checks, place, "with a record").json
    (place.data / "bonluon.db").rename(place.data / "elsewhere")
    after = Told(checks, place, "without a record").json
    for each in (before, after):
        del each["free_bytes"]
        del each["clock_voucher"]  # of the run that ended, or of none
    checks.same(after, before, "without a record")
    place.config_path.write_text("nonsense\n")
    broken = Told(checks, place, "without a config").json
    checks.same(broken["pending_days"], DAYS, "without a config")


def check_recovered(checks, glass):
    """A damaged database that was set aside is told, with the day."""
    place = make_place(glass, 1)
    broken = bytearray((place.data / "bonluon.db").read_bytes())
    broken[4096:4200] = bytes(104)
    (place.data / "bonluon.db").write_bytes(broken)
    terminal = Terminal(place, glass)
    terminal.ready()
    told = Told(checks, place, "set aside")
    day = iso(place.today)
    checks.same((told.code, told.database_set_aside,
                 told.database_set_aside_day, "database" in told.attention),
                (EX_TEMPFAIL, True, day, True), "set aside")
    checks.true(f"mended on {day}: {told.recovery}  (needs attention)" in
                told.text and "quarantine/1" in told.recovery, told.text)
    terminal.stop()
    checks.tried("No damage to the record was")


def check_without_keys(checks, glass):
    """A database that was copied alone: the chain that it was of has ended."""
    old = make_place(glass, 1)
    terminal = Terminal(old, glass)
    terminal.ready()
    terminal.stop()
    place = Place(old.config)
    place.data.mkdir()
    shutil.copy(old.data / "bonluon.db", place.data)
    terminal = Terminal(place, glass)
    terminal.ready()
    told = Told(checks, place, "without its keys")
    checks.true("without its keys" in terminal.messages() and
                "a new chain" in told.recovery and told.recovery in told.text
                and "database" in told.attention, told.text)
    terminal.stop()
    checks.tried("A new chain of keys began")


def check_uploads(checks, glass):
    place = make_place(glass, 1)
    terminal = Terminal(place, glass)
    poll(lambda: list(place.data.glob("outbox/*.csv")), 20, "the day's file")
    terminal.stop()
    command = place.folder / "upload"
    command.write_text('#!/bin/sh\necho "no \\"way\\" there" >&2\nexit 7\n')
    command.chmod(0o755)
    place.config.set("export", upload_command=command)
    place.save()
    told = Told(checks, place, "nobody uploads")
    checks.same((told.uploads, told.uploads_waiting), (True, 1),
                "a file waits while nothing runs")
    terminal = Terminal(place, glass)
    terminal.ready()
    poll(lambda: json.loads(place.call("status", "--json").out)
         ["upload_tries"] == 1, 20, "the first try")
    told = Told(checks, place, "in vain")
    checks.same((told.code, told.attention, told.uploads_waiting),
                (EX_TEMPFAIL, ["export", "upload"], 1), "in vain")
    checks.true('no "way" there' in (told.upload_message or ""), str(told))
    checks.true('1 file waiting; ' in told.text and
                'no "way" there' in told.text, told.text)
    checks.same(terminal.stop(), 0, terminal.messages())


def check_ended(checks, glass):
    """A start that failed did not end as asked; nor one without a screen."""
    place = make_place(glass, 1)
    terminal = Terminal(place, glass)
    terminal.ready()
    terminal.stop()
    config = place.config_path.read_text()
    for broken, display, status, words in (
            ("nonsense\n", glass.name, 78, "a fault in the config"),
            (config, ":4321", EX_UNAVAILABLE, "there was no screen")):
        place.config_path.write_text(broken)
        refused = place.call("run", display=display)
        told = Told(checks, place, words)
        checks.same((refused.code, told.code, told.state, told.exit_status),
                    (status, EX_UNAVAILABLE, "ended", status), words)
        checks.true(words in told.text, told.text)
    terminal = Terminal(place, glass)
    terminal.ready()
    told = Told(checks, place, "it runs again")
    checks.same((told.state, told.exit_status), ("attention", 0),
                "it runs again")
    refused = place.call("run", display=glass.name)
    checks.same(refused.code, EX_TEMPFAIL, str(refused))
    terminal.stop()
    told = Told(checks, place, "as asked")
    checks.same((told.state, told.exit_status), ("stopped", 0), "as asked")
    checks.tried("status: running, stopped as asked, interrupted")


def test(checks):
    glass = Glass(800, 480)
    check_pending(checks, glass)
    check_without_record(checks, glass)
    check_recovered(checks, glass)
    check_without_keys(checks, glass)
    check_uploads(checks, glass)
    check_ended(checks, glass)


main(test)
