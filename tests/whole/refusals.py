#!/usr/bin/env python3
"""What the terminal refuses, and how plainly it says so: bad commands, bad
configs, a data directory that cannot be used, a second start, and a disk that
fills up while visitors tap. Nobody is thanked for what is not kept."""

import atexit
import itertools
import os
import resource
import signal
import subprocess
import time

from glass import Glass, Screens, outlast
from support import (EX_CONFIG, EX_IOERR, EX_TEMPFAIL, EX_USAGE, PATIENCE_S,
                     ROOT, SAMPLE, Config, Place, Terminal, main, make_shim,
                     new_folder, poll, read_csv)

SETTLE_MS = 60


def quick():
    return Config().set("timing", settle_ms=SETTLE_MS, advance_ms=60,
                        thanks_ms=600)


# -- commands ----------------------------------------------------------------

def check_commands(checks):
    place = Place()
    for words in (["dance"], ["--dance"], ["run", "--dance"],
                  ["run", "--windowed", "wide"], ["run", "fast"],
                  ["export", "--date", "2026-02-30"], ["export", "--date"],
                  ["export", "--windowed", "800x480"], ["status", "--to", "x"],
                  ["export", "--from", "2026-01-02", "--to", "2026-01-01"],
                  ["export", "--from", "2026-01-02"], ["check", "this"]):
        result = place.call(*words)
        checks.same((result.code, result.out), (EX_USAGE, ""),
                    f"{words} ({result.err.strip()})")
        checks.true(result.err.count("\n") == 1,
                    f"{words}: not one line: {result.err!r}")
    checks.true(not place.data.exists(), "a refused command left files")


# -- configs -----------------------------------------------------------------

class Fault:
    """One mistake of the one who writes the files: what is written, into
    which of the two files. `change` gives back the line to be named (0: none
    in particular)."""

    def __init__(self, name, change, file="bonluon.ini"):
        self.name, self.change, self.file = name, change, file


def at(section, key, value):
    """Sets a key to something wrong; its own line is to be named."""
    def change(config):
        config.set(section, **{key: value})
        return config.line(section, key)
    return change


def without(section, key):
    def change(config):
        config.drop(section, key)
        return 0
    return change


def twice(section, key):
    def change(config):
        line = config.line(section, key)
        config.lines.insert(line, config.lines[line - 1])
        return line + 1
    return change


def line_of(text):
    """A line of its own at the end."""
    def change(config):
        config.lines.append(text)
        return len(config.lines)
    return change


FORM = "4-luon.ini"
QUESTION = "question:nhe-nhang"
FAULTS = (
    Fault("unknown key", at("office", "colour", "red")),
    Fault("unknown section", line_of("[colours]\nred=1")),
    Fault("missing text", without("office", "name[en]")),
    Fault("missing code", without("office", "unit_code")),
    Fault("formula text", at("office", "name[vi]", "=1+1")),
    Fault("another formula", at("office", "name[en]", "@SUM(A1)")),
    Fault("bad code", at("office", "unit_code", "a/b")),
    Fault("duplicate key", twice("office", "device_id")),
    Fault("no number", at("timing", "idle_ms", "soon")),
    Fault("number out of range", at("screen", "width_mm", "1")),
    Fault("bad hours", at("hours", "monday", "17:00-08:00")),
    Fault("bad date", at("hours", "closed", "2026-02-30")),
    Fault("bad offset", at("hours", "utc_offset", "seven")),
    Fault("unknown language", at("languages", "offered", "vi;xx")),
    Fault("unknown form", at("survey", "form", "9-luon")),
    Fault("unknown separator", at("export", "separator", "dot")),
    Fault("not a key", line_of("what is this")),
    Fault("not UTF-8", at("office", "name[vi]", "UBND x\udce3")),
    Fault("form: missing text", without(QUESTION, "text[vi]"), FORM),
    Fault("form: formula text", at(QUESTION, "text[vi]", "-1"), FORM),
    Fault("form: line break", at(QUESTION, "text[en]", "one\\ntwo"), FORM),
    Fault("form: unknown key", at("levels", "count[vi]", "5"), FORM),
    Fault("form: bad version", at("form", "version", "one"), FORM),
    Fault("form: duplicate key", twice(QUESTION, "text[vi]"), FORM),
    Fault("form: too few levels", at("levels", "count", "2"), FORM),
    Fault("form: duplicate question",
          line_of("[question:giup-do]\ntext[vi]=A\ntext[en]=A"), FORM),
)


