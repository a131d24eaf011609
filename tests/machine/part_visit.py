"""A whole visit by a multi-touch glass, from first tap to the record; and that
the file of an open day tells no single visit. part_sticks has the file of a
closed day."""

import csv
import io

from machine import Machine
from office import DATA, Office, office_image

VALUES = 5, 4, 3, 5


def exported(office):
    """The rows of today's file, as `export` has it."""
    text = office.machine.ask(f"""systemctl stop bonluon
        day=$(date -u -d '+7 hours' +%Y-%m-%d)
        install -d -o bonluon /run/exported && cd /run/exported &&
        runuser -u bonluon -- bonluon export --date $day --to /run/exported \\
            --config /etc/bonluon/bonluon.ini --data-dir {DATA} > /dev/null
        cat /run/exported/*_tam.csv; systemctl start bonluon""")
    return list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))


def run(report):
    machine = Machine(office_image())
    office = Office(machine)
    office.glass.plug()
    report.tried("first question", office.shows_exactly, "question")
    report.tried("four taps, thanks", office.visit, *VALUES)
    report.tried("the first question again", office.wait, "question:1")
    wanted = list(enumerate(VALUES, 1))
    got = office.answers()
    report.held(got == wanted, "four answers in the record", f"{got}")
    got = exported(office)
    report.held(got == [], "which the file of an open day does not tell",
                f"{got}")
    machine.cut()
