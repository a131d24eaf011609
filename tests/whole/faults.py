#!/usr/bin/env python3
"""A few of the operations that `make faults` has fail, others each day: nothing
crashes, hangs, loses a visit or accuses a sound record, and the next start
works."""

import pathlib
import random
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "faults"))

import sweep  # noqa: E402
from support import main  # noqa: E402

FEW = 30


def test(checks):
    seed = int(time.time()) // 86400
    print(f"seed {seed}")
    draw = random.Random(seed)
    rows = [row for row in sweep.all_rows((), False) if row.kind != "map"]
    few = set(draw.sample(rows, FEW))
    sweep.sweep_rows(checks, [row for row in rows if row in few], 1, draw)


if __name__ == "__main__":
    main(test)
