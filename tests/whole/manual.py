#!/usr/bin/env python3
"""What is written about the program is so: the man pages in both languages and
the completion of bash have each command, option, screen and key of the config
that the program has, and no other."""

import pathlib
import re
import subprocess

from support import (EX_CONFIG, PROGRAM, ROOT, SAMPLE, Config, Place, main,
                     new_folder)

PAGES = {"en": ROOT / "docs" / "man", "vi": ROOT / "docs" / "man" / "vi"}
COMPLETION = ROOT / "packaging" / "bonluon.bash"
# For tests and pictures: in the page, and in nobody's way.
HIDDEN = {"--play", "--pictures"}
EVERYWHERE = {"--config", "--data-dir", "--lang", "--help", "--version"}


# -- what the program has ----------------------------------------------------

def commands():
    """By name, the options of each, as --help tells them."""
    said = subprocess.run([PROGRAM, "--help"], capture_output=True, text=True,
                          check=True).stdout
    return {name: set(re.findall(r"--[a-z-]+", rest)) for name, rest in
            re.findall(r"^  bonluon (\w+)(.*)$", said, re.MULTILINE)}


def helps(name):
    """The options of one command: in its line of use, and in its list."""
    said = subprocess.run([PROGRAM, name, "--help"], capture_output=True,
                          text=True, check=True).stdout
    line, _, rest = said.partition("\n")
    return (set(re.findall(r"--[a-z-]+", line)),
            set(re.findall(r"^ +(--[a-z-]+)", rest.partition("With every")[0],
                           re.MULTILINE)), said)


def named_in(path):
    """The options that the strings of a source file tell of."""
    code = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    strings = re.findall(r'"((?:[^"\\\n]|\\.)*)"', code)
    return {name for string in strings
            for name in re.findall(r"(?<![\w-])--[a-z][a-z-]*", string)}


def translated(path):
    """The messages of a catalog: as they are in the sources, and there."""
    for entry in path.read_text("utf-8").split("\n\n")[1:]:
        _, here, there = re.split(r"^msgid |^msgstr(?:\[0\])? ", entry, 2,
                                  re.MULTILINE)
        yield tuple("".join(re.findall(r'"((?:[^"\\]|\\.)*)"', text))
                    for text in (here.partition("msgid_plural")[0], there))


def screens():
    """As the program names them to somebody who does not know."""
    said = Place().call("scene", "--screen", "none").err
    words = re.sub(r"\(.*?\)", "", said.partition("give ")[2])
    return set(re.findall(r"[a-z-]{3,}", words))


def general(key):
    """Keys of which there are many are one: name[vi], from:2027-01-01."""
    return re.sub(r":.*", ":DATE", re.sub(r"\[[a-z]*\]", "[vi]", key))


def keys_of_sample():
    """Those in a note are left out of it, and may be put in."""
    keys, section = set(), ""
    for line in SAMPLE.read_text("utf-8").splitlines():
        header = re.fullmatch(r"\[([a-z-]+)\]", line)
        key = re.match(r"#?([a-z_]+(\[[a-z]+\]|:[0-9-]+)?)=", line)
        section = header[1] if header else section
        if key:
            keys.add((section, general(key[1])))
    return keys


def is_known(section, key):
    """Whether the program takes such a key, whatever it holds."""
    name = key.replace("DATE", "2027-01-01")
    place = Place()
    if place.config.get(section, name) is None:
        place.config.set(section, **{name: "4-luon"})
        place.save()
    said = place.call("check")
    return not (said.code == EX_CONFIG and "unknown" in said.err)


# -- what is written ---------------------------------------------------------

def page(language, name):
    return (PAGES[language] / name).read_text("utf-8")


def keys_of_page(language):
    keys, section = set(), ""
    for line in page(language, "bonluon.ini.5").splitlines():
        if line.startswith(".Ss ["):
            section = line[5:-1]
        if line.startswith(".It Va "):
            keys |= {(section, key) for key in line[7:].split() if key != ","}
    return keys


