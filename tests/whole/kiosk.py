#!/usr/bin/env python3
"""What packaging/kiosk puts around the terminal, as far as it can be tried
without a machine of its own: the units as systemd reads them, the scripts
against requests, devices and keys that are not what they should be."""

import os
import re
import select
import shutil
import subprocess
from pathlib import Path

from glass import Glass
from support import ROOT, main, new_folder

KIOSK = ROOT / "packaging" / "kiosk"
SCRIPTS = KIOSK / "usr" / "lib" / "bonluon"
UNITS = KIOSK / "usr" / "lib" / "systemd" / "system"
RULES = KIOSK / "usr" / "lib" / "udev" / "rules.d" / "90-bonluon.rules"

# At most so much exposure, as systemd-analyze counts it. What works for the
# terminal as root, or with devices, has more.
EXPOSURE = {"bonluon.service": 1.0, "bonluon-screen.service": 1.3,
            "bonluon-steward@.service": 1.7, "bonluon-lock.service": 2.4,
            "bonluon-stick@.service": 4.4, "bonluon-unmount@.service": 3.9}


class Stubs:
    """Programs that only write down how they were called."""

    def __init__(self, *names, code=0):
        self.folder = new_folder()
        self.log = self.folder / "log"
        for name in names:
            self.add(name, f"exit {code}")
        self.path = f"{self.folder}:/usr/sbin:/usr/bin:/sbin:/bin"

    def add(self, name, then):
        path = self.folder / name
        path.write_text(f'#!/bin/sh\necho "{name} $*" >> "{self.log}"\n{then}\n')
        path.chmod(0o755)

    def calls(self):
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        self.log.unlink(missing_ok=True)
        return lines


def run(script, *args, stubs, env=None, stdin=b""):
    return subprocess.run([SCRIPTS / script, *args], input=stdin, timeout=20,
                          capture_output=True, cwd="/",
                          env={"BONLUON_PATH": stubs.path, **(env or {})})


# ---- the steward -------------------------------------------------------------

MOUNTS = """25 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 25 8:17 / /media/bonluon/sdb1 rw,nosuid shared:9 - vfat /dev/sdb1 rw
41 25 8:33 / /media/other rw shared:9 - vfat /dev/sdc1 rw
42 25 8:34 / /etc rw shared:9 - vfat /dev/sdc2 rw
"""

REFUSED = [
    b"", b"\n", b"unmount\n", b"unmount \n", b"unmount ../../etc\n",
    b"unmount /etc\n", b"unmount .\n", b"unmount ..\n", b"unmount sdb1/..\n",
    b"unmount sdb1 etc\n", b"unmount  sdb1\n", b"unmount sdb2\n",
    b"unmount other\n", b"unmount sdb1;reboot\n", b"unmount $(reboot)\n",
    b"unmount `reboot`\n", b"unmount *\n", b"unmount sdb?\n", b"unmount -l\n",
    b"unmount sdb1@x.service\n", b"unmount SDB1\n", b"unmount s\xc3\xa9\n",
    b"unmount " + b"s" * 33 + b"\n", b"unmount " + b"s" * 100000 + b"\n",
    b" unmount sdb1\n", b"Unmount sdb1\n", b"mount sdb1\n", b"reboot\n",
    b"unmount sdb1\rset-clock 1800000000\n", b"unmount\tsdb1\n",
    b"set-clock\n", b"set-clock 0\n", b"set-clock -1\n", b"set-clock 1e9\n",
    b"set-clock 01800000000\n", b"set-clock 1700000000\n",
    b"set-clock 2147483648\n", b"set-clock 9999999999\n",
    b"set-clock 1800000000 -u\n", b"set-clock @1800000000\n",
    b"set-clock 18000000000\n", b"set-clock $((1800000000))\n",
    b"set-clock 180000000a\n", b"\xff\xfe\n", b"--help\n",
]


