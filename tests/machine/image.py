"""What an emulated machine boots: roots of Debian, made by mmdebstrap and apt
as a person would fill them, each put into a disk image. All of it lies in
build/machine and is made again when what it is made of has changed.

Needs root: for owners of files, and for apt inside the roots.
"""

import hashlib
import os
import pathlib
import platform
import shutil
import subprocess
import sys
import time

from support import ROOT, Config, local_date

HERE = pathlib.Path(__file__).resolve().parent
NUMBERS = {"bookworm": 12, "trixie": 13}  # of the Debians that are served
RELEASE = os.environ.get("RELEASE") or (
    platform.freedesktop_os_release().get("VERSION_CODENAME", ""))
STORE = ROOT / "build" / "machine" / RELEASE
DISK_SIZE = "3G"
OFFSET_MIN = 7 * 60  # what the config counts by

# A bare Debian that boots by itself, as its installer leaves it when nothing
# was ticked; no more.
BASE = ("systemd-sysv", "udev", "dbus", "linux-image-amd64", "initramfs-tools",
        "zstd")
# Small enough for an emulated processor: only what finds the disk.
INITRD = """mkdir -p "$1/etc/initramfs-tools/conf.d" \
    "$1/usr/share/initramfs-tools/modules.d"
echo MODULES=list > "$1/etc/initramfs-tools/conf.d/machine"
printf '%s\\n' virtio_pci virtio_blk ext4 \
    > "$1/usr/share/initramfs-tools/modules.d/machine"
"""
# Nothing starts while packages are installed into a root that is not running.
POLICY = "#!/bin/sh\nexit 101\n"

# Small programs for the inside, and how they are linked.
TOOLS = {"touch": ["-static"], "halt": ["-static"],
         "cover": ["-l:libXcomposite.a", "-lXext", "-lX11"],
         "blind.so": ["-shared", "-fPIC"]}
# The test's own: the shell, the glass; and nothing that wakes up by itself. A
# keymap is compiled at every start, for a third of it, where no installer ran.
FINISH = """set -e
chmod 755 /usr/local/lib/machine/*
systemctl -q enable machine-agent machine-touch
systemctl -q mask serial-getty@ttyS0 apt-daily.timer apt-daily-upgrade.timer \\
    dpkg-db-backup.timer e2scrub_all.timer e2scrub_reap.service fstrim.timer \\
    keyboard-setup console-setup
echo uinput > /etc/modules-load.d/machine.conf
echo machine > /etc/hostname
rm -f /usr/sbin/policy-rc.d
"""


def run(*command, **more):
    """A command that must succeed; what it says only when it does not."""
    done = subprocess.run([str(word) for word in command],
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, **more)
    if done.returncode != 0:
        sys.stdout.write(done.stdout.decode(errors="replace")[-4000:])
        raise RuntimeError(f"{command[0]} ended with {done.returncode}")


def inside(root, script):
    """Runs a script in a root, in a mount namespace of its own: nothing is
    left mounted, whatever happens."""
    run("unshare", "--mount", "sh", "-ec", """
        mount -t proc proc "$0/proc"
        mount -t tmpfs tmpfs "$0/tmp"
        exec chroot "$0" env DEBIAN_FRONTEND=noninteractive sh -ec "$1"
        """, root, script)


def digest(*parts):
    """Of files, folders of them, and texts."""
    total = hashlib.sha256()
    for part in parts:
        path = pathlib.Path(part)
        if isinstance(part, str):
            total.update(part.encode())
        elif path.is_dir():
            for file in sorted(path.rglob("*")):
                if file.is_file():
                    total.update(str(file).encode() + file.read_bytes())
        else:
            total.update(path.read_bytes())
    return total.hexdigest()