def faulty_place(*faults):
    """A place with a config and a form of its own, and the lines at which
    the faults stand, by file."""
    place = Place()
    files = {"bonluon.ini": (Config(SAMPLE), place.config_path),
             FORM: (Config(ROOT / "config" / "forms" / FORM),
                    place.folder / "forms" / FORM)}
    (place.folder / "forms").mkdir()
    places = [(files[f.file][1], f.change(files[f.file][0])) for f in faults]
    for config, path in files.values():
        path.write_bytes("\n".join([*config.lines, ""]).encode(
            "utf-8", "surrogateescape"))
    return place, places


def names(message, path, line):
    """True when a line of a message begins file:line:, or file: for a fault
    of the file as a whole."""
    begin = f"{path}:{line}: " if line else f"{path}:"
    return any(m.startswith(begin) and len(m) > len(begin) + 10
               for m in message.splitlines())


def check_fault(checks, fault):
    place, places = faulty_place(fault)
    for command in ("check", "run", "export", "scene"):
        more = ("--screen", "thanks") if command == "scene" else ()
        result = place.call(command, *more)
        what = f"{fault.name}: {command}"
        checks.same((result.code, result.out), (EX_CONFIG, ""),
                    f"{what} ({result.err.strip()})")
        checks.true(names(result.err, *places[0]),
                    f"{what}: {places[0]} is not named in {result.err!r}")
    checks.true(not place.data.exists(), f"{fault.name}: left files")


def check_configs(checks):
    sound = Place().call("check")
    checks.same((sound.code, sound.err), (0, ""), "check of the sample")
    for fault in FAULTS:
        check_fault(checks, fault)
    some = [f for f in FAULTS if f.name in (
        "unknown key", "bad hours", "form: bad version", "no number")]
    place, places = faulty_place(*some)
    result = place.call("check")
    for path, _ in places:
        checks.true(names(result.err, path, 0), f"{path} is not named")
    checks.true(len(result.err.splitlines()) >= len(some),
                f"not every fault at once: {result.err!r}")
    place = Place()
    place.config_path.unlink()
    for command in ("check", "run"):
        result = place.call(command)
        checks.same(result.code, EX_CONFIG, f"{command} without the config")
        checks.true(str(place.config_path) in result.err,
                    f"{command}: the missing config is not named")


def check_screens(checks):
    """What finds no room is named where it is written, and not where it hurts;
    nothing that somebody wrote is left out in silence."""
    long = "Ủy ban nhân dân xã " + " ".join(["Vân Trường"] * 8)
    for section, key, values, size, width_mm in (
            ("office", "name[vi]", {"name[vi]": long}, "1280x800", 223),
            ("office", "pledge[vi]", {}, "1280x800", 190),
            ("trust", "witness", {"witness": "yes"}, "800x1280", 136)):
        config = Config().set("screen", width_mm=width_mm, size=size)
        if section == "office" and values:
            config.set("office", **{"pledge[vi]": "", "pledge[en]": ""})
        config.set(section, **values)
        place = Place(config)
        result = place.call("check")
        place_of = (place.config_path, config.line(section, key))
        checks.same((result.code, result.out), (EX_CONFIG, ""), f"{key}: "
                    f"{result.err.strip()}")
        checks.true(names(result.err, *place_of),
                    f"{key}: {place_of} is not named in {result.err!r}")
        checks.true("forms/" not in result.err,
                    f"{key}: a form is blamed: {result.err!r}")
    checks.tried("the office's name, its pledge and")
    checks.tried("check: no fault found")


def check_windows_files(checks):
    """What Notepad leaves behind is no fault."""
    place = Place()
    text = SAMPLE.read_text(encoding="utf-8").replace("\n", "\r\n")
    place.config_path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    result = place.call("check")
    checks.same((result.code, result.err), (0, ""), "BOM and CRLF")


# -- the data directory ------------------------------------------------------