def check_steward(checks):
    stubs = Stubs("systemctl", "date", "hwclock")
    mounts = stubs.folder / "mountinfo"
    mounts.write_text(MOUNTS)
    env = {"BONLUON_MOUNTINFO": str(mounts)}
    for request in REFUSED:
        done = run("steward", stubs=stubs, env=env, stdin=request)
        what = request[:40]
        checks.true(re.fullmatch(rb"error: [a-z' ]+\n", done.stdout),
                    f"{what}: {done.stdout!r}")
        checks.same((done.returncode, stubs.calls()), (0, []), f"{what}")
    answered = [
        (b"unmount sdb1\n", ["systemctl start bonluon-unmount@sdb1.service"]),
        (b"unmount sdb1", ["systemctl start bonluon-unmount@sdb1.service"]),
        # One request a connection: what stands behind it is not read.
        (b"unmount sdb1\nset-clock 1800000000\n",
         ["systemctl start bonluon-unmount@sdb1.service"]),
        (b"set-clock 1800000000\n",
         ["date -s @1800000000", "hwclock --systohc"]),
    ]
    for request, calls in answered:
        done = run("steward", stubs=stubs, env=env, stdin=request)
        checks.same((done.stdout, stubs.calls()), (b"ok\n", calls), request)
    done = run("steward", stubs=stubs, env=env, stdin=b"set-clock 2147483648")
    checks.same(done.stdout, b"error: outside the years that can be set\n",
                "a clock that overflows")
    check_answer_first(checks)
    stubs = Stubs("systemctl", "date", "hwclock", code=1)
    for request in (b"unmount sdb1\n", b"set-clock 1800000000\n"):
        done = run("steward", stubs=stubs, env=env, stdin=request)
        checks.true(done.stdout.startswith(b"error: "), f"{request} fails")
    checks.tried("asks the steward for more than")


def check_answer_first(checks):
    """Whoever waits has the answer before the machine's own clock is written
    to: here it is not before the answer was read."""
    stubs = Stubs("date")
    gate = stubs.folder / "gate"
    os.mkfifo(gate)
    hwclock = stubs.folder / "hwclock"
    hwclock.write_text(f'#!/bin/sh\nread -r _ < "{gate}"\n')
    hwclock.chmod(0o755)
    steward = subprocess.Popen([SCRIPTS / "steward"], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE,
                               env={"BONLUON_PATH": stubs.path})
    steward.stdin.write(b"set-clock 1800000000\n")
    steward.stdin.close()
    heard, _, _ = select.select([steward.stdout], [], [], 10)
    checks.true(heard, "answered before hwclock ended")
    gate.write_text("go\n")
    checks.same((steward.stdout.read(), steward.wait(10)), (b"ok\n", 0),
                "the answer")
    steward.stdout.close()


# ---- the locks ---------------------------------------------------------------


class Sysfs:
    """Devices as the kernel shows them: name -> (vendor:product, interfaces as
    (class, protocol))."""

    DEVICES = {
        "1-1": ("0eef:7200", [("03", "00")]),                # touch
        "1-2": ("046d:c31c", [("03", "01"), ("03", "00")]),  # keyboard
        "1-3": ("0781:5567", [("08", "50")]),                # stick
        "1-4": ("0bda:8153", [("02", "00"), ("0a", "00")]),  # network
        "1-5": ("05e3:0610", [("09", "00")]),                # hub
        "1-6": ("0d8c:0014", [("01", "00")]),                # sound
    }

    def __init__(self):
        self.folder = new_folder()
        self.usb = self.folder / "bus" / "usb"
        self.devices = self.usb / "devices"
        host = self.devices / "usb1"
        host.mkdir(parents=True)
        (host / "interface_authorized_default").write_text("1")
        (self.usb / "drivers_probe").write_text("")
        for name, (ids, interfaces) in self.DEVICES.items():
            device = self.folder / "real" / name
            device.mkdir(parents=True)
            vendor, product = ids.split(":")
            (device / "idVendor").write_text(vendor + "\n")
            (device / "idProduct").write_text(product + "\n")
            for i, (kind, protocol) in enumerate(interfaces):
                at = device / f"{name}:1.{i}"
                at.mkdir()
                (at / "bInterfaceClass").write_text(kind + "\n")
                (at / "bInterfaceProtocol").write_text(protocol + "\n")
                (at / "authorized").write_text("1\n")
                (self.devices / at.name).symlink_to(at)
        keyboard = self.folder / "class" / "input" / "input3"
        keyboard.mkdir(parents=True)
        (keyboard / "inhibited").write_text("0\n")
        self.inhibited = keyboard / "inhibited"
        self.allowed = self.folder / "usb-allowed"
        shutil.copy(KIOSK / "etc" / "bonluon" / "usb-allowed", self.allowed)
        self.locked = self.folder / "run" / "locked"
        self.stubs = Stubs("udevadm", "logger")

    def locks(self, *args):
        return run("locks", *args, stubs=self.stubs, env={
            "BONLUON_SYS": str(self.folder),
            "BONLUON_USB_ALLOWED": str(self.allowed),
            "BONLUON_LOCKED": str(self.locked)})

    def word(self, path):
        return (self.usb / path).read_text().strip()

    def let_in(self):
        return [path.name for path in sorted(self.devices.glob("*:*"))
                if (path / "authorized").read_text().strip() == "1"]


