"""What draws the screen: each way on boots of its own, in turn and in one run,
since what one leaves behind on the console may keep the next from starting.
The table is that of docs/figures.md; nothing passes or fails by a time, but
the first way, which ships, by its memory and its wake-ups.

Press to pixel: a finger comes down on a face, and the clock runs until the
virtual graphics card has answered the first RESOURCE_FLUSH after that: by the
kernel's tracing the moment when the monitor shows other pixels. One method for
all, and nothing that is measured is slowed by it. The finger then slides off
the face, and nothing is answered.
"""
import re
import statistics

from machine import Machine
from office import WAYS, Office, screens_image
from support import poll

# What each way is made of: its units, first to start last, and its programs.
UNITS = {
    "bare X": (["x", "x-server"], ["bonluon", "Xorg"]),
    "cage": (["cage", "seatd"], ["bonluon", "cage", "seatd"]),
    "cage, Xwayland": (["cage-x", "seatd"],
                       ["bonluon", "cage", "seatd", "Xwayland"]),
    "KMSDRM": (["kmsdrm"], ["bonluon"]),
}
SIZES = (1280, 800), (1920, 1080)
ROUNDS, TAPS = 2, 8
TRACE = "/sys/kernel/tracing"
FLUSH = "0x104"  # VIRTIO_GPU_CMD_RESOURCE_FLUSH
LATEST_S = 2.0
UNTOUCHED_S = 60
MOST_MIB, LEAST_WAKES = 90, 0.1  # of what ships, the first way, at rest

PSS = """for name in {programs}; do
    for pid in $(pidof $name); do
        printf '%s ' $name
        sed -n 's/^Pss: *//p' /proc/$pid/smaps_rollup
    done
done"""

SWITCHES = """for name in {programs}; do
    for pid in $(pidof $name); do
        cat /proc/$pid/task/*/status | awk -v name=$name '
            /ctxt_switches/ {{ sum += $2 }} END {{ print name, sum }}'
    done
done"""

PREPARE = f"""mount -t tracefs none {TRACE} 2> /dev/null
cd {TRACE} && echo mono > trace_clock && echo 4096 > buffer_size_kb &&
echo 1 > events/virtio_gpu/enable && echo 1 > tracing_on"""


def sums(text):
    """name value unit: added up by name."""
    found = {}
    for line in text.splitlines():
        name, value = line.split()[:2]
        found[name] = found.get(name, 0) + int(value)
    return found


def flushes(trace):
    """When the card had answered each flush. It answers in order."""
    asked, times = [], []
    for line in trace.splitlines():
        found = re.search(r" (\d+\.\d+): virtio_gpu_cmd_(queue|response): "
                          r".*name=control type=(\w+)", line)
        if found and found[2] == "queue":
            asked.append(found[3])
        elif found and asked and asked.pop(0) == FLUSH:
            times.append(float(found[1]))
    return times


def press(machine, face, aside):
    """A finger on a face, which then slides off it; when it came down."""
    return machine.finger(
        f"down 0 {face[0]} {face[1]}", "wait 700",
        f"move 0 {aside[0]} {aside[1]}", "wait 300", "up 0", "wait 700")[0]


class Way:
    """What was measured of one way."""

    def __init__(self, name):
        self.name = name
        self.units, self.programs = UNITS[name]
        self.taps, self.starts = [], []
        self.black = self.missed = 0
        self.memory, self.wakes = {}, {}

    def ask(self, machine, script):
        return sums(machine.ask(script.format(
            programs=" ".join(self.programs))))

    def start(self, machine, first, touch):
        """Until the first question shows, as one of `first` has it; what stays
        black is touched until it no longer is. The time is that of the host."""
        def shows():
            return machine.screen().pixels in first

        def lit():
            return any(machine.screen().pixels)
        begun = machine.now()
        machine.ask(f"systemctl start --no-block {self.units[0]}")
        try:
            poll(shows, UNTOUCHED_S, "", every=0.1)
            self.starts.append(machine.now() - begun)
        except TimeoutError:
            self.black += 1
            poll(lambda: touch() and lit(), UNTOUCHED_S,
                 "black, touched or not")

    def rest(self, machine, seconds=30):
        """Memory, and how often anything woke while nothing happened."""
        machine.ask("sleep 5")
        before = self.ask(machine, SWITCHES)
        machine.ask(f"sleep {seconds}")
        after = self.ask(machine, SWITCHES)
        self.wakes = {name: (after[name] - before[name]) / seconds
                      for name in before}
        self.memory = {name: kib / 1024 for name, kib in
                       self.ask(machine, PSS).items()}

    def tap(self, machine, face, aside):
        machine.ask(f"echo > {TRACE}/trace")
        downs = [press(machine, face, aside) for _ in range(TAPS)]
        shown = flushes(machine.ask(f"cat {TRACE}/trace"))
        for down in downs:
            after = [time - down for time in shown if time > down]
            if after and after[0] <= LATEST_S:
                self.taps.append(1000 * after[0])
            else:
                self.missed += 1

    def turn(self, machine, first, face, aside):
        """One start, some taps, the end. What fails is said and counted."""
        try:
            self.start(machine, first, lambda: press(machine, face, aside))
            if not self.memory:
                self.rest(machine)
            self.tap(machine, face, aside)
        except (TimeoutError, RuntimeError) as error:
            print(f"{self.name}: {error}", flush=True)
        self.stop(machine)

    def stop(self, machine):
        machine.ask("systemctl stop " + " ".join(self.units))

    def row(self):
        def each(values, form):
            return (f"{sum(values.values()):{form}} (" + ", ".join(
                f"{name} {value:{form}}" for name, value in values.items()) +
                ")")
        taps = sorted(self.taps) or [float("nan")]
        starts = self.starts or [float("nan")]
        tries = len(self.starts) + self.black
        return (self.name, f"{len(self.starts)} of {tries}",
                each(self.memory, ".1f"), each(self.wakes, ".2f"),
                f"{statistics.median(taps):.1f} / "
                f"{taps[int(0.99 * len(taps))]:.1f} (of {len(self.taps)}, "
                f"{self.missed} showed nothing)",
                f"{statistics.median(starts):.1f}")


COLUMNS = ("way", "starts that showed it", "PSS, MiB",
           "wake-ups a second at rest", "press to pixel, p50 / p99 ms", "start to picture, s")


def measure(machine, way):
    """One boot."""
    office = Office(machine)
    machine.ask("systemctl is-system-running --wait")
    machine.ask(PREPARE)
    office.glass.put_in()
    face = office.find("answer:3", "question:1", "vi").middle()
    aside = face[0], machine.size[1] // 5
    way.turn(machine, [
        office.picture(screen).pixels
        for screen in ("question", "question-doubt")], face, aside)


def run(report):
    image = screens_image()
    for size in SIZES:
        print(f"{size[0]}x{size[1]}, virtio-gpu: " + " | ".join(COLUMNS))
        ways = [Way(name) for name in UNITS]
        for way in ways * ROUNDS:
            machine = Machine(image, size=size)
            measure(machine, way)
            packages = machine.ask("cat /usr/local/lib/ways")
            machine.cut()
        for way in ways:
            print(" | ".join(way.row()), flush=True)
    print(packages)
    shipped = ways[0]
    report.held(sum(shipped.memory.values()) < MOST_MIB,
                f"{shipped.name}: below {MOST_MIB} MiB", f"{shipped.memory}")
    report.held(sum(shipped.wakes.values()) < LEAST_WAKES,
                f"{shipped.name}: no wake-ups at rest", f"{shipped.wakes}")