def kept(path, stamp, make):
    """Makes a file, unless it was made of the same before."""
    mark = path.with_name(path.name + ".stamp")
    if not path.exists() or not mark.exists() or mark.read_text() != stamp:
        print(f"making {path.relative_to(ROOT)}; this takes minutes",
              flush=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        mark.unlink(missing_ok=True)
        make(path)
        mark.write_text(stamp)
    return path


def base():
    """A bare Debian, as a tar. A week old is too old to install from."""
    week = time.strftime("%Y-%W")
    return kept(
        STORE / "base.tar", digest(*BASE, INITRD, week),
        lambda path: run(
            "mmdebstrap", "--variant=minbase", "--include=" + ",".join(BASE),
            "--essential-hook=" + INITRD, '--aptopt=Acquire::Languages "none"',
            RELEASE, path))


class Image:
    """A disk with a root in it, and the kernel of that root."""

    # Without what an emulated processor only loses time by.
    cmdline = ("root=/dev/vda rw console=ttyS0 console=tty0 quiet "
               "net.ifnames=0 mitigations=off init_on_alloc=0 "
               "module_blacklist=kvm,kvm_amd,floppy,powernow_k8")

    def __init__(self, name, made_of, fill, packed=None, settle=None):
        """`fill` is given the folder of a bare root, to put into it what is
        under test; `made_of`, what that depends on. Then `settle` may change
        something more, and the test's own tools come in. The first step takes
        minutes, is kept as `packed` (else as `name`), and can be shared."""
        self.kernel = STORE / f"{name}.vmlinuz"
        self.initrd = STORE / f"{name}.initrd"
        bare = base()
        filled = digest(bare.with_name(bare.name + ".stamp"), *made_of)
        root = kept(STORE / f"{packed or name}.tar", filled,
                    lambda path: self._fill(path, bare, fill))
        self.disk = kept(STORE / f"{name}.ext4", digest(
            filled, FINISH, *config().lines, *sorted(HERE.glob("*.service")),
            *sorted(HERE.glob("*.c")), HERE / "agent.sh"),
            lambda path: self._make(path, root, settle))

    @staticmethod
    def _unpacked(packed):
        root = packed.with_suffix(".root")
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir(parents=True)
        run("tar", "-xpf", packed, "-C", root)
        return root

    def _fill(self, path, bare, fill):
        root = self._unpacked(bare)
        (root / "usr/sbin/policy-rc.d").write_text(POLICY)
        (root / "usr/sbin/policy-rc.d").chmod(0o755)
        shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")
        fill(root)
        inside(root, "apt-get clean; rm /etc/resolv.conf")
        run("tar", "-cpf", path, "-C", root, ".")
        shutil.rmtree(root)

    def _make(self, path, packed, settle):
        root = self._unpacked(packed)
        if settle:
            settle(root)
        self._add_tools(root)
        for found, to in (("vmlinuz", self.kernel), ("initrd.img",
                                                     self.initrd)):
            shutil.copy(next(root.glob(f"boot/{found}-*")), to)
        path.unlink(missing_ok=True)
        run("truncate", "-s", DISK_SIZE, path)
        run("mke2fs", "-q", "-t", "ext4", "-d", root, path)
        shutil.rmtree(root)

    def _add_tools(self, root):
        tools = root / "usr/local/lib/machine"
        tools.mkdir(parents=True)
        shutil.copy(HERE / "agent.sh", tools)
        for name, more in TOOLS.items():
            run("cc", "-std=c11", "-D_GNU_SOURCE", "-O2", "-Wall", "-Wextra",
                "-o", tools / name,
                (HERE / name).with_suffix(".c"), *more)
        for unit in ("agent", "touch"):
            shutil.copy(HERE / f"{unit}.service",
                        root / f"etc/systemd/system/machine-{unit}.service")
        inside(root, FINISH)

    @staticmethod
    def clock(days=0):
        """Ten o'clock of today in the office, or of so many days later."""
        return local_date(OFFSET_MIN, days) + "T03:00:00"


def config():
    """The sample, for an office of its own that is open every day. Its picture
    stays as it is while a part takes its time."""
    changed = Config().set("office", unit_code="MAYTHU", device_id="QUAY-9")
    changed.set("timing", shift_ms=0, dim_ms=24 * 60 * 60 * 1000)
    for day in ("saturday", "sunday"):
        changed.set("hours", **{day: changed.get("hours", "monday")})
    return changed
