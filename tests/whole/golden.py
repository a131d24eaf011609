#!/usr/bin/env python3
"""Each screen looks as in tests/golden, where `make golden` left pictures of
them all (likeness.py says what may differ). Of one that does not, the picture
that was got lies in build/golden, with another that marks the difference."""

import sys
from collections import Counter

from glass import read_scene
from likeness import are_alike, mark, unlike
from picture import Picture, png_read, png_write
from support import LANGUAGES, ROOT, Config, Place, main, read_form

GOLDEN = ROOT / "tests" / "golden"
GOT = ROOT / "build" / "golden"

SCREENS = (("question", "question:1"), ("question-3", "question:3"),
           ("reasons", "reasons:1"), ("thanks", "thanks"),
           ("still-there", "still-there"), ("asleep", "asleep"),
           ("out-of-order", "out-of-order"),
           ("question-doubt", "question-doubt"),
           ("question-low", "question:1", "--low-reach"),
           ("reasons-low", "reasons:1", "--low-reach"))
# Those of staff want the room of a desk's glass.
STAFF = (("pin", "pin"), ("panel", "panel:1"), ("panel-2", "panel:2"),
         ("panel-3", "panel:3"), ("panel-4", "panel:4"), ("panel-5", "panel:5"), ("clock", "clock"),
         ("clock-2", "clock:2"), ("set-clock", "set-clock"),
         ("set-clock-far", "set-clock:far"), ("export", "export"),
         ("clean", "clean"), ("touch-test", "touch-test"), ("touch-test-turned", "touch-test:3"))
# So do those of the installer, who has seen them in one language.
SET_UP = ("welcome", "unit", "width", "pin", "date", "key", "done", "fault")
LYING, UPRIGHT, UPRIGHT_MM = "800x480", "480x800", 195
DESK = "1024x600"


class Shot:
    """A screen of a terminal that is to be pictured."""

    def __init__(self, name, place, language, size, *screen):
        self.name, self.place = name, place
        self.asked = ("scene", "--lang", language, "--size", size, "--screen",
                      *screen)

    def _call(self, *more):
        result = self.place.call(*self.asked, *more)
        if (result.code, result.err) != (0, ""):
            raise RuntimeError(f"{self.name}: {result}")
        return result.out

    def take(self):
        path = self.place.folder / "shot.png"
        self._call("--png", path)
        return png_read(path.read_bytes())

    def items(self):
        return read_scene(self._call())


def emblem():
    """Some office's logo: a gold ring on red."""
    pixels = bytearray()
    for y in range(120):
        for x in range(180):
            far = (2 * x - 179) ** 2 // 2 + (2 * y - 119) ** 2
            pixels += (b"\xff\xd0\x30" if 4000 < far < 9000 else
                       b"\xb0\x10\x20")
    return png_write(Picture(180, 120, bytes(pixels)))


def dated():
    return Config().set("screen", clock="yes")


def rich_place():
    """With all that an office may add."""
    place = Place(dated().set("office", logo="logo.png")
                  .set("survey", levels=3).set("voice", on="yes")
                  .set("trust", witness="yes"))
    (place.folder / "logo.png").write_bytes(emblem())
    for section in read_form():
        kind, _, question = section.partition(":")
        if kind == "question":
            voice = place.folder / "voice" / "vi" / "4-luon"
            voice.mkdir(parents=True, exist_ok=True)
            (voice / f"{question}.wav").touch()
    return place


def all_shots():
    lying = Place(dated())
    upright = Place(dated().set("screen", width_mm=UPRIGHT_MM, size=UPRIGHT))
    shots = [Shot(f"{name}-{language}", lying, language, LYING, *screen)
             for name, *screen in SCREENS for language in LANGUAGES]
    shots += [Shot(f"{name}-upright", upright, "vi", UPRIGHT, *screen)
              for name, *screen in SCREENS]
    shots += [Shot(f"{name}-{language}", lying, language, DESK, *screen)
              for name, *screen in STAFF for language in LANGUAGES]
    shots += [Shot(f"set-up-{page}", lying, "vi", DESK, f"set-up:{page}")
              for page in SET_UP]
    return [*shots, Shot("question-rich", rich_place(), "vi", LYING,
                         "question:1")]


# ---- the screens ------------------------------------------------------------

def leave(name, got, pixels):
    """What there is to look at, after a mismatch."""
    GOT.mkdir(parents=True, exist_ok=True)
    paths = GOT / f"{name}.png", GOT / f"{name}-difference.png"
    paths[0].write_bytes(png_write(got))
    paths[1].write_bytes(png_write(mark(got, pixels)))
    return paths


