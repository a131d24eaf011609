"""A glass to tap on: a virtual X server whose pixels can be read, a hand that
taps by xdotool, and the knowledge of which screen shows, which comes from
`bonluon scene` alone: its items say where to tap, its picture says what it
looks like."""

import atexit
import os
import re
import subprocess
import time

from picture import FrameBuffer, png_read
from support import LANGUAGES, PATIENCE_S, new_folder, poll, questions_in

STAFF = ("pin", "panel:1", "panel:2", "panel:3", "panel:4", "panel:5", "clock",
         "clock:2", "export")
MESSAGES = ("thanks", "still-there", "asleep", "out-of-order")


def question_screens(config):
    return tuple(f"question:{n}" for n in range(1, questions_in(config) + 1))


def reason_screens(config):
    return tuple(f"reasons:{n}" for n in range(1, questions_in(config) + 1))


class Glass:
    """An X server of one's own, on a display that was free."""

    def __init__(self, width=1024, height=600, options=()):
        self.width, self.height = width, height
        self.xdotool, self.terminals = None, []
        folder = new_folder()
        readable, writable = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writable), "-screen", "0",
             f"{width}x{height}x24", "-fbdir", str(folder), "-nocursor",
             "-nolisten", "tcp", "-noreset", *options],
            pass_fds=(writable,), stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        atexit.register(self.close)
        os.close(writable)
        with os.fdopen(readable) as answer:
            number = answer.readline().strip()
        if not number:
            raise RuntimeError("Xvfb does not start")
        self.name = ":" + number
        self.frame_path = folder / "Xvfb_screen0"
        self.frame = FrameBuffer(self.frame_path)

    def close(self):
        if self.xdotool:
            self.xdotool.kill()
            self.xdotool.communicate()
        self.server.kill()
        self.server.wait()

    def hand(self, *moves):
        """Moves of xdotool, as ("mousemove", 10, 10, "click", 1); the server
        has had them when this comes back. One xdotool reads them all: starting
        one for each takes longer, on a machine that is busy, than some screens
        stand."""
        if not self.xdotool:
            self.xdotool = subprocess.Popen(
                ["stdbuf", "--output=L", "xdotool", "-"],
                env={**os.environ, "DISPLAY": self.name}, text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        line = " ".join(map(str, (*moves, "getmouselocation")))
        self.xdotool.stdin.write(line + "\n")
        self.xdotool.stdin.flush()
        if not self.xdotool.stdout.readline():
            raise RuntimeError(f"xdotool has ended: {line}")

    def free(self):
        """Waits until nothing is there any more of terminals that have ended:
        the server takes their window away when it gets to it, and what stands
        there until then would be taken for the picture of the next one."""
        if not any(terminal.running() for terminal in self.terminals):
            poll(lambda: not self.frame.whole().strip(b"\0"), PATIENCE_S,
                 "an empty screen")


class Item:
    """One line of `bonluon scene`."""

    def __init__(self, line):
        fields = line.split("\t")
        if len(fields) != 6:
            raise ValueError(f"not six fields: {line!r}")
        self.action = fields[0]
        self.x, self.y, self.w, self.h = map(int, fields[1:5])
        # Line breaks are the layout's affair, not the text's.
        self.text = " ".join(fields[5].replace("\\n", " ").split())

    def box(self):
        return self.x, self.y, self.w, self.h

    def middle(self):
        return self.x + self.w // 2, self.y + self.h // 2

    def __repr__(self):
        return f"{self.action} {self.box()} {self.text!r}"


HEADER = "action\tx\ty\tw\th\ttext"


def read_scene(text):
    lines = text.splitlines()
    if not lines or lines[0] != HEADER:
        raise ValueError(f"header of the scene: {lines[:1]!r}")
    return [Item(line) for line in lines[1:]]


# The first question, where staff are asked there to look at the clock: whether
# they are depends on the machine that the test runs on.
UNVOUCHED = {"question:1": "question-doubt"}


class Screens:
    """Items and pictures of each screen at the size of a glass, with more
    options of `bonluon scene` where given. A question that is drawn out of
    another form is known by its progress, since nobody knows which it is."""

    def __init__(self, place, glass, *options):
        self.place, self.glass, self.options = place, glass, options
        self.items, self.keys = {}, {}
        self.questions = question_screens(place.config)
        self.drawn = (self.questions[-1]
                      if place.config.get("survey", "rotating") else None)
        asked = place.config.get("survey", "reasons") == "yes"
        reasons = reason_screens(place.config) if asked else ()
        for screen in (*self.questions, *reasons, *MESSAGES):
            for language in LANGUAGES:
                self._load(screen, language)
        for name in self.items:
            self.keys[name] = self._key(*name)
        for screen in UNVOUCHED.values():
            for language in LANGUAGES:
                self._load_unvouched(screen, language)
        self.looks = {name: self._look(*name) for name in self.items}

    def _scene(self, screen, language, *more):
        result = self.place.call(
            "scene", "--screen", screen, "--lang", language, "--size",
            f"{self.glass.width}x{self.glass.height}", *self.options, *more)
        if result.code != 0:
            raise RuntimeError(f"scene {screen} {language}: {result}")
        return result.out

    def _load(self, screen, language):
        text = self._scene(screen, language)
        self.items[screen, language] = read_scene(text)

    def _load_unvouched(self, screen, language):
        """The same words in another place."""
        words = self.keys["question:1", language].text
        items = read_scene(self._scene(screen, language))
        self.items[screen, language] = items
        self.keys[screen, language] = next(item for item in items
                                           if item.text == words)

    def _key(self, screen, language):
        """What tells this screen from all others: the largest words that
        stand on no other one, or not there."""
        own = [item for item in self.items[screen, language]
               if item.action == "none" and item.text]
        others = [item for name, items in self.items.items()
                  if name != (screen, language) for item in items]
        if screen == self.drawn:
            last = len(self.questions)
            return next(item for item in own
                        if re.search(rf"\b{last}\D+{last}\b", item.text))
        texts = {item.text for item in others}
        places = {(item.text, item.box()) for item in others}
        alone = ([item for item in own if item.text not in texts] or
                 [item for item in own
                  if (item.text, item.box()) not in places])
        return max(alone, key=lambda item: item.w * item.h)

    def _look(self, screen, language):
        path = self.place.folder / "screen.png"
        self._scene(screen, language, "--png", path)
        picture = png_read(path.read_bytes())
        return picture.box(*self.keys[screen, language].box())

    def shows(self, screen, language):
        return (self._shows(screen, language) or
                screen in UNVOUCHED and
                self._shows(UNVOUCHED[screen], language))

    def _shows(self, screen, language):
        key = self.keys[screen, language]
        return self.glass.frame.box(*key.box()) == self.looks[screen, language]

    def wait(self, screen, language, seconds=PATIENCE_S):
        poll(lambda: self.shows(screen, language), seconds,
             lambda: f"{screen} in {language}; what shows is {self.which()}")

    def which(self):
        return [name for name in self.items if self._shows(*name)]

    def find(self, action, screen, language):
        for item in self.items[screen, language]:
            if item.action == action:
                return item
        raise LookupError(f"no {action} on {screen} in {language}")

    def tap(self, action, screen, language):
        x, y = self.find(action, screen, language).middle()
        self.glass.hand("mousemove", x, y, "click", 1)


def outlast(since, milliseconds):
    """A visitor who takes that long: the program ignores what comes sooner
    after a change of screen, on purpose."""
    time.sleep(max(0.0, since + milliseconds / 1000 - time.monotonic()))