def mount_small(kilobytes):
    """A little disk of its own, where this machine lets us; else None."""
    folder = new_folder()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k,mode=0777",
         "bonluon-test", str(folder)], capture_output=True)
    if done.returncode != 0:
        return None
    atexit.register(subprocess.run, ["umount", "-l", str(folder)],
                    capture_output=True)
    return folder


def fill(folder):
    """Leaves no byte on a small disk."""
    with open(folder / "ballast", "wb", buffering=0) as file:
        for size in (65536, 4096, 1):
            try:
                while file.write(bytes(size)):
                    pass
            except OSError:
                pass


def refuse_growth(terminal):
    """The disk is full, for this process alone: no file may grow beyond
    what a few messages need."""
    resource.prlimit(terminal.process.pid, resource.RLIMIT_FSIZE,
                     (2048, 2048))


# A file system that keeps no modes, as a desktop mounts an exFAT stick.
MODELESS = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <sys/stat.h>
int fstat(int fd, struct stat *out)
{
    int (*real)(int, struct stat *) =
        (int (*)(int, struct stat *))dlsym(RTLD_NEXT, "fstat");
    int result = real(fd, out);
    out->st_mode |= 0777;
    return result;
}
"""


def check_modeless(checks):
    """A terminal in service does not run there; others are warned."""
    before = ("env", f"LD_PRELOAD={make_shim(MODELESS)}")
    place = Place(Config().set("office", unit_code="BA-DONG", device_id="Q1"))
    for what in ("private", "modeless"):
        result = place.call("pin", input=b"739182\n",
                            before=before if what == "modeless" else ())
        checks.same(result.code, 0, f"pin, {what}: {result}")
        checks.same("keeps no permissions" in result.err, what == "modeless",
                    f"pin, {what}: {result}")
    checks.true(str(place.data) in result.err and "ext4" in result.err,
                f"where, and the remedy: {result}")
    checks.same(sorted(path.name for path in place.data.iterdir()), ["pin"],
                "what is left of the trying")
    result = place.call("run", "--set-up", before=before)
    checks.same(result.code, EX_CONFIG, f"in service: {result}")
    checks.true("keeps no permissions" in result.err, f"said: {result}")


def ignore_signal():
    """A write past the limit fails then, as on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def broken_start(checks, glass, screens, place, what, before=()):
    """The terminal must show that it is out of order, and end by itself."""
    terminal = Terminal(place, glass, before=before)
    try:
        screens.wait("out-of-order", "vi")
        checks.true(True, what)
    except TimeoutError as error:
        checks.true(False, f"{what}: {error}; {terminal.messages()!r}")
    code = terminal.ended(20)
    checks.true(code in (73, EX_IOERR), f"{what}: exit {code}")
    checks.true(str(place.data) in terminal.messages(),
                f"{what}: {place.data} is not named in "
                f"{terminal.messages()!r}")


def check_read_only(checks, glass, screens):
    """Root writes wherever it wants, so it needs a disk that is read-only."""
    place = Place(quick())
    if os.getuid() != 0:
        place.data.mkdir(mode=0o555)
        broken_start(checks, glass, screens, place, "read-only folder")
        return
    disk = mount_small(256)
    if disk is None:
        print("not tested: a read-only disk (root, and mount is refused)")
        return
    place.data = disk
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    broken_start(checks, glass, screens, place, "read-only disk")


def check_full_at_start(checks, glass, screens):
    place = Place(quick())
    disk = mount_small(128)
    if disk is None:
        print("not tested: a disk that is full at the start (no mount)")
        return
    place.data = disk
    fill(disk)
    broken_start(checks, glass, screens, place, "full disk")


def check_missing(checks, glass, screens):
    place = Place(quick(), new_folder() / "a" / "b c" / "dữ liệu")
    terminal = Terminal(place, glass)
    screens.wait("question:1", "vi")
    poll(lambda: (place.data / "bonluon.db").exists(), PATIENCE_S, "a database")
    checks.same(terminal.stop(), 0, "missing data directory: exit code")
    place.data = place.config_path / "data"
    broken_start(checks, glass, screens, place, "a file in the way")


