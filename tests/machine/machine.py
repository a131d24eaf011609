"""An emulated office machine: QEMU without KVM, seen and handled from outside
as a person would (a picture of its screen, a touch glass, keys, sticks, the
plug), and a shell inside for what no person can see.

Everything waits for a condition, never for a time: emulation is slow, and
slower on a busy host.
"""

import atexit
import base64
import ctypes
import os
import shutil
import signal
import socket
import subprocess
import time

from image import OFFSET_MIN
from picture import Picture
from qmp import Qmp
from support import new_folder, poll

# A boot takes 12 s on an idle host; on a busy one it has taken a minute.
BOOT_S = 300
SHELL_S = 120
LOOK_S = 0.25
PROCESSORS = 2

PR_SET_PDEATHSIG = 1

CARDS = {
    "virtio": "virtio-vga,xres={w},yres={h}",
    "vga": "VGA,xres={w},yres={h},vgamem_mb=32",
}


def end_with_parent():
    """No machine outlives the test, however that ends."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class Answer:
    """How a script inside ended, and what it printed."""

    def __init__(self, code, out):
        self.code, self.out = code, out

    def __str__(self):
        return f"exit {self.code}, said {self.out!r}"


class Port:
    """One of the machine's serial ports, line by line."""

    def __init__(self, path, alive):
        self.socket = socket.socket(socket.AF_UNIX)
        self.path, self.alive, self.rest = path, alive, b""
        poll(self._connected, 30, f"port {path.name}")
        self.socket.settimeout(0.5)

    def _connected(self):
        self.alive()
        try:
            self.socket.connect(str(self.path))
        except (FileNotFoundError, ConnectionRefusedError):
            return False
        return True

    def write(self, line):
        self.socket.sendall(line + b"\n")

    def read(self, seconds):
        """The next line; fails when the machine ends or nothing comes."""
        deadline = time.monotonic() + seconds
        while b"\n" not in self.rest:
            self.alive()
            if time.monotonic() > deadline:
                raise TimeoutError(f"{self.path.name}: no answer")
            try:
                self.rest += self.socket.recv(65536)
            except socket.timeout:
                continue
        line, _, self.rest = self.rest.partition(b"\n")
        return line.decode()


