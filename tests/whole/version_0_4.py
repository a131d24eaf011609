#!/usr/bin/env python3
"""What version 0.4.0 left behind (tests/data-0.4.0, see
tests/daily/test_version_0_4.c) before the program of now: it is verified,
exported to the byte, and reported."""

import shutil

from support import ROOT, Config, Place, main, read_csv

LEFT = ROOT / "tests" / "data-0.4.0"
FIRST, LAST = "2026-11-23", "2026-11-27"


def make_place():
    """Its data directory, and a config of the same terminal."""
    config = Config()
    config.set("office", unit_code="van-truong", device_id="quay-1")
    config.set("hours", utc_offset="+07:00")
    place = Place(config)
    shutil.copytree(LEFT, place.data)
    for name in ("chain-key", "sign-key"):
        (place.data / name).chmod(0o600)
    return place


def check_verdict(checks, place, what, path, *args):
    result = place.call("verify", path, *args)
    checks.same(result.code, 0, f"{what}: {result}")


def check_export(checks, place):
    out = place.folder / "out"
    result, files = place.export("--from", FIRST, "--to", LAST, to=out)
    checks.same(result.code, 0, f"export: {result}")
    checks.same(len(files), 5, "files that were exported")
    for path in out.iterdir():
        checks.same(path.read_bytes(),
                    (LEFT / "outbox" / path.name).read_bytes(),
                    f"{path.name}: exported")


def test(checks):
    place = make_place()
    key = ("--first-key", LEFT / "first-key.txt")
    signers = ("--signers", LEFT / "allowed_signers")
    check_verdict(checks, place, "database", place.data, *key)
    check_verdict(checks, place, "outbox", place.data / "outbox", *signers)
    check_export(checks, place)
    for name in sorted(path.name for path in (LEFT / "outbox").iterdir()):
        checks.same((place.data / "outbox" / name).read_bytes(),
                    (LEFT / "outbox" / name).read_bytes(), f"{name}: after it")
    check_verdict(checks, place, "database after it", place.data, *key)
    check_verdict(checks, place, "what was exported", place.folder / "out",
                  *signers)
    visits = sum(len({row["visit_id"] for row in read_csv(path)[1]})
                 for path in sorted((LEFT / "outbox").glob("*.csv")))
    report = place.call("report", "--from", FIRST, "--to", LAST)
    checks.same(report.code, 0, f"report: {report}")
    checks.true(str(visits) in report.out, f"{visits} visits: {report}")


main(test)
