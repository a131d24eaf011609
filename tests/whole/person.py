"""Somebody at a terminal who uses what is there for everybody, on a real window,
and the office where that terminal stands."""

import time

import expected
from glass import outlast
from picture import Picture, png_write
from support import PATIENCE_S, Config, Place, poll, utc_offset_for

SETTLE_MS, ADVANCE_MS = 60, 60
IDLE_MS, STILL_THERE_MS = 4000, 2000
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
            "sunday")
LOGO_COLOUR = b"\xff\x00\xff"  # the terminal itself paints with no such thing
HIGH = 4  # an answer that is not asked why


class Person:
    """A hand and an eye; remembers what was tapped."""

    def __init__(self, screens):
        self.screens, self.language = screens, "vi"
        self.visits = []

    def see(self, screen, seconds=PATIENCE_S):
        self.screen = screen
        self.screens.wait(screen, self.language, seconds)
        self.seen = time.monotonic()

    def come(self):
        """To a terminal that nobody stands at."""
        self.language = "vi"
        self.visit, self.asked = None, False
        self.see("question:1")

    def tap(self, action):
        outlast(self.seen, SETTLE_MS)
        self.screens.tap(action, self.screen, self.language)

    def go(self, action, screen):
        self.tap(action)
        self.see(screen)

    def answer_all(self):
        """A visit of one who is content."""
        for screen in (*self.screens.questions[1:], "thanks"):
            self.reply(f"answer:{HIGH}", screen)

    def number(self):
        return int(self.screen.partition(":")[2])

    def reply(self, action, screen):
        """An answer or a skip, and the screen that follows."""
        if self.visit is None:
            self.visit = expected.Visit()
            self.visits.append(self.visit)
        verb, _, value = action.partition(":")
        outcome = "answered" if verb == "answer" else "skipped"
        reply = expected.Reply(self.number(), outcome, int(value or 0),
                               self.language)
        reply.known, reply.most_ms = self.asked, 60000
        self.visit.replies.append(reply)
        self.go(action, screen)
        self.asked = True
        self.visit.complete = screen == "thanks"

    def choose(self, *reasons):
        """Reasons of the answer before, one after the other, each until it
        looks chosen."""
        for reason in reasons:
            action = f"reason:{reason}"
            before = self.looks(action)
            self.tap(action)
            poll(lambda: self.looks(action) != before, PATIENCE_S,
                 f"{action} looks chosen")
            self.visit.replies[-1].reasons.add(reason)

    def looks(self, action):
        item = self.screens.find(action, self.screen, self.language)
        return self.screens.glass.frame.box(*item.box())

    def otherwise(self, action, screens, language="vi"):
        """The same screen in another guise."""
        self.tap(action)
        self.screens, self.language = screens, language
        self.asked = True
        self.see(self.screen)


def open_now(config):
    offset, minutes = utc_offset_for(12)
    config.set("hours", utc_offset=offset, closed="",
               **{day: "11:00-15:00" for day in WEEKDAYS})
    return minutes


def write_logo(path):
    side = 64
    path.write_bytes(png_write(Picture(side, side,
                                       LOGO_COLOUR * (side * side))))


def make_place(**survey):
    config = Config()
    config.set("timing", settle_ms=SETTLE_MS, advance_ms=ADVANCE_MS,
               thanks_ms=600, idle_ms=IDLE_MS, still_there_ms=STILL_THERE_MS,
               cooldown_ms=0, dim_ms=120000, shift_ms=0)
    config.set("survey", **survey)
    config.set("office", logo="logo.png")
    minutes = open_now(config)
    place = Place(config)
    place.offset_min = minutes
    write_logo(place.folder / "logo.png")
    return place
