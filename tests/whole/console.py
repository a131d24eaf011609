#!/usr/bin/env python3
"""What the command line answers to whoever does not know it by heart: a slip is
told with what was likely meant, and nothing is done by a guess."""

import subprocess

from support import (EX_CONFIG, EX_USAGE, PROGRAM, Config, Place, environment, main,
                     new_folder)

# What is typed, and what the one line of the answer holds.
SLIPS = [
    (("exprot",), "no such command: did you mean export?"),
    (("chekc",), "no such command: did you mean check?"),
    (("bananas",), "no such command: see bonluon --help"),
    (("help", "vrify"), "no such command: did you mean verify?"),
    (("status", "--jsn"), "did you mean --json?"),
    (("verify", "--frist-key=x"), "did you mean --first-key?"),
    (("export", "--fom", "2026-11-01"), "did you mean --from?"),
    # Near to an option of another command only.
    (("pin", "--jsn"), "see bonluon pin --help"),
    # What is only for tests is offered to nobody.
    (("run", "--paly", "x"), "see bonluon run --help"),
    (("status", "--json=yes"), "--json takes no value"),
    (("export", "--into"), "--into needs a value: --into DIR"),
    (("scene", "--size", "1280"), "give a size such as 1280x800"),
    (("scene", "--pending"), "--pending does not go with 'scene'"),
    (("status", "now"), "see bonluon status --help"),
    (("check", "a", "b"), "b: 'check' takes no such word"),
    (("export", "--to", "30/11/2026"), "give a date such as 2026-11-22"),
    (("export", "--from", "2026-11-01", "--to", "2026-13-01", "--into", "x"),
     "give a date such as 2026-11-22"),
    (("export", "--to", "2026-11-30"), "a span needs both ends"),
    (("report", "--to", "x.html"), "and the file with --out"),
    (("verify", "x", "--to", "y"), "give a date such as 2026-11-22"),
    (("report", "--out", "x.pdf"), "no report is made as .pdf"),
    (("report", "--format", "html", "--out", "x.xlsx"), "another format"),
    (("report", "--format", "xlsx"), "give --out FILE.xlsx"),
]


def call(*args, **more):
    folder = more.pop("cwd", None) or new_folder()
    return subprocess.run([PROGRAM, *args], capture_output=True, text=True,
                          env=environment(folder), cwd=folder, check=False,
                          timeout=60)


def check_slips(checks):
    for words, told in SLIPS:
        folder = new_folder()
        done = call(*words, cwd=folder)
        checks.same((done.returncode, done.stdout, done.stderr.count("\n")),
                    (EX_USAGE, "", 1), f"{words}: {done.stderr}")
        checks.true(told in done.stderr, f"{words}: {done.stderr}")
        checks.same(list(folder.iterdir()), [], f"{words} made something")


def check_words(checks):
    """A word before the command, and behind it, is the same."""
    version = call("--version")
    checks.same(call("version").stdout, version.stdout, "version")
    checks.true(version.stdout.startswith("bonluon 0."), version.stdout)
    checks.same(call("help").stdout, call("--help").stdout, "help")
    checks.same(call("--help", "export").stdout, call("export", "-h").stdout,
                "help of export")
    place = Place()
    done = call("--size", "1280x800", "scene", "--screen", "pin",
                "--config", place.config_path)
    checks.same((done.returncode, done.stderr), (0, ""), "options first")


def check_file(checks):
    """The config to be checked is named as any other file is."""
    place = Place()
    place.config.set("screen", width_mm="34x")
    wrong = place.folder / "other.ini"
    place.config.write(wrong)
    done = call("check", wrong)
    checks.same(done.returncode, EX_CONFIG, f"check FILE: {done.stderr}")
    checks.true(done.stderr.startswith(
        f"{wrong}:{place.config.line('screen', 'width_mm')}: width_mm=34x"),
        done.stderr)
    sound = call("check", place.config_path)
    checks.true(sound.stdout.startswith(f"{place.config_path}: no fault"),
                f"{sound}")
    both = call("check", "--config", wrong, place.config_path)
    checks.same((both.returncode, "name one config" in both.stderr),
                (EX_USAGE, True), f"two configs: {both.stderr}")


def check_notes(checks):
    """What is no fault and yet hardly meant: at its line, and the exit is 0."""
    place = Place()
    for section, key, value, told in (
            ("timing", "thanks_ms", "400", "thanks_ms=400 is unusually short, "
             "for milliseconds; usual are 2000 to 15000"),
            ("timing", "idle_ms", "400000", "idle_ms=400000 is unusually long"),
            ("export", "targets", f"{place.folder}/no;{place.folder}",
             f"there is no folder {place.folder}/no now; make it"),
            ("hours", "closed", "2199-01-01;2025-01-01..2025-01-03",
             "2025-01-01 is over; correct its year, or remove it"),
            ("hours", "2025-05-01", "closed", "2025-05-01 is over"),
            ("hours", "open:2025-05-10", "07:30-11:30", "2025-05-10 is over"),
            ):
        place.config = Config().set("hours", calendar="2027")
        place.config.set(section, **{key: value})
        notes = noted(place)
        line = place.config.line(section, key)
        checks.same((len(notes), notes[:1] and notes[0].startswith(
            f"{place.config_path}:{line}: note: ") and told in notes[0]),
            (1, True), f"{key}={value}: {notes}")


def check_sample_codes(checks):
    """The service refuses them; who checks a config beforehand is told."""
    for unit, told in (("VANTRUONG", True), ("VANTRUONG-2", False)):
        config = Config()
        config.set("office", unit_code=unit)
        said = Place(config).call("check")
        checks.same((said.code, "codes of the sample" in said.out), (0, told),
                    f"check of {unit}: {said}")


def noted(place):
    """The notes of a config without a fault, but for that of this year's
    holidays, of which no calendar is there."""
    place.save()
    said = place.call("check")
    if said.code:
        raise RuntimeError(f"check: {said}")
    return [line for line in said.out.splitlines() if ": note: " in line and
            "no holiday of" not in line and "codes of the sample" not in line]


def check_report(checks):
    """The name of a file says what it becomes."""
    place = Place()
    begins = {"x.txt": "", "x.TXT": "", "x.html": "<!doctype html>",
              "x.HTM": "<!doctype html>", "x.xlsx": "PK", "report": "",
              "2026.11": ""}
    for name, begin in begins.items():
        path = place.folder / name
        done = call("report", place.folder, "--config", place.config_path,
                    "--out", path)
        head = path.read_bytes()[:100].decode("utf-8", "replace").lower()
        checks.same(head.startswith(begin.lower()), True,
                    f"--out {name}: {head}")
        checks.same(head.startswith(("<", "pk")), bool(begin),
                    f"--out {name} is of no other kind")
        path.unlink()
    path = place.folder / "x.data"
    call("report", place.folder, "--config", place.config_path, "--format",
         "html", "--out", path)
    checks.true(path.read_text().lower().startswith("<!doctype"),
                "--format goes before a name that says nothing")


def test(checks):
    check_slips(checks)
    check_words(checks)
    check_file(checks)
    check_notes(checks)
    check_sample_codes(checks)
    check_report(checks)


main(test)
