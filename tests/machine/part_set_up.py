"""A fresh machine, on which nobody has answered anything: it asks on the
glass, and says so in the picture that `bonluon scene` has of it. Then the same
machine with the answers given to the package: the first question.
"""

from machine import Machine
from office import Office, fresh_image

ANSWERS = {"unit-code": "MAYTHU", "device-id": "QUAY-9",
           "office-name": "UBND xã Vân Trường", "width-mm": "344"}


def run(report):
    machine = Machine(fresh_image())
    office = Office(machine)
    report.tried("nothing answered: the welcome of the set-up",
                 office.shows_exactly, "set-up:welcome")
    machine.ask("debconf-set-selections << 'END'\n" + "".join(
        f"bonluon-kiosk bonluon-kiosk/{name} string {value}\n"
        for name, value in ANSWERS.items()) + """END
        dpkg-reconfigure -f noninteractive bonluon-kiosk; sync""")
    machine.cut_and_start()
    report.tried("answered to the package: the first question untouched",
                 office.wait, "question:1", "vi", 300)
    machine.cut()
