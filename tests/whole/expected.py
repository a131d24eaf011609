"""What a daily file must hold, worked out a second time, in another language,
from what was tapped, the form file and the times in the record."""

import subprocess
import time

from support import COLUMNS, PROGRAM, read_form

FLAG_NAMES = ("cooldown", "fast", "burst", "hours", "clock")
FAST_MS, BURST_MS, BURST_VISITS = 700, 120000, 6
LEAST = 5  # visits of a stretch of hours


class Reply:
    """One outcome of one question, which is called by its place in the visit.
    A time that is not known is 0."""

    def __init__(self, question, outcome, value, language):
        self.question, self.outcome = question, outcome
        self.value, self.language = value, language
        self.reasons = set()  # ids, of an answer
        self.lent = None      # (form, number) of a question of another form
        self.known = False
        self.least_ms = self.most_ms = 0

    def brief(self):
        return self.question, self.outcome, self.value, self.language


class Visit:
    def __init__(self):
        self.replies = []     # in the order in which they were tapped
        self.complete = False
        self.cut = False      # the power went: the last one may be lost

    def last_replies(self):
        """The one that counts, for each question, by question."""
        by_question = {reply.question: reply for reply in self.replies}
        return [by_question[q] for q in sorted(by_question)]


class Form:
    """The parts of a form that reach a daily file."""

    def __init__(self, name="4-luon"):
        sections = read_form(name)
        self.id = name
        self.version = sections["form"]["version"]
        self.levels = int(sections["levels"].get("count", 5))
        self.sections = sections
        self.questions = [section.partition(":")[2] for section in sections
                          if section.startswith("question:")]

    def text(self, question, language):
        name = self.questions[question - 1]
        return self.sections["question:" + name][f"text[{language}]"]

    def has_own_key(self, question):
        """For whom it does not apply to."""
        name = self.questions[question - 1]
        return "na[vi]" in self.sections["question:" + name]

    def reasons(self, question):
        """Their ids, in the order of the file."""
        name = self.questions[question - 1]
        keys = [key.partition("[")[0] for key in
                self.sections["question:" + name] if key.startswith("reason:")]
        return [key.partition(":")[2] for key in dict.fromkeys(keys)]

    def label(self, level, language):
        return self.sections["levels"][f"{level}[{language}]"]


def version():
    """What `--version` says last: the number alone."""
    said = subprocess.run([PROGRAM, "--version"], capture_output=True,
                          check=True, text=True).stdout
    return said.split()[-1]


def recorded_visits(database):
    """Rows of the record by visit, in the order in which visits began."""
    visits = {}
    for row in database.execute(
            "SELECT * FROM events WHERE visit IS NOT NULL AND visit <> 0 "
            "ORDER BY seq"):
        visits.setdefault(row["visit"], []).append(row)
    return visits


def flags_by_visit(visits, cooldown_ms):
    """The rules of honest taps, from the record's own times. The office is
    open in these tests and the clock is sound."""
    flags, starts, ended, boot = {}, [], None, None
    for visit, rows in visits.items():
        begin = rows[0]
        if begin["boot"] != boot:
            boot, starts, ended = begin["boot"], [], None
        now, own = begin["boottime_ms"], set()
        if ended is not None and now - ended < cooldown_ms:
            own.add("cooldown")
        recent = starts[-BURST_VISITS:]
        if len(recent) == BURST_VISITS and now - recent[0] < BURST_MS:
            own.add("burst")
        starts.append(now)
        if rows[-1]["kind"] == "end":
            ended = rows[-1]["boottime_ms"]
            times = [r["elapsed_ms"] for r in rows
                     if r["kind"] in ("answer", "skip") and r["elapsed_ms"]]
            if times and max(times) < FAST_MS:
                own.add("fast")
        flags[visit] = ";".join(n for n in FLAG_NAMES if n in own)
    return flags


