"""What an answer costs on the disk, and what it costs to take ten years of
them out again."""

import atexit
import os
import pathlib
import shutil
import subprocess
import tempfile
import threading
import time

import expected
from history import Past, day_number, iso, write_past
from support import ROOT, SAMPLE, Config, Place, Terminal, environment

def new_folder_in(parent):
    """On the disk that is to be measured; gone in the end."""
    path = pathlib.Path(tempfile.mkdtemp(dir=parent))
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    return path


VISITS_A_DAY = 200  # of four answers: 800 rows
TEN_YEARS, ONE_MONTH = 3650, 30


def measure_commits(tools, folder, count, spacing_ms):
    """Microseconds of a bare overwrite, of a whole answer, of the same without
    tags, and of the tags alone."""
    where = folder / "commit"
    where.mkdir()
    done = subprocess.run([str(tools / "commit"), str(where), str(SAMPLE),
                           str(ROOT), str(count), str(spacing_ms)],
                          capture_output=True, text=True, check=True)
    lines = [line.split() for line in done.stdout.splitlines()]
    return [[float(value) for value in column] for column in zip(*lines)]


def make_past(name, folder, days, glass):
    """A terminal that has stood there for so many days, all of them closed.
    Kept between runs: making ten years takes a minute."""
    place = Place(Config(), folder / name)
    place.offset_min = 7 * 60
    place.first = day_number("2016-01-01")
    place.days = days
    if not (place.data / "whole").exists():
        shutil.rmtree(place.data, ignore_errors=True)
        terminal = Terminal(place, glass)
        terminal.ready()
        terminal.stop()
        past = Past(place, expected.Form(), expected.version())
        past.visits = Forgetful()
        write_past(past, place.first, [VISITS_A_DAY] * days)
        (place.data / "whole").touch()
    return place


class Forgetful(dict):
    """A past too long to be remembered in memory."""

    def setdefault(self, key, default=None):
        return default


class Cost:
    """Seconds on the clock, seconds of the processor, and the most memory
    that it ever had, in MiB."""

    def __init__(self, wall, usage, memory):
        self.wall = wall
        self.processor = usage.ru_utime + usage.ru_stime
        self.memory = memory


def watch_memory(pid, peak):
    """Its own high-water mark; what wait4 tells is that of the process that
    was forked to start it."""
    try:
        while True:
            for line in pathlib.Path(f"/proc/{pid}/status").open():
                if line.startswith("VmHWM:"):
                    peak[0] = int(line.split()[1]) / 1024
            time.sleep(0.005)
    except OSError:
        pass


def run(argv, place, out=None):
    peak = [0]
    begin = time.monotonic()
    process = subprocess.Popen(argv, env=environment(place.folder),
                               stdin=subprocess.DEVNULL,
                               stdout=out or subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    watcher = threading.Thread(target=watch_memory, args=(process.pid, peak))
    watcher.start()
    _, status, usage = os.wait4(process.pid, 0)
    taken = time.monotonic() - begin
    watcher.join()
    if status != 0:
        raise RuntimeError(f"{argv}: status {status}")
    return Cost(taken, usage, peak[0])


def take_days(place, first, last):
    """An export into an empty folder, as onto a new stick."""
    into = new_folder_in(place.data)
    argv = place.command("export", "--from", iso(first), "--to", iso(last),
                         "--to", into)
    cost = run(argv, place)
    cost.rows = sum(path.read_bytes().count(b"\n") - 1
                    for path in into.iterdir())
    cost.bare = write_bare(into) if last > first else 0
    shutil.rmtree(into)
    return cost


def write_bare(folder):
    """Seconds to write the same files anew in the same safe way and nothing
    else: write, sync, rename, sync the folder."""
    contents = [(path.name, path.read_bytes()) for path in folder.iterdir()]
    target = new_folder_in(folder.parent)
    parent = os.open(target, os.O_RDONLY)
    begin = time.monotonic()
    for name, content in contents:
        file = os.open(target / "part", os.O_WRONLY | os.O_CREAT, 0o644)
        os.write(file, content)
        os.fsync(file)
        os.close(file)
        os.rename(target / "part", target / name)
        os.fsync(parent)
    taken = time.monotonic() - begin
    os.close(parent)
    shutil.rmtree(target)
    return taken


def take_by_shell(place, where=""):
    """All the answers by `sqlite3 -csv`, the way of everybody."""
    out = new_folder_in(place.data) / "all.csv"
    with out.open("wb") as file:
        cost = run(["sqlite3", "-readonly", "-csv", "-header",
                       str(place.data / "bonluon.db"),
                       "SELECT * FROM events WHERE kind IN ('answer', 'skip', "
                       f"'timeout') {where} ORDER BY seq"], place, file)
        os.fsync(file.fileno())
    out.unlink()
    return cost


def measure_verify(tools, folder, count):
    """A million rows: how many, and the seconds with the first key and
    without it. The record is kept between runs."""
    runs = []
    for _ in range(count):
        done = subprocess.run([str(tools / "verify"), str(folder / "million"),
                               "1000000"], capture_output=True, text=True,
                              check=True)
        runs.append([float(word) for word in done.stdout.split()])
    return runs


def measure_rebuild(tools, folder, count):
    """The same million rows without their database: how many, and the
    milliseconds until a visitor is thanked and until the record is there.
    Comes after measure_verify, which makes them."""
    rows = folder / "rebuilt"
    if not (rows / "log").exists():
        shutil.rmtree(rows, ignore_errors=True)
        shutil.copytree(folder / "million", rows)
    runs = []
    for _ in range(count):
        done = subprocess.run([str(tools / "rebuild"), str(rows), str(SAMPLE),
                               str(ROOT)], capture_output=True, text=True,
                              check=True)
        runs.append([float(word) for word in done.stdout.split()])
    return runs


def measure_panel(tools, folder, count):
    """Microseconds until the panel of a terminal with ten years (which
    measure_exports has made) has its figures, and when it is opened again."""
    done = subprocess.run([str(tools / "panel"),
                           str(folder / "ten-years"), str(SAMPLE), str(ROOT),
                           str(count)],
                          capture_output=True, text=True, check=True)
    lines = [line.split() for line in done.stdout.splitlines()]
    return [[float(value) for value in column] for column in zip(*lines)]


def measure_exports(folder, glass, repeats):
    """Ten years whole, and one day out of ten years and out of a month."""
    years = make_past("ten-years", folder, TEN_YEARS, glass)
    month = make_past("one-month", folder, ONE_MONTH, glass)
    found = {"all": [], "shell": [], "years": [], "month": [], "day": []}
    for _ in range(3):
        found["all"].append(take_days(years, years.first,
                                      years.first + TEN_YEARS - 1))
        found["shell"].append(take_by_shell(years))
    for turn in range(repeats):
        day = years.first + 2000 + turn
        found["years"].append(take_days(years, day, day))
        day = month.first + turn % ONE_MONTH
        found["month"].append(take_days(month, day, day))
        number = years.first + 2000 + turn
        found["day"].append(take_by_shell(years, f"AND day = {number}"))
    return found
