#!/usr/bin/env python3
"""Lives of terminals whose clocks go wrong in every way (tests/verify/
test_lives.c), as they are left: `verify` and the second verifier, written from
docs/verify.md alone, find nothing in the record, nor in the files of its days.
A few; `make lives` has more.

    tests/whole/lives.py [LIVES [FROM]]
"""

import os
import pathlib
import subprocess
import sys
import tempfile

import verifier
from support import ROOT, Place, main

PROGRAM = ROOT / "build" / "release" / "tests" / "verify" / "test_lives"
LIVES, FROM = (sys.argv[1:] + ["8", "100001"][len(sys.argv) - 1:])[:2]


def live(into):
    done = subprocess.run(
        [PROGRAM], capture_output=True,
        env={**os.environ, "BONLUON_LIVES": LIVES, "BONLUON_LIVES_FROM": FROM,
             "BONLUON_LIVES_INTO": into})
    if done.returncode != 0:
        raise RuntimeError(done.stdout.decode("utf-8", "replace")[-600:])
    return sorted(path for path in pathlib.Path(into).iterdir()
                  if path.is_dir())


def check(checks, place, data):
    key = data.with_suffix(".key")
    paths = [data / "bonluon.db"]
    if any((data / "outbox").glob("*.csv")):
        paths.append(data / "outbox")
    result = place.call("verify", *paths, "--first-key", key)
    checks.same(result.code, 0, f"life {data.name}: verify: {result}")
    signers = data / "allowed_signers"
    for path in paths:
        checks.same(verifier.check_path(path, signers, key), [],
                    f"life {data.name}: the second verifier, {path.name}")


def counted(data):
    """How many rows tell when others were, and how many days are closed."""
    place = Place(data=data)
    return [place.database().execute(
        "SELECT count(*) FROM events WHERE kind = ?", (kind,)).fetchone()[0]
        for kind in ("meant", "close")]


def check_all(checks, into):
    place = Place()
    lives = live(into)
    checks.same(len(lives), int(LIVES), "lives")
    sums = [0, 0]
    for data in lives:
        check(checks, place, data)
        sums = [a + b for a, b in zip(sums, counted(data))]
    checks.true(min(sums) > 0, f"nothing to be verified: {sums}")
    print(f"{len(lives)} lives, verified twice: {sums[0]} rows tell when others "
          f"were, {sums[1]} days are closed")


def test(checks):
    # Where the lives are lived: they are moved.
    memory = os.access("/dev/shm", os.W_OK)
    with tempfile.TemporaryDirectory(
            prefix="bonluon-lives-",
            dir="/dev/shm" if memory else "/tmp") as into:
        check_all(checks, into)
    checks.tried("sets the clock back, or far ahead")


if __name__ == "__main__":
    main(test)
