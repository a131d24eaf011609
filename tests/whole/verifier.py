"""A second verifier, written from docs/verify.md alone and sharing nothing
with the program: Python's standard library, and ssh-keygen for signatures.

    python3 tests/whole/verifier.py PATH... [--signers FILE] [--first-key FILE]

A path is a daily file (its seal and signature lie beside it), a folder of
them, or a database. A line for each thing that is wrong, or not proven; exit 0
when there is none, 65 when something is wrong, else 66.
"""

import argparse
import csv
import pathlib
import re
import sys

from verifier_chain import check_database
from verifier_seal import (Wrong, check_signature, count_csv, counts_agree,
                           follows, read_seal, sha256)

WELL, WRONG, UNPROVEN = 0, 65, 66
ENDINGS = (".csv", ".seal.sig", ".seal")
DAILY = re.compile(r"(4luon_[^_]+_[^_]+_\d{4}-\d\d-\d\d)(_tam\.csv|\..+)")
BEGINNINGS = (b"\xef\xbb\xbfschema_version", b"schema_version",
              b"bonluon-seal ", b"-----BEGIN SSH SIGNATURE-----")


def check_file(seal, path):
    data = path.read_bytes()
    if len(data) != seal.bytes or sha256(data) != seal.file_sha256:
        raise Wrong(f"{path.name}: is not the file that was sealed")
    try:
        counts = count_csv(data, seal.version, seal.terminal)
    except (csv.Error, KeyError, ValueError, IndexError) as error:
        raise Wrong(f"{path.name}: cannot be counted: {error!r}") from None
    if not counts_agree(seal.counts, counts, seal.version):
        raise Wrong(f"{path.name}: counted {counts}, sealed {seal.counts}")


def doubt(path, what):
    return f"not proven: {path.name}: {what}"


def verdict(faults):
    wrong = [fault for fault in faults if not fault.startswith("not proven: ")]
    return WRONG if wrong else UNPROVEN if faults else WELL


def check_day(stem, signers):
    """A day's three files, by their name without an ending; the seal, if it
    can be read at all, and what is wrong or not proven."""
    faults, seal = [], None
    csv_, sealed, signature = [stem.with_name(stem.name + end)
                               for end in (".csv", ".seal", ".seal.sig")]
    faults += [doubt(path, "is missing") for path in
               (csv_, sealed, signature) if not path.is_file()]
    if not sealed.is_file():
        return None, faults
    try:
        text = sealed.read_bytes()
        seal = read_seal(text)
        if seal.file != csv_.name:
            raise Wrong(f"is a seal of {seal.file}")
        if signature.is_file():
            check_signature(seal, text, signature.read_bytes(), signers)
        if csv_.is_file():
            check_file(seal, csv_)
    except (Wrong, OSError) as wrong:
        faults.append(f"{sealed.name}: {wrong}")
    return seal, faults


def check_order(seals, unsealed):
    """Of one terminal: each seal tells the one before it. Days that lie here
    without a seal are not missing."""
    faults = []
    seals = sorted(seals, key=lambda seal: (seal.number, seal.day))
    for old, seal in zip(seals, seals[1:]):
        gap = seal.number - old.number - 1
        here = sum(old.file < name < seal.file for name in unsealed)
        if gap > 0:
            what = gap > here and f"{gap} days are missing before it"
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
    """Of a folder and all below it: the days, and what is none."""
    stems, faults = set(), []
    for path in folder.rglob("*"):
        match = DAILY.fullmatch(path.name)
        if not looks_daily(path):
            continue
        if match and match[2] == "_tam.csv":
            faults.append(doubt(path, "is provisional"))
        elif match and match[2] in ENDINGS:
            stems.add(path.parent / match[1])
        else:
            faults.append(f"{path.name}: is no name of a daily file")
    return sorted(stems), faults


def lines_of(seals):
    """The seals of each terminal, whatever codes it had: those of a chain, and
    of one that goes on from it; else by the codes of the chain's first day."""
    firsts, lines = {}, {}
    for seal in sorted(seals, key=lambda seal: -seal.number):
        firsts[seal.chain] = seal
    named = {f"{seal.day} {seal.sha256}": seal for seal in seals}

    def codes(seal):
        seen = set()
        while seal.before in named and seal.before not in seen:
            seen.add(seal.before)
            seal = firsts[named[seal.before].chain]
        return seal.terminal
    for seal in seals:
        lines.setdefault(codes(firsts[seal.chain]), []).append(seal)
    return [lines[codes_] for codes_ in sorted(lines)]


def check_folder(folder, signers=None):
    folder = pathlib.Path(folder)
    stems, faults = find_days(folder)
    if not stems:
        faults.append(doubt(folder, "holds no daily file"))
    days = [(stem, *check_day(stem, signers or folder / "allowed_signers"))
            for stem in stems]
    seals = [seal for _, seal, _ in days if seal]
    unsealed = [stem.name + ".csv" for stem, seal, _ in days if not seal]
    for _, _, found in days:
        faults += found
    for line in lines_of(seals):
        begins = tuple({s.file.rsplit("_", 1)[0] + "_" for s in line})
        faults += check_order(line,
                              [n for n in unsealed if n.startswith(begins)])
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
    sys.exit(verdict(faults))


if __name__ == "__main__":
    main()
