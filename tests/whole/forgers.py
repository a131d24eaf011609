"""Damage that somebody might do to sealed days, each way drawn anew: to the
files of one day, or to a folder of days. Each changes what is there for
certain."""

import base64
import datetime
import re
import shutil
import struct
import subprocess

import verifier_seal

ENDINGS = (".csv", ".seal", ".seal.sig")


class Key:
    """An Ed25519 key that ssh-keygen signs with."""

    def __init__(self, path):
        self.path = path

    @classmethod
    def stranger(cls, path):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "",
                        "-C", "", "-f", path], check=True)
        return cls(path)

    @classmethod
    def of_terminal(cls, data, path):
        """Somebody who reads the terminal's disk has it."""
        seed = bytes.fromhex((data / "sign-key").read_text().split(" ")[2])
        blob = base64.b64decode(
            (data / "allowed_signers").read_text().split(" ")[3])

        def string(text):
            return struct.pack(">I", len(text)) + text
        secret = (bytes(8) + blob + string(seed + blob[-32:]) + string(b""))
        secret += bytes(range(1, 1 + -len(secret) % 8))
        key = (b"openssh-key-v1\0" + string(b"none") * 2 + string(b"") +
               struct.pack(">I", 1) + string(blob) + string(secret))
        path.write_text("-----BEGIN OPENSSH PRIVATE KEY-----\n" +
                        base64.encodebytes(key).decode() +
                        "-----END OPENSSH PRIVATE KEY-----\n")
        path.chmod(0o600)
        return cls(path)

    def line(self, identity):
        public = self.path.with_suffix(".pub").read_text().split(" ")[1]
        return f'{identity} namespaces="bonluon" ssh-ed25519 {public.strip()}\n'

    def sign(self, path):
        signature = path.with_name(path.name + ".sig")
        signature.unlink(missing_ok=True)
        subprocess.run(["ssh-keygen", "-q", "-Y", "sign", "-f", self.path,
                        "-n", "bonluon", path], check=True,
                       capture_output=True)


class Day:
    """The three files of a day, and what a forger has at hand."""

    def __init__(self, stem, draw, other, key, stranger):
        self.csv, self.seal, self.sig = (
            stem.with_name(stem.name + end) for end in ENDINGS)
        self.draw = draw
        self.other = other        # the stem of another day
        self.key = key            # the terminal's own
        self.stranger = stranger  # one who signs for himself elsewhere
        self.files = [self.csv, self.seal, self.sig]

    def lines(self):
        return self.csv.read_bytes().split(b"\r\n")[:-1]

    def write_lines(self, lines):
        self.csv.write_bytes(b"".join(line + b"\r\n" for line in lines))

    def reseal(self):
        """Mends the seal after the CSV; its signature stays behind."""
        data, text = self.csv.read_bytes(), self.seal.read_text()
        counts = verifier_seal.count_csv(data)
        form = re.search("form .*\n", text)
        said = [f"visits {counts.visits} {counts.complete} 0 {counts.clean}\n",
                "flags " + " ".join(map(str, counts.flags)) + "\nlost 0\n",
                re.search("(language .*\n)*open .*\n", text)[0],
                form[0] if form else ""]
        for (_, name, levels), (*numbers, reasons) in counts.questions.items():
            said += [f"question {name} {levels} " +
                     " ".join(map(str, numbers)) + "\n",
                     *(f"reason {r} {n}\n" for r, n in reasons.items())]
        text = re.sub(r"visits (.*\n)*?(?=hour |file )", "".join(said), text)
        text = re.sub(r"file-bytes .*", f"file-bytes {len(data)}", text)
        self.seal.write_text(re.sub(
            r"file-sha256 .*", "file-sha256 " + verifier_seal.sha256(data),
            text))


# ---- one day ---------------------------------------------------------------

def edit_cell(day):
    lines = day.lines()
    row = day.draw.randrange(len(lines))
    cells = lines[row].split(b",")
    at = day.draw.randrange(len(cells))
    cells[at] = day.draw.choice([c for c in (b"5", b"1", b"", b"fast")
                                 if c != cells[at]])
    lines[row] = b",".join(cells)
    day.write_lines(lines)


