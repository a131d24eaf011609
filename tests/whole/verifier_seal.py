"""The second verifier's seals: what docs/verify.md says of a seal's text, of
its signature, and of what is counted in the CSV."""

import base64
import csv
import dataclasses
import datetime
import functools
import hashlib
import io
import pathlib
import re
import struct
import subprocess
import tempfile
import unicodedata

FLAGS = ("cooldown", "fast", "burst", "hours", "clock")
NUMBER, DATE, NAME = r"(?:0|[1-9]\d*)", r"\d{4}-\d\d-\d\d", r"[!-.0-~]+"
TERMINAL = rf"terminal (?P<terminal>{NAME}/{NAME})\n"
OFFICES = r"(?P<offices>(?:office [a-z][a-z-]{1,6} [^\n]+\n)*)"
HEAD = rf"""day (?P<day>{DATE})
number (?P<number>[1-9]\d*)
chain (?P<chain>[0-9a-f]{{16}}) (?P<epoch>{NUMBER})
closed (?P<closed>in-time|late|off) (?P<time>{DATE}T\d\d:\d\d:\d\d[+-]\d\d:\d\d)
rows (?P<first>[1-9]\d*) (?P<last>[1-9]\d*)
rows-blake2b (?P<rows>[0-9a-f]{{64}})
last-tag (?P<tag>[0-9a-f]{{32}})
"""
FLAG_LINE = rf"flags (?P<flags>{NUMBER} {NUMBER} {NUMBER} {NUMBER} {NUMBER})\n"
TAIL = rf"""file (?P<file>[!-~]+)
file-bytes (?P<bytes>{NUMBER})
file-sha256 (?P<sha256>[0-9a-f]{{64}})
before (?P<before>none|{DATE} [0-9a-f]{{64}})
end
"""
SEALS = {
    1: re.compile(
        "bonluon-seal 1\n" + TERMINAL + HEAD +
        rf"visits (?P<visits>{NUMBER} {NUMBER} {NUMBER})\n" + FLAG_LINE +
        rf"(?P<body>(?:question {NAME} {NAME}(?: {NUMBER}){{3,}}\n)*)" + TAIL,
        re.ASCII),
    2: re.compile(
        "bonluon-seal 2\n" + TERMINAL + OFFICES + HEAD +
        rf"visits (?P<visits>{NUMBER} {NUMBER} {NUMBER} {NUMBER})\n" +
        FLAG_LINE + rf"lost {NUMBER}\n"
        rf"(?P<languages>(?:language [a-z]+ {NUMBER}\n)*)"
        rf"(?P<also>(?:also {NAME}/{NAME} [1-9]\d*\n)*)"
        r"(?P<open>open(?: none|(?: \d\d:\d\d-\d\d:\d\d){1,4})\n)"
        rf"(?P<body>(?:form {NAME} {NUMBER} [0-9a-f]{{64}} {NUMBER}\n"
        rf"(?:question {NAME}(?: {NUMBER}){{3,}}\n(?:na [1-9]\d*\n)?"
        rf"(?:reason {NAME} {NUMBER}\n)*)*)*)"
        rf"(?P<hours>(?:hour {NUMBER} {NUMBER} {NUMBER}\n)*)" + TAIL,
        re.ASCII)}


NOT_APPLICABLE = ""  # in the place of a reason's id: no reason has this


class Wrong(Exception):
    """What is wrong, in words."""


@dataclasses.dataclass
class Counts:
    """What a day adds up to. By form, question and levels: skipped, left, a
    count of each level, and of visits without a flag; and the reasons."""
    complete: int
    visits: int
    clean: int
    flags: list
    questions: dict
    names: dict  # visits under other codes than those of the file


@dataclasses.dataclass
class Seal:
    sha256: str
    terminal: str
    day: datetime.date
    number: int
    chain: str
    epoch: int
    first: int
    last: int
    rows: str
    tag: str
    version: int
    counts: Counts
    file: str
    bytes: int
    file_sha256: str
    before: str
    closed_at: str
    open: list     # spans, in minutes of the day; version 1 has none
    hours: list    # hour, minutes open, of these ready


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def numbers(text):
    return [int(word) for word in text.split(" ")]


def date_of(text):
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise Wrong(f"{text} is no date") from None


