#!/usr/bin/env python3
"""bonluon enrol: the first key is shown once, as a line and as a code that
scans; the signer is who ssh-keygen says; and what it leaves on the disk,
whoever runs it and whatever the disk does."""

import hashlib
import os
import pty
import re
import resource
import stat
import subprocess

from glass import Glass
from support import (HELD_BY_MODES, Place, Terminal, environment, main,
                     new_folder)

EX_CANTCREAT, EX_IOERR, EX_TEMPFAIL = 73, 74, 75
NAMES = ["allowed_signers", "chain-key", "lock", "sign-key"]
KEY = re.compile(r"bonluon-first-key 1 (\S+) ([0-9a-f]{16}) ([0-9a-f]{64})")


def who(place):
    return (place.config.get("office", "unit_code") + "/" +
            place.config.get("office", "device_id"))


def key_id(first):
    """As tag.h has it, by Python's standard library."""
    return hashlib.blake2b(b"bonluon key id", digest_size=8,
                           key=bytes.fromhex(first)).hexdigest()


def keygen(*args, **more):
    done = subprocess.run(["ssh-keygen", *map(str, args)],
                          capture_output=True, **more)
    return done.returncode, (done.stdout + done.stderr).decode()


class Shown:
    """What was shown, taken apart."""

    def __init__(self, checks, place, out, what):
        found = KEY.findall(out)
        checks.same(len(found), 1, f"{what}: first keys in {out!r}")
        self.who, self.id, self.key = found[0]
        self.line = KEY.search(out)[0]
        self.fingerprint = re.search(r"^SHA256:\S{43}$", out, re.M)[0]
        self.signer = re.search(r'^\S+ namespaces="bonluon" ssh-ed25519 \S+$',
                                out, re.M)[0]
        checks.same(self.who, who(place), f"{what}: who")
        checks.same(key_id(self.key), self.id, f"{what}: the key's id")
        lines = (place.data / "allowed_signers").read_text().splitlines()
        checks.true(self.signer in lines, f"{what}: {self.signer} in {lines}")
        checks.same(self.signer.split()[0], self.who, f"{what}: principal")
        said = keygen("-l", "-f", "-",
                      input=" ".join(self.signer.split()[2:]).encode())
        checks.true(said[0] == 0 and f" {self.fingerprint} " in said[1],
                    f"{what}: {self.fingerprint}, by ssh-keygen {said}")
        checks.same(kept(place)[:3], [self.id, "0", "1"], f"{what}: kept")
        checks.same(kept(place)[3], self.key, f"{what}: the key that is kept")


def kept(place):
    """id, epoch, shown, key; and only one place holds one."""
    raw = (place.data / "chain-key").read_bytes()
    places = [raw[:4096].rstrip(b"\0"), raw[4096:].rstrip(b"\0")]
    held = [p for p in places if p]
    assert len(raw) == 8192 and len(held) == 1, raw
    words = held[0].decode().split()
    assert words[:2] == ["bonluon-chain-key", "1"], words
    return words[2:6]


def enrol(checks, place, what, *args, **more):
    result = place.call("enrol", *args, **more)
    checks.same((result.code, result.err), (0, ""), f"{what}: {result}")
    return result.out, Shown(checks, place, result.out, what)


def check_files(checks, place, what):
    checks.same(sorted(f.name for f in place.data.iterdir()), NAMES, what)
    for name, mode in (("chain-key", 0o600), ("sign-key", 0o600),
                       ("allowed_signers", 0o644)):
        checks.same(stat.S_IMODE((place.data / name).stat().st_mode), mode,
                    f"{what}: mode of {name}")


# -- once, and anew -----------------------------------------------------------

def check_once(checks):
    place = Place()
    place.data.mkdir()
    out, first = enrol(checks, place, "a fresh folder", umask=0)
    check_files(checks, place, "a fresh folder")
    checks.true("tỉnh" in out and "province" in out, "what to do with it")

    again = place.call("enrol")
    checks.same((again.code, again.out, again.err.count("\n")),
                (EX_CANTCREAT, "", 1), f"a second time: {again}")
    checks.true("--anew" in again.err and first.key not in again.err,
                f"a second time: {again}")
    checks.same(kept(place)[0], first.id, "a second time: the key")

    _, anew = enrol(checks, place, "--anew", "--anew")
    check_files(checks, place, "--anew")
    checks.true(anew.key != first.key, "--anew shows the same key")
    checks.same((anew.fingerprint, anew.signer),
                (first.fingerprint, first.signer), "--anew: the signer")
    checks.true(first.key.encode() not in
                (place.data / "chain-key").read_bytes(), "the old key is left")
    place = Place()
    place.data.mkdir()
    enrol(checks, place, "--anew in a fresh folder", "--anew")


