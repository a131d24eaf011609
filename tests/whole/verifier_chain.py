"""The second verifier's chain: what docs/verify.md says of the database."""

import contextlib
import datetime
import hashlib
import pathlib
import re
import shutil
import sqlite3
import struct
import tempfile

from verifier_seal import Wrong, check_signature, follows, read_seal

TABLES = ("events", "seals", "wordings", "sums")
NO_TAG = bytes(16)
EPOCH = datetime.date(1970, 1, 1).toordinal()
FIRST_KEY = re.compile(r"bonluon-first-key 1 (\S+/\S+) ([0-9a-f]{16}) "
                       r"([0-9a-f]{64})\n?")


def blake2b(data, size, key=b""):
    return hashlib.blake2b(data, digest_size=size, key=key).digest()


def key_id(key):
    return blake2b(b"bonluon key id", 8, key).hex()


def read_first_key(path):
    """The terminal, the key's id and the key."""
    match = FIRST_KEY.fullmatch(pathlib.Path(path).read_text("ascii"))
    if not match or key_id(bytes.fromhex(match[3])) != match[2]:
        raise Wrong(f"{path}: is no first key")
    return match[1], match[2], bytes.fromhex(match[3])


def row_bytes(row, before):
    """What is hashed of a row."""
    data = b"\1" + before + struct.pack(
        ">qqqqiqiqi", *((row[name] or 0) for name in (
            "seq", "boot", "boottime_ms", "wall_ms", "day", "visit", "value",
            "elapsed_ms", "flags")))
    for name in ("kind", "item", "note"):
        text = (row[name] or "").encode()
        data += bytes([len(text)]) + text
    return data


def new_digest():
    """Of a day's rows."""
    return hashlib.blake2b(digest_size=32)


class Times:
    """The day for which a row counts: later rows tell."""

    def __init__(self, closings):
        self.closed = max((row["value"] for row in closings), default=None)
        self.named = [(*map(int, row["item"].split("-")), row["value"])
                      for row in closings if row["item"]]

    def day(self, row):
        if row["kind"] in ("close", "seal"):
            return row["value"]
        past = None
        for first, last, day in self.named:
            if last >= row["seq"]:
                if first <= row["seq"]:
                    return day
                break
            past = day
        return (self.closed + 1 if past is not None and past >= row["day"]
                else row["day"])


