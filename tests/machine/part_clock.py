"""A machine whose battery is empty: after a power cut it is 1970 for its
hardware. The system then takes the latest time that it has saved, or else the
day on which it was built itself."""

from machine import BOOT_S, Machine
from office import Office, office_image

DOUBT = 16  # the flag of an answer whose time nothing vouches for
EPOCH = "1970-01-01T00:00:00"
# Nothing on the disk tells the time; and the office is open at any hour, for
# whatever hour the system takes it.
FORGET = """systemctl -q disable --now systemd-timesyncd
    rm -f /var/lib/systemd/timesync/clock
    sed -i 's/^\\([a-z]*day\\)=.*/\\1=00:00-24:00/' /etc/bonluon/bonluon.ini
    sync"""


def visit(report, office, what):
    """One more, and whether its answers bear the flag."""
    before = len(office.answers())
    report.tried(f"{what}: a visit", office.visit, 5, 4, 5, 4)
    flags = [bool(flags & DOUBT) for flags, in office.answers("flags")]
    report.held(len(flags) == before + 4, f"{what}: four answers in the record",
                f"{flags}")
    return flags[before:]


def run(report):
    machine = Machine(office_image())
    office = Office(machine)
    office.glass.plug()
    office.wait("question:1", "vi", BOOT_S)
    flags = visit(report, office, "today")
    report.held(not any(flags), "today: no time is in doubt", f"{flags}")
    machine.ask(FORGET)
    machine.clock = EPOCH
    machine.cut_and_start()
    office.glass.plug()
    report.tried("1970: the first question", office.wait, "question:1", "vi",
                 BOOT_S)
    report.row("1970: what the system takes it for", machine.ask("date +%F"))
    flags = visit(report, office, "1970")
    report.held(flags and all(flags), "1970: flagged, their time is in doubt",
                f"{flags}")
    machine.cut()
    fresh(report)


def fresh(report):
    """Nothing tells a machine without a record that its clock is wrong."""
    machine = Machine(office_image(), clock=EPOCH)
    office = Office(machine)
    office.glass.plug()
    machine.ask(FORGET + "; systemctl restart bonluon")
    report.tried("1970, no record yet: the first question", office.wait,
                 "question:1", "vi", BOOT_S)
    visit(report, office, "1970, no record yet")
    machine.cut()
