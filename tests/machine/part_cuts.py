"""Power cuts while visits are tapped: afterwards the record holds every
answer that was thanked for, in order, and of those under way a beginning.

The plug is pulled by ending the emulator: what the system had not flushed is
gone with its memory. CUTS says how many, SEED which.
"""

import os
import random

from machine import BOOT_S, Machine
from office import DATA, Office, office_image

CUTS = int(os.environ.get("CUTS", "50"))
SEED = int(os.environ.get("SEED", "0")) or random.SystemRandom().randrange(
    1, 10**6)


class Visitors:
    """Tap at random, and remember what they were thanked for."""

    def __init__(self, office, dice):
        self.office, self.dice = office, dice
        self.thanked, self.under_way = [], []

    def visit(self, most=4):
        """Up to the thanks, or so many answers of it."""
        self.under_way = []
        for question in range(1, most + 1):
            value = self.dice.randint(1, 5)
            self.office.wait(f"question:{question}")
            self.office.settle()
            self.under_way.append((question, value))
            self.office.tap(f"answer:{value}", f"question:{question}", "vi")
        if most == 4:
            self.office.wait("thanks")
            self.thanked += self.under_way
            self.under_way = []

    def lost(self):
        """What is wrong with the record; empty when all is there. What it
        holds is what must be there from now on."""
        found = self.office.answers()
        begun = found[len(self.thanked):]
        if found[:len(self.thanked)] != self.thanked:
            return f"thanked {self.thanked}, found {found}"
        if begun != self.under_way[:len(begun)]:
            return f"under way {self.under_way}, found {begun}"
        self.thanked, self.under_way = found, []
        return ""


def cut(office, visitors, dice):
    """One life of the machine, from the first question to the cut."""
    office.glass.plug()
    office.wait("question:1", "vi", BOOT_S)
    if dice.random() < 0.7:
        visitors.visit()
    visitors.visit(dice.randint(1, 3))
    office.machine.finger(f"wait {dice.randint(0, 400)}")
    office.machine.cut_and_start()


def run(report, cuts=CUTS):
    dice = random.Random(SEED)
    office = Office(Machine(office_image()))
    visitors = Visitors(office, dice)
    faults = []
    for number in range(1, cuts + 1):
        cut(office, visitors, dice)
        office.machine.wait_for_shell()
        fault = visitors.lost()
        if fault:
            faults.append(f"cut {number}: {fault}")
    report.held(not faults, f"{cuts} power cuts, {len(visitors.thanked)} "
                f"answers kept (SEED={SEED})", "; ".join(faults))
    office.wait("question:1", "vi", BOOT_S)
    said = office.machine.shell(f"""systemctl stop bonluon
        runuser -u bonluon -- bonluon verify {DATA}/bonluon.db""")
    report.held(said.code in (0, 66), "the record is whole: bonluon verify",
                str(said))
    office.machine.cut()