def drop_row(day):
    lines = day.lines()
    del lines[day.draw.randrange(len(lines))]
    day.write_lines(lines)


def swap_rows(day):
    lines = day.lines()
    if len(lines) < 3:
        return double_row(day)
    a, b = day.draw.sample(range(1, len(lines)), 2)
    lines[a], lines[b] = lines[b], lines[a]
    day.write_lines(lines)


def double_row(day):
    lines = day.lines()
    lines.append(day.draw.choice(lines))
    day.write_lines(lines)


def change_count(day):
    words = re.split(r"(?<=[ ])(\d+)(?=[ \n])", day.seal.read_text())
    at = day.draw.randrange(1, len(words), 2)
    words[at] = str(int(words[at]) + day.draw.choice((1, 2, 10)))
    day.seal.write_text("".join(words))


def cut(day):
    path = day.draw.choice(day.files)
    data = path.read_bytes()
    path.write_bytes(data[:day.draw.randrange(len(data))])


def flip_bit(day):
    path = day.draw.choice(day.files)
    data = bytearray(path.read_bytes())
    data[day.draw.randrange(len(data))] ^= 1 << day.draw.randrange(8)
    path.write_bytes(data)


def other_csv(day):
    """An empty day has the bytes of any other: then a letter more."""
    data = day.other.with_name(day.other.name + ".csv").read_bytes()
    same = data == day.csv.read_bytes()
    day.csv.write_bytes(data + b"\r\n" if same else data)


def other_seal(day):
    """And its signature: good ones, of another day."""
    for path, end in zip(day.files[1:], ENDINGS[1:]):
        shutil.copy(day.other.with_name(day.other.name + end), path)


def other_signature(day):
    shutil.copy(day.other.with_name(day.other.name + ENDINGS[2]), day.sig)


def drop_file(day):
    day.draw.choice(day.files[1:]).unlink()


def add_text(day):
    path = day.draw.choice(day.files)
    path.write_bytes(day.draw.choice((b"\n", b"\r\n", b" ", b"end\n")).join(
        day.draw.choice(([path.read_bytes(), b""], [b"", path.read_bytes()]))))


def to_crlf(day):
    path = day.draw.choice(day.files[1:])
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def mend_seal(day):
    """The CSV and the seal agree; the signature is that of before."""
    drop_last_row(day)
    day.reseal()


def drop_last_row(day):
    lines = day.lines()
    if len(lines) > 1:
        del lines[-1]
    else:
        lines[0] = lines[0].replace(b"unit_code", b"unit")
    day.write_lines(lines)


def sign_as_stranger(day):
    """All three agree; signed by one who signs for himself elsewhere."""
    if day.draw.random() < 0.5 and len(day.lines()) > 1:
        mend_seal(day)
    day.stranger.sign(day.seal)


def miscount(day):
    """The terminal's own key signs what is not so: a visit more is complete."""
    text = day.seal.read_text()
    day.seal.write_text(re.sub(
        r"(?<=\nvisits )(\d+) (\d+)",
        lambda found: f"{found[1]} {int(found[2]) + 1}", text))
    day.key.sign(day.seal)


SLIPS = (("number ", "number 0"), ("number ", "number  "), ("day 20", "day 00"),
         ("-11-", "-13-"), ("\nrows ", "\nrows 9999"), ("flags 0", "flags 00"),
         ("flags", "flags 0"), ("\nend", ""), ("end\n", "end"),
         ("end\n", "end\n\n"), ("\n", "\r\n"), ("in-time", "intime"),
         ("+07:00", "+7:00"), ("T1", "T3"), ("seal 2", "seal 3"),
         ("visits ", "visits -"), ("\nvisits", "\nvisit"), ("luon_", "luon-"),
         ("before ", "before none "), ("last-tag ", "last-tag A"),
         ("file-bytes ", "file-bytes +"), ("chain ", "chain 0"),
         ("\nfile ", "\nquestion a 5 0 0 1 1\nfile "),
         ("open ", "open 25:00-26:00 "), ("lost ", "lose "),
         ("\nform ", "\nform 4-luon 1 - 0\nform "))


def slip(day):
    """A seal that is none, signed by the terminal's own key."""
    text = day.seal.read_text()
    old, new = day.draw.choice([s for s in SLIPS if s[0] in text])
    day.seal.write_bytes(text.replace(old, new).encode())
    day.key.sign(day.seal)