def check_locks(checks):
    sysfs = Sysfs()
    done = sysfs.locks("close")
    checks.same((done.returncode, sysfs.let_in()),
                (0, ["1-1:1.0", "1-2:1.1", "1-3:1.0", "1-5:1.0"]),
                f"closed: {done.stderr}")
    checks.same(sysfs.word("devices/usb1/interface_authorized_default"), "0",
                "what comes later")
    checks.true(sysfs.locked.exists(), "the rules know that it is locked")
    calls = sysfs.stubs.calls()
    checks.same(calls[-1:],
                ["udevadm trigger --action=add --subsystem-match=input"],
                "keyboards come again")
    checks.same([call.split()[6] for call in calls[:-1]],
                ["1-2:1.0", "1-4:1.0", "1-4:1.1", "1-6:1.0"],
                f"the journal names them: {calls}")
    checks.true("046d:c31c" in calls[0] and "usb-allowed can name it" in
                calls[0], f"and how to let them in: {calls[0]}")
    sysfs.locks("keyboard", "input3")
    checks.same(sysfs.inhibited.read_text(), "1", "a keyboard is inhibited")

    # One that the installer allows by its id, and one by its class.
    with sysfs.allowed.open("a") as file:
        file.write("046d:c31c\nclass 01\n")
    for name in ("1-2:1.0", "1-6:1.0", "1-4:1.0"):
        sysfs.locks("interface", name)
    checks.same(sysfs.let_in(), ["1-1:1.0", "1-2:1.0", "1-2:1.1", "1-3:1.0",
                                 "1-5:1.0", "1-6:1.0"], "allowed")
    checks.same(sysfs.word("drivers_probe"), "1-6:1.0", "it gets its driver")

    check_list(checks)

    sysfs.locks("open")
    checks.same(len(sysfs.let_in()), 8, "open: everything is let in")
    checks.same(sysfs.inhibited.read_text(), "0", "open: keys")
    checks.true(not sysfs.locked.exists(), "open: the rules ask nothing")

    # What fails is not silent, and the rest is locked all the same.
    sysfs.locked.parent.rmdir()
    sysfs.locked.parent.write_text("a file where a folder should be")
    checks.true(sysfs.locks("close").returncode not in (0, 64), "a failure")
    checks.same(len(sysfs.let_in()), 6, "what can be locked is")

    for args in ((), ("shut",), ("interface",), ("interface", "../1-4:1.0"),
                 ("keyboard", "../../x"), ("close", "now")):
        checks.same(sysfs.locks(*args).returncode, 64, f"locks {args}")
    checks.tried("types, Ctrl-Alt-F1 to F12, Ctrl-Alt-Del, SysRq")
    checks.tried("a network card, a sound card")


def check_list(checks):
    """However people write it."""
    device = "# ours\r\n{}"
    for text in ("046d:c31c", "046D:C31C\n", "046d:c31c\r\n",
                 "046d:c31c # Logitech K120\n", "class 03 # all of these",
                 " CLASS 03\r\n", "1d6b:0002\n046d:c31c"):
        sysfs = Sysfs()
        sysfs.allowed.write_text(device.format(text), newline="")
        sysfs.locks("close")
        checks.true("1-2:1.0" in sysfs.let_in(), f"{text!r} lets it in")
        checks.true("not understood" not in "".join(sysfs.stubs.calls()),
                    f"{text!r} is understood")
    for text in ("046d c31c\n", "keyboard", "class 3\n"):
        sysfs = Sysfs()
        sysfs.allowed.write_text(text)
        sysfs.locks("interface", "1-2:1.0")
        checks.true("1-2:1.0" not in sysfs.let_in(), f"{text!r} lets it in")
        checks.true("not understood: " + text.split()[0] in
                    "".join(sysfs.stubs.calls()), f"{text!r} is told")


