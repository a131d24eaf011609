#!/usr/bin/env python3
"""bonluon pin: asked on a terminal, twice and without echo, or taken from
standard input; what is refused; and what it leaves on the disk, while the
terminal runs or not."""

import fcntl
import os
import pty
import re
import select
import signal
import stat
import subprocess
import termios
import time

from glass import Glass
from support import PATIENCE_S, Place, Terminal, environment, main

EX_DATAERR, EX_CANTCREAT = 65, 73
NO_PIN = ("", "73918", "7391822", "73918a", " 739182", "７39182",
          "739182\rx", "739182\r\r")
WEAK = ("000000", "121212", "123456", "890123", "654321", "123123", "311285",
        "851231", "198547", "204793")
PIN, OTHER = "739182", "508264"


def set_by_input(place, text, **more):
    return place.call("pin", input=text.encode(), **more)


def check_set(checks, place, result, what):
    """Says where, and nothing else; leaves a file for nobody else."""
    path = place.data / "pin"
    checks.same((result.code, result.out, result.err),
                (0, f"{path}: the PIN is set\n", ""), what)
    checks.same(stat.S_IMODE(path.stat().st_mode), 0o600, f"{what}: mode")
    checks.true("$argon2id$" in path.read_text(), f"{what}: no Argon2id")
    for file in place.data.iterdir():
        if file.is_file():
            checks.true(PIN.encode() not in file.read_bytes(),
                        f"{what}: the PIN itself stands in {file}")


# -- from standard input ------------------------------------------------------

def check_input(checks):
    place = Place()
    place.data.mkdir()
    before = None
    for ending in ("\n", "", "\r\n"):
        result = set_by_input(place, PIN + ending, umask=0)
        check_set(checks, place, result, f"ended by {ending!r}")
        now = (place.data / "pin").read_text()
        checks.true(now != before, "the same hash twice")
        before = now
    checks.same([f.name for f in place.data.iterdir()], ["pin"], "all files")


def check_refusals(checks):
    place = Place()
    for pin in NO_PIN + WEAK:
        result = set_by_input(place, pin + "\n")
        checks.same((result.code, result.out), (EX_DATAERR, ""), repr(pin))
        checks.same(result.err.count("\n"), 1, f"{pin!r}: {result.err!r}")
        checks.true(pin not in result.err or not pin,
                    f"{pin!r} is repeated: {result.err!r}")
    checks.true(not place.data.exists(), "a refused PIN left files")
    for more in ("\n", "second line\n", PIN + "\n", "\n\n"):
        result = set_by_input(place, PIN + "\n" + more)
        checks.same((result.code, result.out), (EX_DATAERR, ""), repr(more))
        checks.true("more follows the first line" in result.err, result.err)
    kinds = {set_by_input(place, pin).err for pin in
             ("1", "777777", "123456", "123123", "311285")}
    checks.same(len(kinds), 5, f"each kind has its reason: {kinds}")


def check_disks(checks):
    place = Place()
    place.data.write_text("a file where the folder should be")
    result = set_by_input(place, PIN)
    checks.same(result.code, EX_CANTCREAT, f"no folder ({result.err!r})")
    place = Place()
    (place.data / "pin").mkdir(parents=True)
    result = set_by_input(place, PIN)
    checks.same(result.code, EX_CANTCREAT, f"cannot replace ({result.err!r})")
    checks.true(str(place.data / "pin") in result.err, result.err)
    checks.same([f.name for f in place.data.iterdir()], ["pin"], "left behind")


def check_owner(checks):
    """Set by root, it is readable to the user whose folder it lies in."""
    if os.geteuid() != 0:
        print("not tested: another owner (this is not root)")
        return
    place = Place()
    place.data.mkdir()
    os.chown(place.data, 12345, 12346)
    check_set(checks, place, set_by_input(place, PIN), "by root")
    found = (place.data / "pin").stat()
    checks.same((found.st_uid, found.st_gid), (12345, 12346), "owner")


# -- on a terminal ------------------------------------------------------------

