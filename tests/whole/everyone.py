#!/usr/bin/env python3
"""What is there for every visitor, in the running program on a real window:
reasons after a low answer, keys that come down, a question read aloud, one
question more out of another form, a screen that sleeps outside opening hours,
a logo. In the end the export holds what was tapped."""

import pathlib
import time

import expected
from glass import Glass, Screens, outlast
from picture import Picture, png_read, png_write
from support import (Config, Place, Terminal, main, poll, read_csv,
                     utc_offset_for, write_wav)

SETTLE_MS, ADVANCE_MS = 60, 60
DIM_MS, IDLE_MS, STILL_THERE_MS = 500, 1500, 700
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
            "sunday")
LOGO_COLOUR = b"\xff\x00\xff"  # the terminal itself paints with no such thing
HIGH = 4  # an answer that is not asked why
RATE = 16000
LONG_S, SHORT_S = 20, 0.3
SAMPLE = 0x1234


class Person:
    """A hand and an eye; remembers what was tapped."""

    def __init__(self, screens):
        self.screens, self.language = screens, "vi"
        self.visits = []

    def see(self, screen, seconds=10):
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
            poll(lambda: self.looks(action) != before, 5,
                 f"{action} looks chosen")
            self.visit.replies[-1].reasons.add(reason)

    def looks(self, action):
        item = self.screens.find(action, self.screen, self.language)
        return self.screens.glass.frame.box(*item.box())

    def otherwise(self, action, screens):
        """The same screen in another guise."""
        self.tap(action)
        self.screens = screens
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
               thanks_ms=300, idle_ms=IDLE_MS, still_there_ms=STILL_THERE_MS,
               cooldown_ms=0, dim_ms=120000, shift_ms=0)
    config.set("survey", **survey)
    config.set("office", logo="logo.png")
    minutes = open_now(config)
    place = Place(config)
    place.offset_min = minutes
    write_logo(place.folder / "logo.png")
    return place


# -- a terminal with everything ------------------------------------------------

def visit_low(person, high, low):
    """All of a visit within low reach, with two reasons here, none there,
    and a low answer that is taken back."""
    person.come()
    person.otherwise("low-reach", low)
    person.reply("answer:1", "reasons:1")
    person.choose("it-cuoi", "voi-vang")
    person.go("done", "question:2")
    person.reply("answer:5", "question:3")
    person.reply("answer:2", "reasons:3")
    person.go("skip", "question:4")
    person.reply("answer:1", "reasons:4")
    person.choose("cho-lau")
    person.go("back", "question:4")
    person.reply("answer:4", "question:5")
    person.reply("answer:4", "thanks")
    # Whoever comes next finds everything where it was.
    person.screens = high
    person.come()


def visit_english(person):
    """In another language, of which nothing is left to the next one."""
    person.tap("language")
    person.language, person.asked = "en", True
    person.see("question:1")
    person.reply("answer:5", "question:2")
    person.reply("skip", "question:3")
    person.reply("answer:2", "reasons:3")
    person.choose("ngat-loi")
    person.go("done", "question:4")
    person.reply("answer:3", "question:5")
    person.reply("skip", "thanks")
    person.come()


def visit_left(person):
    """Somebody walks away from the reasons, of which one was chosen."""
    person.reply("answer:1", "reasons:1")
    person.choose("it-cuoi")
    person.see("still-there")
    person.go("continue", "reasons:1")
    person.see("still-there")
    person.come()


def find_drawn(place, visits):
    """The question of the other form that each visit was asked: nobody but
    the record knows which it was."""
    form = expected.Form("5-biet")
    recorded = expected.recorded_visits(place.database())
    for visit, rows in zip(visits, recorded.values()):
        drawn = [row["item"] for row in rows if row["kind"] in
                 ("answer", "skip") and row["item"] in form.questions]
        for reply in visit.replies:
            if reply.question == 5:
                reply.lent = (form, form.questions.index(drawn[0]) + 1)


