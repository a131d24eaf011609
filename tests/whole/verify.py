#!/usr/bin/env python3
"""bonluon verify, on what a real terminal left behind after two days at the
glass: all is well, with the first key and without; a slip with the sqlite3
shell, an edited file, another terminal's signature, a witness who saw another
record, each is named; and how it ends when it cannot look at all."""

import os
import pty
import re
import shutil
import sqlite3
import subprocess

from enrol import KEY
from glass import Glass, Screens
from support import environment, main, make_shim, new_folder
from trust import DAY_S, SHIM, make_place, start, visit

WELL, USAGE, WRONG, NO_FILE, LATER = 0, 64, 65, 66, 75
UNPROVEN = 66
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def code_of(tag):
    bits = int.from_bytes(tag[:9], "big")
    return "".join(LETTERS[bits >> 67 - 5 * i & 31] for i in range(13))


class Case:
    """A copy of all that the terminal has, to be tampered with."""

    def __init__(self, place, first):
        self.place = place
        self.first = first
        self.data = new_folder() / "data"
        shutil.copytree(place.data, self.data)

    def sql(self, *statements):
        database = sqlite3.connect(self.data / "bonluon.db")
        with database:
            for statement in statements:
                database.execute(statement)
        database.close()

    def file(self, ending):
        return next(p for p in (self.data / "outbox").iterdir()
                    if p.name.endswith(ending))

    def verify(self, *args, path="", key=True):
        more = ("--first-key", "-") if key else ()
        return self.place.call("verify", self.data / path, *more, *args,
                               "--lang", "en",
                               input=self.first.encode() if key else b"")


def two_days(checks, place, glass, shim):
    """A visit yesterday, two today; gives back the first key's line."""
    enrolled = place.call("enrol")
    checks.same(enrolled.code, 0, f"enrol: {enrolled}")
    terminal = start(place, glass, shim, -DAY_S)
    screens = Screens(place, glass)
    visit(screens)
    screens.wait("question:1", "vi")
    checks.same(terminal.stop(), 0, terminal.messages())
    terminal = start(place, glass, shim, 0)
    for _ in range(2):
        screens.wait("question:1", "vi")
        visit(screens)
    screens.wait("question:1", "vi")
    busy = place.call("verify", place.data)
    checks.same(busy.code, LATER, f"while it runs: {busy}")
    checks.true("outbox" in busy.err, f"where the closed days lie: {busy}")
    checks.same(terminal.stop(), 0, terminal.messages())
    return KEY.search(enrolled.out)[0]


def check_well(checks, place, first):
    for key, code, said in ((True, WELL, "AS IT WAS: "),
                            (False, UNPROVEN, "NOT PROVEN: ")):
        case = Case(place, first)
        result = case.verify(key=key)
        checks.same(result.code, code, f"all is well, key {key}: {result}")
        checks.true(result.out.splitlines()[-1].startswith(said),
                    f"the last line, key {key}: {result}")
    checks.same(case.verify(path="outbox", key=False).code, WELL, "the outbox")
    before = {p: p.read_bytes() for p in case.data.rglob("*") if p.is_file()}
    case.verify()
    after = {p: p.read_bytes() for p in case.data.rglob("*") if p.is_file()}
    checks.true(before == after, "to look changes nothing")
    vi = place.call("verify", case.data, "--lang", "vi")
    checks.true(vi.code == UNPROVEN and "niêm phong" in vi.out.lower(),
                f"it speaks Vietnamese: {vi}")


def check_wrong(checks, place, first):
    def expect(what, said, *args, code=WRONG, **more):
        result = case.verify(*args, **more)
        checks.same(result.code, code, f"{what}: {result}")
        checks.true(re.search(said, result.out), f"{what}: {said} in {result}")

    case = Case(place, first)
    case.sql("DROP TRIGGER events_no_update")
    expect("a trigger", r"bonluon\.db: .*trigger events_no_update is missing")
    case.sql("UPDATE events SET value = 5 WHERE kind = 'answer' AND seq = "
             "(SELECT min(seq) FROM events WHERE kind = 'answer')")
    seq = sqlite3.connect(case.data / "bonluon.db").execute(
        "SELECT min(seq) FROM events WHERE kind = 'answer'").fetchone()[0]
    expect("an answer", rf"bonluon\.db: row {seq}: ")
    expect("an answer, without the key", r"bonluon\.db: \d{4}-\d\d-\d\d: ",
           key=False)

    case = Case(place, first)
    csv = case.file(".csv")
    csv.write_bytes(csv.read_bytes().replace(b"answered", b"skipped", 1))
    expect("a file", rf"{re.escape(csv.name)}: ", path="outbox", key=False)
    case = Case(place, first)
    case.file(".seal").unlink()
    expect("no seal", r"\.csv: not proven: .*seal", path="outbox", key=False,
           code=UNPROVEN)
    case = Case(place, first)
    stranger = new_folder()
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f",
                    stranger / "key"], check=True)
    case.file(".seal.sig").unlink()
    subprocess.run(["ssh-keygen", "-q", "-Y", "sign", "-f", stranger / "key",
                    "-n", "bonluon", case.file(".seal")], check=True,
                   capture_output=True)
    expect("a stranger's signature", r"\.seal.*sign", path="outbox", key=False)


def check_witness(checks, place, first):
    case = Case(place, first)
    rows = sqlite3.connect(case.data / "bonluon.db").execute(
        "SELECT tag, date(day * 86400, 'unixepoch') FROM events"
        " WHERE kind = 'end' ORDER BY seq").fetchall()
    for tag, date in rows:
        code = code_of(tag)
        typed = f"{code[:4]}-{code[4:8]}-{code[8:]}".lower()
        result = case.verify("--witness", date, typed)
        checks.same(result.code, WELL, f"what was seen: {typed} {result}")
    result = case.verify("--witness", rows[0][1], "ZZZZ-ZZZZ-ZZZZ0")
    checks.same(result.code, WRONG, f"what nobody saw: {result}")
    checks.true(f"witness: {rows[0][1]}: " in result.out, f"named: {result}")


def check_refusals(checks, place):
    for args, code in (((), USAGE), ((place.folder / "nothing",), NO_FILE),
                       ((place.data, "--witness", "2026-11-23", "what"), USAGE),
                       ((place.data, "--witness", "today", "K7QM2XRD9F4TB"), USAGE),
                       ((place.data, "--signers", "/nowhere"), NO_FILE)):
        result = place.call("verify", *args)
        checks.same(result.code, code, f"verify {args}: {result}")
        checks.same(len(result.err.splitlines()), 1, f"one line: {result}")


def check_quiet(checks, place):
    """What takes less than a second needs no bar, on a terminal either."""
    master, slave = pty.openpty()
    done = subprocess.run(place.command("verify", place.data), stderr=slave,
                          stdout=subprocess.DEVNULL, timeout=60,
                          env=environment(place.folder))
    os.close(slave)
    try:
        said = os.read(master, 4096)
    except OSError:
        said = b""
    os.close(master)
    checks.same((done.returncode, said), (UNPROVEN, b""), "no bar")


def test(checks):
    glass = Glass(1280, 800)
    place = make_place()
    first = two_days(checks, place, glass, make_shim(SHIM))
    check_well(checks, place, first)
    check_wrong(checks, place, first)
    check_witness(checks, place, first)
    check_refusals(checks, place)
    check_quiet(checks, place)


if __name__ == "__main__":
    main(test)
