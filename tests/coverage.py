#!/usr/bin/env python3
"""What the tests have run of each room: lines and branches, as gcov counted them
in the build `cover`; and, of the rooms that must lose nothing, each branch that
no test has taken, into build/coverage.txt as "file:line: so many of so many".

    tests/coverage.py [ROOM...]      those whose branches are printed, too"""

import collections
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "cover"
KEPT = ("record", "store", "trust", "format", "daily", "recovery", "verify")


def counted():
    """Yields (file, line, times run, branches of it as times taken)."""
    data = sorted(str(path) for path in (BUILD / "src").rglob("*.gcda"))
    out = subprocess.run(["gcov", "--json-format", "--stdout",
                          "--branch-probabilities", *data],
                         cwd=ROOT, check=True, stdout=subprocess.PIPE,
                         stderr=subprocess.DEVNULL, text=True).stdout
    for text in out.splitlines():
        for file in json.loads(text)["files"]:
            if file["file"].startswith("src/"):
                for line in file["lines"]:
                    yield (file["file"], line["line_number"], line["count"],
                           [b["count"] for b in line["branches"]])


def never(path, line):
    """Whether nothing but a broken promise of ours takes that branch."""
    source = (ROOT / path).read_text(encoding="utf-8").splitlines()
    return "assert(" in source[line - 1] or "_Static_assert" in source[line - 1]


def main(rooms):
    lines = collections.defaultdict(lambda: [0, 0])
    branches = collections.defaultdict(lambda: [0, 0])
    unrun = []
    for path, line, times, taken in sorted(counted()):
        room = path.split("/")[1]
        lines[room][0] += times > 0
        lines[room][1] += 1
        if taken and not never(path, line):
            branches[room][0] += sum(count > 0 for count in taken)
            branches[room][1] += len(taken)
            if 0 in taken and room in KEPT:
                unrun.append(f"{path}:{line}: {taken.count(0)} of {len(taken)}")
    print(f"{'room':10} {'lines':>15} {'%':>6} {'branches':>15} {'%':>6}")
    for room in sorted(lines):
        run, of = lines[room]
        ran, all_of = branches[room]
        print(f"{room:10} {run:7}/{of:7} {100 * run / of:6.1f} "
              f"{ran:7}/{all_of:7} {100 * ran / max(all_of, 1):6.1f}")
    (ROOT / "build" / "coverage.txt").write_text("\n".join(unrun) + "\n",
                                                 encoding="utf-8")
    print(f"{len(unrun)} lines with a branch that nothing took: "
          "build/coverage.txt")
    for text in unrun:
        if text.split("/")[1] in rooms:
            print(text)


main(sys.argv[1:])
