#!/usr/bin/env python3
"""What travels with a daily file: codes that look like numbers, which `check`
names and which the file, a database and the workbook keep; and the office's
name, which a report shows that has no config of that terminal."""

import shutil
import sqlite3
import zipfile

from moving import OFFICE, SHIM, Machine
from support import Place, main, make_shim, new_folder, read_csv

UNIT, DEVICE = "00004", "1E5"
TABLE = "CREATE TABLE answers (unit_code TEXT, device_id TEXT)"


def check_warnings(checks, machine):
    config, path = machine.place.config, machine.place.config_path
    result = machine.place.call("check")
    checks.same(result.code, 0, f"check: {result}")
    for key, code in (("unit_code", UNIT), ("device_id", DEVICE)):
        said = f"{path}:{config.line('office', key)}: "
        checks.true(any(said in line and f"{key}={code} for a number" in line
                        for line in result.err.splitlines()),
                    f"{said}{key}: {result}")
    plain = Place()
    plain.config.set("office", unit_code="VT-00004", device_id="QUAY-1")
    plain.save()
    result = plain.call("check")
    checks.same((result.code, result.err), (0, ""), "codes with letters")


def check_imports(checks, file):
    """As whoever was told that codes are text reads them."""
    _, rows = read_csv(file)
    checks.same({(row["unit_code"], row["device_id"]) for row in rows},
                {(UNIT, DEVICE)}, "read as CSV")
    database = sqlite3.connect(":memory:")
    database.execute(TABLE)
    database.executemany("INSERT INTO answers VALUES (:unit_code, :device_id)",
                         rows)
    checks.same(database.execute(
        "SELECT DISTINCT unit_code, device_id FROM answers").fetchall(),
                [(UNIT, DEVICE)], "in a database")
    database.close()


def check_workbook(checks, machine):
    book = new_folder() / "report.xlsx"
    result = machine.place.call("report", machine.outbox, "--format", "xlsx",
                                "--out", book)
    checks.same(result.code, 0, f"report: {result}")
    with zipfile.ZipFile(book) as parts:
        sheets = [parts.read(name).decode("utf-8") for name in parts.namelist()
                  if name.startswith("xl/worksheets/")]
    for code in (UNIT, DEVICE):
        checks.same(sum(f"<is><t>{code}</t></is>" in sheet
                        for sheet in sheets), 2, f"sheets with {code} as text")


def check_office(checks, machine):
    """Where no config of that terminal is."""
    other = Place()
    files = new_folder() / "files"
    shutil.copytree(machine.outbox, files)
    signers = machine.signers
    named = other.call("report", files, "--signers", signers)
    checks.same(named.code, 0, f"signed: {named}")
    checks.same(named.out.splitlines()[1], OFFICE, "the office, by its seal")
    unlisted = other.call("report", files)
    checks.same(unlisted.code, 66, f"signed by nobody knows whom: {unlisted}")
    for path in files.glob("*.seal*"):
        path.unlink()
    bare = other.call("report", files)
    checks.same(bare.code, 66, f"without seals: {bare}")
    checks.true(OFFICE not in bare.out, f"without seals: {bare}")
    described = other.call("verify", files, "--lang", "en")
    checks.same(described.code, 66, f"its description: {described}")


def test(checks):
    machine = Machine(make_shim(SHIM), f"{UNIT}/{DEVICE}")
    check_warnings(checks, machine)
    machine.run("2026-11-23 08:00")
    machine.run("2026-11-24 08:00")
    check_imports(checks, machine.outbox /
                  f"4luon_{UNIT}_{DEVICE}_2026-11-23.csv")
    check_workbook(checks, machine)
    check_office(checks, machine)


if __name__ == "__main__":
    main(test)
