"""Damage that somebody might do to a terminal's database who can write to its
disk, each way drawn anew, and every trigger put back."""

import contextlib
import hashlib
import sqlite3

from verifier_chain import row_bytes


class Base:
    """A database whose triggers are away until all is done. Rows up to `last`
    are sealed."""

    def __init__(self, sql, draw):
        self.sql, self.draw = sql, draw
        self.last = sql.execute("SELECT max(seq) FROM events WHERE kind = "
                                "'close'").fetchone()[0]
        self.days = [d for d, in sql.execute("SELECT day FROM seals "
                                             "ORDER BY day")]

    def row(self):
        return self.draw.randrange(1, self.last + 1)

    def remove(self, first, last):
        """And closes the gap."""
        self.sql.execute("DELETE FROM events WHERE seq BETWEEN ? AND ?",
                         (first, last))
        self.shift(last, first - last - 1)

    def shift(self, after, by):
        """By way of numbers that nobody has."""
        self.sql.execute("UPDATE events SET seq = -seq WHERE seq > ?", (after,))
        self.sql.execute("UPDATE events SET seq = ? - seq WHERE seq < 0", (by,))


def change_row(base):
    column, value = base.draw.choice((
        ("value", "coalesce(value, 0) + 1"), ("wall_ms", "wall_ms + 60000"),
        ("boot", "boot + 1"), ("boottime_ms", "boottime_ms - 1"),
        ("visit", "coalesce(visit, 7) + 1"), ("flags", "~coalesce(flags, 0)"),
        ("elapsed_ms", "coalesce(elapsed_ms, 0) + 5"), ("item", "item || 'x'"),
        ("note", "coalesce(note, '') || ' '"), ("day", "day + 1"),
        ("tag", "randomblob(16)"), ("kind", "'skip'")))
    row = base.row()
    if column == "item":
        value = "coalesce(item, '') || 'x'"
    base.sql.execute(f"UPDATE events SET {column} = {value} WHERE seq = {row}")


def delete_row(base):
    row = base.row()
    base.sql.execute("DELETE FROM events WHERE seq = ?", (row,))


def delete_and_close_gap(base):
    row = base.row()
    base.remove(row, row)


def insert_row(base):
    row = base.row()
    base.shift(row, 1)
    columns = ("boot, boottime_ms, wall_ms, day, kind, visit, item, value, "
               "elapsed_ms, flags, note, tag")
    base.sql.execute(f"INSERT INTO events(seq, {columns}) SELECT seq + 1, "
                     f"{columns} FROM events WHERE seq = {row}")


def swap_neighbours(base):
    row = base.row()
    base.sql.execute("UPDATE events SET seq = -1 WHERE seq = ?", (row,))
    base.sql.execute("UPDATE events SET seq = ? WHERE seq = ?", (row, row + 1))
    base.sql.execute("UPDATE events SET seq = ? WHERE seq = -1", (row + 1,))


def redate_day(base):
    """A day on which the machine was off has no row."""
    days = [day for day, in base.sql.execute(
        "SELECT DISTINCT day FROM events WHERE seq <= ?", (base.last,))]
    base.sql.execute("UPDATE events SET day = day - 1, wall_ms = wall_ms - "
                     "86400000 WHERE day = ?", (base.draw.choice(days),))


def forget_day(base):
    """Its rows and its seal, and no gap is left."""
    closes = [0, *(s for s, in base.sql.execute(
        "SELECT seq FROM events WHERE kind = 'seal' ORDER BY seq"))]
    at = base.draw.randrange(len(closes) - 1)
    base.remove(closes[at] + 1, closes[at + 1])
    base.sql.execute("DELETE FROM seals WHERE day = ?", (base.days[at],))


def retag(base):
    """An answer is another, and all tags from there on are made anew, by one
    who does not have the key."""
    row = base.row()
    base.sql.execute("UPDATE events SET value = coalesce(value, 0) + 1 "
                     "WHERE seq = ?", (row,))
    key = base.draw.randbytes(32)
    found = base.sql.execute("SELECT * FROM events WHERE seq >= ? ORDER BY "
                             "seq", (row - 1,)).fetchall()
    tag = found[0]["tag"] if row > 1 else bytes(16)
    for one in found[1:] if row > 1 else found:
        tag = hashlib.blake2b(row_bytes(one, tag),
                              digest_size=16, key=key).digest()
        base.sql.execute("UPDATE events SET tag = ? WHERE seq = ?",
                         (tag, one["seq"]))


def drop_seal(base):
    base.sql.execute("DELETE FROM seals WHERE day = ?",
                     (base.draw.choice(base.days),))


def change_seal(base):
    """The letters are such as each text has."""
    column, old, new = base.draw.choice((("text", "e", "f"),
                                         ("signature", "A", "B")))
    base.sql.execute(f"UPDATE seals SET {column} = replace({column}, ?, ?) "
                     "WHERE day = ?", (old, new, base.draw.choice(base.days)))


def swap_signatures(base):
    one, other = base.draw.sample(base.days, 2)
    texts = dict(base.sql.execute("SELECT day, signature FROM seals"))
    for day, text in ((one, texts[other]), (other, texts[one])):
        base.sql.execute("UPDATE seals SET signature = ? WHERE day = ?",
                         (text, day))


def change_wording(base):
    base.sql.execute("UPDATE wordings SET text = text || ' '")


BASE = (change_row, delete_row, delete_and_close_gap, insert_row,
        swap_neighbours, redate_day, forget_day, retag, drop_seal, change_seal,
        swap_signatures, change_wording)


def change_open_row(base):
    """One that no seal covers yet: told by the first key alone."""
    base.sql.execute("UPDATE events SET boottime_ms = boottime_ms + 1 "
                     "WHERE seq = (SELECT max(seq) FROM events)")


def damage_database(path, how, draw):
    """With every trigger put back, as one would who wants not to be seen."""
    with contextlib.closing(sqlite3.connect(path)) as sql:
        sql.row_factory = sqlite3.Row
        triggers = sql.execute("SELECT name, sql FROM sqlite_master "
                               "WHERE type = 'trigger'").fetchall()
        for trigger in triggers:
            sql.execute(f"DROP TRIGGER {trigger['name']}")
        if how is not leave_triggers_away:
            how(Base(sql, draw))
            for trigger in triggers:
                sql.execute(trigger["sql"])
        sql.commit()


def leave_triggers_away(_):
    """Nothing else is changed."""
