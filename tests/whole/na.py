#!/usr/bin/env python3
"""A question's own key, for whom it does not apply to ("Không có sơ suất"),
from the finger to the figures: an outcome of its own in the record, in the
day's file and in the report, neither skipped nor an answer, and no part of the
index. Who presses nothing else gave no opinion."""

from support import (Config, Place, Terminal, main, new_folder,
                     read_csv, utc_offset_for)

VISITS = 5        # of one who had no cause
QUESTION = "xin-loi"
FAST = {"settle_ms": 60, "advance_ms": 60, "thanks_ms": 200,
        "transition_ms": 0, "cooldown_ms": 0}
QUIET, SORRY = "tap skip", "tap answer:5"


def visit(*taps):
    lines = []
    for place, tap in enumerate(taps, 1):
        lines += [f"0 see question:{place}", f"150 {tap}"]
    return [*lines, "0 see thanks"]


def recording():
    level = "tap answer:4"
    lines = []
    for _ in range(VISITS):
        lines += visit(level, level, level, "tap na", level)
    lines += visit(level, level, level, SORRY, level)
    lines += visit(QUIET, QUIET, QUIET, "tap na", QUIET)
    path = new_folder() / "na.play"
    path.write_text("\n".join([*lines, "0 see question:1", "500 end", ""]))
    return path


def play():
    offset, _ = utc_offset_for(12)
    config = Config().set("survey", form="5-biet")
    config.set("hours", utc_offset=offset, closed="").set("timing", **FAST)
    place = Place(config)
    place.data.mkdir()
    terminal = Terminal(place, None, "--windowed", "1280x800", "--play",
                        recording(), "--pictures", new_folder(),
                        more_env={"SDL_VIDEODRIVER": "dummy"})
    code = terminal.ended(300)
    if code != 0:
        raise RuntimeError(terminal.messages())
    return place


def check_record(checks, place):
    database = place.database()
    rows = [tuple(row) for row in database.execute(
        "SELECT outcome, value, count(*) FROM answers WHERE question = ?"
        " GROUP BY 1, 2 ORDER BY 1", (QUESTION,))]
    checks.same(rows, [("answered", 5, 1), ("not_applicable", None,
                                            VISITS + 1)], "the view answers")
    checks.same({row[0] for row in database.execute(
        "SELECT questions FROM visits")}, {5}, "the view visits")
    done = place.call("verify", place.data / "bonluon.db")
    checks.same((done.code, "wording that it names" in done.out + done.err),
                (66, False), f"verify, of a day without a seal: {done}")


def check_file(checks, path):
    _, rows = read_csv(path)
    found = [(row["outcome"], row["answer_value"], row["answer_label"])
             for row in rows if row["question_id"] == QUESTION]
    checks.same(sorted(found),
                sorted([("answered", "5", "Rất hài lòng")] +
                       [("not_applicable", "", "")] * (VISITS + 1)), "the file")


def check_report(checks, place, path):
    text = place.call("report", path).out
    block = text[text.index("4. Biết xin lỗi"):text.index("5. Biết cảm ơn")]
    words = " ".join(block.split())
    checks.true("Số trả lời (n) 1 " in words, f"n: {block}")
    checks.true(f"Không áp dụng {VISITS + 1}" in words, f"na: {block}")
    checks.true("Bỏ qua 0" in words, f"skipped: {block}")
    others = text[:text.index("4. Biết xin lỗi")]
    checks.true("Không áp dụng" not in others, "said where nobody can press it")
    page = place.call("report", path, "--format", "html").out
    checks.true(f"Không áp dụng: {VISITS + 1}" in page, "in the page")


def test(checks):
    place = play()
    check_record(checks, place)
    result, files = place.whole_day()
    checks.same(result.code, 0, f"{result}")
    check_file(checks, files[-1])
    check_report(checks, place, files[-1])


main(test)
