#!/usr/bin/env python3
"""What is there for every visitor, in the running program on a real window:
reasons after a low answer, keys that come down, one question more out of
another form, a screen that sleeps outside opening hours, a logo, a form that
was planned. In the end the export holds what was tapped."""

import expected
from glass import Glass, Screens
from person import HIGH, LOGO_COLOUR, WEEKDAYS, Person, make_place
from support import PATIENCE_S, Terminal, main, poll, read_csv

DIM_MS = 500


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
    person.otherwise("language", person.screens, "en")
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
    result, files = place.whole_day()
    if checks.same((result.code, len(files)), (0, 1), f"export: {result}"):
        names, rows = read_csv(files[0])
        expected.compare(checks, place, person.visits, names, rows)
        checks.same([r["form_id"] for r in rows if r["question_pos"] == "5"],
                    ["5-biet"] * 2, "the question out of another form")


# -- the rest of the office's day ----------------------------------------------

def rows_of(checks, place, what):
    result, files = place.whole_day()
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
    person.answer_all()
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
    poll(lambda: max(glass.frame.pixel(1, 1)) < min(bright), PATIENCE_S,
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
    person.answer_all()
    person.come()
    checks.same(terminal.stop(), 0, "planned: exit code")
    rows = rows_of(checks, place, "planned")
    form = expected.Form("5-tieu-chi")
    checks.same([(r["form_id"], r["question_id"], r["question_text"])
                 for r in rows],
                [("5-tieu-chi", question, form.text(n, "vi"))
                 for n, question in enumerate(form.questions, 1)],
                "planned: what was asked")


def test(checks):
    glass = Glass()
    screens = Screens(make_place(), glass)
    check_everything(checks, glass)
    check_asleep(checks, glass, screens)
    check_dim(checks, glass, screens)
    check_planned(checks, glass)


main(test)
