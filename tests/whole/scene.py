#!/usr/bin/env python3
"""Every screen in both languages at every size, as `bonluon scene` prints and
paints it: all inside, nothing overlaps, nothing that is pressed is too small
for a finger, and the picture is a sound PNG of the size that was asked."""

import itertools
import re

from glass import QUESTIONS, SCREENS, read_scene
from picture import png_header
from support import EX_CONFIG, EX_USAGE, LANGUAGES, Config, Place, main

SIZES = ((800, 480), (1024, 600), (1280, 800), (1366, 768), (1920, 1080),
         (3840, 2160), (480, 800), (600, 1024), (800, 1280), (1080, 1920),
         (2160, 3840))
UPRIGHT_MM = 195  # a 15.6 inch glass, turned

FACE_MM, CONTROL_MM, GAP_MM = 30, 20, 5
ACTION = re.compile(r"none|answer:[1-5]|back|skip|language|continue")


def apart(a, b):
    """Pixels between two boxes, along the axis that parts them more; below
    zero when they overlap."""
    return max(a.x - (b.x + b.w), b.x - (a.x + a.w),
               a.y - (b.y + b.h), b.y - (a.y + a.h))


def check_places(checks, what, items, width, height):
    out = [i for i in items if i.x < 0 or i.y < 0 or i.w <= 0 or i.h <= 0 or
           i.x + i.w > width or i.y + i.h > height]
    checks.same(out, [], f"{what}: outside, or empty")
    pairs = [(a, b) for a, b in itertools.combinations(items, 2)
             if apart(a, b) < 0]
    checks.same(pairs, [], f"{what}: overlapping")


def check_fingers(checks, what, items, pixels_a_mm):
    """Millimetres of what can be pressed."""
    pressed = [item for item in items if item.action != "none"]
    faces = [i for i in pressed if i.action.startswith("answer:")]
    for item in pressed:
        least = FACE_MM if item in faces else CONTROL_MM
        checks.true(min(item.w, item.h) >= int(least * pixels_a_mm),
                    f"{what}: {item} is under {least} mm")
    for a, b in itertools.combinations(faces, 2):
        checks.true(apart(a, b) >= int(GAP_MM * pixels_a_mm),
                    f"{what}: {a} and {b} closer than {GAP_MM} mm")


def check_actions(checks, what, screen, items):
    """What there is to press on each screen, and nothing else."""
    got = sorted(i.action for i in items if i.action != "none")
    if screen in QUESTIONS:
        want = {*(f"answer:{n}" for n in range(1, 6)), "language", "skip"}
        want |= {"back"} if screen != "question:1" else set()
    else:
        want = {"continue"} if screen == "still-there" else set()
    checks.same(got, sorted(want), f"{what}: actions")
    checks.true(all(ACTION.fullmatch(i.action) for i in items),
                f"{what}: an unknown action in {items}")
    checks.true(any(i.text for i in items), f"{what}: no words")
    worst_first = [i for i in items if i.action.startswith("answer:")]
    checks.same([i.action for i in worst_first],
                [f"answer:{n}" for n in range(1, len(worst_first) + 1)],
                f"{what}: order of the faces")
    one_row = len({i.y for i in worst_first}) == 1
    rows = [i.x for i in worst_first]
    checks.true(not one_row or rows == sorted(rows),
                f"{what}: worst is not leftmost")


def check_picture(checks, what, path, size):
    try:
        width, height, _, rows = png_header(path.read_bytes())
        checks.same((width, height), size, f"{what}: size of the PNG")
        checks.true(len(set(rows)) > 16, f"{what}: an empty picture")
    except (OSError, ValueError) as error:
        checks.true(False, f"{what}: not a sound PNG: {error}")


def check_scene(checks, place, screen, language, size):
    what = f"{screen} {language} {size[0]}x{size[1]}"
    picture = place.folder / "scene.png"
    picture.unlink(missing_ok=True)
    asked = ("scene", "--screen", screen, "--lang", language, "--size",
             f"{size[0]}x{size[1]}")
    text = place.call(*asked)
    painted = place.call(*asked, "--png", picture)
    if not checks.same((text.code, text.err, painted.code, painted.err),
                       (0, "", 0, ""), f"{what}: exit codes, messages"):
        return
    items = read_scene(text.out)
    width_mm = int(place.config.get("screen", "width_mm"))
    check_places(checks, what, items, *size)
    check_fingers(checks, what, items, size[0] / width_mm)
    check_actions(checks, what, screen, items)
    check_picture(checks, what, picture, size)


def glass_for(size):
    """The sample's glass, and the same one turned for an upright screen."""
    place = Place()
    if size[0] < size[1]:
        place.config.set("screen", width_mm=UPRIGHT_MM)
        place.save()
    return place


def check_too_small(checks):
    """Five faces of 30 mm have no room on a 7 inch glass, and `check` says
    so at the line that tells its width."""
    place = Place(Config().set("screen", width_mm=154, size="800x480"))
    result = place.call("check")
    line = place.config.line("screen", "width_mm")
    checks.same(result.code, EX_CONFIG, "a 7 inch glass")
    checks.true(f"{place.config_path}:{line}: " in result.err,
                f"a 7 inch glass: {result.err!r}")


def check_refusals(checks):
    place = Place()
    for wrong in (("--screen", "question:5"), ("--screen", "question:0"),
                  ("--screen", "nonsense"), ("--screen", ""),
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
    for size in SIZES:
        place = glass_for(size)
        for screen in SCREENS:
            for language in LANGUAGES:
                check_scene(checks, place, screen, language, size)
    check_too_small(checks)
    check_refusals(checks)


main(test)
