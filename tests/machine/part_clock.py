"""A machine whose battery is empty: it believes that it is 1970."""

from machine import BOOT_S, Machine
from office import Office, office_image

DOUBT = 16  # the flag of an answer whose time nothing vouches for


def run(report):
    machine = Machine(office_image(), clock="1970-01-01T00:00:00")
    office = Office(machine)
    office.glass.plug()
    # Whatever the hour is taken for, the office shall be open.
    machine.ask("sed -i 's/^\\([a-z]*day\\)=.*/\\1=00:00-24:00/' "
                "/etc/bonluon/bonluon.ini; systemctl restart bonluon")
    report.tried("the first question", office.wait, "question:1", "vi", BOOT_S)
    report.tried("a visit", office.visit, 5, 4, 5, 4)
    report.held(len(office.answers()) == 4, "four answers in the record",
                f"{office.answers()}")
    flags = office.answers("flags")
    report.held(all(flag[0] & DOUBT for flag in flags) and flags,
                "flagged: their time is in doubt", f"{flags}")
    machine.cut()
