#!/usr/bin/env python3
"""A few of the operations that `make faults` has fail, the same each time: nothing
crashes, hangs, loses a visit or accuses a sound record, and the next start
works."""

import pathlib
import random
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "faults"))

import sweep  # noqa: E402
from support import main  # noqa: E402

FEW = 30
SEED = 20788


def test(checks):
    draw = random.Random(SEED)
    rows = [row for row in sweep.all_rows((), False) if row.kind != "map"]
    few = set(draw.sample(rows, FEW))
    sweep.sweep_rows(checks, [row for row in rows if row in few], 1, draw)


if __name__ == "__main__":
    main(test)
