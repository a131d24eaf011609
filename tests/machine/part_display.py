"""The monitor is unplugged and plugged in again, as the kernel tells it: the
whole picture is there afterwards."""

from machine import Machine
from office import Office, office_image

STATUS = "/sys/class/drm/card0-*/status"
CHANGED = "udevadm trigger -c change /sys/class/drm/card0"


def run(report):
    image = office_image()
    for card in ("virtio", "vga"):
        machine = Machine(image, card=card)
        office = Office(machine)
        office.glass.plug()
        office.shows_exactly("question")
        for turn in range(1, 4):
            for state in ("off", "detect"):
                machine.ask(f"for s in {STATUS}; do echo {state} > $s; done; "
                            f"{CHANGED}; sleep 3")
            report.tried(f"the monitor unplugged and back, {card}, {turn}",
                         office.shows_exactly, "question", "vi", 90)
        report.tried(f"a visit afterwards, {card}", office.visit, 5, 5, 5, 5)
        machine.cut()