def check_everything(checks, glass):
    place = make_place(reasons="yes", rotating="5-biet")
    high, low = Screens(place, glass), Screens(place, glass, "--low-reach")
    terminal = Terminal(place, glass)
    person = Person(high)
    visit_low(person, high, low)
    checks.true(LOGO_COLOUR * 16 in glass.frame.whole(), "the logo shows")
    visit_english(person)
    visit_left(person)
    checks.same(terminal.stop(), 0, "with everything: exit code")
    find_drawn(place, person.visits)
    result, files = place.export()
    if checks.same((result.code, len(files)), (0, 1), f"export: {result}"):
        names, rows = read_csv(files[0])
        expected.compare(checks, place, person.visits, names, rows)
        checks.same([r["form_id"] for r in rows if r["question_pos"] == "5"],
                    ["5-biet"] * 2, "the question out of another form")


# -- the rest of the office's day ----------------------------------------------

def rows_of(checks, place, what):
    result, files = place.export()
    if not checks.same((result.code, len(files)), (0, 1), f"{what}: {result}"):
        return []
    return read_csv(files[0])[1]


def check_asleep(checks, glass, screens):
    """Outside opening hours the screen sleeps. A tap wakes it and answers
    nothing; the one after that does, and is marked."""
    place = make_place()
    place.config.set("hours", **{day: "" for day in WEEKDAYS})
    place.config.set("timing", dim_ms=DIM_MS)
    place.save()
    terminal = Terminal(place, glass)
    person = Person(screens)
    person.come()
    person.see("asleep")
    face = screens.find("answer:2", "question:1", "vi").middle()
    glass.hand("mousemove", *face, "click", 1)
    person.see("question:1")
    person.see("asleep")  # had it answered, "still there?" would have come
    glass.hand("mousemove", *face, "click", 1)
    person.come()
    for screen in (*screens.questions[1:], "thanks"):
        person.reply(f"answer:{HIGH}", screen)
    person.see("asleep")
    checks.same(terminal.stop(), 0, "asleep: exit code")
    rows = rows_of(checks, place, "asleep")
    checks.same([(r["outcome"], r["answer_value"]) for r in rows],
                [("answered", str(HIGH))] * 4, "asleep: what was answered")
    checks.same(["hours" in r["flags"].split(";") for r in rows], [True] * 4,
                "asleep: marked")


def check_dim(checks, glass, screens):
    """In opening hours it only goes dim, and what is seen can be pressed."""
    place = make_place()
    place.config.set("timing", dim_ms=DIM_MS)
    place.save()
    terminal = Terminal(place, glass)
    person = Person(screens)
    person.come()
    bright = glass.frame.pixel(1, 1)
    poll(lambda: max(glass.frame.pixel(1, 1)) < min(bright), 10,
         f"the ground is darker than {bright}")
    person.go(f"answer:{HIGH}", "question:2")
    checks.same(glass.frame.pixel(1, 1), bright, "bright again")
    checks.same(terminal.stop(), 0, "dim: exit code")


def check_planned(checks, glass):
    """The form that is planned for today, and not the one of the next
    century."""
    place = make_place()
    place.config.set("survey", **{"from:2020-01-01": "5-tieu-chi",
                                  "from:2099-01-01": "5-biet"})
    place.save()
    screens = Screens(place, glass)
    terminal = Terminal(place, glass)
    person = Person(screens)
    person.come()
    for screen in (*screens.questions[1:], "thanks"):
        person.reply(f"answer:{HIGH}", screen)
    person.come()
    checks.same(terminal.stop(), 0, "planned: exit code")
    rows = rows_of(checks, place, "planned")
    form = expected.Form("5-tieu-chi")
    checks.same([(r["form_id"], r["question_id"], r["question_text"])
                 for r in rows],
                [("5-tieu-chi", question, form.text(n, "vi"))
                 for n, question in enumerate(form.questions, 1)],
                "planned: what was asked")


