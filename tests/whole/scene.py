#!/usr/bin/env python3
"""Every screen in both languages at every size, as `bonluon scene` prints and
paints it: all inside, nothing overlaps, nothing that is pressed is too small
for a finger, or too high for one who sits, and the picture is a sound PNG of
the size that was asked. Then every form, three and four levels, one question
more, and the key to hear one by. The screens of staff likewise, on the glass of
a desk."""

import itertools
import re

import expected
from glass import MESSAGES, STAFF, question_screens, read_scene, reason_screens
from history import day_number
from picture import png_header
from support import (EX_CONFIG, EX_USAGE, LANGUAGES, ROOT, Config, Place,
                     local_date, main, write_wav)

# tests/cmd/test_every_screen lays these out on every glass.
SIZES = ((800, 480), (1280, 800), (1366, 768), (3840, 2160), (600, 1024),
         (1080, 1920))
FEW_SIZES = ((1024, 600), (1080, 1920))
UPRIGHT_MM = 195  # a 15.6 inch glass, turned

FACE_MM, CONTROL_MM, GAP_MM = 30, 20, 5
LETTER_MM = 15  # as on the keyboard of a desk
# Where low reach begins, in hundredths of the height.
REACH_UPRIGHT, REACH_LYING = 55, 50
ACTION = re.compile(r"none|answer:[1-5]|back|skip|na|language|continue|done|"
                    r"low-reach|speak|reason:[a-z0-9-]+|staff|finish")
STAFF_SIZES = ((1024, 600), (1280, 800), (3840, 2160), (1080, 1920))
DESK_SIZES = ((1024, 600), (1280, 800), (1080, 1920))


class Show:
    """One screen as it was asked for, and what came."""

    def __init__(self, place, screen, language, size, low=False):
        self.place, self.screen, self.language = place, screen, language
        self.width, self.height = size
        self.low = low
        self.asked = ["scene", "--screen", screen, "--lang", language,
                      "--size", f"{size[0]}x{size[1]}"]
        self.asked += ["--low-reach"] if low else []
        self.result = place.call(*self.asked)
        self.items = (read_scene(self.result.out)
                      if self.result.code == 0 else [])

    def pressed(self):
        return [item for item in self.items if item.action != "none"]

    def actions(self):
        return [item.action for item in self.pressed()]

    def __str__(self):
        form = self.place.config.get("survey", "form")
        return (f"{form} {self.screen} {self.language} "
                f"{self.width}x{self.height}{' low' if self.low else ''}")


def apart(a, b):
    """Pixels between two boxes, along the axis that parts them more; below
    zero when they overlap."""
    return max(a.x - (b.x + b.w), b.x - (a.x + a.w),
               a.y - (b.y + b.h), b.y - (a.y + a.h))


def check_places(checks, show):
    out = [i for i in show.items
           if i.x < 0 or i.y < 0 or i.w <= 0 or i.h <= 0 or
           i.x + i.w > show.width or i.y + i.h > show.height]
    checks.same(out, [], f"{show}: outside, or empty")
    pairs = [(a, b) for a, b in itertools.combinations(show.items, 2)
             if apart(a, b) < 0]
    checks.same(pairs, [], f"{show}: overlapping")


def check_fingers(checks, show):
    """Millimetres of what can be pressed, and how high it is."""
    width_mm = int(show.place.config.get("screen", "width_mm"))
    pixels_a_mm = show.width / width_mm
    faces = [i for i in show.pressed() if i.action.startswith("answer:")]
    for item in show.pressed():
        least = (FACE_MM if item in faces else
                 LETTER_MM if item.action.startswith("letter:") else CONTROL_MM)
        checks.true(min(item.w, item.h) >= int(least * pixels_a_mm),
                    f"{show}: {item} is under {least} mm")
    for a, b in itertools.combinations(faces, 2):
        checks.true(apart(a, b) >= int(GAP_MM * pixels_a_mm),
                    f"{show}: {a} and {b} closer than {GAP_MM} mm")
    share = REACH_UPRIGHT if show.height > show.width else REACH_LYING
    high = [i for i in show.pressed() if i.y * 100 < show.height * share and
            i.action != "staff"]
    checks.true(not show.low or not high, f"{show}: out of reach: {high}")