def local(wall_ms, offset_min):
    """Date and hour in the config's time."""
    then = time.gmtime(wall_ms // 1000 + offset_min * 60)
    return time.strftime("%Y-%m-%d", then), str(then.tm_hour)


def row_of(place, form, reply, program):
    """The columns that follow from one reply and the files alone."""
    form, number = reply.lent or (form, reply.question)
    answered = reply.outcome == "answered"
    return {
        "schema_version": "2",
        "unit_code": place.config.get("office", "unit_code"),
        "device_id": place.config.get("office", "device_id"),
        "form_id": form.id,
        "form_version": form.version,
        "question_pos": str(reply.question),
        "question_id": form.questions[number - 1],
        "question_text": form.text(number, "vi"),
        "outcome": reply.outcome,
        "answer_value": str(reply.value) if answered else "",
        "answer_max": str(form.levels),
        "answer_label":
            form.label(reply.value, "vi") if answered else "",
        "reasons": ";".join(id for id in form.reasons(number)
                            if id in reply.reasons),
        "app_version": program,
    }


def forgive_cut(visit, recorded):
    """A reply that was on its way to the disk when the power went was never
    acknowledged: it may be there, or not."""
    kept = sum(r["kind"] in ("answer", "skip", "timeout") for r in recorded)
    if visit.cut and kept == len(visit.replies) - 1:
        visit.replies.pop()


def stretches(visits):
    """Visits as (number, hour, whether something was answered), in the order
    in which they began; number -> the first and the last hour that a file
    tells of it. An hour is in one stretch, which has at least five visits."""
    by_hour = {}
    for number, hour, answered in visits:
        by_hour.setdefault(int(hour), []).append((number, answered))
    found = []  # hours of each
    for hour in sorted(by_hour):
        full = found and sum(answered for h in found[-1]
                             for _, answered in by_hour[h]) >= LEAST
        if not found or full:
            found.append([])
        found[-1].append(hour)
    if len(found) > 1 and sum(answered for h in found[-1]
                              for _, answered in by_hour[h]) < LEAST:
        found[-2:] = [found[-2] + found[-1]]
    return {number: (str(hours[0]), str(hours[-1])) for hours in found
            for h in hours for number, _ in by_hour[h]}


def check_record(checks, what, form, visit, recorded):
    """The language and the time of the replies that count: the record alone
    tells them."""
    last = {row["item"]: row for row in recorded
            if row["kind"] in ("answer", "skip", "timeout")}
    for reply in visit.last_replies():
        own, number = reply.lent or (form, reply.question)
        row = last[own.questions[number - 1]]
        checks.same(row["note"].split()[0], reply.language,
                    f"{what}: language")
        check_time(checks, what, reply, row["elapsed_ms"] or 0)


def check_time(checks, what, reply, taken):
    if not reply.known:
        checks.same(taken, 0, f"{what}: time where none is known")
    else:
        # A millisecond each for the rounding of two clocks.
        checks.within(taken, max(0, int(reply.least_ms) - 2),
                      int(reply.most_ms) + 2, f"{what}: elapsed_ms")


def check_visit(checks, place, form, visit, recorded, rows, common):
    """All columns of all rows of one visit."""
    forgive_cut(visit, recorded)
    want_replies = visit.last_replies()
    name = f"visit {recorded[0]['visit']} {[r.brief() for r in visit.replies]}"
    checks.same(len(rows), len(want_replies), f"{name}: rows")
    for reply, row in zip(want_replies, rows):
        want = row_of(place, form, reply, common["app_version"])
        want.update(visit_id=str(recorded[0]["visit"]), **common,
                    visit_complete=str(int(visit.complete)))
        checks.same(row, want, f"{name}: question {reply.question}")
    check_record(checks, name, form, visit, recorded)


def check_order(checks, rows):
    keys = [(int(r["hour_from"]), int(r["visit_id"]), int(r["question_pos"]))
            for r in rows]
    checks.same(keys, sorted(set(keys)), "order of the rows, none twice")


def compare(checks, place, visits, names, rows):
    """The whole file against all that was tapped."""
    checks.same(names, COLUMNS, "columns")
    recorded = recorded_visits(place.database())
    checks.same(len(recorded), len(visits), "visits in the record")
    cooldown = int(place.config.get("timing", "cooldown_ms"))
    flags = flags_by_visit(recorded, cooldown)
    form, program = Form(), version()
    began = {number: local(events[0]["wall_ms"], place.offset_min)
             for number, events in recorded.items()}
    hours = stretches([(number, began[number][1],
                        any(row["kind"] == "answer" for row in events))
                       for number, events in recorded.items()])
    for visit, (number, events) in zip(visits, recorded.items()):
        own = [row for row in rows if row["visit_id"] == str(number)]
        told = [f for f in flags[number].split(";") if f != "fast"]
        check_visit(checks, place, form, visit, events, own, {
            "flags": ";".join(told), "date": began[number][0],
            "hour_from": hours[number][0], "hour_to": hours[number][1],
            "app_version": program})
    checks.same(len(rows), sum(len(v.last_replies()) for v in visits),
                "rows in all")
    check_order(checks, rows)