def check_damage(checks):
    """What is damaged is set aside, and another key is shown."""
    place = Place()
    place.data.mkdir()
    enrol(checks, place, "before the damage")
    (place.data / "chain-key").write_text("nonsense")
    result = place.call("enrol")
    checks.same(result.code, 0, f"a damaged key: {result}")
    Shown(checks, place, result.out, "a damaged key")
    checks.true("quarantine/1" in result.err, f"a damaged key: {result}")
    checks.same((place.data / "quarantine/1/chain-key").read_text(),
                "nonsense", "set aside")


def check_verify(checks):
    """A signature by its key: made here by ssh-keygen itself, of the seed in
    the file."""
    place = Place()
    place.data.mkdir()
    _, shown = enrol(checks, place, "to sign")
    seed = bytes.fromhex((place.data / "sign-key").read_text().split()[2])
    folder = new_folder()
    key, text = folder / "key", folder / "text"
    key.write_text(private_key(seed, shown.signer.split()[3]))
    key.chmod(0o600)
    text.write_text("bonluon-seal 1\n")
    checks.same(keygen("-Y", "sign", "-f", key, "-n", "bonluon", text)[0], 0,
                "ssh-keygen -Y sign")
    for content, good in ((b"bonluon-seal 1\n", True), (b"bonluon\n", False)):
        code, said = keygen(
            "-Y", "verify", "-f", place.data / "allowed_signers", "-I",
            shown.who, "-n", "bonluon", "-s", f"{text}.sig", input=content)
        checks.same((code == 0, shown.fingerprint in said), (good, good),
                    f"ssh-keygen -Y verify: {said}")


def private_key(seed, blob):
    """An OpenSSH private key file of a seed."""
    from base64 import b64decode, b64encode
    public = b64decode(blob)

    def string(b):
        return len(b).to_bytes(4, "big") + b
    inner = (bytes(8) + public + string(seed + public[-32:]) + string(b""))
    inner += bytes(range(1, 1 + -len(inner) % 8))
    whole = (b"openssh-key-v1\0" + string(b"none") + string(b"none") +
             string(b"") + (1).to_bytes(4, "big") + string(public) +
             string(inner))
    return ("-----BEGIN OPENSSH PRIVATE KEY-----\n" +
            b64encode(whole).decode() + "\n"
            "-----END OPENSSH PRIVATE KEY-----\n")


# -- the code -----------------------------------------------------------------

def scan(rows):
    """Reads the code as a camera would: half blocks as pixels, black on
    white, in the plainest form of a picture."""
    scale = 8
    width, height = scale * len(rows[0]), scale * 2 * len(rows)
    pixels = b""
    for row in rows:
        for full in ("▀█", "▄█"):
            line = b"".join((b"\0" if c in full else b"\xff") * scale
                            for c in row)
            pixels += line * scale
    path = new_folder() / "code.pgm"
    path.write_bytes(b"P5 %d %d 255\n" % (width, height) + pixels)
    done = subprocess.run(["zbarimg", "-q", "--raw", path],
                          capture_output=True)
    return done.stdout.decode().rstrip("\n")


def code_rows(lines):
    """The lines of the code: from the first of blanks alone, to the last."""
    rows = [i for i, line in enumerate(lines) if set(line) <= set(" ▀▄█") and
            len(line) > 20]
    return lines[rows[0]:rows[-1] + 1]


def check_code(checks):
    place = Place()
    place.data.mkdir()
    out, shown = enrol(checks, place, "the code")
    rows = code_rows(out.splitlines())
    checks.same(scan(rows), shown.line, "read from the paper")
    checks.same([set(r[:4] + r[-4:]) for r in rows], [{" "}] * len(rows),
                "four light modules at each side")
    checks.same([set(r) for r in rows[:2] + rows[-2:]], [{" "}] * 4,
                "and above and below")
    checks.true(len(rows[0]) <= 80, f"{len(rows[0])} columns")


