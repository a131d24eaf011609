#!/usr/bin/env python3
"""docs/huong-dan.md lies beside the terminal: printed, it is one page of A4, in
letters that are read without glasses held close; and it names what stands on
the glass as the glass does."""

import html
import re
import subprocess

from paper import pages
from support import ROOT, main, new_folder

PAGE = ROOT / "docs" / "huong-dan.md"
LANGUAGE = ROOT / "assets" / "lang" / "vi.ini"
STYLE = """@page { size: A4; margin: 13mm 15mm }
body { font: 10.5pt/1.25 "Be Vietnam Pro", sans-serif; margin: 0 }
h1 { font-size: 17pt; margin: 0 } h2 { font-size: 12pt; margin: 2.2mm 0 .5mm }
p, ol, ul { margin: 0 0 1mm } li { margin: 0 }
table { border-collapse: collapse } td, th { border: .2mm solid; padding: .4mm
1.5mm; text-align: left; vertical-align: top }"""

# What a clerk is not to read.
NOT_FOR_CLERKS = ("upload_command", "bonluon ", ".ini", "ssh")
NAMED = ("back", "skip", "low-reach", "speak", "take", "begin", "close",
         "clock-set", "clean-glass", "test", "page-hours", "out-of-order")


def inline(text):
    text = html.escape(text)
    text = re.sub(r"\[(.*?)\]\(.*?\)", r"\1", text)
    text = re.sub(r"\*\*(.*?)\*\*", r"<b>\1</b>", text)
    return re.sub(r"`(.*?)`", r"<code>\1</code>", text)


def row(line):
    cells = "".join(f"<td>{inline(cell.strip())}</td>"
                    for cell in line.strip("|").split("|"))
    return f"<tr>{cells}</tr>"


def block(text):
    """One paragraph, list, heading or table of Markdown."""
    lines = text.split("\n")
    if heading := re.match(r"(#+) (.*)", text):
        level = len(heading[1])
        return f"<h{level}>{inline(heading[2])}</h{level}>"
    if text.startswith("|"):
        return "<table>" + "".join(row(line) for line in lines
                                   if not line.startswith("|-")) + "</table>"
    items = re.split(r"\n(?=[-\d])", text)
    if re.match(r"- |\d\. ", text):
        kind = "ul" if text.startswith("-") else "ol"
        return f"<{kind}>" + "".join(
            "<li>" + inline(re.sub(r"^(-|\d\.) ", "", item))
            for item in items) + f"</{kind}>"
    return f"<p>{inline(text)}</p>"


def printed(text):
    folder = new_folder()
    body = "".join(block(part) for part in text.strip().split("\n\n"))
    page, pdf = folder / "page.html", folder / "page.pdf"
    page.write_text(f'<meta charset="utf-8"><style>{STYLE}</style>{body}')
    subprocess.run(["weasyprint", "-q", page, pdf], check=True)
    return pdf


def test(checks):
    text = PAGE.read_text()
    checks.same(pages(printed(text)), (1, True), "pages of A4")
    more = pages(printed(text + 12 * ("\n\n" + text[-300:])))
    checks.true(more[0] > 1, f"twelve paragraphs more: {more}")
    for word in NOT_FOR_CLERKS:
        checks.true(word not in text, f"{word} is not for clerks")
    words = dict(line.split("=", 1) for line in LANGUAGE.read_text().replace(
        "\u00a0", " ").splitlines() if "=" in line)
    for key in NAMED:
        checks.true(words[key] in text, f"{key}: {words[key]} is not named")


main(test)
