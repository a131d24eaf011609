"""The terminal in its machine, as a person meets it: screens known by what
`bonluon scene` says of them, taps on what stands there, days taken out.

Also the two images that are tried: the office's, with the packages installed
as a person would, and one with every way to draw a screen in it.
"""

import base64
import io
import shutil
import sqlite3
import tarfile

import image
from glass import Screens
from machine import BOOT_S
from picture import png_read
from support import ROOT, Place, new_folder, poll, read_form

PACKAGES = ROOT / "build" / "deb"
DATA = "/var/lib/bonluon"
SCREEN_S = 60    # for a screen to come, on a busy host
SETTLE_MS = 600  # after a change of screen, a little more than settle_ms

# What each way to the screen needs besides what the program is linked with.
WAYS = {
    "KMSDRM": ("libgl1", "libegl1", "libgles2", "libgl1-mesa-dri"),
    "bare X": ("xserver-xorg-core", "xserver-xorg-input-libinput"),
    "cage": ("cage", "xwayland", "libgl1", "libegl1", "libgl1-mesa-dri"),
}
# What a way brings along, beyond what the program is linked with.
COUNT = """count() {
    way=$1 && shift
    echo "$way: $(apt-get install --no-install-recommends --dry-run "$@" |
        grep -c ^Inst) packages, $(apt-get install --no-install-recommends \\
            --assume-no "$@" | sed -n 's/^After.*, \\(.*B\\) of.*/\\1/p')" \\
        >> /usr/local/lib/ways
}
"""
HEARD = """until
        node=$(grep -l 'Test glass' /sys/class/input/event*/device/name |
            cut -d / -f 5)
        ls -l "/proc/$(systemctl show -P MainPID bonluon-screen)/fd" |
            grep -q "/${node:-none}\$"
    do
        sleep 0.3
    done 2> /dev/null"""
INSTALL = "apt-get -qq install -y --no-install-recommends "


def settle(root, changed=None):
    """The config of the office in a root."""
    path = root / "etc/bonluon/bonluon.ini"
    path.parent.mkdir(exist_ok=True)
    (changed or image.config()).write(path)
    path.chmod(0o644)


def screens_image():
    """Every way to draw a screen, installed side by side; each a unit. The
    program's package knows what it is linked with, in this Debian."""
    ways = image.HERE / "ways"
    program = packages()[0]

    def fill(root):
        shutil.copy(program, root / "root")
        names = {name for way in WAYS.values() for name in way}
        image.inside(root, f"apt-get -qq update\n{INSTALL} /root/*.deb\n"
                     "rm /root/*.deb")
        image.inside(root, COUNT + "".join(
            f"count '{way}' {' '.join(more)}\n"
            for way, more in WAYS.items()))
        image.inside(root, INSTALL + " ".join(sorted(names)) + """
            useradd --system --no-create-home bonluon
            useradd --system --no-create-home screen
            systemctl -q disable seatd""")
        (root / "etc/bonluon").mkdir(exist_ok=True)
        for path in ways.iterdir():
            to = ("etc/bonluon" if path.suffix == ".conf" else
                  "etc/systemd/system")
            image.run("install", "-m", "644", path, root / to)
    return image.Image("screens", [program, ways, *map(
        " ".join, WAYS.values())], fill, settle=settle)


def packages():
    """The two that are tried, as `make deb` leaves them: for the Debian that
    builds them, or for another one, whose number they then carry."""
    number = image.NUMBERS[image.RELEASE]
    found = {name: sorted(PACKAGES.glob(f"{name}_*.deb"))
             for name in ("bonluon", "bonluon-kiosk")}
    wanted = {name: [path for path in paths
                     if f"+deb{number}_" in path.name] or
              [path for path in paths if "+deb" not in path.name]
              for name, paths in found.items()}
    return [next((path for path in paths
                  if path.name.endswith(("_amd64.deb", "_all.deb"))), None)
            for paths in wanted.values()]


def installed_image(name, packed, settle_in=None, before=""):
    """A bare Debian in which somebody said `apt install ./*.deb`, and did not
    answer a single question; `before` that, a script."""
    tried = packages()
    if None in tried:
        raise SystemExit("build/deb has no packages: make deb")

    def fill(root):
        for path in tried:
            shutil.copy(path, root / "root")
        image.inside(root, f"{before}\napt-get -qq update\n"
                     "apt-get -qq install -y /root/*.deb\nrm /root/*.deb")
    return image.Image(name, [*tried, before] if before else tried, fill,
                       packed, settle_in)


def office_image():
    """Likewise, with the office's config written; and no more."""
    return installed_image("office", "installed", settle)


def fresh_image():
    return installed_image("fresh", "installed")