def check_time(time):
    try:
        datetime.datetime.fromisoformat(time)
    except ValueError:
        raise Wrong(f"{time} is no time") from None


def add_question(questions, key, counts, levels):
    if key in questions or len(counts) != levels or not 3 <= key[2] <= 5:
        raise Wrong(f"{key}: {len(counts)} counts")
    questions[key] = [*counts, {}]


def read_first(body):
    """The questions of version 1."""
    questions = {}
    for line in body.splitlines():
        _, form, name, *counts = line.split(" ")
        skipped, left, levels, *counts = map(int, counts)
        add_question(questions, (form, name, levels),
                     [skipped, left, *counts], 2 + levels)
    return questions


def read_body(body):
    """Those of version 2; the same question in two wordings is two."""
    questions, forms, key = {}, set(), None
    for line in body.splitlines():
        kind, name, *words = line.split(" ")
        if kind == "form":
            form = (name, words[1])
            if form in forms:
                raise Wrong(f"{name} is there twice")
            forms.add(form)
        elif kind == "question":
            levels, *counts = map(int, words)
            add_question(questions, (form[0], name, levels, form[1]), counts,
                         2 + 2 * levels)
            key = (form[0], name, levels, form[1])
        elif kind == "na":
            questions[key][-1][NOT_APPLICABLE] = int(name)
        else:
            reasons = questions[key][-1]
            if name in reasons:
                raise Wrong(f"the reason {name} is there twice")
            reasons[name] = int(words[0])
    return questions


def spans_of(line):
    minutes = [60 * int(hour) + int(minute)
               for hour, minute in re.findall(r"(\d\d):(\d\d)", line or "")]
    return list(zip(minutes[::2], minutes[1::2]))


def hours_of(lines):
    return [tuple(numbers(line[5:])) for line in (lines or "").splitlines()]


def check_lines(get):
    """What version 2 has in an order."""
    codes = [line.split(" ")[1] for line in get["languages"].splitlines()]
    hours = hours_of(get["hours"])
    times = re.findall(r"\d\d:\d\d", get["open"])
    if codes != sorted(set(codes)):
        raise Wrong("its languages are not in order")
    at = [hour[0] for hour in hours]
    if at != sorted(set(at)) or any(h > 23 or not (o or r) for h, o, r in hours):
        raise Wrong("its hours are not in order")
    pairs = list(zip(times[::2], times[1::2]))
    if (times != sorted(times) or any(a == b for a, b in pairs) or
            any(t > "24:00" or t[3] > "5" for t in times)):
        raise Wrong("its opening hours are none")


def read_also(lines, terminal):
    """Visits by the codes under which they were given, in order."""
    found = [line.split(" ")[1:] for line in lines.splitlines()]
    names = [name for name, _ in found]
    if names != sorted(set(names)) or terminal in names or any(
            not re.fullmatch("[A-Za-z0-9-]{1,31}/[A-Za-z0-9-]{1,31}", name)
            for name in names):
        raise Wrong("its other codes are not in order, or none")
    return {name: int(visits) for name, visits in found}


def check_offices(lines):
    """Names that can be shown: UTF-8 without control characters."""
    try:
        text = lines.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        raise Wrong("the name of its office is not UTF-8") from None
    if any(unicodedata.category(letter) == "Cc"
           for letter in text.replace("\n", "")):
        raise Wrong("the name of its office has control characters")


def counts_of(get, version):
    visits, flags = numbers(get["visits"]), numbers(get["flags"])
    if version == 1:
        return Counts(visits[1], visits[0], visits[2], flags,
                      read_first(get["body"]), {})
    check_lines(get)
    check_offices(get["offices"])
    return Counts(visits[1], visits[0], visits[3], flags,
                  read_body(get["body"]),
                  read_also(get["also"], get["terminal"]))


