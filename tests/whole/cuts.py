#!/usr/bin/env python3
"""A few of the power cuts of `make cuts`, the same each time: of a terminal's
first two days, in which a page of its database is damaged and mended."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "faults"))

import cuts  # noqa: E402
from support import main  # noqa: E402

FEW = 1500
SEED = 20788


def test(checks):
    cuts.test(checks, FEW, SEED, days=2, visits=4)


if __name__ == "__main__":
    main(test)
