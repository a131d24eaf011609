"""Power cuts while visits are tapped: afterwards the record holds every
answer that was thanked for, in order, and of those under way a beginning.

The plug is pulled by ending the emulator: what the system had not flushed is
gone with its memory, as with the plug; but not what lies in a real disk's own
cache, which only a disk on a desk can lose. What a disk holds at any moment is
what such a cut would leave, so most cuts are a copy of the disk, taken while
the emulator stands still: the machine that boots next mounts them, which mends
their file system as a boot does, and starts the terminal on them, on no screen.
One of MANY is a cut of the machine itself, with the boot after it. CUTS says
how many, SEED which.
"""

import os
import random
import signal

from machine import BOOT_S, Machine
from office import DATA, Office, office_image
from support import new_folder, poll

CUTS = int(os.environ.get("CUTS", "50"))
SEED = int(os.environ.get("SEED", "0")) or random.SystemRandom().randrange(
    1, 10**6)
MANY = 25
AT = "/run/cut"
# Up to its first picture, and down again.
START = """systemd-run -q --collect --unit=bonluon-cut -p Type=notify \\
    -p User=bonluon -p TimeoutStartSec=90 \\
    -E SDL_VIDEODRIVER=dummy -E SDL_AUDIODRIVER=dummy \\
    bonluon run --config /etc/bonluon/bonluon.ini --data-dir {} &&
    systemctl stop bonluon-cut"""
VERIFY = "runuser -u bonluon -- bonluon verify {}/bonluon.db"
# Of `verify`: without the first key nothing vouches for what no seal covers.
WHOLE = (0, 66)


class Visitors:
    """Tap at random, and remember what they were thanked for."""

    def __init__(self, office, dice):
        self.office, self.dice = office, dice
        self.thanked, self.under_way = [], []
        self.after_tap = lambda: None

    def visit(self, most=4, stays=True):
        """Up to the thanks, or so many answers of it; or, after the fourth,
        without a look whether the thanks came."""
        self.under_way = []
        for question in range(1, most + 1):
            value = self.dice.randint(1, 5)
            self.office.wait(f"question:{question}")
            self.office.settle()
            self.under_way.append((question, value))
            self.office.tap(f"answer:{value}", f"question:{question}", "vi")
            self.after_tap()
        if most == 4 and stays:
            self.office.wait("thanks")
            self.thank()
            self.after_tap()

    def thank(self):
        self.thanked += self.under_way
        self.under_way = []

    def look(self):
        """The moment that matters: whoever sees the thanks was promised that
        all four are kept."""
        if len(self.under_way) == 4 and self.office.shows("thanks", "vi"):
            self.thank()

    def now(self):
        """What a record must hold, and what it may."""
        return list(self.thanked), list(self.under_way)


def fault_of(found, thanked, under_way):
    """What is wrong with a record; empty when all is there."""
    begun = found[len(thanked):]
    if found[:len(thanked)] != thanked:
        return f"thanked {thanked}, found {found}"
    if begun != under_way[:len(begun)]:
        return f"under way {under_way}, found {begun}"
    return ""


class Copies:
    """Of the disk, each with what it must hold."""

    def __init__(self, office, dice, visitors):
        self.office, self.dice, self.visitors = office, dice, visitors
        self.folder, self.taken, self.wanted = new_folder(), [], 0

    def maybe(self):
        """At some moment after a tap."""
        if len(self.taken) < self.wanted and self.dice.random() < 0.8:
            self.office.machine.finger(f"wait {self.dice.randint(0, 700)}")
            self.take()

    def take(self):
        """Into memory: where the host's disk is slow, the machine would stand
        still for longer than its watchdog allows."""
        machine = self.office.machine
        path = self.folder / f"{len(self.taken)}.qcow2"
        self.visitors.look()
        machine.process.send_signal(signal.SIGSTOP)
        # Not before each of its threads stands still.
        os.waitid(os.P_PID, machine.process.pid, os.WSTOPPED | os.WNOWAIT)
        try:
            content = machine.disk.read_bytes()
        finally:
            machine.process.send_signal(signal.SIGCONT)
        path.write_bytes(content)
        self.taken.append((path, self.visitors.now()))

    def faults(self):
        """Of all that were taken, which are then gone."""
        found = [self.look(path, *wanted) for path, wanted in self.taken]
        for path, _ in self.taken:
            path.unlink()
        self.taken = []
        return [fault for fault in found if fault]

    def look(self, path, thanked, under_way):
        machine = self.office.machine
        machine.monitor("blockdev-add", **{
            "driver": "qcow2", "node-name": "cut",
            "file": {"driver": "file", "filename": str(path)}})
        machine.monitor("device_add", driver="virtio-blk-pci", id="cut",
                        drive="cut", serial="cut")
        machine.ask(f"""until [ -b /dev/vdb ]; do sleep 0.1; done
            mkdir -p {AT} && mount -o nosuid,nodev /dev/vdb {AT}""")
        found = self.office.answers(data=AT + DATA)
        started = machine.shell(START.format(AT + DATA))
        kept = self.office.answers(data=AT + DATA)
        said = machine.shell(VERIFY.format(AT + DATA))
        machine.ask(f"umount {AT}")
        machine.monitor("device_del", id="cut")
        poll(self.let_go, 60, "the copy is out", every=0.2)
        if started.code != 0:
            return f"bonluon run: {started}"
        if said.code not in WHOLE:
            return f"bonluon verify: {said}"
        if kept[:len(found)] != found:
            return f"a start has {kept} of {found}"
        return fault_of(kept, thanked, under_way)

    def let_go(self):
        try:
            self.office.machine.monitor("blockdev-del", **{"node-name": "cut"})
        except RuntimeError:
            return False
        return True


def life(office, visitors, copies, dice):
    """From the first question to the cut."""
    office.glass.plug()
    office.wait("question:1", "vi", BOOT_S)
    while len(copies.taken) < copies.wanted:
        visitors.visit()
    if dice.random() < 0.7:
        visitors.visit()
    if dice.random() < 0.5:
        visitors.visit(dice.randint(1, 3))
    else:
        visitors.visit(4, stays=False)
    office.machine.finger(f"wait {dice.randint(0, 400)}")
    visitors.look()
    office.machine.cut_and_start()


def run(report, cuts=CUTS):
    dice = random.Random(SEED)
    office = Office(Machine(office_image()))
    visitors = Visitors(office, dice)
    copies = Copies(office, dice, visitors)
    visitors.after_tap = copies.maybe
    faults, done, lives = [], 0, 0
    while done < cuts:
        copies.wanted = min(cuts - done, MANY) - 1
        done, lives = done + copies.wanted + 1, lives + 1
        life(office, visitors, copies, dice)
        office.machine.wait_for_shell()
        found = office.answers()
        faults += [fault_of(found, *visitors.now()), *copies.faults()]
        visitors.thanked, visitors.under_way = found, []
        report.row(f"{done} of {cuts}: {len(found)} answers are there",
                   "; ".join(filter(None, faults)))
    faults = list(filter(None, faults))
    report.held(not faults, f"{cuts} power cuts, {lives} of them with the boot "
                f"after it (SEED={SEED})", "; ".join(faults))
    office.wait("question:1", "vi", BOOT_S)
    said = office.machine.shell("systemctl stop bonluon\n" +
                                VERIFY.format(DATA))
    report.held(said.code in WHOLE, "the record is whole: bonluon verify",
                str(said))
    office.machine.cut()