def form_of_question(place, number):
    """The form that a question of the visit is out of, and its number there:
    what is drawn out of another form is today's."""
    form = expected.Form(place.config.get("survey", "form"))
    if number <= len(form.questions):
        return form, number
    lent = expected.Form(place.config.get("survey", "rotating"))
    return lent, 1 + turn(place) % len(lent.questions)


def turn(place):
    """Whose turn it is, as survey/sheet.h has it: MurmurHash3's finaliser."""
    offset = place.config.get("hours", "utc_offset")
    minutes = int(offset[1:3]) * 60 + int(offset[4:])
    today = local_date(-minutes if offset[0] == "-" else minutes)
    value = day_number(today)
    value = (value ^ value >> 16) * 0x85EBCA6B % 2**32
    value = (value ^ value >> 13) * 0xC2B2AE35 % 2**32
    return value ^ value >> 16


def wanted_actions(show):
    """What there is to press on each screen, and nothing else."""
    name, _, number = show.screen.partition(":")
    if name in MESSAGES:
        return {"still-there": ["continue", "finish", "staff"],
                "out-of-order": ["staff"]}.get(name, [])
    form, own = form_of_question(show.place, int(number))
    if name == "reasons":
        return [f"reason:{id}" for id in form.reasons(own)] + [
            "back", "done", "skip", "language", "low-reach"]
    levels = int(show.place.config.get("survey", "levels") or form.levels)
    return [*(f"answer:{n}" for n in range(1, levels + 1)),
            *(["back"] if number != "1" else []), "skip", "language",
            *(["na"] if form.has_own_key(own) else []), "low-reach", "staff"]


def check_actions(checks, show):
    checks.same(sorted(show.actions()), sorted(wanted_actions(show)),
                f"{show}: actions")
    checks.true(all(ACTION.fullmatch(i.action) for i in show.items),
                f"{show}: an unknown action in {show.items}")
    checks.true(any(i.text for i in show.items), f"{show}: no words")
    wordless = [i for i in show.pressed() if not i.text and
                i.action.startswith(("answer:", "reason:", "continue"))]
    checks.same(wordless, [], f"{show}: nothing written on it")


def check_order(checks, show):
    """Worst first, and leftmost where the faces stand in one row."""
    faces = [i for i in show.items if i.action.startswith("answer:")]
    checks.same([i.action for i in faces],
                [f"answer:{n}" for n in range(1, len(faces) + 1)],
                f"{show}: order of the faces")
    one_row = len({i.y for i in faces}) == 1
    lefts = [i.x for i in faces]
    checks.true(not one_row or lefts == sorted(lefts),
                f"{show}: worst is not leftmost")


def check_show(checks, show):
    if checks.same((show.result.code, show.result.err), (0, ""), f"{show}"):
        check_places(checks, show)
        check_fingers(checks, show)
        check_actions(checks, show)
        check_order(checks, show)


def check_picture(checks, show):
    path = show.place.folder / "scene.png"
    path.unlink(missing_ok=True)
    painted = show.place.call(*show.asked, "--png", path)
    checks.same((painted.code, painted.err), (0, ""), f"{show}: painted")
    try:
        width, height, _, rows = png_header(path.read_bytes())
        checks.same((width, height), (show.width, show.height),
                    f"{show}: size of the PNG")
        checks.true(len(set(rows)) > 16, f"{show}: an empty picture")
    except (OSError, ValueError) as error:
        checks.true(False, f"{show}: not a sound PNG: {error}")


def all_screens(place):
    return (*question_screens(place.config), *reason_screens(place.config),
            *MESSAGES)


def glass_for(size, **survey):
    """The sample's glass, and the same one turned for an upright screen."""
    config = Config().set("survey", **survey)
    if size[0] < size[1]:
        config.set("screen", width_mm=UPRIGHT_MM)
    return Place(config)


def check_sizes(checks):
    for size in SIZES:
        place = glass_for(size)
        for screen, language, low in itertools.product(
                all_screens(place), LANGUAGES, (False, True)):
            show = Show(place, screen, language, size, low)
            check_show(checks, show)
            if (not low and language == "vi" and
                    (screen == "question:1" or size in DESK_SIZES)):
                check_picture(checks, show)


# -- the screens of staff ------------------------------------------------------