def check_shot(checks, shot):
    path = GOLDEN / f"{shot.name}.png"
    if not checks.true(path.exists(), f"{path} is missing; make golden"):
        return
    got, want = shot.take(), png_read(path.read_bytes())
    if not checks.same((got.width, got.height), (want.width, want.height),
                       f"{shot.name}: size"):
        return
    pixels = unlike(got, want)
    if not are_alike(want, pixels):
        picture, difference = leave(shot.name, got, pixels)
        checks.true(False, f"{shot.name}: {len(pixels)} pixels are not as in "
                    f"{path}; got {picture}, marked in {difference}")
    else:
        checks.passed += 1


def check_screens(checks, shots):
    for old in GOT.glob("*.png"):
        old.unlink()
    for shot in shots:
        check_shot(checks, shot)
    checks.same(sorted(path.stem for path in GOLDEN.iterdir()),
                sorted(shot.name for shot in shots), f"pictures in {GOLDEN}")


# ---- that likeness tells what it ought to -----------------------------------

def is_like(a, b):
    return are_alike(a, unlike(a, b))


def changed(picture, change):
    """A copy, after change(row, y) of every row's bytes."""
    rows = []
    for y in range(picture.height):
        row = bytearray(picture.row(0, y, picture.width))
        change(row, y)
        rows.append(row)
    return Picture(picture.width, picture.height, b"".join(rows))


def aside(picture, right, down):
    """Moved by less than a pixel, in hundredths, as far as the colours of
    neighbours can tell."""
    def mixed(a, b, hundredths):
        return bytes((p * (100 - hundredths) + q * hundredths) // 100
                     for p, q in zip(a, b))

    def change(row, y):
        above = picture.row(0, max(y - 1, 0), picture.width)
        row[:] = mixed(row, above, down)
        row[:] = mixed(row, row[:3] + row[:-3], right)
    return changed(picture, change)


def without(picture, item):
    """The ground where it was."""
    ground = picture.row(0, 0, 1) * item.w

    def change(row, y):
        if item.y <= y < item.y + item.h:
            row[item.x * 3:(item.x + item.w) * 3] = ground
    return changed(picture, change)


def moved(picture, item, right):
    """The ground where it was, and it to the right of that, as far as there
    is room."""
    def change(row, y):
        if item.y <= y < item.y + item.h:
            to = (item.x + right) * 3
            kept = picture.row(item.x, y, item.w)[:len(row) - to]
            row[to:to + len(kept)] = kept
    return changed(without(picture, item), change)


def recoloured(picture, item):
    """Its largest flat part in a slightly other colour."""
    box = picture.box(*item.box())
    ground = picture.row(0, 0, 1)
    colours = Counter(box[i:i + 3] for i in range(0, len(box), 3))
    del colours[ground]
    skin = colours.most_common(1)[0][0]
    other = bytes(value ^ 8 for value in skin)

    def change(row, y):
        if item.y <= y < item.y + item.h:
            for x in range(item.x * 3, (item.x + item.w) * 3, 3):
                if row[x:x + 3] == skin:
                    row[x:x + 3] = other
    return changed(picture, change)


def check_likeness(checks, shot):
    picture, items = shot.take(), shot.items()
    for right, down in ((100, 100), (30, 30)):
        found = unlike(picture, aside(picture, right, down))
        checks.true(are_alike(picture, found),
                    f"{shot.name} {right} % to the right, {down} % down is "
                    f"another picture: {len(found)} pixels")
    for item in items:
        checks.true(not is_like(picture, without(picture, item)),
                    f"{shot.name} without {item} is the same picture")
        checks.true(not is_like(picture, moved(picture, item, 6)),
                    f"{shot.name} with {item} 6 pixels aside is the same")
        if item.action != "none":
            checks.true(not is_like(picture, recoloured(picture, item)),
                        f"{shot.name} with {item} recoloured is the same")


def check_leaving(checks, shot):
    got = shot.take()
    picture, difference = leave("left", got, {(1, 0)})
    checks.same(png_read(picture.read_bytes()).pixels, got.pixels,
                "the picture that was left")
    marks = png_read(difference.read_bytes())
    checks.same((marks.pixel(1, 0), marks.pixel(0, 0)[0] > 191),
                ((0xD0, 0, 0), True), "the difference that was left")
    picture.unlink()
    difference.unlink()


def test(checks):
    shots = all_shots()
    check_screens(checks, shots)
    for shot in shots:
        if shot.name in ("question-3-vi", "reasons-upright"):
            check_likeness(checks, shot)
    check_leaving(checks, shots[0])


def make():
    GOLDEN.mkdir(exist_ok=True)
    for old in GOLDEN.glob("*.png"):
        old.unlink()
    for shot in all_shots():
        (GOLDEN / f"{shot.name}.png").write_bytes(png_write(shot.take()))


if sys.argv[1:] == ["--make"]:
    make()
else:
    main(test)
