"""A second verifier, written from docs/verify.md alone and sharing nothing
with the program: Python's standard library, and ssh-keygen for signatures.

    python3 tests/whole/verifier.py PATH... [--signers FILE] [--first-key FILE]

A path is a daily file (its seal and signature lie beside it), a folder of
them, or a database. A line for each thing that is wrong; exit 0 only when
nothing is, else 65.
"""

import argparse
import csv
import pathlib
import re
import sys

from verifier_chain import check_database
from verifier_seal import (Wrong, check_signature, count_csv, counts_agree,
                           follows, read_seal, sha256)

EX_DATAERR = 65
ENDINGS = (".csv", ".seal.sig", ".seal")
DAILY = re.compile(r"(4luon_[^_]+_[^_]+_\d{4}-\d\d-\d\d)(_tam\.csv|\..+)")
BEGINNINGS = (b"\xef\xbb\xbfschema_version", b"schema_version",
              b"bonluon-seal ", b"-----BEGIN SSH SIGNATURE-----")


def check_file(seal, path):
    data = path.read_bytes()
    if len(data) != seal.bytes or sha256(data) != seal.file_sha256:
        raise Wrong(f"{path.name}: is not the file that was sealed")
    try:
        counts = count_csv(data)
    except (csv.Error, KeyError, ValueError, IndexError) as error:
        raise Wrong(f"{path.name}: cannot be counted: {error!r}") from None
    if not counts_agree(seal.counts, counts):
        raise Wrong(f"{path.name}: counted {counts}, sealed {seal.counts}")


def check_day(stem, signers):
    """A day's three files, by their name without an ending; the seal, if it
    can be read at all, and what is wrong."""
    faults, seal = [], None
    paths = [stem.with_name(stem.name + end)
             for end in (".csv", ".seal", ".seal.sig")]
    missing = [path for path in paths if not path.is_file()]
    if missing:
        return None, [f"{path.name}: is missing" for path in missing]
    try:
        text = paths[1].read_bytes()
        seal = read_seal(text)
        if seal.file != paths[0].name:
            raise Wrong(f"is a seal of {seal.file}")
        check_signature(seal, text, paths[2].read_bytes(), signers)
        check_file(seal, paths[0])
    except (Wrong, OSError) as wrong:
        faults.append(f"{paths[1].name}: {wrong}")
    return seal, faults


def check_order(seals):
    """Of one terminal: each seal tells the one before it."""
    faults = []
    seals = sorted(seals, key=lambda seal: (seal.number, seal.day))
    for old, seal in zip(seals, seals[1:]):
        if seal.number > old.number + 1:
            what = f"{seal.number - old.number - 1} days are missing before it"
        elif seal.number == old.number:
            what = ("lies here twice: doubled" if seal.sha256 == old.sha256
                    else f"has the number of {old.file}: forked")
        else:
            what = follows(seal, old)
        if what:
            faults.append(f"{seal.file}: {what}")
    return faults


def looks_daily(path):
    """By its ending, or by how it begins."""
    if not path.is_file() or path.name.startswith("."):
        return False
    with path.open("rb") as file:
        return path.name.endswith(ENDINGS) or (
            file.read(64).startswith(BEGINNINGS))


def find_days(folder):
    """Of a folder and the folders in it: the days, and what is none."""
    stems, faults = set(), []
    for path in [*folder.glob("*"), *folder.glob("[!.]*/*")]:
        match = DAILY.fullmatch(path.name)
        if not looks_daily(path) or (match and match[2] == "_tam.csv"):
            continue
        if match and match[2] in ENDINGS:
            stems.add(path.parent / match[1])
        else:
            faults.append(f"{path.name}: is no name of a daily file")
    return sorted(stems), faults


def is_older(stem, seals):
    """A CSV from before there were seals."""
    return not any(stem.with_name(stem.name + end).exists()
                   for end in ENDINGS[1:]) and any(
        seal.number == 1 and stem.name < seal.file and
        stem.name[:-len("2026-11-23")] == seal.file[:-len("2026-11-23.csv")]
        for seal in seals)


def check_folder(folder, signers=None):
    folder = pathlib.Path(folder)
    stems, faults = find_days(folder)
    if not stems:
        faults.append(f"{folder}: holds no daily file")
    days = [(stem, *check_day(stem, signers or folder / "allowed_signers"))
            for stem in stems]
    seals = [seal for _, seal, _ in days if seal]
    for stem, _, found in days:
        faults += [] if is_older(stem, seals) else found
    for terminal in sorted({seal.terminal for seal in seals}):
        faults += check_order([s for s in seals if s.terminal == terminal])
    return faults


def check_path(path, signers, first_key):
    path = pathlib.Path(path)
    if path.is_dir():
        return check_folder(path, signers)
    if path.suffix == ".csv":
        return check_day(path.with_suffix(""),
                         signers or path.parent / "allowed_signers")[1]
    return check_database(path, signers, first_key)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--signers")
    parser.add_argument("--first-key")
    given = parser.parse_args()
    faults = [fault for path in given.paths
              for fault in check_path(path, given.signers, given.first_key)]
    print("\n".join(faults) or "all is well")
    sys.exit(EX_DATAERR if faults else 0)


if __name__ == "__main__":
    main()
