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

FLAGS = ("cooldown", "fast", "burst", "hours", "clock")
NUMBER, DATE, NAME = r"(?:0|[1-9]\d*)", r"\d{4}-\d\d-\d\d", r"[!-.0-~]+"
SEAL = re.compile(rf"""bonluon-seal 1
terminal (?P<terminal>{NAME}/{NAME})
day (?P<day>{DATE})
number (?P<number>[1-9]\d*)
chain (?P<chain>[0-9a-f]{{16}}) (?P<epoch>{NUMBER})
closed (?P<closed>in-time|late|off) (?P<time>{DATE}T\d\d:\d\d:\d\d[+-]\d\d:\d\d)
rows (?P<first>[1-9]\d*) (?P<last>[1-9]\d*)
rows-blake2b (?P<rows>[0-9a-f]{{64}})
last-tag (?P<tag>[0-9a-f]{{32}})
visits (?P<visits>{NUMBER} {NUMBER} {NUMBER})
flags (?P<flags>{NUMBER} {NUMBER} {NUMBER} {NUMBER} {NUMBER})
(?P<questions>(?:question {NAME} {NAME}(?: {NUMBER}){{3,}}
)*)file (?P<file>[!-~]+)
file-bytes (?P<bytes>{NUMBER})
file-sha256 (?P<sha256>[0-9a-f]{{64}})
before (?P<before>none|{DATE} [0-9a-f]{{64}})
end
""", re.ASCII)


class Wrong(Exception):
    """What is wrong, in words."""


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
    counts: tuple  # visits, flags, questions: as lists of numbers and ids
    file: str
    bytes: int
    file_sha256: str
    before: str


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


def read_question(line):
    words = line.split(" ")[1:]
    counts = [int(word) for word in words[2:]]
    if counts[2] != len(counts) - 3:
        raise Wrong(f"{words[1]} has {len(counts) - 3} of {counts[2]} levels")
    return (*words[:2], *counts)


def read_seal(data):
    match = SEAL.fullmatch(data.decode("latin-1"))
    if not match:
        raise Wrong("is no seal")
    get = match.groupdict()
    day = date_of(get["day"])
    check_time(match["time"])
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
                get["rows"], get["tag"],
                (numbers(get["visits"]), numbers(get["flags"]),
                 [read_question(line)
                  for line in get["questions"].splitlines()]),
                get["file"], int(get["bytes"]), get["sha256"], get["before"])


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

def count_csv(data):
    """What a seal counts, in the CSV itself: visits, flags, questions."""
    text = data.decode("utf-8")
    if not text.startswith("\ufeffschema_version"):
        raise Wrong("has no byte order mark, or another header")
    rows = csv.DictReader(io.StringIO(text[1:], newline=""), strict=True,
                          delimiter=text[len("\ufeffschema_version")])
    complete, flags, questions = {}, {}, {}
    for row in rows:
        visit = row["visit_id"]
        complete[visit] = row["visit_complete"] == "1"
        flags.setdefault(visit, set()).update(row["flags"].split(";"))
        levels = int(row["answer_max"])
        key = (row["form_id"], row["question_id"], levels)
        counts = questions.setdefault(key, [0, 0, levels] + [0] * levels)
        if row["outcome"] == "answered":
            counts[2 + int(row["answer_value"])] += 1
        else:
            counts[("skipped", "timeout").index(row["outcome"])] += 1
    visits = [len(complete), sum(complete.values()),
              sum(borne == {""} for borne in flags.values())]
    return (visits,
            [sum(f in borne for borne in flags.values()) for f in FLAGS],
            [(*key[:2], *counts) for key, counts in questions.items()])


def counts_agree(sealed, counted):
    """A visit that was left before its first question had an outcome has no
    row: the seal may count more visits, clean or flagged, but no more of
    either than it has more visits. `fast` is told by the first schema
    alone; in a later file such visits may look clean."""
    (visits, flags, questions), (seen, borne, asked) = sealed, counted
    lacking = visits[0] - seen[0]
    fast = FLAGS.index("fast")
    untold = flags[fast] if borne[fast] == 0 else 0
    told = [n for n in range(len(FLAGS)) if n != fast or not untold]
    return (visits[1] == seen[1] and sorted(questions) == sorted(asked) and
            all(0 <= more - less <= lacking for more, less in zip(
                [visits[0], *(flags[n] for n in told)],
                [seen[0], *(borne[n] for n in told)])) and
            -untold <= visits[2] - seen[2] <= lacking)
