#!/usr/bin/env python3
"""What docs/languages.md and docs/forms.md tell an office, done step by step: a
language of its own, letters of another typeface, a form of its own. `check` and
`run` name what is wrong on the way, and the screens show the rest."""

import re
import shutil
import subprocess
import textwrap

from support import EX_CONFIG, ROOT, Place, main, new_folder

SHARE = {"/usr/share/bonluon/assets": ROOT / "assets",
         "/usr/share/bonluon/config": ROOT / "config"}
MAKE_TYPEFACE = (ROOT / "build" / "release" / "tests" / "display" /
                 "make_typeface")
KHMER = "\u178f\u17be"


def blocks(name):
    """The indented parts of a page, in order."""
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    return [textwrap.dedent(block) for block in
            re.findall(r"(?:^ {4}.*\n(?:\n(?= {4}))?)+", text, re.M)]


def do(place, lines):
    """Commands of a page, below the place instead of /etc and /usr."""
    for line in lines.splitlines():
        words = line.removeprefix("sudo ").split()
        for there, here in SHARE.items():
            words = [w.replace(there, str(here)) for w in words]
        words = [w.replace("/etc/bonluon", str(place.folder)) for w in words]
        subprocess.run(words, check=True)


def rewrite(path, change):
    path.write_text(change(path.read_text(encoding="utf-8")),
                    encoding="utf-8")


def translate(path, code):
    """Below each text in Vietnamese the same in the language."""
    rewrite(path, lambda text: re.sub(
        r"^([^#=\n]+)\[vi\]=(.+)$",
        rf"\g<0>\n\g<1>[{code}]=\g<2>", text, flags=re.M))


def put(place, key, value):
    """Changes a line of bonluon.ini; gives back its number."""
    rewrite(place.config_path, lambda text: re.sub(
        rf"^{key}=.*$", f"{key}={value}", text, flags=re.M))
    lines = place.config_path.read_text(encoding="utf-8").split("\n")
    return lines.index(f"{key}={value}") + 1


def cut(text):
    """From `close=` on it is the words of staff and of the report."""
    return text[:text.index("\nclose=") + 1]


def checked(place):
    result = place.call("check")
    return result.code, result.out + result.err


def a_language(checks):
    """By the steps of the page; what is left out is named on the way."""
    place = Place()
    lang, _, forms, *_ = blocks("languages.md")
    do(place, lang)
    words = place.folder / "lang" / "tyz.ini"
    rewrite(words, lambda text: cut(text).replace(
        "code=vi", "code=tyz").replace("name=Tiếng Việt", "name=Tày").replace(
            "\nskip=Bỏ qua", "\nskip=Pjá quá"))
    put(place, "offered", "vi;en;tyz")
    code, said = checked(place)
    checks.same(code, EX_CONFIG, "no texts of the office yet")
    checks.true("name[tyz] is missing; add name[tyz]=" in said, said)
    checks.true("theme[tyz] is missing" in said, said)
    translate(place.config_path, "tyz")
    do(place, forms)
    translate(place.folder / "forms" / "4-luon.ini", "tyz")
    code, said = checked(place)
    checks.same(code, 0, said)
    checks.true("3 languages" in said, said)
    shown = place.call("scene", "--screen", "question", "--lang", "tyz").out
    checks.true("Pjá quá" in shown, shown)
    return place, words


def letters(checks, place, words):
    """A letter that no typeface has is named, and the terminal refuses it;
    with one that has it, it is set."""
    line = words.read_text(encoding="utf-8").split("\n").index(
        "skip=Pjá quá") + 1
    rewrite(words, lambda text: text.replace("Pjá quá", KHMER))
    told = f"{words}:{line}: \"{KHMER}\" has a letter that no typeface here " \
           f"has: {KHMER[0]}"
    result = place.call("check")
    checks.same(result.code, EX_CONFIG, f"check: {result.err}")
    checks.true(told in result.err, f"{told} in {result.err}")
    typeface = new_folder() / "khmer.ttf"
    subprocess.run([MAKE_TYPEFACE, typeface, "1780", "17ff"], check=True)
    refused = {"nowhere.ttf": "nowhere.ttf cannot be read: No such file",
               str(ROOT / "fonts" / "OFL.txt"): "is no typeface",
               f"{typeface}#7": "with a face number 7"}
    for name, why in refused.items():
        number = put(place, "typefaces", name)
        for command in (("check",), ("scene", "--screen", "thanks")):
            result = place.call(*command)
            checks.same(result.code, EX_CONFIG, f"{command}: {name}")
            checks.true(re.search(rf"bonluon.ini:{number}: typefaces: .*"
                                  + re.escape(why), result.err) is not None,
                        f"{command}: {why}: {result.err}")
    shutil.copy(typeface, place.folder / "own.ttf")
    put(place, "typefaces", "own.ttf")
    code, said = checked(place)
    checks.same(code, 0, said)
    shown = place.call("scene", "--screen", "question", "--lang", "tyz").out
    checks.true(KHMER in shown, shown)


def a_form(checks):
    """The page's own form, letter for letter."""
    place = Place()
    copy, form, planned, *_ = blocks("forms.md")
    do(place, copy)
    path = place.folder / "forms" / "mot-cua.ini"
    path.write_text(form, encoding="utf-8")
    plan, at_once = planned.strip().split("\n\n")
    for keys in (plan, at_once):
        rewrite(place.config_path, lambda text, keys=keys: re.sub(
            r"^form=.*\n(from:.*\n)?",
            keys.removeprefix("[survey]\n").strip() + "\n", text,
            flags=re.M))
        code, said = checked(place)
        checks.same(code, 0, f"{keys}: {said}")
    shown = place.call("scene", "--screen", "question:1", "--lang", "vi").out
    checks.true("Hướng dẫn rõ ràng" in shown, shown)
    checks.same(len(re.findall(r"^answer:\d", shown, re.M)), 3, "levels")


def test(checks):
    place, words = a_language(checks)
    letters(checks, place, words)
    a_form(checks)


main(test)