def options_of_page(language):
    text = page(language, "bonluon.1")
    return {"--" + name for name in re.findall(r"Fl -([a-z-]+)", text)}


def complete(*words):
    """What bash would offer for the last word."""
    line = " ".join(("bonluon", *words))
    script = f"""
        source /usr/share/bash-completion/bash_completion
        source {COMPLETION}
        COMP_WORDS=(bonluon "$@") COMP_CWORD=$#
        COMP_LINE="{line}" COMP_POINT={len(line)} COMP_TYPE=9 COMP_KEY=9
        _bonluon
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    said = subprocess.run(["bash", "-c", script, "bash", *words],
                          capture_output=True, text=True, check=False)
    return set(said.stdout.split()) or {said.stderr}


# -- the checks ---------------------------------------------------------------

def check_keys(checks):
    sample = keys_of_sample()
    for language in PAGES:
        checks.same(sorted(keys_of_page(language)), sorted(sample),
                    f"keys of bonluon.ini.5, {language}")
    for section, key in sorted(sample):
        checks.true(is_known(section, key), f"[{section}] {key} is unknown")
    checks.true(not is_known("office", "nmae"), "a wrong key is known")
    read = keys_of_source()
    checks.same(sorted(read), sorted(sample), "keys that the sources read")


def keys_of_source():
    """Places in a key file, as the sources of the config write them."""
    keys = set()
    config = ROOT / "src" / "config"
    for path in sorted([config / "load.c", config / "logo.c",
                        *config.glob("section_*.c")]):
        text = path.read_text("utf-8")
        own = re.search(r'char section\[\] = "([a-z]+)"', text)
        keys |= {(section.strip('"') if section != "section" else own[1], key)
                 for section, key in
                 re.findall(r'\{("[a-z]+"|section),\s*"([a-z_]+)"\}', text)}
        keys |= {("timing", key) for key in
                 re.findall(r'\{"([a-z_]+_ms)", &', text)}
        keys |= {("hours", day) for day in re.findall(r'"([a-z]+day)"', text)}
        if '"from:"' in text:
            keys.add(("survey", "from:DATE"))
    keys |= {("hours", key) for key in
             re.findall(r'read_list\(&reading, "([a-z]+)"\)',
                        (config / "dates.c").read_text("utf-8"))}
    texts = {("office", "name"), ("office", "pledge")}
    return {(section, key + "[vi]" if (section, key) in texts else key)
            for section, key in keys}


def check_options(checks):
    known = commands()
    every = set.union(EVERYWHERE, *known.values())
    for language in PAGES:
        text = page(language, "bonluon.1")
        checks.same(sorted(options_of_page(language) - HIDDEN), sorted(every),
                    f"options of bonluon.1, {language}")
        checks.same(sorted(re.findall(r"^\.It Cm (\w+)$", text, re.MULTILINE)),
                    sorted(known), f"commands of bonluon.1, {language}")
        listed = set(re.findall(r"[a-z-]+", " ".join(
            re.findall(r"^\.Cm ((?:question|panel) .*|set-up ;$)", text,
                       re.MULTILINE))))
        checks.same(sorted(listed), sorted(screens()),
                    f"screens of bonluon.1, {language}")


def check_help(checks):
    """Every command's own help has the options that the parser takes: one that
    it has is not refused as unknown, and one that it has not is."""
    known = commands()
    every = set.union(*known.values())
    for name, options in known.items():
        line, listed, said = helps(name)
        checks.same((sorted(line), sorted(listed)),
                    (sorted(options), sorted(options)), f"help of {name}")
        told = subprocess.run([PROGRAM, "help", name], capture_output=True,
                              text=True, check=False).stdout
        checks.same(told, said, f"help {name}")
        if name in ("help", "version"):
            continue
        for option in sorted(every):
            # Given twice, it ends the command before that does anything.
            answer = subprocess.run(
                [PROGRAM, name, option, "2026-11-22", "X", option,
                 "2026-11-22", "X"], capture_output=True, text=True,
                check=False).stderr
            checks.same("does not go with" in answer,
                        option not in options | EVERYWHERE,
                        f"{name} {option}: {answer}")


def check_messages(checks):
    """No message names an option that does not exist, and those of a command
    name none that it does not take."""
    known = commands()
    every = set.union(EVERYWHERE, HIDDEN, *known.values())
    named = set()
    for path in sorted((ROOT / "src").rglob("*.c")):
        name = path.stem.partition("_")[0]
        may = (known[name] | EVERYWHERE
               if path.parent.name == "cmd" and name in known else every)
        if path.stem == "report_record":
            may = every
        checks.same(sorted(named_in(path) - may), [],
                    f"{path.relative_to(ROOT)} names")
        named |= named_in(path)
    checks.true(len(named) > 8, f"options found in the messages: {named}")
    for path in sorted((ROOT / "po").glob("*.po")):
        told = set()
        for here, there in translated(path):
            options = [set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text))
                       for text in (here, there)]
            checks.same(options[1], options[0], f"{path.name}: {here}")
            told |= options[1]
        checks.true(len(told) > 8, f"options found in {path.name}: {told}")


def check_completion(checks):
    known = commands()
    checks.same(sorted(complete("")), sorted(known), "commands of the shell")
    checks.same(sorted(complete("help", "")), sorted(known),
                "commands to ask help for")
    for name, options in known.items():
        checks.same(sorted(complete(name, "--")), sorted(options | EVERYWHERE),
                    f"options of the shell for {name}")
    checks.same(sorted(complete("scene", "--screen", "")), sorted(screens()),
                "screens of the shell")
    checks.same(complete("report", "--format", "x"), {"xlsx"}, "a format")


def check_troff(checks):
    """What a reader sees has the headings letter by letter, and the program's
    name before each command."""
    for language in PAGES:
        for name in ("bonluon.1", "bonluon.ini.5"):
            said = subprocess.run(
                ["groff", "-ww", "-mandoc", "-Tutf8", "-Kutf8", "-P-cbou",
                 PAGES[language] / name], capture_output=True, text=True,
                check=False)
            checks.same((said.returncode, said.stderr), (0, ""),
                        f"groff of {name}, {language}")
            headings = re.findall(r"^\.Sh (.*)$", page(language, name),
                                  re.MULTILINE)
            checks.same(re.findall(r"^(\w.*)$", said.stdout,
                                   re.MULTILINE)[1:-1], headings,
                        f"headings of {name}, {language}")
            if name == "bonluon.1":
                lines = re.findall(r"^ +bonluon +([a-z]+)", said.stdout,
                                   re.MULTILINE)
                checks.true(set(commands()) - {"run"} <= set(lines),
                            f"synopsis of {name}, {language}: {lines}")


def installed():
    """The folder of the pages, as `make install` would leave it."""
    root = new_folder()
    built = pathlib.Path(PROGRAM).resolve().parent
    subprocess.run(["make", "-s", "PACKAGES=mine", f"out={built}", "-o", "all",
                    "install", "PREFIX=/usr", f"DESTDIR={root}"],
                   cwd=ROOT, check=True)
    return root / "usr" / "share" / "doc" / "bonluon"


def check_links(checks):
    """A page that is read where it was installed leads somewhere."""
    folder = installed()
    for path in folder.rglob("*.md"):
        for link in re.findall(r"\]\(([^)#]+)[^)]*\)", path.read_text("utf-8")):
            checks.true("://" in link or (path.parent / link).exists(),
                        f"{path.relative_to(folder)}: no such file: {link}")


def test(checks):
    check_keys(checks)
    check_options(checks)
    check_help(checks)
    check_messages(checks)
    check_completion(checks)
    check_troff(checks)
    check_links(checks)


main(test)
