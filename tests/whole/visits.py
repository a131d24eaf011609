#!/usr/bin/env python3
"""Twenty-five visits, tapped by a hand at random into the running program,
with skips, ways back, changes of language, people who walk away, and two
power cuts. The export then holds exactly what was tapped.

A run can be repeated: visits.py SEED.
"""

import random
import sys
import time

import expected
from glass import Glass, Screens, outlast
from support import (Config, Place, Terminal, local_date, main, read_csv,
                     utc_offset_for)

VISITS = 25
CUT_AFTER_THANKS = 7
CUT_WITHIN = 14
SETTLE_MS, ADVANCE_MS = 60, 60
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
            "sunday")
LINGER_MS = 750  # longer than what counts as a fast tap


class Visitor:
    """A hand, an eye, and a memory of what was tapped."""

    def __init__(self, screens, dice):
        self.screens, self.dice = screens, dice
        self.visits = []
        self.arrive()

    def arrive(self):
        """A terminal that nobody stands at: the first question, in
        Vietnamese, which has stood there for nobody knows how long."""
        self.question, self.language = 1, "vi"
        self.visit = None
        self.asked = None
        self.see(f"question:{self.question}")

    def see(self, screen):
        self.screen = screen
        self.screens.wait(screen, self.language)
        self.seen = time.monotonic()

    def tap(self, action):
        """Gives the time before which the tap was certainly not made."""
        outlast(self.seen, SETTLE_MS)
        before = time.monotonic()
        self.screens.tap(action, self.screen, self.language)
        return before

    def ask(self, question, since):
        """On to a question; it came between two times on our watch."""
        self.question = question
        self.see(f"question:{question}")
        self.asked = (since, self.seen)

    def note(self, outcome, value, before):
        """Remembers a reply, and the bounds of how long it took. Its own
        end is not yet known: `settle_reply` tells it."""
        if self.visit is None:
            self.visit = expected.Visit()
            self.visits.append(self.visit)
        reply = expected.Reply(self.question, outcome, value, self.language)
        reply.known = self.asked is not None
        if reply.known:
            reply.least_ms = (before - self.asked[1]) * 1000
            reply.since = self.asked[0]
        self.visit.replies.append(reply)
        return reply

    def reply(self, action, outcome, value=None):
        """One answer or skip, until its effect is seen."""
        before = self.tap(action)
        reply = self.note(outcome, value, before)
        if self.question < 4:
            self.ask(self.question + 1, before)
        else:
            self.visit.complete = True
            self.see("thanks")
        reply.most_ms = (self.seen - reply.since) * 1000 if reply.known else 0

    def answer(self):
        value = self.dice.randint(1, 5)
        self.reply(f"answer:{value}", "answered", value)

    def skip(self):
        self.reply("skip", "skipped")

    def back(self):
        before = self.tap("back")
        self.ask(self.question - 1, before)

    def toggle(self):
        before = self.tap("language")
        self.language = "en" if self.language == "vi" else "vi"
        self.see(self.screen)
        if self.asked is None:
            self.asked = (before, self.seen)

    def hesitate(self):
        """Long enough to be asked whether anybody is there."""
        screen = self.screen
        self.see("still-there")
        self.tap("continue")
        self.see(screen)

    def walk_away(self):
        self.see("still-there")
        since = self.seen
        if self.question not in [r.question for r in self.visit.replies]:
            reply = self.note("timeout", None, since)
        else:
            reply = None
        self.arrive()
        if reply and reply.known:
            reply.most_ms = (self.seen - reply.since) * 1000

    def wander(self, steps):
        """One visit from the first tap until the thanks, or until `steps`
        replies were given."""
        slow = self.dice.random() < 0.3
        while self.screen != "thanks" and steps > 0:
            roll = self.dice.random()
            if slow:
                outlast(self.seen, LINGER_MS)
            if roll < 0.12 and self.question > 1:
                self.back()
            elif roll < 0.24:
                self.toggle()
            elif roll < 0.36:
                self.skip()
                steps -= 1
            else:
                self.answer()
                steps -= 1

    def leave(self):
        """After the thanks the next one finds the first question."""
        self.arrive()


def make_place():
    config = Config()
    offset, minutes = utc_offset_for(12)
    config.set("timing", settle_ms=SETTLE_MS, advance_ms=ADVANCE_MS,
               thanks_ms=600, idle_ms=5000, still_there_ms=2500,
               cooldown_ms=450)
    config.set("hours", utc_offset=offset, closed="",
               **{day: "11:00-15:00" for day in WEEKDAYS})
    place = Place(config)
    place.offset_min = minutes
    return place


def one_visit(visitor, number, restart):
    if number == CUT_AFTER_THANKS:
        visitor.wander(99)
        restart()
    elif number == CUT_WITHIN:
        visitor.wander(2)
        visitor.visit.cut = True
        restart()
    elif number % 6 == 3:
        visitor.wander(visitor.dice.randint(1, 3))
        visitor.walk_away()
    else:
        visitor.wander(visitor.dice.randint(1, 2))
        if number % 8 == 0:
            visitor.hesitate()
        visitor.wander(99)
        visitor.leave()


def look_and_go(visitor):
    """Somebody changes the language and goes: no visit, and the language is
    that of the house again."""
    visitor.toggle()
    visitor.arrive()


def tap_all(place, glass, visitor_dice, checks):
    """The whole walk; what was tapped."""
    screens = Screens(place, glass)
    terminals = [Terminal(place, glass)]
    visitor = Visitor(screens, visitor_dice)

    def restart():
        terminals[-1].kill()
        terminals.append(Terminal(place, glass))
        visitor.arrive()

    for number in range(VISITS):
        one_visit(visitor, number, restart)
        if number == 4:
            look_and_go(visitor)
    checks.same(terminals[-1].stop(), 0, "exit code after SIGTERM")
    complaints = [line for terminal in terminals
                  for line in terminal.messages().splitlines()
                  if "has been made" not in line]
    checks.same(complaints, [], "messages of the running terminals")
    return visitor.visits


def test(checks):
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else random.randrange(10**6)
    print(f"seed {seed}", flush=True)
    place = make_place()
    date = local_date(place.offset_min)
    visits = tap_all(place, Glass(), random.Random(seed), checks)
    checks.same(len(visits), VISITS, "visits tapped")

    unit = place.config.get("office", "unit_code")
    device = place.config.get("office", "device_id")
    result, files = place.export()
    checks.same(result.code, 0, f"export ({result.err})")
    checks.same([f.name for f in files],
                [f"4luon_{unit}_{device}_{date}_tam.csv"], "files exported")
    checks.same(read_csv(files[0])[1], [], "an hour that is not over")
    result, files = place.whole_day()
    checks.same(result.code, 0, f"export, a day later ({result.err})")
    checks.same([f.name for f in files],
                [f"4luon_{unit}_{device}_{date}.csv"], "the whole day")
    names, rows = read_csv(files[0])
    expected.compare(checks, place, visits, names, rows)
    checks.tried("pulls the plug in the middle")


main(test)