def check_second_start(checks, glass, screens):
    place = Place(quick())
    terminal = Terminal(place, glass)
    screens.wait("question:1", "vi")
    second = Terminal(place, glass)
    checks.same(second.ended(), EX_TEMPFAIL, "second start")
    said = second.messages()
    checks.true(said.count("\n") == 1 and str(place.data) in said and
                str(terminal.process.pid) in said, f"second start: {said!r}")
    checks.true(terminal.running(), "the first one ended")
    tap_visit(screens)
    checks.same(terminal.stop(), 0, "first terminal: exit code")
    third = Terminal(place, glass)
    screens.wait("question:1", "vi")
    checks.same(third.stop(), 0, "start after the end: exit code")


# -- a disk that fills up while visitors tap ---------------------------------

def tap_visit(screens, value=3):
    """A whole visit. Gives True after the thanks, False when the terminal
    said instead that it is out of order."""
    def shows(name):
        return screens.shows(name, "vi") or screens.shows("out-of-order", "vi")
    for screen, following in itertools.pairwise(
            (*screens.questions, "thanks")):
        poll(lambda: shows(screen), PATIENCE_S, screen)
        outlast(time.monotonic(), SETTLE_MS)
        screens.tap(f"answer:{value}", screen, "vi")
        poll(lambda: shows(following), PATIENCE_S, following)
        if screens.shows("out-of-order", "vi"):
            return False
    screens.wait("question:1", "vi")
    return True


def check_full_while_running(checks, glass, screens, place, refuse, what):
    """Two visits, then the disk refuses; at most a few dozen go on, while
    what was set aside for the log lasts."""
    terminal = Terminal(place, glass, preexec=ignore_signal)
    thanked = [value for value in (1, 2) if tap_visit(screens, value)]
    checks.same(thanked, [1, 2], f"{what}: before")
    refuse(terminal)
    while len(thanked) < 60 and tap_visit(screens, 5):
        thanked.append(5)
    shown = checks.true(screens.shows("out-of-order", "vi"),
                        f"{what}: out of order does not show")
    if shown:
        # A touch does not bring it back to life.
        screens.tap("answer:1", "question:1", "vi")
        checks.same(terminal.ended(15), EX_IOERR, f"{what}: exit code")
    checks.true(terminal.messages().strip() != "", f"{what}: no message")
    terminal.kill()
    return thanked


def check_kept(checks, glass, screens, place, thanked, what):
    """After the restart: every visit that was thanked for, whole."""
    terminal = Terminal(place, glass)
    checks.true(tap_visit(screens, 4), f"{what}: works again")
    checks.same(terminal.stop(), 0, f"{what}: exit code in the end")
    result, files = place.whole_day()
    checks.same(result.code, 0, f"{what}: export ({result.err})")
    _, rows = read_csv(files[0])
    whole = {}
    for row in rows:
        if row["visit_complete"] == "1":
            whole.setdefault(row["visit_id"], []).append(row["answer_value"])
    got = sorted("".join(v) for v in whole.values())
    want = sorted(str(v) * 4 for v in [*thanked, 4])
    # A last answer may have reached the disk and its thanks not the glass.
    checks.true(got in (want, sorted([*want, "5555"])),
                f"{what}: kept {got}, thanked {want}")


def check_disks(checks, glass, screens):
    place = Place(quick())
    what = "no file may grow"
    thanked = check_full_while_running(checks, glass, screens, place,
                                       refuse_growth, what)
    check_kept(checks, glass, screens, place, thanked, what)

    disk = mount_small(1024)
    if disk is None:
        print("not tested: a full disk (mount is refused)")
        return
    place = Place(quick(), disk / "data")
    what = "disk full"
    thanked = check_full_while_running(checks, glass, screens, place,
                                       lambda _: fill(disk), what)
    (disk / "ballast").unlink()
    check_kept(checks, glass, screens, place, thanked, what)


def test(checks):
    check_commands(checks)
    check_configs(checks)
    check_screens(checks)
    check_windows_files(checks)
    check_modeless(checks)
    glass = Glass(800, 480)
    place = Place()
    screens = Screens(place, glass)
    check_missing(checks, glass, screens)
    check_second_start(checks, glass, screens)
    check_read_only(checks, glass, screens)
    check_full_at_start(checks, glass, screens)
    check_disks(checks, glass, screens)
    checks.tried("the disk is full")
    checks.tried("a message's remedy")


main(test)
