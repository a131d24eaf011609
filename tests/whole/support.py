"""What every test of the built program stands on: checks that count, folders
that vanish, a config to change, the program itself, and waiting for a
condition instead of for a time.

The program is build/bonluon of this tree, or what BONLUON names.
"""

import atexit
import csv
import functools
import io
import json
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import wave

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("BONLUON", str(ROOT / "build" / "bonluon"))
SAMPLE = ROOT / "config" / "bonluon.ini"
LANGUAGES = ("vi", "en")

# sysexits.h, as far as the terminal uses it.
EX_USAGE, EX_IOERR, EX_TEMPFAIL, EX_CONFIG = 64, 74, 75, 78

# A command behind this meets the modes of files, as everybody but root does. It
# is no other user: one might not be let into the folder that this tree lies in.
HELD_BY_MODES = (
    ["setpriv", "--bounding-set=-dac_override,-dac_read_search",
     "--inh-caps=-dac_override,-dac_read_search"]
    if os.geteuid() == 0 else [])

# A shell that runs something beside it, as by `make test &`, has it pass over
# these two; the program shall not inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGQUIT, signal.SIG_DFL)


# Messages are English, whatever the language of the one who runs the test.
for variable in ("LC_ALL", "LANGUAGE"):
    os.environ.pop(variable, None)
os.environ["LC_MESSAGES"] = "C"

# No promise is waited for with less: this ends only what hangs, and a disk of
# which much is asked may take ten seconds to keep one visit.
PATIENCE_S = 60


class Checks:
    """Counts what held, and prints what did not."""

    def __init__(self):
        self.passed = 0
        self.failed = 0

    def true(self, condition, what):
        if condition:
            self.passed += 1
        else:
            self.failed += 1
            print("FAILED: " + what, flush=True)
        return bool(condition)

    def same(self, got, want, what):
        return self.true(got == want, f"{what}: got {got!r}, want {want!r}")

    def within(self, got, low, high, what):
        return self.true(low <= got <= high,
                         f"{what}: got {got!r}, want {low!r} to {high!r}")

    def tried(self, claim):
        """A claim of docs/threats.md or docs/claims.md, by the beginning of its
        words there, of which nothing failed (tests/check_threats.sh)."""
        if not self.failed:
            print(f"tried: {claim}", flush=True)

    def finish(self):
        """The last line, and the end."""
        print(f"{self.passed} passed, {self.failed} failed", flush=True)
        sys.exit(1 if self.failed or not self.passed else 0)


def poll(condition, seconds, what, every=0.005):
    """Waits for a condition and gives back its (true) value. `what` is a text,
    or what makes one when it was in vain."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            told = what() if callable(what) else what
            raise TimeoutError(f"waited {seconds} s in vain: {told}")
        time.sleep(every)


def new_folder():
    """A temporary folder that is gone when the test ends."""
    path = pathlib.Path(tempfile.mkdtemp(prefix="bonluon-whole-"))
    # A test run as root starts programs as somebody else, too.
    path.chmod(0o755)
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    return path


def make_shim(code):
    """A library that takes the place of some function of the system's, for
    one program (LD_PRELOAD)."""
    folder = new_folder()
    source, shim = folder / "shim.c", folder / "shim.so"
    source.write_text(code)
    subprocess.run(["cc", "-shared", "-fPIC", "-o", shim, source, "-ldl"],
                   check=True)
    return shim


# All clocks are a day ahead.
TOMORROW = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>
int clock_gettime(clockid_t which, struct timespec *now)
{
    int (*real)(clockid_t, struct timespec *) = dlsym(RTLD_NEXT,
                                                      "clock_gettime");
    int result = real(which, now);
    now->tv_sec += 86400;
    return result;
}
"""


# Of an office with a network: so a picture is the same on every machine.
SYNCHRONISED = """
#include <sys/timex.h>
#include <time.h>
int adjtimex(struct timex *out)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    *out = (struct timex){.time.tv_sec = now.tv_sec};
    return TIME_OK;
}
"""


@functools.cache
def synchronised():
    """The kernel says that its clock is right."""
    return {"LD_PRELOAD": str(make_shim(SYNCHRONISED))}


