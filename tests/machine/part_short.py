"""A quick look: boot, picture, visit, one power cut."""

import part_boot
import part_cuts
import part_visit


def run(report):
    part_boot.run(report, part_boot.TRIED[:1])
    part_visit.run(report)
    part_cuts.run(report, 1)