# ---- the door ----------------------------------------------------------------

class Door:
    """A stick with a key for service, and those who may sign one."""

    TEXT = "for VANTRUONG/QUAY-1\nuntil 2999-12-31\n"

    def __init__(self):
        self.folder = new_folder()
        self.stick = self.folder / "media" / "sdb1"
        self.stick.mkdir(parents=True)
        self.keys = {}
        for name in ("ours", "theirs"):
            self.keys[name] = self.folder / name
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "",
                            "-f", self.keys[name]], check=True)
        public = self.keys["ours"].with_suffix(".pub").read_text().split()
        self.signers = self.folder / "signers"
        self.signers.write_text(f'service namespaces="bonluon-service" '
                                f"{public[0]} {public[1]}\n")
        self.config = self.folder / "bonluon.ini"
        self.config.write_text("[device]\nunit_code = VANTRUONG\n"
                               "device_id=QUAY-1\n")
        self.stubs = Stubs("systemctl")
        self.write()

    def write(self, text=TEXT, key="ours", namespace="bonluon-service"):
        path = self.stick / "bonluon-service"
        for old in self.stick.iterdir():
            old.unlink()
        path.write_text(text, newline="")
        subprocess.run(["ssh-keygen", "-q", "-Y", "sign", "-f", self.keys[key],
                        "-n", namespace, path], check=True,
                       stderr=subprocess.DEVNULL)

    def opens(self):
        done = run("door", "sdb1", stubs=self.stubs, env={
            "BONLUON_MEDIA": str(self.folder / "media"),
            "BONLUON_SIGNERS": str(self.signers),
            "BONLUON_CONFIG": str(self.config),
            "BONLUON_SETUP": str(self.folder / "setup.ini")})
        self.said = done.stderr.decode()
        return self.stubs.calls() == [
            "systemctl --no-block start bonluon-door@sdb1.service"]


def check_door(checks):
    door = Door()
    checks.true(door.opens(), f"a good key: {door.said}")
    door.write("for *\nuntil 2999-12-31\n")
    checks.true(door.opens(), f"for every terminal: {door.said}")
    door.write("for VANTRUONG/QUAY-1\r\nuntil 2999-12-31\r\n")
    checks.true(door.opens(), f"lines of another system: {door.said}")
    door.write()
    door.config.write_text("[device]\nunit_code=\ndevice_id=\n")
    checks.true(not door.opens(), "of a terminal without codes")
    (door.folder / "setup.ini").write_text("[device]\nunit_code=VANTRUONG\n"
                                           "device_id=QUAY-1\n")
    checks.true(door.opens(), f"codes from the glass: {door.said}")
    for text in ("for VANTRUONG/QUAY-2\nuntil 2999-12-31\n",
                 "until 2999-12-31\n", "for VANTRUONG/QUAY-1\n",
                 "for *\nuntil 2020-01-01\n", "for *\nuntil ever\n",
                 "for *\nuntil 29991231999\n", "# for *\nuntil 2999-12-31\n",
                 ""):
        door.write(text)
        checks.true(not door.opens(), f"opens for {text!r}")
        checks.true("service" in door.said, f"{text!r}: said {door.said!r}")
    door.write(key="theirs")
    checks.true(not door.opens(), "signed by somebody else")
    door.write(namespace="bonluon")
    checks.true(not door.opens(), "signed for something else")
    door.write()
    path = door.stick / "bonluon-service"
    path.write_text(door.TEXT + "for *\n")
    checks.true(not door.opens(), "changed after it was signed")
    door.write(door.TEXT + "#" * 5000 + "\n")
    checks.true(not door.opens(), "longer than is read")
    door.write()
    path.rename(door.folder / "elsewhere")
    path.symlink_to(door.folder / "elsewhere")
    checks.true(not door.opens() and door.said == "", "a link")
    door.write()
    door.signers.unlink()
    checks.true(not door.opens(), "nobody may sign")
    checks.true("names nobody" in door.said, door.said)
    checks.tried("brings a key that nobody signed")