class Config:
    """The sample config, changed by key; the rest of it stays as it is."""

    def __init__(self, source=SAMPLE):
        self.lines = source.read_text(encoding="utf-8-sig").splitlines()
        if source == SAMPLE:
            # So that a picture is the same at any minute.
            self.set("screen", clock="no")

    def _section(self, name):
        """First line after the header, and the line after the section."""
        begin = None
        for i, line in enumerate(self.lines):
            if not line.startswith("["):
                continue
            header = re.fullmatch(r"\[(.+)\]\s*", line)
            if header and begin is not None:
                return begin, i
            if header and header[1] == name:
                begin = i + 1
        if begin is None:
            self.lines.append(f"[{name}]")
            begin = len(self.lines)
        return begin, len(self.lines)

    def _find(self, section, key):
        begin, end = self._section(section)
        for i in range(begin, end):
            if self.lines[i].partition("=")[0].strip() == key:
                return i
        return None

    def get(self, section, key):
        at = self._find(section, key)
        return None if at is None else (
            self.lines[at].partition("=")[2].strip())

    def set(self, section, **values):
        for key, value in values.items():
            at = self._find(section, key)
            if at is None:
                begin = self._section(section)[0]
                self.lines.insert(begin, f"{key}={value}")
            else:
                self.lines[at] = f"{key}={value}"
        return self

    def drop(self, section, key):
        del self.lines[self._find(section, key)]
        return self

    def line(self, section, key):
        """As the config check counts: from 1."""
        return self._find(section, key) + 1

    def write(self, path):
        pathlib.Path(path).write_text("\n".join(self.lines) + "\n",
                                      encoding="utf-8")
        return path


JOIN = "\u00a0"  # a blank at which no line ends; a plain one in every file


def read_form(name="4-luon"):
    """A form file, as {section: {key: text}}; texts as they are kept."""
    path = ROOT / "config" / "forms" / f"{name}.ini"
    sections, keys = {}, {}
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        header = re.fullmatch(r"\[(.+)\]\s*", line)
        if header:
            keys = sections.setdefault(header[1], {})
        elif "=" in line and not line.startswith("#"):
            key, _, value = line.partition("=")
            keys[key.strip()] = value.strip().replace(JOIN, " ")
    return sections


def form_of(config):
    """The name of the form in force: of those planned, the latest that has
    begun; these tests plan none for a date near today."""
    planned = [(key.strip().partition(":")[2], name.strip())
               for key, _, name in (line.partition("=")
                                    for line in config.lines)
               if key.startswith("from:")]
    today = time.strftime("%Y-%m-%d", time.gmtime())
    begun = [name for date, name in sorted(planned) if date <= today]
    return begun[-1] if begun else config.get("survey", "form")


def questions_in(config):
    """How many a visit has."""
    form = read_form(form_of(config))
    asked = sum(name.startswith("question:") for name in form)
    return asked + bool(config.get("survey", "rotating"))


def write_wav(path, seconds, level, rate=16000):
    """A recording of one unchanging sample, to be known again by."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(level.to_bytes(2, "little") * int(seconds * rate))


def utc_offset_for(hour):
    """An offset that makes it that hour, in its first half, in the config's
    local time: no test comes near midnight, whenever it runs."""
    now = time.gmtime()
    minutes = hour * 60 - (now.tm_hour * 60 + now.tm_min)
    minutes = -(-minutes // 30) * 30
    if minutes < -12 * 60:
        minutes += 24 * 60
    elif minutes > 14 * 60:
        minutes -= 24 * 60
    sign = "-" if minutes < 0 else "+"
    text = f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
    return text, minutes


def local_date(offset_min, days=0):
    now = time.gmtime(time.time() + offset_min * 60 + days * 86400)
    return time.strftime("%Y-%m-%d", now)


def environment(home, display=None):
    """Nothing of the one who runs the test reaches the program."""
    kept = {k: v for k, v in os.environ.items()
            if not k.startswith(("XDG_", "SDL_")) and
            k not in ("DISPLAY", "WAYLAND_DISPLAY", "JOURNAL_STREAM",
                      "NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID",
                      "RUNTIME_DIRECTORY", "BONLUON_STEWARD", "BONLUON_INPUT")}
    kept.update(HOME=str(home), SDL_AUDIODRIVER="dummy")
    if display:
        kept.update(DISPLAY=display, SDL_VIDEODRIVER="x11")
    return kept


class Result:
    """How a command ended and what it said."""

    def __init__(self, done):
        self.code = done.returncode
        self.out = done.stdout.decode("utf-8", "replace")
        self.err = done.stderr.decode("utf-8", "replace")

    def __str__(self):
        return f"exit {self.code}, said {self.out!r} and {self.err!r}"


class Place:
    """One terminal's world: a config, a data directory, a home."""

    def __init__(self, config=None, data=None):
        self.folder = new_folder()
        self.config = config or Config()
        self.config_path = self.folder / "bonluon.ini"
        self.data = pathlib.Path(data) if data else self.folder / "data"
        self.save()

    def save(self):
        self.config.write(self.config_path)

    def command(self, *args, before=(), data=True):
        line = [*before, PROGRAM, *map(str, args)]
        line += ["--config", str(self.config_path)]
        if data:
            line += ["--data-dir", str(self.data)]
        return line

    def call(self, *args, before=(), timeout=60, display=None, **more):
        done = subprocess.run(self.command(*args, before=before),
                              capture_output=True, timeout=timeout,
                              env=environment(self.folder, display),
                              cwd=self.folder, **more)
        return Result(done)

    def export(self, *args, to=None):
        """Exports, and gives back the result and the files it named."""
        if to is not None:
            args = (*args, "--into", to)
        result = self.call("export", *args)
        names = [line for line in result.out.splitlines() if line]
        return result, [pathlib.Path(self.folder, n) for n in names]

    def whole_day(self):
        """Today's file as it will be when the day is over, out of a copy of
        the record: the provisional one holds a part of it."""
        result, files = self.export(to=new_folder())
        if result.code != 0 or not files[-1].name.endswith("_tam.csv"):
            return result, files
        date = files[-1].name.split("_")[3]
        into, data = new_folder(), self.data
        self.data = shutil.copytree(data, into / "data")
        try:
            result = self.call("export", "--date", date, "--into", into,
                               before=("env",
                                       f"LD_PRELOAD={make_shim(TOMORROW)}"))
        finally:
            self.data = data
        return result, [pathlib.Path(n) for n in result.out.split()]

    def database(self):
        """The record as it lies on the disk, read from a copy, so that
        looking changes nothing."""
        copy = new_folder()
        for name in ("bonluon.db", "bonluon.db-wal", "bonluon.db-journal"):
            if (self.data / name).exists():
                shutil.copy(self.data / name, copy / name)
        connection = sqlite3.connect(copy / "bonluon.db")
        connection.row_factory = sqlite3.Row
        return connection


