"""What a visitor feels: from a tap to the pixel, from the start to the first
question, and what the program needs meanwhile. The program and the GTK 3
comparator are measured in turn, on the same X server, by the same hand."""

import os
import pathlib
import re
import sqlite3
import subprocess
import time

from glass import Glass, Screens
from support import ROOT, Config, Place, Terminal, environment, new_folder
from watchdog import Manager

WIDTH, HEIGHT = 1920, 1080
ADVANCE_MS, THANKS_MS = 60, 60
PACE_S = 0.1  # a finger is down that long, and comes again after twice that
REST_S = 20
UNIT = ROOT / "packaging/kiosk/usr/lib/systemd/system/bonluon.service"


class Hand:
    """The C helper that taps and looks."""

    def __init__(self, tool, glass, folder):
        self.log = folder / "programs.log"
        self.glass = glass
        self.process = subprocess.Popen(
            [str(tool), str(glass.frame_path)], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True,
            env=environment(folder, glass.name))

    def do(self, *words):
        print(*words, file=self.process.stdin, flush=True)
        return [int(word) for word in self.process.stdout.readline().split()]

    def watch(self, box):
        self.do("watch", *box)

    def start(self, argv):
        """Process, and microseconds until the saved picture is there."""
        return self.do("start", "\t".join([str(self.log), *argv]))

    def away(self):
        """The pointer where it touches nothing."""
        self.glass.hand("mousemove", 1, 1)