def read_seal(data):
    text = data.decode("latin-1")
    version = 1 if text.startswith("bonluon-seal 1\n") else 2
    match = SEALS[version].fullmatch(text)
    if not match:
        raise Wrong("is no seal")
    get = match.groupdict()
    day = date_of(get["day"])
    check_time(get["time"])
    name = "4luon_{}_{}.csv".format(get["terminal"].replace("/", "_"), day)
    if get["file"] != name:
        raise Wrong(f"is a seal of {day} for {get['file']}")
    number = int(get["number"])
    if (number == 1) != (get["before"] == "none"):
        raise Wrong(f"is number {number}, before it {get['before']}")
    if number > 1:
        date_of(get["before"].split(" ")[0])
    if int(get["first"]) > int(get["last"]):
        raise Wrong("its rows end before they begin")
    return Seal(sha256(data), get["terminal"], day, number, get["chain"],
                int(get["epoch"]), int(get["first"]), int(get["last"]),
                get["rows"], get["tag"], version, counts_of(get, version),
                get["file"], int(get["bytes"]), get["sha256"], get["before"],
                get["time"], spans_of(get.get("open")),
                hours_of(get.get("hours")))


def follows(seal, old):
    """What is wrong with a seal after the one with the number before."""
    if seal.before != f"{old.day} {old.sha256}":
        return "names another seal before it"
    if seal.day <= old.day:
        return f"comes after the seal of {old.day}"
    if seal.first != old.last + 1:
        return f"begins at row {seal.first}, after one that ended at {old.last}"
    epoch = old.epoch + 1 if seal.chain == old.chain else 0
    if seal.epoch != epoch:
        return f"is of epoch {seal.epoch}, not {epoch}"
    return None


# ---- signatures ------------------------------------------------------------

def take_string(data):
    if len(data) < 4 or len(data) - 4 < struct.unpack(">I", data[:4])[0]:
        raise Wrong("signature is cut off")
    end = 4 + struct.unpack(">I", data[:4])[0]
    return data[4:end], data[end:]


def check_layout(armor):
    """Gives back the signer's fingerprint. ssh-keygen forgives what the layout
    does not allow, words around the signature and other lines; here it has
    one text."""
    begin, end = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
    lines = armor.decode("latin-1").split("\n")
    if len(lines) < 4 or lines[0] != begin or lines[-2:] != [end, ""]:
        raise Wrong("signature has no frame")
    try:
        blob = base64.b64decode("".join(lines[1:-2]), validate=True)
    except ValueError:
        raise Wrong("signature is no base 64") from None
    text = base64.b64encode(blob).decode()
    if lines[1:-2] != [text[i:i + 70] for i in range(0, len(text), 70)]:
        raise Wrong("signature has another text than its own")
    if blob[:10] != b"SSHSIG\0\0\0\1":
        raise Wrong("signature is no SSHSIG of version 1")
    rest = blob[10:]
    parts = []
    while rest:
        part, rest = take_string(rest)
        parts.append(part)
    if len(parts) != 5 or parts[1:4] != [b"bonluon", b"", b"sha512"]:
        raise Wrong("signature is of something else")
    for part, size in ((parts[0], 32), (parts[4], 64)):
        kind, rest = take_string(part)
        value, rest = take_string(rest)
        if kind != b"ssh-ed25519" or len(value) != size or rest:
            raise Wrong("signature is not of Ed25519")
    digest = base64.b64encode(hashlib.sha256(parts[0]).digest())
    return "SHA256:" + digest.decode().rstrip("=")


@functools.lru_cache(maxsize=None)
def keygen_says(text, signature, signers, terminal):
    """Nothing when ssh-keygen accepts the signature, else why not. Asked once
    for each: a day is looked at in its folder, and again in the database."""
    with tempfile.TemporaryDirectory(prefix="bonluon-verifier-") as folder:
        path = pathlib.Path(folder)
        (path / "seal.sig").write_bytes(signature)
        (path / "signers").write_bytes(signers)
        done = subprocess.run(
            ["ssh-keygen", "-Y", "verify", "-f", path / "signers",
             "-I", terminal, "-n", "bonluon", "-s", path / "seal.sig"],
            input=text, capture_output=True)
    if done.returncode == 0:
        return None
    return (done.stderr or done.stdout).decode("utf-8", "replace").strip()


def check_signature(seal, text, signature, signers):
    """`signers` is a path. Gives back the signer's fingerprint."""
    signer = check_layout(signature)
    why = keygen_says(text, signature, pathlib.Path(signers).read_bytes(),
                      seal.terminal)
    if why:
        raise Wrong(f"is not signed by {seal.terminal}: {why}")
    return signer


