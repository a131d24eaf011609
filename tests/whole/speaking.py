#!/usr/bin/env python3
"""The console in Vietnamese: each command answers as in English, in the other
language: with the same exit code, the same lines and the same figures. No
locale is needed for it. What programs read is the same in both, and so is all
English, whatever the locale."""

import itertools
import pathlib
import re
import shutil
import subprocess

from support import (EX_CONFIG, EX_USAGE, PROGRAM, ROOT, Config, Place, main,
                     new_folder)

COMMANDS = ("run", "export", "report", "verify", "check", "scene", "status",
            "enrol", "pin", "help", "version")
MAKE_DAYS = ROOT / "build" / "release" / "tests" / "verify" / "make_days"
EX_DATAERR, EX_NOINPUT = 65, 66
# Letters of Vietnamese and of nothing in the English messages.
VIETNAMESE = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]",
                        re.IGNORECASE)
# The environments that ask for Vietnamese; none of them is a locale here.
ASKING = (("LANG=vi_VN.UTF-8",), ("LC_ALL=vi_VN.UTF-8", "LANG=C"),
          ("LC_MESSAGES=vi", "LANG=en_US.UTF-8"), ("LANG=vi",),
          ("LANG=C.UTF-8", "LANGUAGE=vi"),
          ("LANG=en_US.UTF-8", "LANGUAGE=xx:vi_VN:en"))
NOT_ASKING = ((), ("LANG=C",), ("LC_ALL=C", "LANGUAGE=vi"),
              ("LANG=C.UTF-8",), ("LANG=en_US.UTF-8", "LANGUAGE=en:vi"),
              ("LC_ALL=POSIX", "LANG=vi_VN.UTF-8"), ("LANG=fr_FR.UTF-8",))


def within(variables):
    return ("env", "-u", "LC_MESSAGES", "-u", "LANG", *variables)


def figures(text):
    return sorted(re.findall(r"\d+", text))


def both(checks, place, *words, **more):
    """Gives back how it ended; both as lists of lines."""
    english = place.call(*words, "--lang", "en", **more)
    other = place.call(*words, "--lang", "vi", **more)
    checks.same(other.code, english.code, f"{words}: {other}")
    for told, here in ((other.out, english.out), (other.err, english.err)):
        lines, meant = told.splitlines(), here.splitlines()
        checks.same(len(lines), len(meant), f"{words}: lines of {told}")
        for line, means in zip(lines, meant):
            checks.same(figures(line), figures(means), f"{words}: {line}")
    return english, other


def translated(checks, place, *words, code=EX_USAGE, **more):
    """Of such as tell nothing but messages."""
    english, other = both(checks, place, *words, **more)
    checks.same(english.code, code, f"{words}: {english}")
    pairs = zip((english.out + english.err).splitlines(),
                (other.out + other.err).splitlines())
    for here, there in pairs:
        checks.true(here == "" or (VIETNAMESE.search(there) and
                                   not VIETNAMESE.search(here)),
                    f"{words}: {here!r}, {there!r}")
    return other.out + other.err


def check_commands(checks):
    place = Place()
    for name in COMMANDS:
        _, other = both(checks, place, name, "--help")
        checks.same(len(VIETNAMESE.findall(other.out)) > 20, True,
                    f"help of {name}: {other}")
        checks.same(place.call("help", name, "--lang", "vi").out, other.out,
                    f"help {name}")
    both(checks, place, "--help")
    for words, said in (
            (("exprot",), "có phải ý là export?"),
            (("verify", "--frist-key=x"), "có phải ý là --first-key?"),
            (("status", "--json=yes"), "--json"),
            (("scene", "--pending"), "'scene'"),
            (("export", "--to", "30/11/2026"), "2026-11-22"),
            (("verify",), "verify"), (("report", "--out", "x.pdf"), ".pdf")):
        # The option at the end is read before all else is told.
        told = translated(checks, place, *words)
        checks.true(said in told or words == ("verify",), f"{words}: {told}")
    place.data.mkdir()
    for pin, code in (("123456", EX_DATAERR), ("12", EX_DATAERR),
                      ("804237", 0)):
        told = translated(checks, place, "pin", code=code,
                          input=pin.encode())
        checks.true("PIN" in told, told)
    translated(checks, place, "status", code=69)
    wrong = place.call("check", "--lang", "fr")
    checks.same((wrong.code, wrong.err.count("\n")), (EX_USAGE, 1), f"{wrong}")
    own = place.call("scene", "--screen", "pin", "--lang", "fr")
    checks.true(own.code == EX_USAGE and "offered" in own.err, f"{own}")


