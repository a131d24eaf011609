"""Every key that a keyboard has, alone and with those that the system listens
to, and ten ways in which somebody might get out of the terminal. Nothing may
change: not the picture, not the programs that run, not the console.
"""

from itertools import zip_longest

from machine import Machine
from office import Office, office_image

FUNCTION = [f"f{n}" for n in range(1, 13)]
LETTERS = [chr(c) for c in range(ord("a"), ord("z") + 1)]
# What must be the same before and after: who runs, which boot, which console.
STATE = """systemctl show -P MainPID bonluon bonluon-screen
cat /proc/sys/kernel/random/boot_id /sys/class/tty/tty0/active
grep -hsxE 'login|agetty|bash|sh|sulogin' /proc/[0-9]*/comm | wc -l
systemctl list-units --failed --no-legend | wc -l"""

# How often the keyboard's controller has interrupted.
ARRIVED = "awk '$1 == \"1:\" { print $2 + $3 }' /proc/interrupts"


class Keyboard:
    """The machine's own; or the last that was plugged in."""

    def __init__(self, machine):
        self.machine = machine

    def all_keys(self):
        """The names that the emulator knows, out of its own description."""
        for entry in self.machine.monitor("query-qmp-schema"):
            if entry["meta-type"] == "enum":
                names = [member["name"] for member in entry["members"]]
                if "ctrl_r" in names and "spc" in names:
                    return [name for name in names if name != "unmapped"]
        raise LookupError("the names of keys")

    def press(self, *keys):
        """Together, in this order; released the other way."""
        for down, names in ((True, keys), (False, reversed(keys))):
            for name in names:
                self.machine.monitor("input-send-event", events=[{
                    "type": "key", "data": {
                        "down": down,
                        "key": {"type": "qcode", "data": name}}}])

    def type(self, text):
        named = {" ": "spc", "\n": "ret", "/": "slash", "-": "minus"}
        for letter in text:
            self.press(named.get(letter, letter))


class Locked:
    """A terminal that must stay as it is."""

    def __init__(self, report, office):
        self.report, self.office = report, office
        self.machine = office.machine
        self.keys = Keyboard(self.machine)
        self.before = self.machine.ask(STATE)

    def stays(self, what):
        """Nothing has changed, and a tap is still answered."""
        try:
            self.machine.ask("sleep 1")
            self.office.shows_exactly("question", seconds=60)
            after = self.machine.ask(STATE)
            self.report.held(after == self.before, what,
                             f"before {self.before!r}, after {after!r}")
        except (TimeoutError, RuntimeError) as error:
            self.report.held(False, what, str(error))

    def every_key(self):
        names = self.keys.all_keys()
        before = int(self.machine.ask(ARRIVED))
        for name in names:
            self.keys.press(name)
        arrived = int(self.machine.ask(ARRIVED)) - before
        self.report.held(arrived >= len(names),
                         "the keys arrive in the machine", f"{arrived}")
        self.stays(f"every key alone, {len(names)} of them")

    def each_with(self, held, names, what):
        for name in names:
            self.keys.press(*held, name)
        self.stays(what)

    def escapes(self):
        """Ten kinds of them."""
        keys = self.keys
        self.each_with(("ctrl", "alt"), FUNCTION,
                       "escape 1: Ctrl-Alt-F1 to F12, another console")
        self.each_with(("alt",), FUNCTION + ["left", "right"],
                       "escape 2: Alt-F1 to F12, Alt-Left, Alt-Right, Alt-F4")
        self.each_with(("alt", "sysrq"), LETTERS + list("0123456789"),
                       "escape 3: Alt-SysRq with every letter and digit")
        self.each_with(("ctrl", "alt"), ["delete"] * 10,
                       "escape 4: Ctrl-Alt-Del, ten times")
        self.each_with(("ctrl", "alt"), ["backspace", "esc", "t", "kp_add",
                                         "kp_subtract"],
                       "escape 5: Ctrl-Alt-Backspace and others of X's")
        self.each_with(("ctrl",), LETTERS + ["backslash", "bracket_left"],
                       "escape 6: Ctrl with every letter: interrupt, stop")
        for name in ("power", "sleep", "wake"):
            keys.press(name)
        self.stays("escape 7: the keys for power, sleep, wake")
        self.plugged("usb-kbd", "escape 8: another keyboard, by USB")
        keys.press("ctrl", "alt", "f2")
        keys.type("root\n")
        self.stays("           and what is typed on it")
        self.machine.monitor("device_del", id="usb-kbd")
        self.plugged("usb-net", "escape 9: a network card, by USB",
                     netdev="net")
        links = self.machine.ask("ls /sys/class/net")
        self.report.held(links.split() == ["lo"],
                         "           and no link has come of it", links)
        self.restart()

    def plugged(self, kind, what, **more):
        if kind == "usb-net":
            self.machine.monitor("netdev_add", type="user", id="net",
                                 restrict=True)
        self.machine.monitor("device_add", driver=kind, id=kind,
                             bus="usb.0", **more)
        self.machine.ask("udevadm settle; sleep 2")
        self.stays(what)

    def restart(self):
        """While the screen starts anew the console is bare for a moment."""
        self.machine.ask("systemctl restart --no-block bonluon-screen")
        for _ in range(20):
            self.keys.press("ctrl", "alt", "f2")
            self.keys.press("ctrl", "c")
            self.keys.press("ret")
        self.office.wait("question:1", "vi", 120)
        self.before, old = self.machine.ask(STATE), self.before
        same = [line for line in zip_longest(old.splitlines(),
                                     self.before.splitlines())
                if line[0] != line[1]]
        # The two programs may differ, and nothing else, nor be missing.
        self.report.held(len(same) <= 2,
                         "escape 10: keys while the screen starts anew",
                         f"{same}")


def run(report):
    machine = Machine(office_image())
    office = Office(machine)
    office.glass.plug()
    office.shows_exactly("question")
    locked = Locked(report, office)
    locked.every_key()
    locked.escapes()
    report.held(office.answers() == [], "nothing was answered by any of it",
                f"{office.answers()}")
    report.tried("a visit afterwards", office.visit, 5, 5, 4, 5)
    machine.cut()
