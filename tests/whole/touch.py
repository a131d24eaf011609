#!/usr/bin/env python3
"""What a hand can do wrong, on a real window: slide off, tap twice, tap too
early, use another button. What does not count is followed by what does, and
in the end the export holds only that."""

import time

from glass import Glass, Screens, outlast
from support import PATIENCE_S, Config, Place, Terminal, main, poll, read_csv

SETTLE_MS, ADVANCE_MS, THANKS_MS = 500, 300, 900


class Hand:
    def __init__(self, checks, glass, screens):
        self.checks, self.glass, self.screens = checks, glass, screens
        self.screen = None

    def see(self, screen):
        self.screen = screen
        self.screens.wait(screen, "vi")
        self.seen = time.monotonic()

    def settle(self):
        outlast(self.seen, SETTLE_MS)

    def item(self, action):
        return self.screens.find(action, self.screen, "vi")

    def on(self, action, *moves):
        """The pointer on an item, and then what it does there."""
        x, y = self.item(action).middle()
        self.glass.hand("mousemove", x, y, *moves)

    def looks(self, action):
        return self.glass.frame.box(*self.item(action).box())

    def gap(self):
        """A point between two faces."""
        one, two = self.item("answer:2"), self.item("answer:3")
        return (one.x + one.w + two.x) // 2, one.middle()[1]

    # -- what must do nothing ------------------------------------------------

    def slide_off(self):
        """Down on a face, up beside it: the face lights up, and lets go."""
        before = self.looks("answer:1")
        self.on("answer:1", "mousedown", 1)
        poll(lambda: self.looks("answer:1") != before, PATIENCE_S,
             "a pressed face looks pressed")
        self.glass.hand("mousemove", *self.gap())
        poll(lambda: self.looks("answer:1") == before, PATIENCE_S,
             "a face that the finger left looks as before")
        self.glass.hand("mouseup", 1)

    def slide_to_another(self):
        self.on("answer:1", "mousedown", 1)
        self.on("answer:2", "mouseup", 1)

    def slide_onto(self):
        """Down beside a face, up on it."""
        self.glass.hand("mousemove", *self.gap(), "mousedown", 1)
        self.on("answer:1", "mouseup", 1)

    def tap_gap(self):
        self.glass.hand("mousemove", *self.gap(), "click", 1)

    def other_buttons(self):
        for button in (3, 2, 4, 5, 8):
            self.on("answer:1", "click", button)

    # -- what counts ---------------------------------------------------------

    def slide_back(self, action):
        """Off an item and back onto it before the finger lifts."""
        self.on(action, "mousedown", 1)
        self.glass.hand("mousemove", *self.gap())
        self.on(action, "mouseup", 1)

    def double(self, action, delay_ms):
        self.on(action, "click", "--repeat", 2, "--delay", delay_ms, 1)


def first_visit(hand):
    """What must do nothing, then an answer; and double taps."""
    hand.see("question:1")
    hand.settle()
    for wrong in (hand.slide_off, hand.slide_to_another, hand.slide_onto,
                  hand.tap_gap, hand.other_buttons):
        wrong()
    hand.slide_back("answer:4")
    hand.see("question:2")

    # A tap in the first half second of a screen is the slip of a hand that
    # was still busy with the one before.
    hand.on("answer:1", "click", 1)
    hand.on("skip", "click", 1)
    hand.settle()
    hand.double("answer:5", 40)
    hand.see("question:3")

    # Down too early does not count either, however late it lifts.
    hand.on("answer:1", "mousedown", 1)
    hand.settle()
    hand.on("answer:1", "mouseup", 1)
    hand.double("skip", 60)
    hand.see("question:4")
    hand.settle()
    hand.double("answer:2", 90)
    hand.see("thanks")


def second_visit(hand):
    """Taps on the thanks begin nothing; a double Back goes back once."""
    x, y = hand.screens.find("answer:1", "question:1", "vi").middle()
    hand.glass.hand("mousemove", x, y, "click", "--repeat", 3, "--delay", 60, 1)
    hand.see("question:1")
    hand.on("answer:1", "click", 1)
    hand.settle()
    hand.double("answer:3", 150)
    hand.see("question:2")
    hand.settle()
    hand.on("answer:3", "click", 1)
    hand.see("question:3")
    hand.settle()
    hand.double("back", 60)
    hand.see("question:2")
    hand.settle()
    # Two buttons at once: the second is not there.
    hand.on("answer:1", "mousedown", 1, "click", 3, "mouseup", 1)
    hand.see("question:3")
    hand.settle()
    hand.on("answer:3", "click", 1)
    hand.see("question:4")
    hand.settle()
    hand.on("answer:3", "click", 1)
    hand.see("thanks")


def test(checks):
    config = Config()
    config.set("timing", settle_ms=SETTLE_MS, advance_ms=ADVANCE_MS,
               thanks_ms=THANKS_MS, idle_ms=30000)
    place = Place(config)
    glass = Glass()
    screens = Screens(place, glass)
    terminal = Terminal(place, glass)
    hand = Hand(checks, glass, screens)
    first_visit(hand)
    second_visit(hand)
    hand.see("question:1")
    checks.same(terminal.stop(), 0, "exit code after SIGTERM")

    result, files = place.whole_day()
    checks.same((result.code, len(files)), (0, 1), f"export: {result}")
    _, rows = read_csv(files[0])
    ids = list(dict.fromkeys(row["visit_id"] for row in rows))
    checks.same(len(ids), 2, "visits")
    got = sorted([(r["question_pos"], r["outcome"], r["answer_value"])
                  for r in rows if r["visit_id"] == visit] for visit in ids)
    checks.same(got, sorted([
        [("1", "answered", "4"), ("2", "answered", "5"), ("3", "skipped", ""),
         ("4", "answered", "2")],
        [("1", "answered", "3"), ("2", "answered", "1"),
         ("3", "answered", "3"), ("4", "answered", "3")],
    ]), "what the export holds")


main(test)