class Terminal:
    """The program as it runs; started against a glass, or without one, on a
    machine whose clock is synchronised, unless `more_env` has it see others."""

    def __init__(self, place, glass=None, *args, before=(), more_env=None,
                 preexec=None):
        self.place = place
        self.said = place.folder / f"stderr-{time.monotonic_ns()}"
        if glass:
            glass.free()
            glass.terminals.append(self)
            args = ("--windowed", f"{glass.width}x{glass.height}", *args)
        env = environment(place.folder, glass.name if glass else None)
        env.update(synchronised() | (more_env or {}))
        with open(self.said, "wb") as err:
            self.process = subprocess.Popen(
                place.command("run", *args, before=before), env=env,
                stdin=subprocess.DEVNULL, stdout=err, stderr=err,
                cwd=place.folder, preexec_fn=preexec)
        atexit.register(self.kill)

    def messages(self):
        return self.said.read_text("utf-8", "replace")

    def running(self):
        return self.process.poll() is None

    def ready(self, seconds=PATIENCE_S):
        """Waits until its record is open: it says so in status.json."""
        path = self.place.data / "status.json"

        def said():
            if not self.running():
                raise RuntimeError(f"it ended: {self.messages()}")
            return (path.exists() and
                    json.loads(path.read_text())["pid"] == self.process.pid)
        poll(said, seconds, path)

    def kill(self):
        """As a power cut, as far as a process can have one."""
        if self.running():
            self.process.kill()
        self.process.wait()

    def ended(self, seconds=PATIENCE_S):
        """Waits for its own end; the exit code."""
        return self.process.wait(seconds)

    def stop(self, seconds=PATIENCE_S):
        """Asks it to end; the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.ended(seconds)


def read_csv(path):
    """A daily file as a spreadsheet program would read it: rows of text by
    column name. The byte order mark must be there."""
    text = pathlib.Path(path).read_bytes().decode("utf-8")
    assert text.startswith("\ufeff"), f"{path} has no byte order mark"
    reader = csv.DictReader(io.StringIO(text[1:], newline=""), strict=True)
    rows = list(reader)
    return reader.fieldnames, rows


COLUMNS = """schema_version unit_code device_id visit_id visit_complete date
hour_from hour_to form_id form_version question_pos question_id question_text
outcome answer_value answer_max answer_label reasons flags
app_version""".split()


def main(test):
    """Runs test(checks); an exception is one failed check, told plainly."""
    checks = Checks()
    if not pathlib.Path(PROGRAM).exists():
        print(f"{PROGRAM} is not there; build it with make")
        sys.exit(1)
    try:
        test(checks)
    except Exception as error:
        import traceback
        traceback.print_exc(file=sys.stdout)
        checks.true(False, f"the test broke off: {error}")
    checks.finish()
