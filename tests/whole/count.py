"""The figures of a report, counted a second time and in another language, from
the daily files alone."""

import calendar
import collections
import csv
import io
import math
import pathlib
import time

FLAGS = ("cooldown", "fast", "burst", "hours", "clock")
LEAST = 5          # below it there are counts only
Z = 1.959964       # 95 times of 100
HAPPY = {3: (3,), 4: (3, 4), 5: (4, 5)}  # levels with a happy face


def half_up(part, whole):
    """A share in tenths of a percent."""
    return (2000 * part + whole) // (2 * whole)


class Score:
    def __init__(self, levels):
        self.counts = [0] * levels

    @property
    def n(self):
        return sum(self.counts)

    def index(self):
        steps = sum(i * count for i, count in enumerate(self.counts))
        return (None if self.n < LEAST else
                half_up(steps, self.n * (len(self.counts) - 1)))

    def happy(self):
        return sum(self.counts[level - 1]
                   for level in HAPPY[len(self.counts)])

    def satisfied(self):
        return None if self.n < LEAST else half_up(self.happy(), self.n)

    def satisfied_interval(self):
        """Wilson's."""
        if self.n < LEAST:
            return None
        n, p = self.n, self.happy() / self.n
        middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
        half = (Z / (1 + Z * Z / n) *
                math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)))
        return tenths(middle - half), tenths(middle + half)

    def index_interval(self):
        """Half of z squared answers more at either end."""
        if self.n < LEAST:
            return None
        last = len(self.counts) - 1
        weights = [float(count) for count in self.counts]
        weights[0] += Z * Z / 2
        weights[last] += Z * Z / 2
        n = sum(weights)
        mean = sum(w * i / last for i, w in enumerate(weights)) / n
        spread = sum(w * (i / last - mean) ** 2
                     for i, w in enumerate(weights)) / n
        half = Z * math.sqrt(spread / n)
        return tenths(mean - half), tenths(mean + half)


def tenths(share):
    return math.floor(1000 * min(max(share, 0), 1) + 0.5)


class Hours:
    """Visits and the mean of their answers, of a day or of an hour."""

    def __init__(self):
        self.visits = self.points = self.answers = 0

    def add(self, levels, level):
        steps = levels - 1
        self.points += (200 * (level - 1) + steps) // (2 * steps)
        self.answers += 1

    def mean(self):
        return (None if min(self.visits, self.answers) < LEAST else
                half_up(self.points, 100 * self.answers))


class Question:
    def __init__(self, levels):
        self.raw, self.clean = Score(levels), Score(levels)
        self.skipped = self.left = 0
        self.reasons = collections.Counter()
        self.texts = {}


class Count:
    """What a file does not tell of a visit, `known` may: {visit: (hour,
    whether it was flagged fast)}, out of the record."""

    def __init__(self, known=None):
        self.known = known
        self.new = False       # there is a file that does not tell `fast`
        self.days = {}         # date -> Hours, and of it complete and flagged
        self.complete = collections.Counter()
        self.flagged = collections.Counter()
        self.silent = 0        # visits that passed over every question
        self.flags = collections.Counter()
        self.week = collections.defaultdict(Hours)  # (weekday, hour)
        self.questions = {}    # (form, id) -> Question
        self.rows = []

    def add_file(self, path):
        date = pathlib.Path(path).name.split("_")[3][:10]
        day = self.days.setdefault(date, Hours())
        weekday = calendar.weekday(*time.strptime(date, "%Y-%m-%d")[:3])
        text = pathlib.Path(path).read_bytes().decode("utf-8-sig")
        seen, spoken = set(), set()  # visits, and those with an answer
        for row in csv.DictReader(io.StringIO(text, newline=""), strict=True):
            self.rows.append(dict(row))
            hour, row["flags"] = self.tell(row)
            places = [day] + [self.week[weekday, hour]] * (hour is not None)
            if row["visit_id"] not in seen:
                seen.add(row["visit_id"])
                self.add_visit(date, row, places)
            if row["outcome"] == "answered" and row["visit_id"] not in spoken:
                # Who passed over every question left no complete visit.
                spoken.add(row["visit_id"])
                self.complete[date] += int(row["visit_complete"])
                self.silent -= int(row["visit_complete"])
            self.add_row(row, places)

    def tell(self, row):
        """The hour of a row, None where it is not known, and the flags."""
        if "hour" in row:
            return int(row["hour"]), row["flags"]
        if self.known:
            hour, fast = self.known[row["visit_id"]]
            return hour, ";".join(["fast"] * fast + [row["flags"]] *
                                  (row["flags"] != ""))
        self.new = True
        one = row["hour_from"] == row["hour_to"]
        return int(row["hour_from"]) if one else None, row["flags"]

    def add_visit(self, date, row, places):
        for place in places:
            place.visits += 1
        self.silent += int(row["visit_complete"])
        self.flagged[date] += row["flags"] != ""
        for name in filter(None, row["flags"].split(";")):
            self.flags[name] += 1

    def add_row(self, row, places):
        levels = int(row["answer_max"])
        question = self.questions.setdefault(
            (row["form_id"], row["question_id"]), Question(levels))
        question.texts[row.get("lang", "vi")] = row["question_text"]
        if row["outcome"] == "answered":
            level = int(row["answer_value"])
            question.raw.counts[level - 1] += 1
            question.clean.counts[level - 1] += row["flags"] == ""
            for place in places:
                place.add(levels, level)
        else:
            question.skipped += row["outcome"] == "skipped"
            question.left += row["outcome"] == "timeout"
        for reason in filter(None, row["reasons"].split(";")):
            question.reasons[reason] += 1

    @property
    def visits(self):
        return sum(day.visits for day in self.days.values())

    @property
    def answers(self):
        return sum(day.answers for day in self.days.values())


def count_files(paths, known=None):
    count = Count(known)
    for path in sorted(paths):
        count.add_file(path)
    return count
