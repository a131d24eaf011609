#!/usr/bin/env python3
"""Every form of config/forms: `bonluon check` finds no fault in it on the
glasses that offices buy, each question comes to the screen in its own words in
both languages, and its reasons are such as a screen can show."""

import shutil
import unicodedata

from glass import Glass, read_scene
from support import (EX_CONFIG, JOIN, LANGUAGES, ROOT, Config, Place, Terminal,
                     main, read_form)

FORMS = ("4-luon", "5-biet", "5-khong", "5-tieu-chi")
GLASSES = (("1920x1080", 344), ("1280x800", 217), ("1080x1920", 344),
           ("800x1280", 172))
# On an upright one of 10 inches there is room for the sample's texts; of longer
# ones `check` says which find none.
NARROW = (("800x1280", 136), ("1200x1920", 135))
LOW = ("1280x800", "800x1280", "1200x1920")  # there the theme gives way to the question
REASONS, REASON_LETTERS = range(4, 7), 28
WORDS = ("hài lòng", "cán bộ", "mỉm cười", "nhẹ nhàng", "lắng nghe", "giúp đỡ",
         "thân thiện", "xin lỗi", "cảm ơn", "trách nhiệm", "giấy tờ",
         "người dân")  # each in two syllables


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
    for line in text.splitlines():
        split = [word for word in WORDS if "[vi]=" in line and
                 word in line.lower() and not line.startswith("#")]
        checks.same(split, [], f"{name}: may be split: {line}")
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
            for key in ("text",) if size in LOW else ("theme", "text"):
                text = keys[f"{key}[{language}]"]
                checks.true(text in shown,
                            f"{what}: {text!r} is not among {shown}")


def check_reworded(checks):
    """Another text under the same version: the start says so, `check` refuses
    it, while the terminal runs as well, until the version counts up."""
    place = Place()
    shutil.copytree(ROOT / "config" / "forms", place.folder / "forms")
    form = place.folder / "forms" / "4-luon.ini"
    glass = Glass()
    first = Terminal(place, glass)
    first.ready()
    first.stop()
    checks.true("version" not in first.messages(), first.messages())
    checks.same(place.call("check").code, 0, "as it was")
    text = form.read_text(encoding="utf-8").replace(JOIN, " ")
    version = int(read_form("4-luon")["form"]["version"])
    asked = read_form("4-luon")["question:mim-cuoi"]["text[vi]"]
    line = text[:text.index(asked)].count("\n") + 1
    form.write_text(text.replace(asked, "Cán bộ có cau có không?"),
                    encoding="utf-8")
    second = Terminal(place, glass)
    second.ready()
    for what in ("it runs", "it is ended"):
        refused = place.call("check")
        checks.same((refused.code, refused.out), (EX_CONFIG, ""), what)
        checks.true(f"{form}:{line}: mim-cuoi: " in refused.err and
                    f"version={version + 1}" in refused.err,
                    f"{what}: {refused.err}")
        second.stop()
    checks.true(f"mim-cuoi reads otherwise than under the same version "
                f"{version}" in second.messages(), second.messages())
    form.write_text(form.read_text(encoding="utf-8").replace(
        f"version={version}\n", f"version={version + 1}\n"),
        encoding="utf-8")
    good = place.call("check")
    checks.same((good.code, good.err), (0, ""), "the version counts up")
    checks.tried("check: no fault found")


def test(checks):
    folder = ROOT / "config" / "forms"
    checks.same(sorted(path.stem for path in folder.iterdir()),
                sorted(FORMS), "the files of config/forms")
    for name in FORMS:
        form = read_form(name)
        version = form["form"]["version"]
        check_words(checks, name, form)
        for size, width_mm in GLASSES + NARROW:
            place = Place(Config().set("screen", size=size, width_mm=width_mm)
                          .set("survey", form=name))
            result = place.call("check")
            if (size, width_mm) in NARROW and result.code == EX_CONFIG:
                checks.true(name != "4-luon" and "room" in result.err,
                            f"{name}, {size}, {width_mm} mm: {result.err}")
                check_glass(checks, place, name, form, size)
                continue
            checks.same((result.code, result.err), (0, ""),
                        f"check of {name}, {size}, {width_mm} mm")
            checks.true(f"(form {name} of version {version}, " in result.out,
                        f"check of {name} names {result.out!r}")
            check_glass(checks, place, name, form, size)
    check_reworded(checks)


main(test)