# -- the voice -----------------------------------------------------------------

def voice_place():
    """A long recording in Vietnamese, a short one in English, of the first
    question alone."""
    place = make_place()
    for language, seconds in (("vi", LONG_S), ("en", SHORT_S)):
        write_wav(place.folder / "voice" / language / "4-luon" /
                  "mim-cuoi.wav", seconds, SAMPLE, RATE)
    place.config.set("voice", on="yes")
    place.save()
    return place


def check_voice(checks, glass, place, screens):
    """Samples reach the device, an answer silences them, and the key shows
    when it is over."""
    heard = place.folder / "heard.raw"
    sample = SAMPLE.to_bytes(2, "little")

    def samples():
        return heard.read_bytes().count(sample) if heard.exists() else 0
    terminal = Terminal(place, glass, more_env={
        "SDL_AUDIODRIVER": "disk", "SDL_DISKAUDIOFILE": str(heard)})
    person = Person(screens)
    person.come()
    silent = person.looks("speak")
    checks.same(samples(), 0, "voice: before")
    person.tap("speak")
    poll(lambda: samples() > RATE // 10, 10, "samples at the device")
    checks.true(person.looks("speak") != silent, "voice: the key shows it")
    person.reply(f"answer:{HIGH}", "question:2")
    poll(lambda: not sounding(terminal), 10, "the device is closed")
    checks.within(samples(), RATE // 10, RATE * LONG_S // 2,
                  "voice: samples until the answer")
    person.come()

    person.tap("language")
    person.language = "en"
    person.see("question:1")
    person.tap("speak")
    poll(lambda: not sounding(terminal) and samples() > 0 and
         person.looks("speak") == resting(screens, "speak", "en"), 10,
         "a short one comes to its end")
    checks.same(samples(), int(SHORT_S * RATE), "voice: all of a short one")
    checks.same(terminal.stop(), 0, "voice: exit code")


def resting(screens, action, language):
    """What a key looks like that nobody has pressed."""
    path = screens.place.folder / "resting.png"
    screens.place.call("scene", "--screen", "question:1", "--lang", language,
                       "--size", f"{screens.glass.width}x"
                       f"{screens.glass.height}", "--png", path)
    item = screens.find(action, "question:1", language)
    return png_read(path.read_bytes()).box(*item.box())


def sounding(terminal):
    """True while a thread of the sound is about."""
    names = []
    for task in pathlib.Path(f"/proc/{terminal.process.pid}/task").iterdir():
        try:
            names.append((task / "comm").read_text().strip())
        except OSError:
            pass  # it has just ended
    return any(name.startswith(("SDLAudio", "silence")) for name in names)


def check_no_device(checks, glass, place, screens):
    """Without a sound device the terminal goes on, and says so once."""
    terminal = Terminal(place, glass,
                        more_env={"SDL_AUDIODRIVER": "nonsense"})
    person = Person(screens)
    person.come()
    for _ in range(3):
        person.tap("speak")
        person.see("question:1")
    poll(lambda: "sound" in terminal.messages(), 5, "a word in the log")
    for screen in (*screens.questions[1:], "thanks"):
        person.reply(f"answer:{HIGH}", screen)
    person.come()
    checks.same(terminal.stop(), 0, "no device: exit code")
    said = [line for line in terminal.messages().splitlines()
            if "sound" in line]
    checks.same(len(said), 1, f"no device: lines in the log {said}")


def test(checks):
    glass = Glass()
    screens = Screens(make_place(), glass)
    check_everything(checks, glass)
    check_asleep(checks, glass, screens)
    check_dim(checks, glass, screens)
    check_planned(checks, glass)
    voiced = voice_place()
    screens = Screens(voiced, glass)
    check_voice(checks, glass, voiced, screens)
    check_no_device(checks, glass, voiced, screens)


main(test)