def on_terminal(place, *args):
    """What a person sees: all that it writes to a pseudo-terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(place.command("enrol", *args), stdin=theirs,
                               stdout=theirs, stderr=theirs,
                               env=environment(place.folder),
                               cwd=place.folder)
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.close(ours)
    return process.wait(10), shown.decode().replace("\r\n", "\n")


def check_colours(checks):
    """On a terminal the code is black on white, whatever that has."""
    place = Place()
    place.data.mkdir()
    code, out = on_terminal(place)
    checks.same(code, 0, f"on a terminal: {out!r}")
    coloured = re.findall(r"^\033\[0;30;47m([ ▀▄█]+)\033\[0m$", out, re.M)
    shown = Shown(checks, place, re.sub(r"\033\[[0-9;]*m", "", out),
                  "on a terminal")
    checks.same(scan(coloured), shown.line, "read from the terminal")
    checks.same(out.count("\033"), 2 * len(coloured), "colours elsewhere")


# -- who else is there, and the disk ------------------------------------------

def check_lock(checks):
    place = Place()
    place.data.mkdir()
    terminal = Terminal(place, Glass(800, 480))
    terminal.ready()
    before = sorted(f.name for f in place.data.iterdir())
    result = place.call("enrol")
    checks.same((result.code, result.out), (EX_TEMPFAIL, ""),
                f"while it runs: {result}")
    checks.same(sorted(f.name for f in place.data.iterdir()), before,
                "while it runs: files")
    checks.same(terminal.stop(), 0, terminal.messages())
    enrol(checks, place, "after it ran")


def check_disk(checks):
    def full():
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    place = Place()
    place.data.mkdir()
    for _ in range(2):
        result = place.call("enrol", preexec_fn=full, restore_signals=False)
        checks.same((result.code, result.out, result.err.count("\n")),
                    (EX_CANTCREAT, "", 1), f"a full disk: {result}")
        checks.same([f.name for f in place.data.iterdir()], ["lock"],
                    "a full disk: half-made")
    _, first = enrol(checks, place, "when there is room again")
    result = place.call("enrol", "--anew", preexec_fn=full,
                        restore_signals=False)
    checks.same((result.code, result.out), (EX_CANTCREAT, ""),
                f"--anew on a full disk: {result}")
    checks.same(kept(place)[0], first.id, "--anew on a full disk: the key")

    with open("/dev/full", "wb") as none:
        done = subprocess.run(place.command("enrol", "--anew"), stdout=none,
                              stderr=subprocess.PIPE, cwd=place.folder,
                              env=environment(place.folder))
    checks.same(done.returncode, EX_IOERR, f"nowhere to show: {done.stderr}")
    checks.true(kept(place)[0] != first.id and b"--anew" in done.stderr,
                f"nowhere to show: {done.stderr}")


def check_read_only(checks):
    place = Place()
    place.data.mkdir()
    place.data.chmod(0o555)
    result = place.call("enrol", before=HELD_BY_MODES)
    checks.same((result.code, result.out, result.err.count("\n")),
                (EX_CANTCREAT, "", 1), f"read-only: {result}")
    checks.true(str(place.data) in result.err, f"read-only: {result}")
    checks.same(list(place.data.iterdir()), [], "read-only: files")


def check_owner(checks):
    """Enrolled by root, all of it is the terminal's."""
    if os.geteuid() != 0:
        print("not tested: another owner (this is not root)")
        return
    place = Place()
    place.data.mkdir()
    os.chown(place.data, 12345, 12346)
    (place.data / "sign-key").write_text("nonsense")
    result = place.call("enrol")
    checks.same(result.code, 0, f"by root: {result}")
    for path in place.data.rglob("*"):
        found = path.stat()
        # What was set aside is as it was.
        if path.parent.name != "1":
            checks.same((found.st_uid, found.st_gid), (12345, 12346),
                        f"by root: owner of {path}")


def test(checks):
    check_once(checks)
    check_damage(checks)
    check_verify(checks)
    check_code(checks)
    check_colours(checks)
    check_lock(checks)
    check_disk(checks)
    check_read_only(checks)
    check_owner(checks)
    checks.tried("Enrolled")


if __name__ == "__main__":
    main(test)
