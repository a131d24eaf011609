#!/usr/bin/env python3
"""The recorded visits of assets/visit.play, as `make run` plays them where there
is no display: on a machine that is slow, which is one that stands still, again
and again, for longer than a visitor is waited for. What is left is the same as
on a fast one: the pictures, each of the screen that it is named for, and the
record. And what a faulty recording is told."""

import signal
import threading
import time

from likeness import are_alike, unlike
from picture import png_read
from support import (ROOT, Config, Place, Terminal, main,
                     new_folder, read_csv)

SIZE = (640, 400)
STOPPED_S, GOING_S = 2.0, 1.2
EX_DATAERR, EX_NOINPUT = 65, 66

# Of each picture: the screen that `bonluon scene` shows.
SHOWN = {"1-question": ("vi", "question:1"),
         "3-second-question": ("vi", "question:2"),
         "4-fourth-question": ("vi", "question:4"),
         "5-thanks": ("vi", "thanks"),
         "6-english": ("en", "question:1"),
         "7-low-reach": ("en", "question:1", "--low-reach"),
         "9-third-question-english": ("en", "question:3", "--low-reach"),
         "10-still-there": ("en", "still-there", "--low-reach"),
         "11-continued": ("en", "question:3", "--low-reach"),
         "12-still-there-again": ("en", "still-there", "--low-reach"),
         "13-idle-again": ("vi", "question:1")}
# With a mark, which a scene does not have.
MARKED = {"2-chosen": "1-question", "8-reasons": None}

# What the two visitors said, question by question.
FIRST = [("answered", "5"), ("answered", "4"), ("answered", "4"),
         ("answered", "5")]
SECOND = [("answered", "4"), ("skipped", ""), ("timeout", "")]


def make_place():
    config = Config()
    config.set("survey", reasons="yes")
    # Whoever stands still for STOPPED_S has gone.
    config.set("timing", settle_ms=200, advance_ms=200, thanks_ms=1000,
               idle_ms=1500, still_there_ms=2000)
    place = Place(config)
    place.data.mkdir()
    return place


class Play:
    """A terminal that plays a recording, and where its pictures go."""

    def __init__(self, path):
        self.place = make_place()
        self.pictures = new_folder()
        self.terminal = Terminal(
            self.place, None, "--windowed", "{}x{}".format(*SIZE), "--play",
            path, "--pictures", self.pictures,
            more_env={"SDL_VIDEODRIVER": "dummy"})

    def tease(self):
        """Stops it again and again, until it ends."""
        while self.terminal.running():
            self.terminal.process.send_signal(signal.SIGSTOP)
            time.sleep(STOPPED_S)
            self.terminal.process.send_signal(signal.SIGCONT)
            time.sleep(GOING_S)

    def ended(self):
        """Its exit code; a fault of ours alone takes so long."""
        return self.terminal.ended(400)


def play_text(text):
    path = new_folder() / "faulty.play"
    path.write_text(text)
    return Play(path), path


def scene(place, language, screen, *more):
    path = new_folder() / "scene.png"
    result = place.call("scene", "--size", "{}x{}".format(*SIZE), "--lang",
                        language, "--screen", screen, *more, "--png", path)
    if (result.code, result.err) != (0, ""):
        raise RuntimeError(f"{screen}: {result}")
    return png_read(path.read_bytes())


def check_pictures(checks, play):
    found = {path.stem: png_read(path.read_bytes())
             for path in play.pictures.iterdir()}
    checks.same(sorted(found), sorted([*SHOWN, *MARKED]), "pictures")
    for name, shown in SHOWN.items():
        pixels = unlike(found[name], scene(play.place, *shown))
        checks.true(are_alike(found[name], pixels),
                    f"{name} is not {shown}: {len(pixels)} pixels differ")
    question = scene(play.place, "vi", "question:1")
    pixels = unlike(found["2-chosen"], question)
    checks.true(not are_alike(question, pixels), "2-chosen: nothing is marked")
    title = [(x, y) for x, y in pixels if y < SIZE[1] // 4]
    checks.same(title, [], "2-chosen: another question")


def check_record(checks, place):
    result, files = place.whole_day()
    checks.same(result.code, 0, f"export: {result}")
    _, rows = read_csv(files[-1])
    visits = {}
    for row in rows:
        visits.setdefault(row["visit_id"], []).append(
            (row["outcome"], row["answer_value"]))
    checks.same(sorted(visits.values()), sorted([FIRST, SECOND]), "visits")
    # Corrected as a slip: the reasons of the answer before it went with it.
    checks.same({row["reasons"] for row in rows}, {""}, "reasons")


def check_slow(checks):
    play = Play(ROOT / "assets" / "visit.play")
    threading.Thread(target=play.tease, daemon=True).start()
    checks.same(play.ended(), 0, play.terminal.messages())
    checks.same(play.terminal.messages(), "", "messages")
    check_pictures(checks, play)
    check_record(checks, play.place)


def check_faulty(checks):
    for text, said in (("0 dance\n", "1: neither"),
                       ("0 see question:1\n# note\n0 see panel\n",
                        "3: no screen of a visit is called 'panel'"),
                       ("0 see question:0\n", "1: no screen"),
                       ("0 end\n0 see thanks:1\n", None),
                       ("0 see thanks:1\n", "1: no screen"),
                       ("0 see question:1\nsoon tap skip\n", "2: a line beg")):
        play, path = play_text(text)
        code = play.ended()
        checks.same(code, EX_DATAERR if said else 0,
                    f"{text!r}: {play.terminal.messages()}")
        checks.true((f"{path}:{said}" if said else "") in
                    play.terminal.messages(),
                    f"{text!r}: {play.terminal.messages()!r}")
    code = Play(new_folder() / "none.play").ended()
    checks.same(code, EX_NOINPUT, "no recording")


def check_vain(checks, plays):
    """What never comes is waited for, and then is a fault."""
    for (play, path), what in plays:
        code = play.ended()
        checks.same(code, EX_DATAERR, f"{what}: how it ended")
        checks.true(f"{path}:2: waited 60 s in vain to '{what}'" in
                    play.terminal.messages(),
                    f"{what}: {play.terminal.messages()!r}")


def test(checks):
    vain = [(play_text(f"0 see question:1\n0 {what}\n"), what)
            for what in ("tap continue", "see question:2")]
    check_faulty(checks)
    check_slow(checks)
    check_vain(checks, vain)


if __name__ == "__main__":
    main(test)