class Ready:
    """When the terminal was ready, by its rows."""

    KINDS = ("start", "stop", "seen", "clock")

    def __init__(self):
        self.days = []             # each with its first row
        self.rows = []             # of those kinds, with the row before each
        self.last = None           # the last row that is no export
        self.meant = []            # rows, and what their boot clock lacks

    def take(self, row, day):
        if not self.days or self.days[-1][0] < day:
            self.days.append((day, row["seq"]))
        if row["kind"] in self.KINDS:
            self.rows.append((row, self.last))
        if row["kind"] == "meant":
            first, last = map(int, row["item"].split("-"))
            self.meant.append((first, last,
                               row["note"] and int(row["note"])))
        if row["kind"] != "export":
            self.last = row

    def correction(self, row):
        """To be added to its wall clock."""
        for first, last, offset in reversed(self.meant):
            if row and first <= row["seq"] <= last:
                return (0 if offset is None else
                        row["boottime_ms"] + offset - row["wall_ms"])
        return 0

    def time(self, row):
        return row["wall_ms"] + self.correction(row) if row else 0

    def spans(self, close):
        """From when to when, up to the row that closes the day."""
        first = min((seq for day, seq in self.days if day >= close["value"]),
                    default=close["seq"])
        starts = [row["seq"] for row, _ in self.rows
                  if row["kind"] == "start" and row["seq"] < first]
        begun = None
        for row, before in self.rows:
            if row["seq"] < max(starts, default=0):
                continue
            kind = row["kind"]
            if begun and kind == "start":
                yield self.time(begun), self.time(before)
            elif begun and kind == "clock":
                yield (self.time(begun), self.time(begun) +
                       row["boottime_ms"] - begun["boottime_ms"])
            elif begun and kind == "seen":
                yield (self.time(begun), row["wall_ms"] - row["value"] * 1000 +
                       self.correction(before))
            elif begun:
                yield self.time(begun), self.time(row)
            begun = row if kind == "start" or (kind == "clock" and
                                               begun) else None
        if begun:
            yield self.time(begun), close["wall_ms"]

    def hours(self, close, seal):
        """As the lines `hour` of the seal."""
        east = re.fullmatch(r".*([+-])(\d\d):(\d\d)", seal.closed_at)
        zone = int(east[1] + "1") * (60 * int(east[2]) + int(east[3]))
        begin_ms = (close["value"] * 1440 - zone) * 60000
        spans = list(self.spans(close))
        ready, is_open = [0] * 24, [0] * 24
        for minute in range(1440):
            at = begin_ms + minute * 60000
            if any(a <= minute < b for a, b in seal.open):
                is_open[minute // 60] += 1
                ready[minute // 60] += any(a <= at < b for a, b in spans)
        return [(hour, is_open[hour], ready[hour])
                for hour in range(24) if is_open[hour]]


class Chain:
    """Goes through the rows in their order."""

    def __init__(self, seals, times, signers, first_key):
        self.seals = seals         # day -> text, signature
        self.times = times
        self.signers = signers
        self.first_key = first_key
        self.faults = []
        self.seq = 0
        self.kind = None           # of the last row
        self.day = None
        self.tag = NO_TAG
        self.key = None            # of the next row; unknown
        self.known = False         # it was known once
        self.shown = False         # a first key was shown to somebody
        self.signer = None         # the fingerprint at the last enrol
        self.named = None          # the codes that the last day was closed with
        self.closed = None         # the day that the last row closed
        self.chain = None          # the key's id at the last enrol
        self.epoch = 0
        self.first = 1             # of the day that is open
        self.digest = new_digest()
        self.last = None           # the last seal
        self.ready = Ready()
        self.closing = None        # the last row of kind close

    def take(self, row):
        try:
            self.take_row(row)
        except (Wrong, struct.error, ValueError, TypeError) as wrong:
            self.faults.append(f"row {row['seq']}: {wrong}")

    def take_row(self, row):
        if row["seq"] != self.seq + 1:
            self.faults.append(f"row {row['seq']}: comes after {self.seq}")
        before, self.seq, self.kind = self.tag, row["seq"], row["kind"]
        if self.day is not None and row["day"] < self.day:
            self.faults.append(f"row {self.seq}: its day is an earlier one")
        self.day = row["day"]
        self.tag = row["tag"] or NO_TAG
        self.ready.take(row, self.times.day(row))
        data = row_bytes(row, before)
        first, digest = self.first, self.digest.hexdigest()
        if row["kind"] == "seal" or self.chain is None:
            self.first, self.digest = row["seq"], new_digest()
        self.digest.update(data)
        closed, self.closed = self.closed, None
        if self.chain and closed is not None and row["kind"] != "seal":
            self.faults.append(f"row {row['seq'] - 1}: no seal follows it")
        if row["kind"] == "enrol":
            self.enrol(row)
        elif row["kind"] == "close":
            self.closed, self.closing = row["value"], row
            self.named = (row["note"] or "").split(" ")[:2]
        self.check_tag(row, data)
        if row["kind"] == "seal":
            if closed != row["value"]:
                self.faults.append(f"row {row['seq']}: seals what the row "
                                   "before it does not close")
            self.seal(row, before, first, digest)

    def enrol(self, row):
        """The chain begins, or begins anew: that by a key that nobody outside
        has may happen once, when the terminal had made its first by itself."""
        again, known_before = self.chain is not None, self.known
        self.chain, self.signer = row["note"].split(" ")
        self.epoch = 0
        _, name, key = self.first_key or (None, None, None)
        self.key = key if name == self.chain else None
        self.known = self.known or self.key is not None
        shown, self.shown = self.shown, self.shown or row["value"] == 1
        if again and not self.key and (
                known_before or row["value"] != 1 or shown):
            self.faults.append(f"row {row['seq']}: the chain begins anew by a "
                               "key that is not known")

    def check_tag(self, row, data):
        """Before the first enrol there are none."""
        if self.chain is None:
            if row["tag"] is not None:
                raise Wrong("has a tag before any key")
        elif row["tag"] is None or len(row["tag"]) != 16:
            raise Wrong("has no tag")
        elif self.key:
            if blake2b(data, 16, self.key) != row["tag"]:
                raise Wrong("its tag is another")

    def seal(self, row, closing_tag, first, digest):
        """The day that this row ends, against its seal."""
        number = self.last.number + 1 if self.last else 1
        epoch, self.epoch = self.epoch, self.epoch + 1
        if self.key:
            self.key = blake2b(b"bonluon next key", 32, self.key)
        if row["value"] not in self.seals:
            raise Wrong(f"there is no seal of day {row['value']}")
        text, signature = self.seals.pop(row["value"])
        seal = read_seal(text)
        old, self.last = self.last, seal
        want = {"number": number, "sha256": row["note"],
                "first": first, "last": row["seq"] - 1, "rows": digest,
                "tag": closing_tag.hex(), "chain": self.chain, "epoch": epoch}
        for name, value in want.items():
            if getattr(seal, name) != value:
                raise Wrong(f"seal {number}: {name} is {value}, "
                            f"sealed {getattr(seal, name)}")
        if seal.version > 1 and (seal.hours !=
                                 self.ready.hours(self.closing, seal)):
            raise Wrong(f"seal {number}: its coverage is not that of the rows")
        if seal.day.toordinal() - EPOCH != row["value"]:
            raise Wrong(f"seal {number}: is of {seal.day}")
        if self.named != seal.terminal.split("/"):
            raise Wrong(f"seal {number}: is of {seal.terminal}")
        if old and follows(seal, old):
            raise Wrong(f"seal {number}: {follows(seal, old)}")
        if check_signature(seal, text, signature, self.signers) != self.signer:
            raise Wrong(f"seal {number}: is not signed by {self.signer}")


def check_triggers(connection):
    found = {(table, word)
             for table, sql in connection.execute(
                 "SELECT tbl_name, sql FROM sqlite_master "
                 "WHERE type = 'trigger'")
             for word in ("UPDATE", "DELETE")
             if re.search(rf"\bBEFORE {word}\b.*\bRAISE\b", sql,
                          re.DOTALL | re.IGNORECASE)}
    return [f"{table}: no trigger refuses {word}"
            for table in TABLES for word in ("UPDATE", "DELETE")
            if (table, word) not in found]


@contextlib.contextmanager
def opened(path):
    """A copy with its -wal, so that looking changes nothing."""
    with tempfile.TemporaryDirectory(prefix="bonluon-verifier-") as folder:
        copy = pathlib.Path(folder) / "bonluon.db"
        shutil.copy(path, copy)
        if pathlib.Path(f"{path}-wal").exists():
            shutil.copy(f"{path}-wal", f"{copy}-wal")
        with contextlib.closing(sqlite3.connect(copy)) as connection:
            connection.row_factory = sqlite3.Row
            yield connection


def check_rows(connection, signers, first_key):
    seals = {row["day"]: (row["text"].encode(), row["signature"].encode())
             for row in connection.execute("SELECT * FROM seals")}
    times = Times(connection.execute(
        "SELECT * FROM events WHERE kind = 'close' ORDER BY seq").fetchall())
    chain = Chain(seals, times, signers, first_key)
    for row in connection.execute("SELECT * FROM events ORDER BY seq"):
        chain.take(row)
    doubts = []
    if not chain.key and chain.kind != "seal":
        doubts.append("its last rows, which no seal covers")
    if first_key and not chain.known:
        chain.faults.append("no row was written under this first key")
    return [*chain.faults, *(f"seal of day {day}: no row of the chain has it"
                             for day in chain.seals)], doubts


def check_wordings(connection):
    return [f"wording {row['hash']}: is another text"
            for row in connection.execute("SELECT * FROM wordings")
            if hashlib.sha256(row["text"].encode()).hexdigest() != row["hash"]]


def check_database(path, signers=None, first_key=None):
    """`signers` and `first_key` are files; without the first key the tags are
    not checked, and what no seal covers yet may be anything."""
    signers = signers or pathlib.Path(path).with_name("allowed_signers")
    faults, doubts = [], []
    try:
        first_key = first_key and read_first_key(first_key)
        with opened(path) as connection:
            for (said,) in connection.execute("PRAGMA integrity_check"):
                if said != "ok":
                    faults.append(said)
            faults += check_triggers(connection)
            faults += check_wordings(connection)
            found, doubts = check_rows(connection, signers, first_key)
            faults += found
    except (Wrong, OSError, sqlite3.Error) as error:
        faults.append(str(error))
    return ([f"{path}: {fault}" for fault in faults] +
            [f"not proven: {path}: {doubt}" for doubt in doubts])
