#!/usr/bin/env python3
"""However an editor writes Vietnamese, the screens are the same to the last
byte: letters whole (NFC), in parts (NFD), or as Windows' Vietnamese keyboard
has them, the letter whole and its tone behind it."""

import unicodedata

from glass import MESSAGES, question_screens
from support import LANGUAGES, ROOT, Config, Place, main

FORM = ROOT / "config" / "forms" / "4-luon.ini"
SIZES = ("1280x800", "480x800")
MARKS = "Ồ Ễ Ẳ Ữ ặ ẩ"
TONES = "\u0300\u0301\u0303\u0309\u0323"


def tone_behind(text):
    """Ồ as Ô and a grave."""
    out = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = [part for part in parts if part in TONES]
        rest = "".join(part for part in parts if part not in TONES)
        out.append(unicodedata.normalize("NFC", rest) + "".join(tones))
    return "".join(out)


WRITINGS = {"NFC": lambda text: unicodedata.normalize("NFC", text),
            "NFD": lambda text: unicodedata.normalize("NFD", text),
            "tones behind": tone_behind}


class Written:
    """A terminal whose config and form were written so."""

    def __init__(self, writing):
        self.place = Place()
        path = self.place.config_path
        config = path.read_text(encoding="utf-8")
        name = self.place.config.get("office", "name[vi]")
        self._write(path, config.replace(name, f"{name} {MARKS}"), writing)
        form = FORM.read_text(encoding="utf-8").replace(
            "text[vi]=", f"text[vi]={MARKS}? ", 1)
        folder = self.place.folder / "forms"
        folder.mkdir()
        self._write(folder / FORM.name, form, writing)

    def _write(self, path, text, writing):
        path.write_text(writing(text), encoding="utf-8")
        self.bytes = path.read_bytes()

    def show(self, screen, language, size):
        """Its items as text, and its picture's bytes."""
        asked = ("scene", "--screen", screen, "--lang", language, "--size",
                 size)
        picture = self.place.folder / "picture.png"
        picture.unlink(missing_ok=True)
        results = self.place.call(*asked), self.place.call(*asked, "--png",
                                                           picture)
        if any((r.code, r.err) != (0, "") for r in results):
            raise RuntimeError(f"{screen}: {results[0]}, {results[1]}")
        return results[0].out, picture.read_bytes()


def test(checks):
    written = {name: Written(writing) for name, writing in WRITINGS.items()}
    checks.same(len({w.bytes for w in written.values()}), len(WRITINGS),
                "ways of writing that differ")
    plain = written.pop("NFC")
    for screen in (*question_screens(Config()), "reasons", *MESSAGES):
        for language in LANGUAGES:
            for size in SIZES:
                text, picture = plain.show(screen, language, size)
                if screen == "question:1" and language == "vi":
                    checks.true(text.count(MARKS) == 2,
                                f"{MARKS} in the name and the question: "
                                f"{text!r}")
                for name, other in written.items():
                    got_text, got_picture = other.show(screen, language, size)
                    what = f"{screen} {language} {size} of {name}"
                    checks.same(got_text, text, what)
                    checks.true(got_picture == picture,
                                f"{what}: another picture")


main(test)