# ---- the screen --------------------------------------------------------------

def check_screen(checks):
    """The key that it makes opens a server; without it there is none."""
    stubs = Stubs("systemctl")
    env = {"RUNTIME_DIRECTORY": str(stubs.folder),
           "BONLUON_CARDS": str(stubs.folder)}
    (stubs.folder / "card0").touch()
    (stubs.folder / "x11").mkdir()
    (stubs.folder / "x11" / "X0").touch()
    run("screen", "ready", stubs=stubs, env=env)
    key = stubs.folder / "authority"
    checks.same(key.stat().st_mode & 0o777, 0o640, "who may read it")
    checks.true(not (stubs.folder / "x11" / "X0").exists(), "a socket of before")
    first = key.read_bytes()
    glass = Glass(options=("-auth", str(key)))
    for authority, opens in ((key, True), ("/dev/null", False)):
        done = subprocess.run(["xwininfo", "-root"], capture_output=True,
                              env={"DISPLAY": glass.name, "PATH": stubs.path,
                                   "XAUTHORITY": str(authority)})
        checks.same(done.returncode == 0, opens, f"with {authority}: {done}")
    run("screen", "ready", stubs=stubs, env=env)
    checks.true(key.read_bytes() != first, "another key each time")
    again = ["systemctl --no-block try-restart bonluon-screen.service"]
    for result, word, calls in (("watchdog", "screen", again),
                                ("watchdog", "disk", []),
                                ("watchdog", "", again), ("timeout", "", again),
                                ("success", "screen", []),
                                ("exit-code", "", [])):
        (stubs.folder / "last-word").write_text(word)
        run("screen", "mend", stubs=stubs, env={"SERVICE_RESULT": result, **env})
        checks.same(stubs.calls(), calls, f"mend after {result} {word}")


# ---- the stick ---------------------------------------------------------------

def check_stick(checks):
    """Names that are none; mounting is for a machine of its own."""
    stubs = Stubs("mount", "umount", "findmnt", "blkid")
    for name in ("", "..", "../sda1", "sda1/..", "sda 1", "SDA1", "sda1;x"):
        for verb in ("mount", "unmount", "gone"):
            done = run("stick", verb, name, stubs=stubs)
            checks.same((done.returncode, stubs.calls()), (64, []),
                        f"stick {verb} {name!r}")
    # Whose it is comes first: here it is no device at all.
    stubs = Stubs("blkid")
    fstab = stubs.folder / "fstab"
    for options, ours in (("rw,user,noauto", False), ("noauto", False),
                          ("noauto,nofail", False), ("rw,relatime", True),
                          ("defaults,x-noauto-no", True)):
        fstab.write_text(f"/dev/sdz9 /media/usb0 auto {options} 0 0\n")
        done = run("stick", "mount", "sdz9", stubs=stubs,
                   env={"BONLUON_FSTAB": str(fstab)})
        said = done.stderr.decode()
        checks.same((done.returncode, "the machine's own" in said),
                    (0, True) if ours else (1, False), f"{options}: {said}")
        checks.true(said.startswith("<4>"), f"{options}: {said}")
    check_mount_options(checks)
    checks.tried("a file system that is the")


def check_mount_options(checks):
    """Any block device of this machine as a stick, which nothing touches: what
    would be called is written down."""
    device = next((path.name for path in sorted(Path("/dev").iterdir())
                   if path.is_block_device()
                   and re.fullmatch("[a-z0-9]+", path.name)), None)
    if device is None:
        return
    always = {"nodev", "nosuid", "noexec", "noatime"}
    for kind, also in (("vfat", {"umask=0077", "flush"}),
                       ("exfat", {"umask=0077"}),
                       ("ntfs", {"umask=0077", "windows_names"}),
                       ("ext2", {"errors=remount-ro", "nosymfollow"}),
                       ("ext4", {"errors=remount-ro", "nosymfollow"})):
        stubs = Stubs("mount", "umount", "install", "mkdir", "rmdir", "chown",
                      "rm", "lsblk", "id")
        stubs.add("findmnt", "exit 1")
        stubs.add("blkid", f"echo {kind}")
        run("stick", "mount", device, stubs=stubs)
        mounts = [call.split() for call in stubs.calls()
                  if call.startswith("mount ") and f"/dev/{device}" in call]
        options = mounts[0][4].split(",") if mounts else []
        checks.true(always | also <= set(options), f"{kind}: {mounts}")


