"""What hands and touch glasses do, besides tapping: each time one answer must
come of it, the one that was meant, or none."""

from machine import BOOT_S, Machine
from office import Office, office_image
from support import poll

BLANK = 0.5, 0.96  # of the glass: nothing stands there


class Hands:
    """Fingers at an office's terminal, and what they have answered."""

    def __init__(self, report, office):
        self.report, self.office = report, office
        self.machine, self.glass = office.machine, office.glass
        self.wanted = []

    def blank(self):
        return self.glass.on_axis(int(BLANK[0] * self.glass.width),
                                  int(BLANK[1] * self.glass.height))

    def begin(self, question):
        self.office.wait(f"question:{question}")
        self.office.settle()

    def touch(self, *commands):
        self.machine.finger(*commands)

    def meant(self, what, question, value):
        """One answer more, this one, and the next screen."""
        self.wanted.append((question, value))
        following = f"question:{question + 1}" if question < 4 else "thanks"
        self.report.tried(what, self.office.wait, following)
        got = self.office.answers()
        self.report.held(got == self.wanted, f"{what}: only what was meant",
                         f"{got}")
        self.wanted = got

    def two_fingers(self):
        self.begin(1)
        first, second = (self.office.place_of(f"answer:{n}") for n in (2, 5))
        self.touch("down 0 {} {}".format(*first), "wait 50",
                   "down 1 {} {}".format(*second), "wait 50", "up 1",
                   "wait 50", "up 0")
        self.meant("two fingers at once: the first", 1, 2)

    def palm(self):
        self.begin(2)
        face = self.office.place_of("answer:4", 2)
        self.touch("palm 0 {} {}".format(*self.blank()), "wait 1000",
                   "down 1 {} {}".format(*face), "wait 60", "up 1",
                   "wait 300", "up 0")
        self.meant("a tap while a hand rests on empty ground", 2, 4)

    def never_lifts(self):
        """Held on a face for ever; another finger taps until it counts."""
        self.begin(3)
        held, face = (self.office.place_of(f"answer:{n}", 3) for n in (1, 5))
        self.touch("down 0 {} {}".format(*held))

        def tapped():
            self.touch("down 1 {} {}".format(*face), "wait 60", "up 1",
                       "wait 700")
            return self.office.shows("question:4", "vi")
        self.report.tried("a finger that never lifts, then another",
                          poll, tapped, 60, "the next question")
        self.meant("a finger that never lifts", 3, 5)
        self.touch("up 0")

    def goes_and_comes(self):
        """The glass is unplugged under a finger, which the system takes for
        its lifting: nobody has chosen anything. Plugged in again, it works
        on."""
        self.begin(4)
        x, y = self.office.place_of("answer:3", 4)
        self.touch(f"down 0 {x} {y}", "wait 200", "unplug")
        self.machine.ask("udevadm settle; sleep 3")
        got = self.office.answers()
        self.report.held(got == self.wanted,
                         "the glass gone under a finger: nothing is answered",
                         f"{got}")
        self.plug()
        self.tap_until(4, 5)
        self.meant("the glass back again", 4, 5)

    def plug(self, *axis):
        self.glass.plug(*axis)
        self.machine.ask("udevadm settle")

    def tap_until(self, question, value):
        """Taps until the terminal has seen one: a glass that was just plugged
        in takes the system a moment."""
        x, y = self.office.place_of(f"answer:{value}", question)
        following = f"question:{question + 1}" if question < 4 else "thanks"

        def tapped():
            self.touch(f"down 0 {x} {y}", "wait 60", "up 0", "wait 700")
            return self.office.shows(following, "vi")
        poll(tapped, 60, following)

    def another_axis(self):
        """One that counts to 32767 and 16383."""
        self.touch("unplug")
        self.machine.ask("udevadm settle")
        self.plug(32767, 16383)
        self.begin(1)
        self.tap_until(1, 1)
        self.meant("another axis range", 1, 1)

    def same_place(self):
        """The last place before the program starts is the first one after;
        the kernel then reports no position."""
        self.begin(2)
        x, y = self.office.place_of("answer:3", 1)
        self.machine.ask("systemctl stop bonluon-screen bonluon")
        self.touch(f"down 0 {x} {y}", "wait 60", "up 0")
        self.machine.ask("systemctl start bonluon-screen bonluon")
        self.begin(1)
        self.touch(f"down 0 {x} {y}", "wait 60", "up 0", "wait 2000")
        got = self.office.answers()
        self.report.held(
            got in (self.wanted, self.wanted + [(1, 3)]),
            "a tap at the last place before the start answers nothing else",
            f"{got[len(self.wanted):]}")


def run(report):
    machine = Machine(office_image(), glass=False)
    office = Office(machine)
    # Ready when the first picture was shown. It says that the glass is missing,
    # until one is felt or the next look for it, which may be minutes away.
    machine.ask("until systemctl -q is-active bonluon; do sleep 0.5; done",
                BOOT_S)
    hands = Hands(report, office)
    hands.plug()
    report.tried("a glass that is plugged in after the start",
                 hands.tap_until, 1, 4)
    hands.wanted.append((1, 4))
    machine.ask("systemctl restart bonluon-screen")
    for trial in (hands.two_fingers, hands.palm, hands.never_lifts,
                  hands.goes_and_comes, hands.another_axis, hands.same_place):
        trial()
    machine.cut()
