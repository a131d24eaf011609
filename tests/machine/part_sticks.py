"""Sticks of every kind, at the hand of a member of staff: the corner is held,
the PIN typed, yesterday taken. What then lies on the stick is what the
terminal wrote for the day, to the byte, and the stick is free to be pulled.
"""

from history import day_number
from image import OFFSET_MIN
from machine import BOOT_S, Machine
from office import DATA, Office, office_image
from staff import PIN, Staff
from stick import Stick
from support import local_date, poll

MEDIA = "/media/bonluon"
# File system, and whether a partition holds it.
WELL = (("vfat", True), ("vfat", False), ("fat16", True), ("exfat", True),
        ("exfat", False), ("ext4", True), ("ext3", True), ("ntfs", True),
        ("ntfs", False))
HARDENED = {"nodev", "nosuid", "noexec"}


class Desk(Staff):
    """The staff's minute, by a finger on the glass."""

    def __init__(self, office):
        super().__init__(office.place, office.glass)
        self.office, self.machine = office, office.machine

    def mounted(self):
        """Where sticks are mounted, and how."""
        return self.machine.shell(
            f"findmnt -rn -o TARGET,OPTIONS | grep ^{MEDIA}").out.split()

    def panel(self):
        self.hold()
        self.enter(PIN)
        self.wait("panel", "export", 60)

    def take(self, meanwhile=None):
        """Yesterday, to what is there; something happens when the key was
        pressed."""
        self.panel()
        self.press("panel", "export")
        self.wait("export", "reports", 60)
        today = day_number(local_date(OFFSET_MIN))
        self.pick(today - 1, today)
        self.press("export", "export")
        if meanwhile:
            meanwhile()

    def leave(self):
        """The program starts anew: the first question, whatever showed."""
        self.machine.ask("systemctl restart bonluon")
        self.office.wait("question:1", "vi", 120)

    def exports(self):
        """How often something was taken, as the record has it."""
        return self.office.record(
            "SELECT count(*) FROM events WHERE kind = 'export'")[0][0]

    def outbox(self):
        said = self.machine.ask(f"cd {DATA}/outbox && sha256sum *")
        return dict(reversed(line.split(maxsplit=1))
                    for line in said.splitlines())


def yesterday(machine):
    """A visit on the day before, which the start of today closes."""
    office = Office(machine)
    office.glass.plug()
    office.wait("question:1", "vi", BOOT_S)
    office.visit(5, 4, 3, 5)
    machine.clock = None
    machine.cut_and_start()
    office.glass.plug()
    office.wait("question:1", "vi", BOOT_S)
    machine.ask(f"echo {PIN} | bonluon pin --config /etc/bonluon/bonluon.ini "
                f"--data-dir {DATA}")
    return office


def well(report, desk, kind, partitioned):
    """A stick that takes the day."""
    what = f"{kind}, {'partition' if partitioned else 'no partition'}"
    stick = Stick(desk.machine, kind, partitioned)
    stick.put_in()
    where = poll(desk.mounted, 60, f"{what} is mounted")
    report.held(HARDENED <= set(where[1].split(",")),
                f"{what}: mounted nodev, nosuid, noexec", where[1])
    desk.take()
    report.tried(f"{what}: unmounted before it may be pulled", poll,
                 lambda: not desk.mounted(), 90, "nothing is mounted")
    day = local_date(OFFSET_MIN, -1)
    found = {path.rpartition("/")[2]: digest
             for path, digest in stick.content().items() if day in path}
    wanted = {name: digest for name, digest in desk.outbox().items()
              if day in name and "metadata" not in name}
    report.held(wanted and wanted.items() <= found.items(),
                f"{what}: the day lies on it, to the byte",
                f"{sorted(found)} for {sorted(wanted)}")
    stick.pull()
    desk.leave()


def full(report, desk):
    stick = Stick(desk.machine, "vfat")
    stick.put_in()
    where = poll(desk.mounted, 60, "the full stick is mounted")[0]
    desk.machine.shell(f"cat /dev/zero > {where}/fill; sync")
    desk.take()
    desk.machine.ask("sleep 5")
    desk.leave()
    desk.machine.shell(f"umount {where}")
    day = local_date(OFFSET_MIN, -1)
    left = [path for path in stick.content() if day in path]
    report.held(not left, "a full stick: no half of a file on it", f"{left}")
    stick.pull()


def read_only(report, desk):
    """Said in the journal; and nothing was taken."""
    stick = Stick(desk.machine, "vfat")
    stick.put_in(read_only=True)
    desk.machine.ask("udevadm settle; sleep 3")
    before = desk.exports()
    desk.take()
    desk.machine.ask("sleep 5")
    desk.leave()
    report.held(desk.exports() == before,
                "a stick that cannot be written: nothing counts as taken",
                f"{desk.exports()}")
    stick.pull()


def unknown(report, desk):
    """A file system that is none of a stick's."""
    stick = Stick(desk.machine, "minix")
    stick.put_in()
    desk.machine.ask("udevadm settle; sleep 3")
    report.held(not desk.mounted(), "minix: not mounted, the terminal goes on",
                f"{desk.mounted()}")
    stick.pull()


def pulled(report, desk):
    for kind in ("vfat", "ext4"):
        stick = Stick(desk.machine, kind)
        stick.put_in()
        poll(desk.mounted, 60, "the stick is mounted")
        desk.take(meanwhile=stick.pull)
        report.tried(f"{kind} pulled in the middle: nothing stays mounted",
                     poll, lambda: not desk.mounted(), 60, "unmounted")
        desk.leave()
        report.tried(f"{kind} pulled in the middle: a visit afterwards",
                     desk.office.visit, 5, 5, 5, 5)
        desk.office.wait("question:1", "vi", 60)


def run(report):
    image = office_image()
    office = yesterday(Machine(image, clock=image.clock(-1)))
    desk = Desk(office)
    for kind, partitioned in WELL:
        try:
            well(report, desk, kind, partitioned)
        except (TimeoutError, RuntimeError) as error:
            report.held(False, f"{kind}", str(error))
            desk.leave()
    unknown(report, desk)
    full(report, desk)
    read_only(report, desk)
    pulled(report, desk)
    office.machine.cut()