def wanted_of_staff(show):
    """What there is to press, apart from the days of the calendar."""
    if show.screen == "pin":
        return [*(f"digit:{n}" for n in range(10)), "erase", "enter", "close"]
    if show.screen == "export":
        return ["pending", "earlier", "target:0", "target:1", "reports",
                "export", "close"]
    asked = {"clock": ["confirm", "set-clock"], "clock:2": [
        "confirm", "set-clock"], "panel:1": ["set-clock"]}.get(show.screen, [])
    return [*(f"page:{n}" for n in range(5)), "export", "close",
            "touch-test", "clean", *asked]


def check_staff_show(checks, show):
    if not checks.same((show.result.code, show.result.err), (0, ""),
                       f"{show}"):
        return
    check_places(checks, show)
    check_fingers(checks, show)
    days = [a for a in show.actions()
            if re.fullmatch(r"day:\d{4}-\d\d-\d\d", a)]
    others = [a for a in show.actions() if a not in days]
    checks.same(sorted(others), sorted(wanted_of_staff(show)),
                f"{show}: actions")
    checks.same((len(set(days)), days), (len(days), sorted(days)),
                f"{show}: days in their order, each once")
    checks.same(len(days) > 7, show.screen == "export", f"{show}: days")
    # The keys that lead to other months bear a sign, the others words.
    wordless = [i for i in show.pressed() if not i.text and
                i.action not in ("earlier", "later", "erase", "close")]
    checks.same(wordless, [], f"{show}: nothing written on it")


def check_staff(checks):
    for size in STAFF_SIZES:
        place = glass_for(size)
        for screen, language in itertools.product(STAFF, LANGUAGES):
            show = Show(place, screen, language, size)
            check_staff_show(checks, show)
            if language == "vi" and (screen == "pin" or size in DESK_SIZES):
                check_picture(checks, show)


# -- the pages of the installer ------------------------------------------------

