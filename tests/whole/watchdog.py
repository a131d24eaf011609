#!/usr/bin/env python3
"""The terminal as a service: what the service manager hears from one that gets
on, from one whose loop, screen or disk stands still, and what the next run says
of the end. The manager is this test; nothing is slept through: each wait is for
a message or for its absence over more than a period."""

import ctypes
import json
import os
import signal
import socket
import subprocess
from types import SimpleNamespace

from glass import Glass
from support import PATIENCE_S, ROOT, Place, Terminal, main, poll

PERIOD_S = 1.0
SCREEN = "the screen does not show what was painted"
DISK = "the disk does not answer"

PTRACE_DETACH, PTRACE_SEIZE, PTRACE_INTERRUPT = 17, 0x4206, 0x4207
WALL = 0x40000000


class Manager:
    """What systemd is to its services, as far as these can tell."""

    def __init__(self, folder):
        self.run = folder / "run"
        self.run.mkdir(exist_ok=True)
        path = folder / "notify"
        path.unlink(missing_ok=True)
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(str(path))
        self.env = {"NOTIFY_SOCKET": str(path),
                    "WATCHDOG_USEC": str(int(PERIOD_S * 1e6)),
                    "RUNTIME_DIRECTORY": str(self.run)}

    def hear(self, seconds):
        """The next message; None when there is none in that time."""
        self.socket.settimeout(seconds)
        try:
            return self.socket.recv(4096).decode()
        except socket.timeout:
            return None

    def drain(self):
        while self.hear(0.001):
            pass

    def fed(self):
        return self.hear(2 * PERIOD_S) == "WATCHDOG=1"

    def starved(self, status=None):
        """Nothing but a status in the time in which it should be fed; the one
        that was on its way does not count."""
        self.drain()
        heard = []
        while (message := self.hear(1.5 * PERIOD_S)) is not None:
            heard.append(message)
            if heard.count("WATCHDOG=1") > 1:
                return False
        return status is None or f"STATUS={status}" in heard

    def tell_end(self, result, code, status):
        """As bonluon.service's ExecStopPost does."""
        subprocess.run([ROOT / "packaging/kiosk/usr/lib/bonluon/ended"],
                       check=True, env={"PATH": os.environ["PATH"],
                                        "RUNTIME_DIRECTORY": str(self.run),
                                        "SERVICE_RESULT": result,
                                        "EXIT_CODE": code,
                                        "EXIT_STATUS": status})


class Held:
    """All threads of a process but that of the glass, stopped."""

    def __init__(self, pid):
        self.libc = ctypes.CDLL(None, use_errno=True)
        self.threads = [int(name) for name in os.listdir(f"/proc/{pid}/task")
                        if int(name) != pid]

    def ptrace(self, request, thread):
        if self.libc.ptrace(request, thread, None, None) != 0:
            raise OSError(ctypes.get_errno(), "ptrace")

    def __enter__(self):
        for thread in self.threads:
            self.ptrace(PTRACE_SEIZE, thread)
            self.ptrace(PTRACE_INTERRUPT, thread)
            os.waitpid(thread, WALL)

    def __exit__(self, *_):
        for thread in self.threads:
            try:
                self.ptrace(PTRACE_DETACH, thread)
            except ProcessLookupError:
                # It was ended meanwhile; its process cannot be waited for
                # before whoever traced it has seen that.
                try:
                    os.waitpid(thread, WALL)
                except ChildProcessError:
                    pass


def start(place, glass, manager):
    manager.drain()  # of a run before
    terminal = Terminal(place, glass, more_env=manager.env)
    terminal.ready()
    first = manager.hear(PATIENCE_S)
    if first != "READY=1":
        raise RuntimeError(f"heard {first!r} first: {terminal.messages()}")
    return terminal


def check_fed(checks, glass):
    place = Place()
    manager = Manager(place.folder)
    terminal = start(place, glass, manager)
    checks.true(all(manager.fed() for _ in range(4)), "it is not fed")
    checks.same(terminal.stop(), 0, "asked to end")
    last = None
    while (message := manager.hear(0.001)) is not None:
        checks.true(message != "READY=1", "ready twice")
        last = message
    checks.same(last, "STOPPING=1", "the last word")


def check_loop(checks, glass):
    place = Place()
    manager = Manager(place.folder)
    terminal = start(place, glass, manager)
    terminal.process.send_signal(signal.SIGSTOP)
    checks.true(manager.starved(), "a stopped loop is fed")
    terminal.process.send_signal(signal.SIGCONT)
    checks.same(manager.hear(2 * PERIOD_S), "WATCHDOG=1", "it goes on")
    terminal.kill()


def check_screen(checks, glass):
    """Another window over ours: every present goes well, and nobody sees it."""
    place = Place()
    manager = Manager(place.folder)
    terminal = start(place, glass, manager)
    other = Terminal(Place(), SimpleNamespace(
        width=640, height=400, name=glass.name, terminals=[],
        free=lambda: None))
    other.ready()
    checks.true(manager.starved(SCREEN), f"{SCREEN}, and it is fed")
    poll(lambda: SCREEN in terminal.messages(), PATIENCE_S, "the log says so")
    checks.same((manager.run / "last-word").read_text(), "screen", "last word")
    other.stop()
    checks.true(poll(manager.fed, PATIENCE_S, "the screen is ours again"),
                "fed")
    terminal.kill()


def check_disk(checks, glass):
    place = Place()
    manager = Manager(place.folder)
    terminal = start(place, glass, manager)
    with Held(terminal.process.pid):
        checks.true(manager.starved(DISK), f"{DISK}, and it is fed")
        checks.true(DISK in terminal.messages(), terminal.messages())
        checks.same((manager.run / "last-word").read_text(), "disk",
                    "last word")
    checks.true(poll(manager.fed, PATIENCE_S, "the disk answers again"), "fed")
    terminal.kill()


def status_of(place):
    return json.loads(place.call("status", "--json").out)


def check_end(checks, glass):
    """The run after says how this one ended: in the log, in its record, and to
    who asks for its status."""
    place = Place()
    manager = Manager(place.folder)
    terminal = start(place, glass, manager)
    with Held(terminal.process.pid):
        checks.true(manager.starved(DISK), "a disk that stands still")
        terminal.process.send_signal(signal.SIGABRT)
    terminal.process.wait()
    manager.tell_end("watchdog", "killed", "ABRT")
    terminal = start(place, glass, manager)
    told = "watchdog: the disk did not answer"
    checks.true(told in terminal.messages(), terminal.messages())
    status = status_of(place)
    checks.same((status["restarts"], status["last_end"],
                 status["last_end_day"]), (1, told, status["day"]), "status")
    checks.true(f"Restarts       1 that nobody asked for, the last on "
                f"{status['day']}: {told}\n" in place.call("status").out,
                "status for a person")
    rows = place.database().execute(
        "SELECT note FROM events WHERE kind = 'seen'").fetchall()
    checks.same([row["note"] for row in rows], [told], "the record")
    terminal.stop()
    manager.tell_end("success", "exited", "0")
    terminal = start(place, glass, manager)
    checks.same(status_of(place)["restarts"], 1, "after an end as asked")
    terminal.stop()


def test(checks):
    glass = Glass()
    check_fed(checks, glass)
    check_loop(checks, glass)
    check_screen(checks, glass)
    check_disk(checks, glass)
    check_end(checks, glass)


if __name__ == "__main__":
    main(test)
