"""Sticks of every kind, at the hand of a member of staff: the corner is held,
the PIN typed, yesterday taken. What then lies on the stick is what the
terminal wrote for the day, to the byte, and the stick is free to be pulled.
Where it cannot be so, the glass says why, in the words of `bonluon scene`.
"""

from history import day_number
from machine import BOOT_S, Machine
from office import DATA, Office, office_image
from staff import PIN, Staff
from stick import Stick
from support import poll

MEDIA = "/media/bonluon"
# File system, and whether a partition holds it.
WELL = (("vfat", True), ("vfat", False), ("fat16", True), ("exfat", True),
        ("exfat", False), ("ext4", True), ("ext3", True), ("ntfs", True),
        ("ntfs", False))
UNKNOWN = ("minix", True), ("btrfs", False), ("luks", True), ("blank", False)
HARDENED = {"nodev", "nosuid", "noexec"}
UNREAD = "ls -A /run/bonluon/unread 2> /dev/null"
SLOWLY = 4  # writes a second: so long that a hand can pull
ANSWERS = "done", "full", "read-only", "gone", "unread"


class Desk(Staff):
    """The staff's minute, by a finger on the glass."""

    def __init__(self, office):
        super().__init__(office.place, office.glass)
        self.office, self.machine = office, office.machine
        for answer in ANSWERS:
            self.load(f"export:{answer}")

    def mounted(self):
        """Where sticks are mounted, and how."""
        return self.machine.shell(
            f"findmnt -rn -o TARGET,OPTIONS | grep ^{MEDIA}").out.split()

    def panel(self):
        self.hold()
        self.enter(PIN)
        # Its key to take days tells how many, and none like the picture's.
        self.wait("panel", "page:2", 60)

    def take(self, meanwhile=None):
        """Yesterday, to what is there; something happens when the key was
        pressed."""
        self.panel()
        self.press("panel", "export")
        self.wait("export", "reports", 60)
        today = day_number(self.machine.date())
        self.pick(today - 1, today)
        self.press("export", "target:0")
        self.wait("export", "export", 60)
        self.press("export", "export")
        if meanwhile:
            meanwhile()

    def told(self, answer):
        """Waits until the glass says it: what came of it and, but where that
        tells of numbers, what to do about it."""
        screen = f"export:{answer}"
        texts = [item for item in self.items[screen]
                 if item.action == "none" and item.text]
        if answer == "unread":
            texts = [item for item in texts if "FAT32" in item.text]
        texts = texts[:1 if answer == "done" else 2]
        boxes = [item.box() for item in texts]

        def seen():
            frame = self.glass.frame
            return all(frame.box(*box) == self.looks[screen].box(*box)
                       for box in boxes)
        if not boxes:
            raise LookupError(f"no words on {screen}")
        poll(seen, 90, f"the words of {screen}")

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
    report.tried(f"{what}: said on the glass", desk.told, "done")
    report.tried(f"{what}: unmounted before it may be pulled", poll,
                 lambda: not desk.mounted(), 90, "nothing is mounted")
    day = desk.machine.date(-1)
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
    report.tried("a full stick: said on the glass", desk.told, "full")
    desk.leave()
    desk.machine.shell(f"umount {where}")
    day = desk.machine.date(-1)
    left = [path for path in stick.content() if day in path]
    report.held(not left, "a full stick: no half of a file on it", f"{left}")
    stick.pull()


def read_only(report, desk):
    stick = Stick(desk.machine, "vfat")
    stick.put_in(read_only=True)
    where = poll(desk.mounted, 60, "the locked stick is mounted")
    report.held("ro" in where[1].split(","),
                "a stick that cannot be written: mounted so", where[1])
    before = desk.exports()
    desk.take()
    report.tried("a stick that cannot be written: said on the glass",
                 desk.told, "read-only")
    desk.leave()
    report.held(desk.exports() == before,
                "a stick that cannot be written: nothing counts as taken",
                f"{desk.exports()}")
    stick.pull()
    poll(lambda: not desk.mounted(), 60, "unmounted")


def unknown(report, desk, kind, partitioned):
    """What is none of a stick's file systems."""
    stick = Stick(desk.machine, kind, partitioned)
    stick.put_in()
    poll(lambda: desk.machine.shell(UNREAD).out.strip(), 60, f"{kind} is seen")
    report.held(not desk.mounted(), f"{kind}: not mounted",
                f"{desk.mounted()}")
    desk.panel()
    desk.press("panel", "export")
    report.tried(f"{kind}: said on the glass", desk.told, "unread")
    stick.pull()
    report.tried(f"{kind}: forgotten when it is pulled", poll, lambda:
                 not desk.machine.shell(UNREAD).out.strip(), 60, "no mark")
    desk.leave()


def pulled(report, desk, kind):
    stick = Stick(desk.machine, kind)
    stick.put_in(writes_a_second=SLOWLY)
    where = poll(desk.mounted, 60, "the stick is mounted")[0]

    def pull():
        desk.machine.ask(f"until find {where} -type f | grep -q .; do "
                         "sleep 0.1; done")
        stick.pull()
    desk.take(meanwhile=pull)
    report.tried(f"{kind} pulled in the middle: said on the glass",
                 desk.told, "gone")
    report.tried(f"{kind} pulled in the middle: nothing stays mounted",
                 poll, lambda: not desk.mounted(), 60, "unmounted")
    desk.leave()
    report.tried(f"{kind} pulled in the middle: a visit afterwards",
                 desk.office.visit, 5, 5, 5, 5)
    desk.office.wait("question:1", "vi", 60)


def each(report, desk, function, *what):
    """One that fails does not keep the others from being tried."""
    try:
        function(report, desk, *what)
    except (TimeoutError, RuntimeError, LookupError) as error:
        report.held(False, " ".join(map(str, (function.__name__, *what))),
                    str(error))
        for stick in list(Stick.inside):
            stick.pull()
        desk.leave()


def run(report):
    image = office_image()
    office = yesterday(Machine(image, clock=image.clock(-1)))
    desk = Desk(office)
    for function in (full, read_only):
        each(report, desk, function)
    for kind in ("vfat", "ext4"):
        each(report, desk, pulled, kind)
    for kind, partitioned in UNKNOWN:
        each(report, desk, unknown, kind, partitioned)
    for kind, partitioned in WELL:
        each(report, desk, well, kind, partitioned)
    office.machine.cut()