# ---- the units ---------------------------------------------------------------

def make_root():
    """A root with systemd's own units and ours, and what they call."""
    root = new_folder()
    shutil.copytree("/usr/lib/systemd/system", root / "usr/lib/systemd/system",
                    symlinks=True)
    shutil.copytree(KIOSK, root, dirs_exist_ok=True)
    for program in ("usr/bin/bonluon", "usr/lib/xorg/Xorg", "usr/bin/chvt",
                    "sbin/agetty"):
        path = root / program
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("#!/bin/sh\n")
        path.chmod(0o755)
    return root


def check_units(checks):
    root = make_root()
    names = [path.name for path in sorted(UNITS.iterdir()) if path.is_file()]
    checks.true(len(names) >= 8, f"units: {names}")
    for name in names:
        instance = name.replace("@.", "@sdb1.")
        done = subprocess.run(["systemd-analyze", "verify", "--man=no",
                               f"--root={root}", instance],
                              capture_output=True, text=True)
        ours = [line for line in done.stderr.splitlines() if "bonluon" in line]
        checks.same((done.returncode, ours), (0, []), f"verify {instance}")
    for name, most in EXPOSURE.items():
        done = subprocess.run(["systemd-analyze", "security", "--offline=true",
                               f"--threshold={round(most * 10)}",
                               UNITS / name], capture_output=True, text=True)
        checks.same(done.returncode, 0,
                    f"{name}: {done.stdout.splitlines()[-1:]}")


def seconds(unit, key):
    found = re.search(rf"^{key}=(\d+)$", (UNITS / unit).read_text(), re.M)
    return int(found.group(1))


def check_thirty_seconds(checks):
    """What stands still is on its way again so early that nine seconds are
    left of thirty for the start."""
    watchdog = seconds("bonluon.service", "WatchdogSec")
    killed = seconds("bonluon.service", "TimeoutAbortSec")
    again = seconds("bonluon.service", "RestartSec")
    server = seconds("bonluon-screen.service", "TimeoutStopSec")
    for what, most in (("screen", watchdog + killed + server),
                       ("disk", watchdog * 1.5 + killed + again)):
        checks.true(most <= 21, f"{what}: {most} s until it starts")
    door = (UNITS / "bonluon-door@.service").read_text()
    checks.true("Restart=" not in door, "the door stays closed after a session")


def check_boot_menu(checks):
    """What update-grub reads: after what the machine had, and nothing once
    the package is gone."""
    folder = new_folder()
    text = (KIOSK / "etc/default/grub.d/bonluon.cfg").read_text()
    for there, words in (("/", ["console=ttyS0", "quiet"]), ("/nowhere", [])):
        cfg = folder / "bonluon.cfg"
        cfg.write_text(text.replace("/usr/lib/bonluon/locks", there))
        done = subprocess.run(
            ["sh", "-euc", 'GRUB_TIMEOUT=5; GRUB_CMDLINE_LINUX_DEFAULT='
             f'"console=ttyS0"; . {cfg}; echo "$GRUB_TIMEOUT"; '
             'echo "$GRUB_CMDLINE_LINUX_DEFAULT"'],
            capture_output=True, text=True)
        timeout, line = done.stdout.splitlines()
        checks.same(timeout, "0" if words else "5", f"the menu: {done.stderr}")
        checks.same(line.split()[:2], words or ["console=ttyS0"], "the line")
        checks.same("fsck.repair=yes" in line, bool(words), f"fsck: {line}")
        checks.same("panic=10" in line.split(), bool(words), f"panic: {line}")
        said = subprocess.run([KIOSK / "etc/grub.d/01_bonluon"],
                              capture_output=True, text=True,
                              env={"BONLUON_LOCKS": there}).stdout
        lines = [line.strip() for line in said.splitlines()]
        checks.same([line for line in lines if "=" in line][1:],
                    ['set superusers=""',
                     'menuentry_id_option="--unrestricted --id"']
                    if words else [], "who may edit the menu")


