"""What an answer costs on the disk, and what it costs to take ten years of
them out again."""

import atexit
import os
import pathlib
import shutil
import subprocess
import tempfile
import time

import expected
from history import Past, day_number, iso, write_past
from support import (ROOT, SAMPLE, Config, Place, Terminal, environment,
                     new_folder)

def new_folder_in(parent):
    """On the disk that is to be measured; gone in the end."""
    path = pathlib.Path(tempfile.mkdtemp(dir=parent))
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    return path


VISITS_A_DAY = 200  # of four answers: 800 rows
TEN_YEARS, ONE_MONTH = 3650, 30


def measure_commits(tools, folder, count, spacing_ms):
    """Microseconds of a bare overwrite, and of a whole answer."""
    where = folder / "commit"
    where.mkdir()
    done = subprocess.run([str(tools / "commit"), str(where), str(SAMPLE),
                           str(ROOT), str(count), str(spacing_ms)],
                          capture_output=True, text=True, check=True)
    pairs = [line.split() for line in done.stdout.splitlines()]
    return [int(p[0]) for p in pairs], [int(p[1]) for p in pairs]


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


def run(argv, place, out=None):
    """Seconds, and the most memory that it ever had, in MiB."""
    begin = time.monotonic()
    process = subprocess.Popen(argv, env=environment(place.folder),
                               stdin=subprocess.DEVNULL,
                               stdout=out or subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    taken = time.monotonic() - begin
    if status != 0:
        raise RuntimeError(f"{argv}: status {status}")
    return taken, usage.ru_maxrss / 1024


def take_days(place, first, last):
    """An export into an empty folder, as onto a new stick."""
    into = new_folder()
    argv = place.command("export", "--from", iso(first), "--to", iso(last),
                         "--to", into)
    figures = run(argv, place)
    rows = sum(1 for path in into.iterdir()
               for _ in path.open("rb")) - len(list(into.iterdir()))
    shutil.rmtree(into)
    return (*figures, rows)


def take_by_shell(place, where=""):
    """All the answers by `sqlite3 -csv`, the way of everybody."""
    out = new_folder() / "all.csv"
    with out.open("wb") as file:
        figures = run(["sqlite3", "-readonly", "-csv", "-header",
                       str(place.data / "bonluon.db"),
                       "SELECT * FROM events WHERE kind IN ('answer', 'skip', "
                       f"'timeout') {where} ORDER BY seq"], place, file)
        os.fsync(file.fileno())
    out.unlink()
    return figures


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