class Console:
    """bonluon pin with a pseudo-terminal for its terminal."""

    def __init__(self, place):
        self.shown = ""
        self.ours, self.theirs = pty.openpty()
        self.echo_before = self.echo()
        self.process = subprocess.Popen(
            place.command("pin"), stdin=self.theirs, stdout=self.theirs,
            stderr=self.theirs, env=environment(place.folder),
            cwd=place.folder, start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))

    def echo(self):
        return bool(termios.tcgetattr(self.theirs)[3] & termios.ECHO)

    def read(self, seconds):
        if select.select([self.ours], [], [], seconds)[0]:
            self.shown += os.read(self.ours, 4096).decode()
            return True
        return False

    def wait_for(self, pattern, times=1, seconds=PATIENCE_S):
        deadline = time.monotonic() + seconds
        while len(re.findall(pattern, self.shown)) < times:
            if time.monotonic() > deadline:
                raise TimeoutError(f"no {pattern!r} in {self.shown!r}")
            self.read(0.1)

    def type(self, text):
        os.write(self.ours, text.encode())

    def ended(self):
        """Its end: the exit code, all that was shown, is the echo back?"""
        code = self.process.wait(10)
        while self.read(0):
            pass
        return code, self.shown, self.echo()

    def close(self):
        os.close(self.ours)
        os.close(self.theirs)


def talk(checks, place, *lines):
    """Answers one question after the other; gives back exit code and words."""
    console = Console(place)
    for i, line in enumerate(lines):
        console.wait_for("PIN[^:\n]*: ", i + 1)
        checks.true(not console.echo(), f"echo at question {i + 1}")
        console.type(line + "\n")
    code, shown, echo = console.ended()
    checks.same((console.echo_before, echo), (True, True), f"{lines}: echo")
    for line in lines:
        checks.true(not line or line not in shown, f"{line} shown: {shown!r}")
    checks.same(len(re.findall("PIN[^:\n]*: ", shown)), len(lines),
                f"questions in {shown!r}")
    console.close()
    return code, shown


def check_terminal(checks):
    place = Place()
    code, shown = talk(checks, place, PIN, PIN)
    checks.same(code, 0, shown)
    checks.true(shown.endswith(f"{place.data}/pin: the PIN is set\r\n"), shown)
    first = (place.data / "pin").read_text()
    code, shown = talk(checks, place, PIN, OTHER)
    checks.same(code, EX_DATAERR, f"do not agree: {shown!r}")
    for weak in ("123456", "12", ""):
        code, shown = talk(checks, place, weak)
        checks.same(code, EX_DATAERR, f"{weak!r}: {shown!r}")
    checks.same((place.data / "pin").read_text(), first, "refused, and kept")


def check_interrupted(checks):
    """However it ends, what is typed next is shown again."""
    place = Place()
    for end, number in (("\x03", signal.SIGINT), ("\x1c", signal.SIGQUIT),
                        (None, signal.SIGTERM), (None, signal.SIGHUP)):
        for first in (None, PIN):
            console = Console(place)
            console.wait_for("PIN[^:\n]*: ")
            if first:
                console.type(first + "\n")
                console.wait_for("PIN[^:\n]*: ", 2)
            console.type("73")
            if end:
                console.type(end)
            else:
                console.process.send_signal(number)
            code, shown, echo = console.ended()
            checks.same((code, echo), (-number, True), f"{number}: {shown!r}")
            checks.true("73" not in shown, f"{number}: {shown!r}")
            console.close()
    checks.true(not place.data.exists(), "it set something")


# -- while the terminal runs --------------------------------------------------

def check_while_running(checks):
    place = Place()
    terminal = Terminal(place, Glass(800, 480))
    terminal.ready()
    check_set(checks, place, set_by_input(place, PIN), "while it runs")
    before = (place.data / "pin").read_text()
    check_set(checks, place, set_by_input(place, OTHER), "and again")
    checks.true((place.data / "pin").read_text() != before, "not replaced")
    checks.true(terminal.running(), "the terminal ended")
    checks.same(terminal.stop(), 0, terminal.messages())


def test(checks):
    check_input(checks)
    check_refusals(checks)
    check_disks(checks)
    check_owner(checks)
    check_terminal(checks)
    check_interrupted(checks)
    check_while_running(checks)


main(test)
