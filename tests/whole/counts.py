"""The figures of a day, counted a second time, in another language, from its
daily file and from nothing else; and how long the terminal ran, from the rows
that tell of it."""

from fractions import Fraction

FLAGS = ("cooldown", "fast", "burst", "hours", "clock")
LEAST = 5  # answers, for a figure
HAPPY = {3: {3}, 4: {3, 4}, 5: {4, 5}}
MINUTE_MS = 60000


def half_up(value):
    """A fraction as a whole number, halves up."""
    return int((2 * value.numerator + value.denominator) //
               (2 * value.denominator))


class Question:
    def __init__(self, levels):
        self.levels = levels
        self.raw, self.clean = [0] * levels, [0] * levels
        self.skipped = self.left = 0
        self.reasons = {}

    def index(self):
        """0 to 1000; None of too few."""
        n = sum(self.raw)
        steps = sum(i * count for i, count in enumerate(self.raw))
        return None if n < LEAST else half_up(
            Fraction(1000 * steps, n * (self.levels - 1)))

    def satisfied(self):
        n = sum(self.raw)
        happy = sum(count for level, count in enumerate(self.raw, 1)
                    if level in HAPPY[self.levels])
        return None if n < LEAST else half_up(Fraction(1000 * happy, n))

    def take(self, row):
        if row["outcome"] == "answered":
            level = int(row["answer_value"]) - 1
            self.raw[level] += 1
            self.clean[level] += not row["flags"]
        else:
            self.skipped += row["outcome"] == "skipped"
            self.left += row["outcome"] == "timeout"
        for reason in filter(None, row["reasons"].split(";")):
            self.reasons[reason] = self.reasons.get(reason, 0) + 1


class Counts:
    """Of any number of daily files."""

    def __init__(self):
        self.seen = set()
        self.visits = self.complete = self.clean = 0
        self.flags = dict.fromkeys(FLAGS, 0)
        self.questions = {}  # (form, id, levels) -> Question
        self.hours = {}      # hour -> [visits, points, answers]

    def take_visit(self, row):
        if row["visit_id"] in self.seen:
            return
        self.seen.add(row["visit_id"])
        self.visits += 1
        self.complete += row["visit_complete"] == "1"
        self.clean += not row["flags"]
        self.hours[int(row["hour"])][0] += 1
        for flag in filter(None, row["flags"].split(";")):
            self.flags[flag] += 1

    def take(self, row):
        hour = self.hours.setdefault(int(row["hour"]), [0, 0, 0])
        self.take_visit(row)
        levels = int(row["answer_max"])
        key = row["form_id"], row["question_id"], levels
        self.questions.setdefault(key, Question(levels)).take(row)
        if row["outcome"] == "answered":
            hour[1] += half_up(Fraction(100 * (int(row["answer_value"]) - 1),
                                        levels - 1))
            hour[2] += 1


def runs(database):
    """Spans of wall time in which the terminal ran, from a record without a
    jump of the clock."""
    found, began = [], None
    for row in database.execute(
            "SELECT kind, wall_ms, value FROM events WHERE kind IN "
            "('start', 'stop', 'seen') ORDER BY seq"):
        if row["kind"] == "start":
            began = row["wall_ms"]
        elif began is not None:
            ago = 1000 * row["value"] if row["kind"] == "seen" else 0
            found.append((began, row["wall_ms"] - ago))
            began = None
    return found


def ready_minutes(spans, day_start_ms, minutes):
    """How many of these minutes of a day began within a span."""
    return sum(any(a <= day_start_ms + m * MINUTE_MS < b for a, b in spans)
               for m in minutes)
