#!/usr/bin/env python3
"""Every form of config/forms: `bonluon check` finds no fault in it on the
glasses that offices buy, each question comes to the screen in its own words in
both languages, and its reasons are such as a screen can show."""

import unicodedata

from glass import read_scene
from support import LANGUAGES, ROOT, Config, Place, main, read_form

FORMS = ("4-luon", "5-biet", "5-khong", "5-tieu-chi")
GLASSES = (("1920x1080", 344), ("1280x800", 217), ("1080x1920", 344),
           ("800x1280", 172))
LOW = "1280x800"  # so low that the theme gives way to the question
REASONS, REASON_LETTERS = range(4, 7), 28


def questions(form):
    return {name: keys for name, keys in form.items()
            if name.startswith("question:")}


def check_reasons(checks, what, keys):
    for language in LANGUAGES:
        texts = [text for key, text in keys.items()
                 if key.startswith("reason:") and f"[{language}]" in key]
        checks.true(len(texts) in REASONS, f"{what}: {len(texts)} reasons")
        checks.same([t for t in texts if len(t) > REASON_LETTERS], [],
                    f"{what}: reasons that are too long")
        checks.same(len(set(texts)), len(texts), f"{what}: different reasons")


def check_words(checks, name, form):
    """What stands in the file, whatever the glass."""
    path = ROOT / "config" / "forms" / f"{name}.ini"
    text = path.read_text(encoding="utf-8")
    checks.true(unicodedata.is_normalized("NFC", text), f"{name}: NFC")
    checks.same(form["levels"], read_form("4-luon")["levels"],
                f"{name}: levels, which all forms share")
    checks.same(len(questions(form)), int(name[0]), f"{name}: questions")
    for section, keys in questions(form).items():
        check_reasons(checks, f"{name} {section}", keys)


def check_glass(checks, place, name, form, size):
    for language in LANGUAGES:
        for n, keys in enumerate(questions(form).values(), 1):
            result = place.call("scene", "--screen", f"question:{n}", "--lang",
                                language, "--size", size)
            what = f"{name} question:{n} {language} {size}"
            if not checks.same((result.code, result.err), (0, ""), what):
                continue
            shown = [item.text for item in read_scene(result.out)]
            for key in ("text",) if size == LOW else ("theme", "text"):
                text = keys[f"{key}[{language}]"]
                checks.true(text in shown,
                            f"{what}: {text!r} is not among {shown}")


def test(checks):
    folder = ROOT / "config" / "forms"
    checks.same(sorted(path.stem for path in folder.iterdir()),
                sorted(FORMS), "the files of config/forms")
    for name in FORMS:
        form = read_form(name)
        check_words(checks, name, form)
        for size, width_mm in GLASSES:
            place = Place(Config().set("screen", size=size, width_mm=width_mm)
                          .set("survey", form=name))
            result = place.call("check")
            checks.same((result.code, result.err), (0, ""),
                        f"check of {name}, {size}, {width_mm} mm")
            checks.true(f"(form {name}, " in result.out,
                        f"check of {name} names {result.out!r}")
            check_glass(checks, place, name, form, size)


main(test)