LETTERS = [f"letter:{c}" for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"]
WIDTHS = ["less:10", "less:1", "more:1", "more:10"]
PARTS = [f"{way}:{part}" for way in ("less", "more")
         for part in ("day", "month", "year", "hour", "minute")]
ON = ["language", "back", "enter"]
SET_UP = {"welcome": ["language", "enter"], "unit": [*ON, *LETTERS, "erase"],
          "device": [*ON, *LETTERS, "erase"], "width": [*ON, *WIDTHS],
          "pin": [*ON, *(f"digit:{n}" for n in range(10)), "erase"],
          "date": [*ON, *PARTS], "enrol": ON, "key": ON, "done": ["enter"],
          "fault": []}


def check_set_up(checks):
    for size in DESK_SIZES:
        place = glass_for(size)
        for page, language in itertools.product(SET_UP, LANGUAGES):
            show = Show(place, f"set-up:{page}", language, size)
            if not checks.same((show.result.code, show.result.err), (0, ""),
                               f"{show}"):
                continue
            check_places(checks, show)
            check_fingers(checks, show)
            checks.same(sorted(show.actions()), sorted(SET_UP[page]),
                        f"{show}: actions")
            if language == "vi":
                check_picture(checks, show)


# -- what came of the copying --------------------------------------------------

EXPORTS = {"picking": None, "unread": None, "working": ["cancel"],
           **{state: ["close"] for state in (
               "done", "cancelled", "gone", "full", "read-only", "differs",
               "broken", "failed", "empty")}}


def check_exports(checks):
    """Each says something of its own, and can be left."""
    titles = {}
    for size in DESK_SIZES:
        place = glass_for(size)
        for state, language in itertools.product(EXPORTS, LANGUAGES):
            show = Show(place, f"export:{state}", language, size)
            if not checks.same((show.result.code, show.result.err), (0, ""),
                               f"{show}"):
                continue
            check_places(checks, show)
            check_fingers(checks, show)
            if EXPORTS[state]:
                checks.same(show.actions(), EXPORTS[state], f"{show}: actions")
            texts = tuple(item.text for item in show.items)
            checks.true(titles.setdefault((size, language, texts), state) ==
                        state, f"{show}: says what another one says")
    place = glass_for(DESK_SIZES[0])
    checks.same(place.call("scene", "--screen", "export:picking").out,
                place.call("scene", "--screen", "export").out,
                "without a state, days are picked")


# -- what a config changes -----------------------------------------------------

def check_surveys(checks):
    """Every form, the other numbers of levels, and one question more."""
    forms = [path.stem for path in (ROOT / "config" / "forms").iterdir()]
    surveys = [{"form": name, "levels": levels} for name in sorted(forms)
               for levels in ("", "3")]
    surveys += [{"levels": "4"}, {"rotating": "5-biet"}]
    for survey, size in itertools.product(surveys, FEW_SIZES):
        place = glass_for(size, **survey)
        screens = (*question_screens(place.config),
                   *reason_screens(place.config))
        for screen, language, low in itertools.product(
                screens, LANGUAGES, (False, True)):
            check_show(checks, Show(place, screen, language, size, low))
    checks.same(question_screens(place.config)[-1], "question:5",
                "one question more")


def check_low_from_the_start(checks):
    """By config everything is low without being asked."""
    for size in FEW_SIZES:
        place = glass_for(size)
        asked = Show(place, "question:2", "vi", size, low=True)
        place.config.set("screen", low_reach="yes")
        place.save()
        always = Show(place, "question:2", "vi", size)
        checks.same(always.result.out, asked.result.out,
                    f"{always}: low by config")


def check_voice(checks):
    """A key to hear a question by, only where there is something to hear."""
    place = Place()
    path = place.folder / "voice" / "vi" / "4-luon" / "nhe-nhang.wav"
    write_wav(path, 0.5, 1000)
    for on, quiet, want in (("no", "", False), ("yes", "", True),
                            ("yes", "00:00-24:00", False)):
        place.config.set("voice", on=on, quiet=quiet)
        place.save()
        for screen, language in itertools.product(
                ("question:1", "question:2", "reasons:2"), LANGUAGES):
            show = Show(place, screen, language, (1024, 600))
            heard = want and (screen, language) == ("question:2", "vi")
            checks.same(show.actions().count("speak"), int(heard),
                        f"{show}: key to hear it; on={on}, quiet={quiet}")
            check_places(checks, show)
            check_fingers(checks, show)
    path.unlink()
    show = Show(place, "question:2", "vi", (1024, 600))
    checks.same(show.actions().count("speak"), 0, f"{show}: no recording")


# -- refusals ------------------------------------------------------------------

def check_too_small(checks):
    """Five faces of 30 mm have no room on a 7 inch glass: `check` and `run`
    say so at the line that tells its width."""
    place = Place(Config().set("screen", width_mm=154, size="800x480"))
    line = place.config.line("screen", "width_mm")
    for command in ("check", "run"):
        result = place.call(command)
        checks.same(result.code, EX_CONFIG, f"{command}: a 7 inch glass")
        checks.true(f"{place.config_path}:{line}: " in result.err and
                    "too small for 5 faces" in result.err,
                    f"{command}: a 7 inch glass: {result.err!r}")


def check_refusals(checks):
    place = Place()
    for wrong in (("--screen", "question:5"), ("--screen", "question:0"),
                  ("--screen", "reasons:5"), ("--screen", "asleep:1"),
                  ("--screen", "panel:6"), ("--screen", "panel:0"),
                  ("--screen", "pin:1"), ("--screen", "export:2"),
                  ("--screen", "touch-test:7"),
                  ("--screen", "nonsense"), ("--screen", ""),
                  ("--screen", "set-up:nonsense"), ("--screen", "set-up:1"),
                  ("--screen", "thanks", "--size", "0x0"),
                  ("--screen", "thanks", "--size", "1280"),
                  ("--screen", "thanks", "--lang", "xx"), ()):
        result = place.call("scene", *wrong)
        checks.same((result.code, result.out), (EX_USAGE, ""),
                    f"scene {wrong} ({result.err.strip()})")
        checks.true(result.err.count("\n") >= 1, f"scene {wrong}: no message")
    lost = place.call("scene", "--screen", "thanks", "--png",
                      place.folder / "nowhere" / "a.png")
    checks.true(lost.code not in (0, EX_USAGE) and lost.err != "",
                f"a picture into a missing folder: {lost}")


def test(checks):
    check_sizes(checks)
    check_staff(checks)
    check_set_up(checks)
    check_exports(checks)
    check_surveys(checks)
    check_low_from_the_start(checks)
    check_voice(checks)
    check_too_small(checks)
    check_refusals(checks)


main(test)