class Ours:
    name = "bonluon"

    def __init__(self, folder, glass):
        self.place = Place(Config().set(
            "timing", settle_ms=0, advance_ms=ADVANCE_MS, thanks_ms=THANKS_MS,
            cooldown_ms=0), folder / "data")
        screens = Screens(self.place, glass)
        face = screens.find("answer:4", "question:1", "vi")
        self.point = face.middle()
        self.faces = (0, self.point[1], WIDTH, 2)
        x, y, w, h = screens.keys["question:1", "vi"].box()
        self.words = (x + w // 2 - 200, y, 400, h)
        self.argv = self.place.command("run", "--windowed",
                                       f"{WIDTH}x{HEIGHT}")

    def advance(self, milliseconds):
        """How long a chosen face stays before the screen changes."""
        self.place.config.set("timing", advance_ms=milliseconds)
        self.place.save()

    def fresh(self):
        """An empty record for the next start."""
        self.place.data = new_folder() / "data"
        self.argv[-1] = str(self.place.data)

    def kept(self):
        return self.place.database().execute(
            "SELECT count(*) FROM events WHERE kind = 'answer'").fetchone()[0]


class Gtk:
    name = "GTK 3"

    def __init__(self, folder, tool):
        self.tool = tool
        self.point = (WIDTH * 7 // 10, HEIGHT * 55 // 100)
        self.faces = (0, self.point[1], WIDTH, 2)
        self.words = (WIDTH // 2 - 200, 140, 400, 120)
        self.fresh()

    def advance(self, milliseconds):
        """Its thanks wait for the disk alone."""

    def fresh(self):
        self.database = new_folder() / "answers.db"
        self.argv = [str(self.tool), f"{WIDTH}x{HEIGHT}", str(self.database),
                     str(ADVANCE_MS), str(THANKS_MS)]

    def kept(self):
        return sqlite3.connect(self.database).execute(
            "SELECT count(*) FROM answers").fetchone()[0]


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def proportional_kib(pid):
    for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").open():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


def switches(pid):
    """How often any of its threads has gone to sleep so far."""
    return sum(int(line.split()[1])
               for task in pathlib.Path(f"/proc/{pid}/task").iterdir()
               for line in (task / "status").open()
               if line.startswith("voluntary_ctxt"))


def wakeups(pid, seconds):
    before = switches(pid)
    time.sleep(seconds)
    return (switches(pid) - before) / seconds


def measure_watched(folder, glass):
    """Wake-ups a second of the program and of the X server while the watchdog
    of the unit has the picture proven, over three of its periods."""
    period = int(re.search(r"^WatchdogSec=(\d+)$", UNIT.read_text(),
                           re.M).group(1))
    place = Place(Config().set("screen", clock="no"), folder / "rest-watched")
    manager = Manager(new_folder())
    terminal = Terminal(place, None, more_env={
        **manager.env, "WATCHDOG_USEC": str(period * 10**6),
        "DISPLAY": glass.name, "SDL_VIDEODRIVER": "x11"})
    terminal.ready()
    time.sleep(2)
    manager.drain()
    pids = terminal.process.pid, glass.server.pid
    before = [switches(pid) for pid in pids]
    end = time.monotonic() + 3 * period
    while (left := end - time.monotonic()) > 0:
        manager.hear(left)
    found = [(switches(pid) - count) / (3 * period)
             for pid, count in zip(pids, before)]
    terminal.stop()
    return dict(zip(("under the unit's watchdog", "the same, the X server"),
                    found))


def measure_rest(folder, glass):
    """Wake-ups a second of the program in its three ways to be alone, and of
    what the watchdog costs."""
    found = {}
    weekdays = ("monday", "tuesday", "wednesday", "thursday", "friday",
                "saturday", "sunday")
    for name, dim_ms, hours in (("bright", 120000, "00:00-24:00"),
                                ("dim", 500, "00:00-24:00"),
                                ("asleep", 500, "")):
        config = Config().set("timing", dim_ms=dim_ms)
        config.set("hours", closed="", **{day: hours for day in weekdays})
        terminal = Terminal(Place(config, folder / f"rest-{name}"), glass)
        terminal.ready()
        time.sleep(2)
        found[name] = wakeups(terminal.process.pid, REST_S)
        terminal.stop()
    return {**found, **measure_watched(folder, glass)}


def drop_caches():
    """Only root of a real machine may; else there is no cold start."""
    try:
        os.sync()
        pathlib.Path("/proc/sys/vm/drop_caches").write_text("3\n")
        return True
    except OSError:
        return False


def start_up(hand, program):
    """Starts it unmeasured, and waits until nothing moves any more."""
    hand.away()
    hand.watch(program.faces)
    hand.do("save")  # an empty screen: there at once
    pid = hand.start(program.argv)[0]
    time.sleep(1.5)
    return pid


def end(pid, number=15):
    os.kill(pid, number)
    while os.path.exists(f"/proc/{pid}"):
        time.sleep(0.01)
    time.sleep(0.2)


def tap_visit(hand, program, found):
    """Four answers; times of each press, each release, and of the thanks,
    for which the words of the screen are watched instead of the faces."""
    for place in range(4):
        time.sleep(2 * PACE_S)
        hand.watch(program.faces)
        found["press"] += hand.do("press", *program.point)
        time.sleep(PACE_S)
        if place == 3:
            hand.watch(program.words)
        found["thanks" if place == 3 else "release"] += hand.do("release")
    time.sleep(4 * PACE_S)


def tap_visits(hand, program, visits, found):
    """First as visitors see it, then without the pause in which a chosen
    face is shown, which would hide how soon the thanks come."""
    rest = {key: [] for key in found}
    program.advance(0)
    pid = start_up(hand, program)
    for _ in range(visits):
        tap_visit(hand, program, rest)
    found["thanks"] += rest["thanks"]
    end(pid)
    program.advance(ADVANCE_MS)
    pid = start_up(hand, program)
    for _ in range(visits):
        tap_visit(hand, program, {**found, "thanks": []})
    return pid


def measure_taps(hand, programs, rounds, visits):
    """Rounds in turn; every program is started anew in each."""
    found = {p.name: {"press": [], "release": [], "thanks": [], "pss": [],
                      "wake": []} for p in programs}
    for _ in range(rounds):
        for program in programs:
            pid = tap_visits(hand, program, visits, found[program.name])
            hand.away()
            time.sleep(1)
            found[program.name]["pss"].append(proportional_kib(pid) / 1024)
            found[program.name]["wake"].append(wakeups(pid, 5))
            end(pid)
    return found


def measure_starts(hand, programs, count):
    """Milliseconds to the first question, warm and (as root) cold."""
    found = {p.name: {"warm": [], "cold": []} for p in programs}
    for how in ("warm", "cold"):
        for _ in range(count if how == "warm" else max(3, count // 3)):
            for program in programs:
                learn(hand, program)
                if how == "cold" and not drop_caches():
                    return found
                pid, taken = hand.start(program.argv)
                found[program.name][how].append(taken / 1000)
                end(pid)
    return found


def learn(hand, program):
    """Remembers what the first question looks like."""
    pid = start_up(hand, program)
    hand.watch(program.faces)
    hand.do("save")
    end(pid)


def measure_kills(hand, programs):
    """Answers on the disk, of twenty, when the power goes with the thanks."""
    kept = {}
    for program in programs:
        program.fresh()
        pid = start_up(hand, program)
        for _ in range(4):
            tap_visit(hand, program, {"press": [], "release": [],
                                      "thanks": []})
        for place in range(4):
            time.sleep(2 * PACE_S)
            hand.do("press", *program.point)
            if place == 3:
                hand.watch(program.words)
            hand.do("release")
        end(pid, 9)
        kept[program.name] = program.kept()
    return kept


def measure(tools, folder, rounds, visits, starts):
    glass = Glass(WIDTH, HEIGHT)
    hand = Hand(tools / "tap", glass, folder)
    programs = [Ours(folder, glass), Gtk(folder, tools / "gtk_screen")]
    return (measure_taps(hand, programs, rounds, visits),
            measure_starts(hand, programs, starts),
            measure_kills(hand, programs),
            measure_rest(folder, glass))