def check_config(checks):
    """The faults at their lines, in both languages."""
    place = Place()
    both(checks, place, "check")
    place.config.set("screen", width_mm="34x", size="wide")
    place.config.set("office", unit_code="A B", nmae="x", logo="none.png")
    place.config.set("hours", monday="8", closed="2027-13-01")
    place.config.set("timing", idle_ms="30")
    place.config.set("export", targets="C:\\Users", separator="dot")
    place.save()
    told = translated(checks, place, "check", code=EX_CONFIG)
    line = place.config.line("screen", "width_mm")
    checks.true(f"{place.config_path}:{line}: width_mm=34x không phải" in told,
                told)
    checks.true("có phải ý là 30000?" in told, told)
    checks.true("không có tệp hay thư mục này" in told, f"strerror: {told}")
    translated(checks, place, "check", "/nonexistent.ini", code=EX_USAGE)


def days():
    """A terminal's data directory, with closed days."""
    folder = new_folder()
    subprocess.run([MAKE_DAYS, folder, "7", "1", "6"], check=True,
                   capture_output=True)
    return folder / "1"


def check_record(checks):
    data = days()
    place = Place(data=data)
    outbox = data / "outbox"
    _, other = both(checks, place, "verify", outbox)
    checks.same((other.code, other.out.splitlines()[-1]),
                (0, "ĐÚNG NHƯ ĐÃ GHI: không phát hiện sai lệch."), "as it was")
    csv = sorted(outbox.glob("*.csv"))[0]
    csv.write_bytes(csv.read_bytes().replace(b"answered", b"skipped", 1))
    english, other = both(checks, place, "verify", outbox)
    checks.same(english.code, EX_DATAERR, f"{english}")
    checks.true(re.match(r"KHÔNG CÒN NHƯ ĐÃ GHI: \d+ phát hiện",
                         other.out.splitlines()[-1]), f"{other}")
    found = [line for line in other.out.splitlines() if line.startswith("/")]
    checks.true(found and all(VIETNAMESE.search(line) for line in found),
                f"the findings: {found}")
    _, other = both(checks, place, "report", outbox, "--out",
                    place.folder / "report.txt")
    checks.true(other.code == EX_NOINPUT and VIETNAMESE.search(other.err),
                f"{other}")
    place.call("export", "--pending", "--into", new_folder())
    translated(checks, place, "export", "--date", "1999-01-01")
    translated(checks, place, "export", "--data-dir", "/nonexistent/dir",
               code=EX_USAGE)


def check_machines(checks):
    """What is for programs is the same, byte for byte."""
    place = Place(data=days())
    for words in (("status", "--json"), ("scene", "--screen", "question")):
        plain, other = (place.call(*words, before=within((variable,)))
                        for variable in ("LANG=C", "LANG=vi_VN.UTF-8"))
        checks.same((other.code, other.out), (plain.code, plain.out),
                    f"{words}")
    files = []
    for language in ("en", "vi"):
        into = new_folder()
        done = place.call("export", "--pending", "--into", into, "--lang",
                          language)
        names = [pathlib.Path(name).name for name in done.out.splitlines()]
        files.append((done.code, names, sorted(
            (path.name, path.read_bytes()) for path in into.iterdir())))
        shutil.rmtree(into)
    checks.true(files[0][1], f"exported: {files[0]}")
    checks.same(files[1][0], files[0][0], "export ends alike")
    # To the journal English is spoken, but for who asks.
    script = ('JOURNAL_STREAM=$(stat -L -c %d:%i /dev/stderr) '
              'LANG=vi_VN.UTF-8 "$0" exprot "$@"')
    for more, vietnamese in (((), False), (("--lang", "vi"), True)):
        told = subprocess.run(["sh", "-c", script, PROGRAM, *more],
                              stderr=subprocess.PIPE, text=True,
                              check=False).stderr
        checks.true(told.startswith("<3>"), f"to the journal: {told}")
        checks.same(bool(VIETNAMESE.search(told)), vietnamese,
                    f"to the journal: {told}")


def check_locales(checks):
    place = Place()
    place.config.set("screen", width_mm="34x")
    place.save()
    cases = (("check",), ("exprot",), ("--help",), ("status",))
    for words in cases:
        english = place.call(*words, "--lang", "en")
        other = place.call(*words, "--lang", "vi")
        for wanted, environments in ((english, NOT_ASKING), (other, ASKING)):
            for variables in environments:
                told = place.call(*words, before=within(variables))
                checks.same((told.code, told.out, told.err),
                            (wanted.code, wanted.out, wanted.err),
                            f"{words}, {variables}")
        both_ways = place.call(*words, "--lang", "en",
                               before=within(("LANG=vi_VN.UTF-8",)))
        checks.same(both_ways.out + both_ways.err, english.out + english.err,
                    f"{words}: --lang en outweighs the locale")


def test(checks):
    check_commands(checks)
    check_config(checks)
    check_record(checks)
    check_machines(checks)
    check_locales(checks)


main(test)