def answered_image(answers):
    """One whose questions were answered before they were asked, as whoever
    puts up many machines does."""
    lines = "".join(f"bonluon-kiosk bonluon-kiosk/{name} string {value}\n"
                    for name, value in answers.items())
    return installed_image("answered", None, None,
                           f"debconf-set-selections << 'END'\n{lines}END")


class Glass:
    """The machine's screen and a finger on it, as glass.Screens and the
    tests of the whole program know theirs. The touch glass may count otherwise
    than the screen: `axis` is its last place, right and down."""

    def __init__(self, machine):
        self.machine = machine
        self.width, self.height = machine.size
        self.at = 0, 0

    def put_in(self, x_most=None, y_most=None):
        """Unless it is."""
        self.axis = x_most or self.width - 1, y_most or self.height - 1
        wanted = "plug {} {}".format(*self.axis)
        if self.machine.plugged != wanted:
            self.machine.finger(wanted)

    def plug(self, x_most=None, y_most=None):
        """Likewise, and waits until the X server has it: what is tapped before
        is lost."""
        self.put_in(x_most, y_most)
        self.machine.ask(HEARD, BOOT_S)

    @property
    def frame(self):
        return self.machine.screen()

    def on_axis(self, x, y):
        return (x * self.axis[0] // (self.width - 1),
                y * self.axis[1] // (self.height - 1))

    def hand(self, *moves):
        """The few words of xdotool that the tests use, done by a finger."""
        words = list(moves)
        while words:
            word = words.pop(0)
            if word == "mousemove":
                self.at = self.on_axis(words.pop(0), words.pop(0))
            elif word == "mousedown":
                self.down(words.pop(0) - 1)
            elif word == "mouseup":
                self.machine.finger(f"up {words.pop(0) - 1}")
            elif word == "click":
                slot = words.pop(0) - 1
                self.down(slot, "wait 60", f"up {slot}")
            else:
                raise ValueError(word)

    def down(self, slot, *then):
        self.machine.finger("down {} {} {}".format(slot, *self.at), *then)


class Office(Screens):
    """A machine with the terminal on its screen, and somebody before it."""

    def __init__(self, machine):
        self.machine = machine
        super().__init__(Place(image.config()), Glass(machine))

    def picture(self, screen, language="vi"):
        path = self.place.folder / "whole.png"
        self._scene(screen, language, "--png", path)
        return png_read(path.read_bytes())

    def shows_exactly(self, screen, language="vi", seconds=BOOT_S):
        """Waits until every pixel is as `bonluon scene` has it; of the first
        question as it is while nothing vouches for the clock, too."""
        wanted = [self.picture(screen, language).pixels]
        if screen == "question":
            wanted.append(self.picture("question-doubt", language).pixels)
        poll(lambda: self.machine.screen().pixels in wanted, seconds,
             f"{screen} in {language}, pixel by pixel", every=0.5)

    def wait(self, screen, language="vi", seconds=SCREEN_S):
        super().wait(screen, language, seconds)

    def settle(self):
        """As long as the terminal takes no tap after a change of screen."""
        self.machine.finger(f"wait {SETTLE_MS}")

    def answer(self, question, value):
        screen = f"question:{question}"
        self.wait(screen)
        self.settle()
        self.tap(f"answer:{value}", screen, "vi")

    def visit(self, *values):
        """A whole one, up to the thanks."""
        for question, value in enumerate(values, 1):
            self.answer(question, value)
        self.wait("thanks")

    def place_of(self, action, question=1):
        """Where on the touch glass something of a question stands."""
        item = self.find(action, f"question:{question}", "vi")
        return self.glass.on_axis(*item.middle())

    def record(self, query, data=DATA):
        """Asks the record: a copy of its files, as they lie on the disk now.
        place(question) is the question's place in the visit."""
        folder = new_folder()
        packed = self.machine.ask(
            f"cd {data} && tar -c bonluon.db* | base64 -w 0")
        with tarfile.open(fileobj=io.BytesIO(base64.b64decode(packed))) as tar:
            tar.extractall(folder)
        connection = sqlite3.connect(folder / "bonluon.db")
        order = [name.partition(":")[2] for name in read_form()
                 if name.startswith("question:")]
        connection.create_function("place", 1, lambda name:
                                   order.index(name) + 1)
        return connection.execute(query).fetchall()

    def answers(self, columns="place(question), value", data=DATA):
        """Oldest first."""
        return self.record(f"SELECT {columns} FROM answers "
                           "WHERE outcome = 'answered' ORDER BY seq", data)

    def journal(self, lines=40):
        return self.machine.shell(
            f"journalctl -b -o short-monotonic --no-pager -n {lines}").out