class Machine:
    """A machine that boots `image` over a disk of its own, which forgets
    everything when the object does. `disk` goes on with the disk of another
    machine, after a power cut. Without `glass` no touch glass is plugged in
    when it is switched on."""

    def __init__(self, image, card="virtio", size=(1280, 800), disk=None,
                 clock=None, more=(), memory_mb=1024, glass=True):
        self.image, self.card, self.size = image, card, size
        self.glass = glass
        self.clock, self.more, self.memory_mb = clock, more, memory_mb
        self.folder = new_folder()
        self.disk = disk or self.new_disk()
        self.process, self.looked = None, 0.0
        atexit.register(self.cut)
        self.start()

    def new_disk(self):
        path = self.folder / "disk.qcow2"
        subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", "-F", "raw",
                        "-b", str(self.image.disk), str(path)], check=True)
        return path

    def command(self):
        card = CARDS[self.card].format(w=self.size[0], h=self.size[1])
        at = self.folder
        clock = self.clock or self.image.clock()
        # What the guest has flushed survives the end of this process, what it
        # has not may be lost: a disk with a cache, and no wait for the host's.
        return [
            "qemu-system-x86_64", "-accel", "tcg", "-cpu", "qemu64",
            "-smp", str(PROCESSORS), "-m", str(self.memory_mb), "-nodefaults",
            "-display", "none", "-no-reboot", "-device", card,
            "-kernel", str(self.image.kernel),
            "-initrd", str(self.image.initrd), "-append", self.image.cmdline,
            "-drive", f"file={self.disk},if=virtio,cache=unsafe",
            "-rtc", f"base={clock}",
            "-serial", f"file:{at}/console",
            "-qmp", f"unix:{at}/qmp,server=on,wait=off",
            "-device", "virtio-serial",
            *(word for name in ("agent", "touch") for word in (
                "-chardev", f"socket,id={name},path={at}/{name},"
                "server=on,wait=off",
                "-device", f"virtserialport,chardev={name},"
                f"name=machine.{name}")),
            "-device", "qemu-xhci,id=usb", *self.more]

    def start(self):
        """Switches it on; the shell inside answers once it has booted."""
        for name in ("qmp", "agent", "touch"):
            (self.folder / name).unlink(missing_ok=True)
        self.started = time.monotonic()
        with open(self.folder / "qemu.log", "ab") as log:
            self.process = subprocess.Popen(
                self.command(), stdin=subprocess.DEVNULL, stderr=log,
                preexec_fn=end_with_parent)
        self.monitor = Qmp(self.folder / "qmp", self.alive)
        self.agent = Port(self.folder / "agent", self.alive)
        self.touch = Port(self.folder / "touch", self.alive)
        self.ready, self.plugged, self.owed = False, None, 0
        if self.glass:
            # What it answers comes when it has booted.
            self.plugged = "plug {} {}".format(*(n - 1 for n in self.size))
            self.touch.write(self.plugged.encode())
            self.owed = 1

    def alive(self):
        if self.process.poll() is not None:
            said = (self.folder / "qemu.log").read_text(errors="replace")
            raise RuntimeError(f"the machine ended: {said}")

    def cut(self):
        """Pulls the plug."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def cut_and_start(self):
        self.cut()
        self.start()

    def wait_for_shell(self):
        if not self.ready:
            self.agent.read(BOOT_S)
            self.ready = True

    def shell(self, script, seconds=SHELL_S):
        """Runs a script inside, as root."""
        self.wait_for_shell()
        self.agent.write(base64.b64encode(script.encode()))
        code, _, said = self.agent.read(seconds).partition(" ")
        return Answer(int(code), base64.b64decode(said).decode(
            errors="replace"))

    def ask(self, script, seconds=SHELL_S):
        """Likewise, where it must succeed; what it printed."""
        answer = self.shell(script, seconds)
        if answer.code != 0:
            raise RuntimeError(f"{script}: {answer}")
        return answer.out.strip()

    def finger(self, *commands):
        """The commands of touch.c; the times at which they were carried out,
        in seconds of the machine's own clock."""
        while self.owed:
            self.touch.read(BOOT_S)
            self.owed -= 1
        self.touch.write("\n".join(commands).encode())
        times = []
        for command in commands:
            answer = self.touch.read(BOOT_S)
            if not answer.startswith("ok "):
                raise RuntimeError(f"{command}: {answer}")
            times.append(int(answer.split()[1]) / 1e6)
            if "plug" in command:
                self.plugged = command
        return times

    def tap(self, x, y):
        self.finger(f"down 0 {x} {y}", "wait 60", "up 0")

    def screen(self):
        """What the monitor shows; looked at a few times a second, since the
        machine stands still meanwhile."""
        time.sleep(max(0.0, self.looked + LOOK_S - time.monotonic()))
        self.looked = time.monotonic()
        path = self.folder / "screen.ppm"
        self.monitor("screendump", filename=str(path))
        form, size, _, pixels = path.read_bytes().split(b"\n", 3)
        if form != b"P6":
            raise ValueError(f"a screen as {form}")
        return Picture(*map(int, size.split()), pixels)

    def date(self, days=0):
        """The office's, by the machine's clock: outside it may be another."""
        return self.ask(f"TZ=UTC-{OFFSET_MIN // 60} date -d '{days} days' +%F")

    def now(self):
        """Seconds, as they pass outside."""
        return time.monotonic()

    def console(self):
        return (self.folder / "console").read_text(errors="replace")


def needed():
    """The programs without which nothing here runs; those that are missing."""
    return [name for name in ("qemu-system-x86_64", "qemu-img", "mmdebstrap",
                              "mke2fs", "unshare") if not shutil.which(name)]


def environment_says(name, otherwise):
    return os.environ.get(name) or otherwise
