#!/usr/bin/env python3
"""The terminal is put up on a real window, from an empty data directory and a
config without codes to the first question, with a kill in the middle of each
page; afterwards never again. Codes that are there already bring the first
question with nobody touching anything; holding the corner leads to the rest. A
config with faults is shown."""

import json
import socket
import subprocess
import threading
import time

from glass import Glass, outlast, read_scene
from picture import Picture, png_read, png_write
from support import (EX_CONFIG, PATIENCE_S, Config, Place, Terminal, main,
                     new_folder, poll)

WIDTH_MM, SETTLE_MS, HOLD_MS = 344, 120, 1000
UNIT, DEVICE, PIN = "BA-DONG", "QUAY-1", "739182"
PAGES = {"welcome": "Lắp đặt máy", "unit": "Mã đơn vị", "device": "Mã máy",
         "width": "Chiều ngang màn hình", "pin": "Mã PIN của cán bộ",
         "date": "Ngày giờ", "enrol": "Hiện khóa", "key": "Đã chụp xong",
         "done": "Máy đã sẵn sàng", "fault": "Máy đang tạm ngừng"}
QUESTION = "question"


def timed(config):
    return config.set("timing", staff_hold_ms=HOLD_MS, settle_ms=SETTLE_MS,
                      transition_ms=0, shift_ms=0)


def empty_place():
    config = timed(Config())
    config.set("office", unit_code="", device_id="")
    config.set("screen", width_mm="")
    return Place(config)