def redate(day):
    """Under another date: the names, and perhaps the seal too."""
    date = re.search(r"\d{4}-\d\d-\d\d", day.csv.name)[0]
    other = str(datetime.date.fromisoformat(date) +
                datetime.timedelta(days=day.draw.choice((-400, -1, 1, 30))))
    if day.draw.random() < 0.5:
        text = day.seal.read_text()
        for word in ("day ", "closed in-time ", day.csv.name[:-14]):
            text = text.replace(word + date, word + other)
        day.seal.write_text(text)
    for path in day.files:
        path.rename(path.with_name(path.name.replace(date, other)))
    day.csv = day.csv.with_name(day.csv.name.replace(date, other))


DAY = (edit_cell, drop_row, swap_rows, double_row, change_count, cut, flip_bit,
       other_csv, other_seal, other_signature, drop_file, add_text, to_crlf,
       mend_seal, sign_as_stranger, miscount, slip, redate)


# ---- a folder --------------------------------------------------------------

class Folder:
    """Days of one terminal, in their order; `key` is its own."""

    def __init__(self, path, stems, draw, key, stranger):
        self.path, self.stems, self.draw = path, stems, draw
        self.key, self.stranger = key, stranger

    def day(self, stem):
        other = self.draw.choice([s for s in self.stems if s != stem])
        return Day(stem, self.draw, other, self.key, self.stranger)

    def inner(self):
        return self.draw.choice(self.stems[1:-1])


def damage_day(folder):
    day = folder.day(folder.draw.choice(folder.stems))
    folder.draw.choice([way for way in DAY if way is not drop_file])(day)


def drop_seal(folder):
    """Of a day whose CSV stays: it may lie elsewhere."""
    drop_file(folder.day(folder.inner()))


def drop_day(folder):
    """Neither the first nor the last: that no folder can tell."""
    for path in folder.day(folder.inner()).files:
        path.unlink()


def drop_end(folder):
    """Honest as far as a folder can tell: one begins and ends somewhere."""
    folder.draw.shuffle(ends := [folder.stems[0], folder.stems[-1]])
    for stem in ends[:folder.draw.randrange(3)]:
        for path in folder.day(stem).files:
            path.unlink()


def double_day(folder):
    day = folder.day(folder.draw.choice(folder.stems))
    more = folder.path / "copy"
    more.mkdir()
    for path in day.files:
        shutil.copy(path, more)


def double_under_name(folder):
    day = folder.day(folder.draw.choice(folder.stems))
    ending = folder.draw.choice(ENDINGS)
    stem = day.csv.name[:-4]
    shutil.copy(folder.path / (stem + ending),
                folder.path / (stem + " (1)" + ending))


def swap_days(folder):
    one, other = (folder.day(stem) for stem in
                  folder.draw.sample(folder.stems, 2))
    for a, b in zip(one.files, other.files):
        data = a.read_bytes()
        a.write_bytes(b.read_bytes())
        b.write_bytes(data)


def fork_day(folder):
    """Another seal of a day, by the terminal's own key: the next day's seal
    still names the one that was."""
    day = folder.day(folder.inner())
    if len(day.lines()) > 1:
        drop_last_row(day)
        day.reseal()
    else:
        text = day.seal.read_text()
        day.seal.write_text(re.sub(r"last-tag .{32}", "last-tag " + "0" * 32,
                                   text))
    folder.key.sign(day.seal)


def renumber(folder):
    """A day is gone, and the next one was sealed anew to hide that."""
    at = folder.draw.randrange(1, len(folder.stems) - 2)
    gone, day = (folder.day(stem) for stem in folder.stems[at:at + 2])
    before = re.search("before .*", gone.seal.read_text())[0]
    number = re.search("number .*", gone.seal.read_text())[0]
    text = re.sub("before .*", before, day.seal.read_text())
    day.seal.write_text(re.sub("number .*", number, text))
    for path in gone.files:
        path.unlink()
    folder.key.sign(day.seal)


FOLDER = (damage_day, drop_seal, drop_day, double_day, double_under_name, swap_days,
          fork_day, renumber)
