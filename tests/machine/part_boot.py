"""From power on to the first question, with nobody touching anything: two
graphics cards, two sizes, every pixel as `bonluon scene` has it. The glass is
plugged in, as it is on a desk: without it another line is to be read."""

from machine import Machine
from office import Office, office_image

TRIED = (("virtio", (1280, 800)), ("virtio", (1920, 1080)),
         ("vga", (1280, 800)), ("vga", (1920, 1080)))


def run(report, tried=TRIED):
    image = office_image()
    for card, size in tried:
        machine = Machine(image, card=card, size=size)
        office = Office(machine)
        report.tried(f"first question untouched, {card} {size[0]}x{size[1]}",
                     office.shows_exactly, "question")
        machine.cut()