class Installer:
    """A hand that knows the keys of each page from `bonluon scene`; a page is
    known by its title."""

    def __init__(self, glass, width_mm=WIDTH_MM):
        self.glass = glass
        self.place = Place(timed(Config().set("screen", width_mm=width_mm)))
        self.items, self.looks = {}, {}
        for page in PAGES:
            self.load(page, f"set-up:{page}")
        self.load(QUESTION, "question")

    def load(self, name, screen):
        path = self.place.folder / "screen.png"
        asked = ("scene", "--lang", "vi", "--screen", screen, "--size",
                 f"{self.glass.width}x{self.glass.height}")
        self.items[name] = read_scene(self.place.call(*asked).out)
        self.place.call(*asked, "--png", path)
        self.looks[name] = png_read(path.read_bytes())

    def find(self, page, action):
        return next(item for item in self.items[page]
                    if item.action == action)

    def key(self, page):
        """What tells it from all others."""
        if page == QUESTION:
            return self.find(page, "answer:3")
        return next(item for item in self.items[page]
                    if item.text == PAGES[page])

    def shows(self, page):
        box = self.key(page).box()
        return self.glass.frame.box(*box) == self.looks[page].box(*box)

    def see(self, page, seconds=PATIENCE_S):
        poll(lambda: self.shows(page), seconds,
             lambda: f"{page}; what shows is "
             f"{[p for p in PAGES if self.shows(p)]}")
        self.seen = time.monotonic()

    def tap(self, page, action):
        outlast(self.seen, SETTLE_MS)
        x, y = self.find(page, action).middle()
        self.glass.hand("mousemove", x, y, "click", 1)

    def type(self, page, kind, text):
        for letter in text:
            self.tap(page, f"{kind}:{letter}")

    def go(self, page, then):
        self.tap(page, "enter")
        self.see(then)

    def hold(self, then):
        """The corner, until something else comes."""
        outlast(self.seen, SETTLE_MS)
        x, y = self.find(QUESTION, "staff").middle()
        self.glass.hand("mousemove", x, y, "mousedown", 1)
        self.see(then)
        self.glass.hand("mouseup", 1)

    def asked(self, page, item):
        """Until it says something else on the same page, and no finger is on
        it: its right edge is as it was."""
        def says():
            edge = (item.x + item.w - 12, item.y + item.h // 2, 4, 4)
            return (self.box(edge) == self.looks[page].box(*edge) and
                    self.box(item.box()) != self.looks[page].box(*item.box()))
        poll(says, PATIENCE_S, f"another text in place of {item}")
        self.seen = time.monotonic()

    def box(self, box):
        return self.glass.frame.box(*box)

    # From one page to the next.

    def enter_pin(self):
        self.type("pin", "digit", PIN)
        self.tap("pin", "enter")
        self.asked("pin", max((item for item in self.items["pin"]
                               if item.action == "none"),
                              key=lambda item: len(item.text)))
        self.type("pin", "digit", PIN)
        self.go("pin", "date")

    def enrol(self):
        """What the two squares say, once all of them is painted."""
        self.go("enrol", "key")
        codes = poll(self.read_codes, PATIENCE_S, "two codes that can be read")
        self.tap("key", "enter")
        self.asked("key", self.find("key", "enter"))
        self.go("key", "done")
        return codes

    def read_codes(self):
        path = self.place.folder / "codes.png"
        whole = self.glass.frame.box(0, 0, self.glass.width, self.glass.height)
        path.write_bytes(png_write(
            Picture(self.glass.width, self.glass.height, whole)))
        done = subprocess.run(["zbarimg", "-q", "--raw", path],
                              capture_output=True, text=True)
        codes = sorted(done.stdout.splitlines())
        return codes if len(codes) == 2 else None


def entered(place):
    """setup.ini, as {section: {key: value}}."""
    sections, keys = {}, {}
    path = place.data / "setup.ini"
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("["):
            keys = sections.setdefault(line.strip("[]"), {})
        elif "=" in line and not line.startswith("#"):
            key, _, value = line.partition("=")
            keys[key] = value
    return sections


# -- with kills ----------------------------------------------------------------

class Putting:
    """A terminal that is put up and killed on the way."""

    def __init__(self, place, installer, **more):
        self.place, self.more = place, more
        self.installer, self.glass = installer, installer.glass
        self.start()

    def start(self):
        self.terminal = Terminal(self.place, self.glass, "--set-up",
                                 **self.more)

    def cut(self, page):
        """Killed; it goes on at this page."""
        self.terminal.kill()
        self.start()
        self.installer.see(page)


def check_without(checks, place):
    """Without --set-up, codes that are missing are a fault like others."""
    for command in (("check",), ("run",)):
        result = place.call(*command)
        checks.same(result.code, EX_CONFIG, f"{command} without codes")
        for key in ("unit_code", "device_id"):
            line = place.config.line("office", key)
            checks.true(f"{place.config_path}:{line}: " in result.err,
                        f"{command}: {key} in {result.err!r}")


def check_kills(checks, installer):
    place = empty_place()
    check_without(checks, place)
    putting = Putting(place, installer)
    installer.see("welcome")
    putting.cut("welcome")
    installer.go("welcome", "unit")
    installer.type("unit", "letter", "WRONG")
    putting.cut("welcome")
    installer.go("welcome", "unit")
    installer.type("unit", "letter", UNIT)
    installer.go("unit", "device")
    putting.cut("device")
    installer.type("device", "letter", DEVICE)
    installer.go("device", "width")
    putting.cut("width")
    installer.tap("width", "more:10")
    installer.tap("width", "less:10")
    installer.go("width", "pin")
    putting.cut("pin")
    installer.enter_pin()
    putting.cut("date")
    installer.go("date", "enrol")
    putting.cut("date")
    installer.go("date", "enrol")
    installer.go("enrol", "key")
    putting.cut("date")
    installer.go("date", "enrol")
    codes = installer.enrol()
    checks.true(not (place.data / "bonluon.db").exists(),
                "there is a record before the codes are")
    installer.go("done", QUESTION)
    check_put_up(checks, putting)
    check_key(checks, place, codes)


def check_put_up(checks, putting):
    place, terminal = putting.place, putting.terminal
    found = entered(place)
    checks.same(found["office"], {"unit_code": UNIT, "device_id": DEVICE},
                "the codes")
    checks.same(found["screen"], {"width_mm": str(WIDTH_MM)}, "the width")
    checks.same(sorted(found["set-up"]), ["begun", "done"], "the stamp")
    checks.same((place.data / "setup.ini").stat().st_mode & 0o777, 0o640,
                "who may read it")
    terminal.ready()
    status = json.loads((place.data / "status.json").read_text())
    checks.same((status["unit_code"], status["device_id"]), (UNIT, DEVICE),
                "the codes of the record")
    checks.same(status["enrolled"], 1, "the first key was shown")
    checks.same(terminal.stop(), 0, "the end")
    log = terminal.messages()
    checks.true(PIN not in log and "bonluon-first-key" not in log,
                f"a secret in the log: {log}")
    putting.start()
    putting.installer.see(QUESTION)
    checks.same(putting.terminal.stop(), 0, "the end of the second run")
    result = place.call("check")
    checks.same(result.code, 0, f"check: {result}")
    for value in (f"unit_code={UNIT}", f"device_id={DEVICE}",
                  f"width_mm={WIDTH_MM}"):
        checks.true(f"{place.data}/setup.ini:" in result.out and
                    f"gives {value}\n" in result.out,
                    f"{value} in {result.out!r}")
    checks.true(f"gives unit_code={UNIT}\n" in place.call("status").out,
                "status tells where the code comes from")


def check_key(checks, place, codes):
    """What was photographed fits what the terminal wrote."""
    who = f"{UNIT}/{DEVICE}"
    signer, first = codes
    checks.true(first.startswith(f"bonluon-first-key 1 {who} "), first)
    checks.same((place.data / "allowed_signers").read_text(), signer + "\n",
                "the line of allowed_signers")
    path = place.folder / "first-key"
    path.write_text(first + "\n")
    result = place.call("verify", place.data / "bonluon.db", "--first-key",
                        path)
    checks.same(result.code, 0, f"verify by the first key: {result}")
    other = first[:-1] + ("0" if first[-1] != "0" else "1")
    path.write_text(other + "\n")
    result = place.call("verify", place.data / "bonluon.db", "--first-key",
                        path)
    checks.true(result.code != 0, "verify by another key")


# -- the corner ----------------------------------------------------------------

class Steward(threading.Thread):
    """Notes what it is asked, and says that it is done."""

    def __init__(self):
        super().__init__(daemon=True)
        self.path = new_folder() / "steward"
        self.asked = []
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.bind(str(self.path))
        self.socket.listen()
        self.start()

    def run(self):
        while True:
            connection = self.socket.accept()[0]
            self.asked.append(connection.makefile().readline())
            connection.sendall(b"ok\n")
            connection.close()


def check_corner(checks, installer):
    """Codes from whatever installed it: the first question, untouched. Then
    the PIN, the clock and the key, in the same process."""
    place = empty_place()
    place.data.mkdir()
    (place.data / "setup.ini").write_text(
        "[office]\nunit_code=SEED\ndevice_id=Q-2\nname[vi]=UBND xã Ba Động\n"
        f"[screen]\nwidth_mm={WIDTH_MM}\n", encoding="utf-8")
    steward = Steward()
    putting = Putting(place, installer,
                      more_env={"BONLUON_STEWARD": str(steward.path)})
    terminal = putting.terminal
    installer.see(QUESTION)
    terminal.ready()
    installer.hold("welcome")
    installer.go("welcome", "pin")
    installer.enter_pin()
    installer.tap("date", "more:hour")
    installer.tap("date", "less:minute")
    before = int(time.time())
    installer.go("date", "enrol")
    checks.same([line.split()[0] for line in steward.asked], ["set-clock"],
                "what the steward is asked")
    asked = int(steward.asked[0].split()[1])
    hour = time.gmtime(before + 7 * 3600)
    want = before + (3600 if hour.tm_hour < 23 else -23 * 3600)
    want += -60 if hour.tm_min > 0 else 59 * 60
    checks.within(asked, want - 90, want + 30, "the time that is to be set")
    installer.enrol()
    installer.go("done", QUESTION)
    checks.true(terminal.running(), "it is the same process")
    terminal.ready()
    checks.same(terminal.stop(), 0, "the end")
    checks.same(entered(place)["office"]["name[vi]"], "UBND xã Ba Động",
                "the name that was there")
    checks.true("done" in entered(place)["set-up"], "it is done")


# -- faults --------------------------------------------------------------------

def check_faults(checks, installer):
    place = empty_place()
    place.config.set("hours", monday="morning")
    place.save()
    putting = Putting(place, installer)
    putting.installer.see("fault")
    checks.same(putting.terminal.stop(), EX_CONFIG, "a service with faults")
    line = place.config.line("hours", "monday")
    checks.true(f"{place.config_path}:{line}: " in putting.terminal.messages(),
                "the log names the line, too")
    place.config.set("hours", monday="07:30-11:30")
    place.save()
    putting.start()
    putting.installer.see("welcome")
    checks.same(putting.terminal.stop(), 0, "asked to end meanwhile")


def check_service(checks, installer):
    """The service manager hears that the terminal is ready, and that it
    lives, from the first page on and from one with a fault, too."""
    for monday, page in (("07:30-11:30", "welcome"), ("morning", "fault")):
        place = empty_place()
        place.config.set("hours", monday=monday)
        place.save()
        path = place.folder / "notify"
        manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        manager.bind(str(path))
        manager.settimeout(20)
        putting = Putting(place, installer,
                          more_env={"NOTIFY_SOCKET": str(path),
                                    "WATCHDOG_USEC": "1000000"})
        putting.installer.see(page)
        heard = [manager.recv(4096).decode() for _ in range(4)]
        checks.same((heard[0], set(heard[1:])), ("READY=1", {"WATCHDOG=1"}),
                    f"what a manager hears on {page}: {heard}")
        putting.terminal.stop()


def test(checks):
    installer = Installer(Glass(1280, 800))
    check_kills(checks, installer)
    check_corner(checks, installer)
    check_faults(checks, installer)
    check_service(checks, installer)
    checks.tried("holds the corner before the installer")


if __name__ == "__main__":
    main(test)
