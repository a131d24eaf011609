"""A USB stick: a disk image with a file system of any kind, put in and pulled
out by the emulator."""

import os
import subprocess

from support import new_folder, poll

MIB = 1 << 20
SIZE = 64 * MIB
FIRST = MIB  # where a partition begins
KINDS = {
    "vfat": ("mkfs.vfat", "-F", "32"),
    "fat16": ("mkfs.vfat", "-F", "16"),
    "exfat": ("mkfs.exfat",),
    "ext4": ("mkfs.ext4", "-q"),
    "ext3": ("mkfs.ext3", "-q"),
    "ntfs": ("mkfs.ntfs", "-q", "-F", "-Q"),
    # None of a stick's.
    "minix": ("mkfs.minix",),
    "btrfs": ("mkfs.btrfs", "-q", "--mixed"),
    "luks": ("cryptsetup", "luksFormat", "-q", "--pbkdf", "pbkdf2",
             "--pbkdf-force-iterations", "1000", "--key-file", "/dev/zero",
             "--keyfile-size", "32"),
    "blank": ("true",),
}
# What partition tables call them.
TYPES = {"vfat": "c", "fat16": "e", "exfat": "7", "ext4": "83", "ext3": "83",
         "ntfs": "7", "minix": "81", "btrfs": "83", "luks": "83", "blank": "c"}


def make(kind, partitioned):
    """The file of a stick. The file system is made beside it and copied."""
    folder = new_folder()
    system = folder / "system"
    with open(system, "wb") as file:
        file.truncate(SIZE)
    subprocess.run([*KINDS[kind], str(system)], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if not partitioned:
        return system
    path = folder / "stick"
    with open(path, "wb") as file:
        file.truncate(FIRST + SIZE)
    subprocess.run(["sfdisk", "-q", str(path)], check=True,
                   input=f"start={FIRST // 512}, type={TYPES[kind]}\n".encode())
    subprocess.run(["dd", "status=none", f"if={system}",
                    f"of={path}", "bs=1M", f"seek={FIRST // MIB}",
                    "conv=notrunc,sparse"], check=True)
    os.unlink(system)
    return path


class Stick:
    """One that is made, and put in and pulled as often as one likes."""

    count = 0
    inside = []  # those that were not pulled yet

    def __init__(self, machine, kind, partitioned=True):
        self.machine, self.kind = machine, kind
        self.path = make(kind, partitioned)
        Stick.count += 1
        self.name = f"stick{Stick.count}"

    def put_in(self, read_only=False, writes_a_second=0):
        """One that cannot be written, or hardly."""
        monitor = self.machine.monitor
        if writes_a_second:
            monitor("object-add", **{
                "qom-type": "throttle-group", "id": f"{self.name}-pace",
                "limits": {"iops-write": writes_a_second}})
        file = {"driver": "file", "filename": str(self.path)}
        monitor("blockdev-add", **{
            "driver": "raw", "node-name": self.name, "read-only": read_only,
            "file": {"driver": "throttle", "file": file,
                     "throttle-group": f"{self.name}-pace"}
            if writes_a_second else file})
        monitor("device_add", driver="usb-storage", id=self.name, bus="usb.0",
                drive=self.name, removable=True)
        Stick.inside.append(self)

    def pull(self):
        """At once, whatever is going on."""
        Stick.inside.remove(self)
        self.machine.monitor("device_del", id=self.name)

        def let_go():
            try:
                self.machine.monitor("blockdev-del",
                                     **{"node-name": self.name})
            except RuntimeError:
                return False
            return True
        poll(let_go, 60, "the stick is out", every=0.1)

    def content(self):
        """What lies on it now, by path; read while nobody else has it."""
        said = self.machine.ask("""
            device=$(ls /dev/sd?1 2> /dev/null || ls /dev/sd?)
            mkdir -p /run/look && mount -o ro "$device" /run/look
            cd /run/look && find . -type f -exec sha256sum {} +
            cd / && umount /run/look""")
        return dict(reversed(line.split(maxsplit=1))
                    for line in said.splitlines())