def check_consoles(checks):
    """No login, no key of the kernel's, no menu on a console."""
    etc = KIOSK / "usr/lib"
    for name in ("getty@", "serial-getty@", "autovt@", "console-getty",
                 "debug-shell"):
        text = (UNITS / f"{name}.service.d/50-bonluon.conf").read_text()
        checks.true("\nConditionPathExists=!/usr/lib/bonluon/locks\n" in text,
                    f"{name}: {text}")
    for path, line in (("sysctl.d/90-bonluon.conf", r"kernel\.sysrq ?= ?0"),
                       ("systemd/system.conf.d/50-bonluon.conf",
                        "CtrlAltDelBurstAction=none"),
                       ("systemd/logind.conf.d/50-bonluon.conf", "NAutoVTs=0"),
                       ("bonluon/xorg.conf",
                        r'    Option "DontVTSwitch" "on"')):
        checks.true(re.search(f"^{line}$", (etc / path).read_text(), re.M),
                    f"{path}: {line}")
    checks.tried("types, Ctrl-Alt-F1 to F12, Ctrl-Alt-Del, SysRq")


def check_walls(checks):
    """What holds when something else has failed: a kernel that halts or hangs
    is started again, and a screen that was taken over reads no record."""
    for path, line in (("sysctl.d/90-bonluon.conf", r"kernel\.panic ?= ?10"),
                       ("systemd/system.conf.d/50-bonluon.conf",
                        "RuntimeWatchdogSec=30s"),
                       ("systemd/system/bonluon-screen.service",
                        "InaccessiblePaths=-/var/lib/bonluon -/media/bonluon")):
        text = (KIOSK / "usr/lib" / path).read_text()
        checks.true(re.search(f"^{line}$", text, re.M), f"{path}: {line}")


def check_rules(checks):
    """As udev reads them, where it can be asked; and that each of the script's
    verbs is one."""
    if "verify" in subprocess.run(["udevadm", "--help"], capture_output=True,
                                  text=True).stdout:
        done = subprocess.run(["udevadm", "verify", RULES],
                              capture_output=True, text=True)
        checks.same(done.returncode, 0, f"{done.stdout}{done.stderr}")
    rules = RULES.read_text()
    token = (r'[A-Z_]+(?:\{[^}]+\})?(?:==|!=|\+=|=)"[^"]*"')
    for line in rules.splitlines():
        if line and not line.startswith("#"):
            checks.true(re.fullmatch(rf"{token}(?:, {token})*", line), line)
    locks = (SCRIPTS / "locks").read_text()
    for verb in re.findall(r"bonluon/locks ([a-z]+) ", rules):
        checks.true(f"{verb}:?*)" in locks, f"locks {verb}")


def check_modes(checks):
    """What a package copies is what may be run, and nothing else."""
    for path in sorted(KIOSK.rglob("*")):
        if path.is_file():
            runs = path.suffix == "" and path.parent in (
                SCRIPTS, KIOSK / "etc/grub.d")
            checks.same(os.access(path, os.X_OK), runs, f"{path.name}: mode")


def check_pages(checks):
    """What another unit wants starts again at the next boot, disabled or not:
    a page that says how to keep it from that says `mask`."""
    wanted = {word for path in UNITS.glob("*.*")
              if path.is_file() for line in re.findall(r"^(?:Wants|Requires|BindsTo)=(.*)",
                                     path.read_text(), re.M)
              for word in line.split()}
    checks.true("bonluon.service" in wanted, f"wanted: {wanted}")
    pages = [*ROOT.glob("docs/*.md"), ROOT / "README.md",
             ROOT / "packaging" / "README.md"]
    for page in pages:
        for names in re.findall(r"systemctl disable (?:--now )?([^`&;]*)",
                                page.read_text()):
            units = {name if "." in name else name + ".service"
                     for name in names.split()}
            checks.same(units & wanted, set(), f"{page.name}: disables")


def test(checks):
    check_steward(checks)
    check_locks(checks)
    check_door(checks)
    check_screen(checks)
    check_stick(checks)
    check_units(checks)
    check_thirty_seconds(checks)
    check_boot_menu(checks)
    check_consoles(checks)
    check_walls(checks)
    check_rules(checks)
    check_modes(checks)
    check_pages(checks)


if __name__ == "__main__":
    main(test)