# ---- counts ---------------------------------------------------------------

def take_row(row, visits, questions):
    visit = visits.setdefault(row["visit_id"], {
        "who": row["unit_code"] + "/" + row["device_id"],
        "complete": row["visit_complete"] == "1", "opinion": False,
        "flags": set(row["flags"].split(";")) - {""}})
    levels = int(row["answer_max"])
    key = (row["form_id"], row["question_id"], levels)
    counts = questions.setdefault(key, [0] * (2 + 2 * levels) + [{}])
    if row["outcome"] == "answered":
        visit["opinion"] = True
        at = 1 + int(row["answer_value"])
        counts[at] += 1
        counts[at + levels] += not visit["flags"]
    elif row["outcome"] == "not_applicable":
        more = counts[-1].get(NOT_APPLICABLE, 0) + 1
        counts[-1][NOT_APPLICABLE] = more
    else:
        counts[("skipped", "timeout").index(row["outcome"])] += 1
    for reason in filter(None, row["reasons"].split(";")):
        counts[-1][reason] = counts[-1].get(reason, 0) + 1


def count_csv(data, version=2, terminal=None):
    """What a seal counts, in the CSV itself. A complete visit is, for version
    2, one in which something was answered."""
    text = data.decode("utf-8")
    if not text.startswith("\ufeffschema_version"):
        raise Wrong("has no byte order mark, or another header")
    rows = csv.DictReader(io.StringIO(text[1:], newline=""), strict=True,
                          delimiter=text[len("\ufeffschema_version")])
    visits, questions = {}, {}
    for row in rows:
        take_row(row, visits, questions)
    names = {}
    for visit in visits.values():
        if visit["who"] != terminal:
            names[visit["who"]] = names.get(visit["who"], 0) + 1
    complete = sum(v["complete"] and (version == 1 or v["opinion"])
                   for v in visits.values())
    return Counts(complete, len(visits),
                  sum(not v["flags"] for v in visits.values()),
                  [sum(f in v["flags"] for v in visits.values())
                   for f in FLAGS], questions, names)


def merged(questions, version):
    """As a CSV has them: without wordings; and without what version 1 lacks."""
    found = {}
    for key, counts in questions.items():
        levels = key[2]
        numbers_of = counts[:2 + (levels if version == 1 else 2 * levels)]
        reasons = {} if version == 1 else counts[-1]
        have = found.setdefault(key[:3], [[0] * len(numbers_of), {}])
        have[0] = [a + b for a, b in zip(have[0], numbers_of)]
        for name, count in reasons.items():
            have[1][name] = have[1].get(name, 0) + count
    return found


def questions_agree(sealed, counted, version, untold):
    """All but the clean counts are the same; of these the file may have more."""
    theirs, ours = (merged(counts.questions, version)
                    for counts in (sealed, counted))
    if theirs.keys() != ours.keys():
        return False
    for key, (a, reasons) in theirs.items():
        (b, found), raw = ours[key], 2 + key[2]
        if (a[:raw], reasons) != (b[:raw], found) or not all(
                0 <= less - more <= untold
                for more, less in zip(a[raw:], b[raw:])):
            return False
    return True


def counts_agree(sealed, counted, version):
    """A visit that was left before its first question had an outcome has no
    row: the seal may count more visits, clean or flagged, but no more of
    either than it has more visits. `fast` is told by the first schema
    alone: in a later file such visits, and their answers, may look clean."""
    lacking = sealed.visits - counted.visits
    fast = FLAGS.index("fast")
    untold = 0 if counted.flags[fast] else sealed.flags[fast]
    told = [n for n in range(len(FLAGS)) if n != fast or not untold]
    return (sealed.complete == counted.complete and
            counted.names.keys() <= sealed.names.keys() and
            all(0 <= visits - counted.names.get(name, 0) <= lacking
                for name, visits in sealed.names.items()) and
            questions_agree(sealed, counted, version, untold) and
            all(0 <= more - less <= lacking for more, less in zip(
                [sealed.visits, *(sealed.flags[n] for n in told)],
                [counted.visits, *(counted.flags[n] for n in told)])) and
            -untold <= sealed.clean - counted.clean <= lacking)
