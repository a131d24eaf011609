"""The program, its disk thread, its screen stop: each time the terminal is
back by itself, and why is in the journal and in `status`."""

import json

from machine import Machine
from office import DATA, Office, office_image
from support import poll

TOOLS = "/usr/local/lib/machine"
BACK_S = 30  # within which the watchdog has to have ended what hangs
PID = "systemctl show -P MainPID "
# As one who may draw, with the screen's socket where clients look for it.
COVER = f"""unshare --mount sh -ec '
    mkdir -p /tmp/.X11-unix
    mount --bind /run/bonluon-screen/x11 /tmp/.X11-unix
    exec runuser -u bonluon -- env DISPLAY=:0 \\
        XAUTHORITY=/run/bonluon-screen/authority {TOOLS}/cover KIND
    ' > /run/cover 2>&1 &"""
COVERED = "until grep -qsx cover /proc/[0-9]*/comm; do sleep 0.1; done; sleep 1"
UNCOVER = """for process in $(grep -lsx cover /proc/[0-9]*/comm); do
        kill "$(basename "${process%/comm}")"
    done"""
# From then on what the program paints can be kept from the screen.
BLINDABLE = f"""mkdir -p /run/systemd/system/bonluon.service.d
    printf '[Service]\\nEnvironment=LD_PRELOAD={TOOLS}/blind.so\\n' \\
        > /run/systemd/system/bonluon.service.d/blind.conf
    systemctl daemon-reload && systemctl restart bonluon"""
# What another program painted stays, whatever the terminal paints.
NEVER_SENT = f"""echo PID > /run/blind
    {COVER.replace("KIND", "")}
    {COVERED}; {UNCOVER}"""


class Stops:
    """A terminal that is stopped, and looked at afterwards."""

    def __init__(self, report, office):
        self.report, self.office = report, office
        self.machine = office.machine

    def uptime(self):
        return float(self.machine.ask("cut -d ' ' -f 1 /proc/uptime"))

    def pid(self, unit="bonluon"):
        return self.machine.ask(PID + unit)

    def comes_back(self, what, script, unit="bonluon", within_s=BACK_S,
                   word=None, meanwhile=None):
        """After the script another process runs, in time as the machine
        counts it, and the first question shows."""
        before, begun = self.pid(unit), self.uptime()
        self.machine.ask(script.replace("PID", before))
        if meanwhile:
            meanwhile()
        try:
            poll(lambda: self.pid(unit) not in (before, "0"), 300,
                 f"another {unit}", every=0.5)
            took = self.uptime() - begun
            self.office.shows_exactly("question")
        except TimeoutError as error:
            self.report.held(False, what, str(error))
            return
        self.report.held(took <= within_s, f"{what}: back in {took:.0f} s")
        if word:
            self.told(what, word)

    def told(self, what, word):
        said = self.machine.ask("journalctl -b -o cat -u bonluon")
        self.report.held(word in said, f"{what}: in the journal", said[-300:])
        status = json.loads(self.machine.shell(
            "runuser -u bonluon -- bonluon status --json --config "
            f"/etc/bonluon/bonluon.ini --data-dir {DATA}").out)
        self.report.held(word in str(status.get("last_end")),
                         f"{what}: in `status`", str(status))

    def black(self):
        """Whether nothing is to be seen at all."""
        return not any(self.machine.screen().pixels)

    def covered(self):
        """A window that another can come before is no fault for long."""
        before = self.pid()
        self.machine.ask(COVER.replace("KIND", ""))
        self.machine.ask(COVERED)
        self.report.tried("a window over all: the terminal comes before it",
                          self.office.shows_exactly, "question")
        self.report.held(self.pid() == before, "            as it was before",
                         f"{before} is now {self.pid()}")
        self.machine.ask(UNCOVER)

    def is_black(self):
        self.report.tried("what is painted is not sent: the screen is black",
                          poll, self.black, 20, "black")

    def disk_thread(self):
        """The threads of the program that are not its first: which of them
        the disk's is, only the program knows; so all of them."""
        return (f"for thread in $(ls /proc/PID/task | grep -vx PID); do "
                f"{TOOLS}/halt $thread > /dev/null 2>&1 & done")


def run(report):
    machine = Machine(office_image())
    office = Office(machine)
    office.shows_exactly("question")
    stops = Stops(report, office)
    stops.comes_back("kill -9 of the program", "kill -9 PID")
    stops.comes_back("kill -STOP of the program", "kill -STOP PID",
                     word="stood still")
    stops.comes_back("the disk thread stopped", stops.disk_thread(),
                     word="disk did not answer")
    stops.covered()
    stops.comes_back("something over all that stays there",
                     COVER.replace("KIND", "overlay"),
                     word="screen did not show")
    machine.ask(BLINDABLE)
    office.shows_exactly("question")
    stops.comes_back("a black screen, which no call tells of", NEVER_SENT,
                     word="screen did not show", meanwhile=stops.is_black)
    stops.comes_back("kill -9 of the X server", "kill -9 PID",
                     "bonluon-screen")
    stops.comes_back("kill -STOP of the X server", "kill -STOP PID",
                     "bonluon-screen", within_s=2 * BACK_S)
    machine.cut()
