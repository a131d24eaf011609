"""A disk that is full, and one that can only be read: nobody is thanked for an
answer that is not on it, the glass says so, and it goes on when it can."""

from machine import BOOT_S, Machine
from office import DATA, Office, office_image
from support import poll


class Trouble:
    """A terminal whose disk fails under it."""

    def __init__(self, report, office):
        self.report, self.office = report, office
        self.machine = office.machine

    def honest_visit(self, what):
        """Taps what is there, until thanks or the honest screen: thanks are
        only for what the record holds. What it must hold from then on."""
        before = self.office.answers()
        values = []
        for question in range(1, 5):
            screen = self.first_of(f"question:{question}", "out-of-order")
            if screen == "out-of-order":
                break
            self.office.answer(question, 4)
            values.append((question, 4))
        screen = self.first_of("thanks", "out-of-order")
        got = self.office.answers()[len(before):]
        self.report.held(screen == "out-of-order" or got == values,
                         f"{what}: no thanks for what is not kept",
                         f"{screen} shows, and {got} is kept")
        self.report.row(f"{what}: what shows", screen)
        return before + (values if screen == "thanks" else [])

    def first_of(self, *screens):
        def shown():
            return next((screen for screen in screens
                         if self.office.shows(screen, "vi")), None)
        return poll(shown, 120, " or ".join(screens))


def full(report):
    machine = Machine(office_image())
    office = Office(machine)
    office.glass.plug()
    office.wait("question:1", "vi", BOOT_S)
    trouble = Trouble(report, office)
    machine.shell("fallocate -l 100G /var/fill; cat /dev/zero > /var/fill2")
    left = machine.ask("df --output=avail /var | tail -n 1")
    report.held(left == "0", "/var is full", left)
    trouble.honest_visit("/var full")
    machine.ask("rm -f /var/fill /var/fill2")
    report.tried("with room again: the first question", office.wait,
                 "question:1", "vi", 120)
    report.tried("with room again: a visit", office.visit, 5, 5, 5, 5)
    machine.cut()


def read_only(report):
    machine = Machine(office_image())
    office = Office(machine)
    office.glass.plug()
    office.wait("question:1", "vi", BOOT_S)
    trouble = Trouble(report, office)
    # As a disk that fails has it. Whether the list of mounts then says `ro` is
    # up to the kernel; what is written from then on fails.
    machine.ask("mount -o remount,errors=remount-ro /; "
                "echo tried > /sys/fs/ext4/vda/trigger_fs_error")
    said = machine.shell(f"touch {DATA}/tried")
    report.held(said.code != 0, "a fault of the disk: read-only", str(said))
    thanked = trouble.honest_visit("read-only")
    machine.cut_and_start()
    office.glass.plug()
    got = office.answers()
    report.held(got[:len(thanked)] == thanked,
                "after a restart: what was thanked for is there",
                f"thanked {thanked}, found {got}")
    report.tried("after a restart: the first question", office.wait,
                 "question:1", "vi", BOOT_S)
    report.tried("after a restart: a visit", office.visit, 5, 5, 5, 5)
    machine.cut()


def run(report):
    full(report)
    read_only(report)
