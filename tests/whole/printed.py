#!/usr/bin/env python3
"""A report on paper: how many pages of A4 it takes, that its first page has all
that it is for, and what stands there of the period before."""

import re
import shutil
import subprocess

from glass import Glass
from history import iso
from paper import pages
from report import Office, Workbook
from support import main, new_folder

DAYS = 40


def words_of(pdf, page):
    told = subprocess.run(["pdftotext", "-f", str(page), "-l", str(page),
                           "-layout", pdf, "-"], capture_output=True,
                          text=True, check=True).stdout
    return " ".join(told.split())


def printed(office, language, first, last):
    page = new_folder() / "report.html"
    done = office.report("--from", iso(first), "--to", iso(last), "--lang",
                         language, "--format", "html", "--out", page)
    if done.code != 0:
        raise RuntimeError(f"{done}")
    pdf = page.with_suffix(".pdf")
    subprocess.run(["weasyprint", "-q", page, pdf], check=True)
    return pdf


def check_page(checks, office, monday):
    for language, wanted in (
            ("vi", ("Số lượt", "Tỷ lệ hài lòng", "Khoảng tin cậy 95%",
                    "So với kỳ trước", "Câu có chỉ số thấp nhất",
                    "Lý do được nêu nhiều nhất", "Thời gian máy sẵn sàng")),
            ("en", ("Visits", "Happy", "95% interval", "Against before",
                    "Lowest index", "Reasons named most", "Coverage"))):
        for days, most in (5, 2), (7, 2), (30, 4):
            pdf = printed(office, language, monday + 5 - days if days > 7
                          else monday, monday + (4 if days > 7 else days - 1))
            count, a4 = pages(pdf)
            checks.true(count <= most and a4,
                        f"{days} days, {language}: {count} pages, A4: {a4}")
            first = words_of(pdf, 1)
            for word in wanted:
                checks.true(word in first,
                            f"{days} days: no {word} on page 1: {first}")


def check_before(checks, office, monday):
    """The week before, Monday to Friday; of the first days there is none."""
    text = office.report("--from", iso(monday), "--to", iso(monday + 4)).out
    day, month = iso(monday - 7)[8:], iso(monday - 7)[5:7]
    checks.true(f"Kỳ trước: từ ngày {day}/{month}/" in text,
                f"the week before is not named: {text[:1500]}")
    week = office.report("--from", iso(monday - 7), "--to",
                         iso(monday - 3)).out
    visits = {name: re.search(r"Số lượt +(\d+)(?: +(\d+))?", told).groups()
              for name, told in (("now", text), ("before", week))}
    checks.same(visits["now"][1], visits["before"][0],
                "visits of the week before")
    first = office.report("--from", iso(office.first), "--to",
                          iso(office.first + 4)).out
    checks.true("Chưa có số liệu của kỳ trước." in first,
                f"the first days: {first[:1500]}")


def check_workbook(checks, office, monday):
    folder = new_folder()
    path = folder / "report.xlsx"
    office.report("--from", iso(monday), "--to", iso(monday + 2), "--format",
                  "xlsx", "--out", path)
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    subprocess.run([soffice, f"-env:UserInstallation=file://{folder}/profile",
                    "--headless", "--convert-to", "pdf", "--outdir", folder,
                    path], capture_output=True, timeout=300)
    count, a4 = pages(path.with_suffix(".pdf"))
    checks.true(count <= 30 and a4, f"three days: {count} pages, A4: {a4}")
    book = Workbook(path)
    for i, name in enumerate(book.names, 1):
        sheet = book.archive.read(f"xl/worksheets/sheet{i}.xml").decode()
        for part in ('paperSize="9"', 'fitToPage="1"', 'state="frozen"'):
            checks.true(part in sheet, f"{name}: no {part}")
    titles = book.archive.read("xl/workbook.xml").decode()
    checks.same(titles.count("_xlnm.Print_Titles"), len(book.names),
                "sheets whose first row is on each page")
    for name in ("Từng câu", "So sánh"):
        heads, row = list(book.rows(name))[:2]
        checks.true(set(row) <= set(heads), f"{name}: a column has no head")


def test(checks):
    office = Office(Glass(800, 480), "QUAY-1", DAYS, 80, lent=None)
    # The last whole week.
    monday = office.last - (office.last + 3) % 7 - 7
    check_page(checks, office, monday)
    check_before(checks, office, monday)
    check_workbook(checks, office, monday)


main(test)
