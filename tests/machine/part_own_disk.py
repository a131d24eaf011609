"""The record on a disk of its own, as packaging/README.md has it: the terminal
goes on there; without that disk the machine comes up, the terminal does not,
and nothing is written in the disk's place; with it all is there again."""

import subprocess

from machine import BOOT_S, Machine
from office import DATA, Office, office_image
from support import new_folder

# What whoever moves the record types, once the disk is in.
MOVE = f"""systemctl stop bonluon
until [ -b /dev/vdb ]; do sleep 0.1; done
mke2fs -q -t ext4 -L RECORD /dev/vdb
mount /dev/vdb /mnt
cp -a {DATA}/. /mnt
chown bonluon:bonluon /mnt && chmod 750 /mnt
umount /mnt
find {DATA} -mindepth 1 -delete
echo 'LABEL=RECORD {DATA} ext4 nofail,x-systemd.device-timeout=30s 0 2' \\
    >> /etc/fstab
sync"""
HOLDS = f"findmnt -n -o LABEL --mountpoint {DATA}"


def with_disk(path):
    return ("-drive", f"file={path},format=raw,if=virtio,cache=unsafe")


def visits(report, office, count, what):
    """One more, and what the record then holds."""
    office.glass.plug()
    report.tried(f"{what}: the first question", office.wait, "question:1",
                 "vi", BOOT_S)
    report.tried(f"{what}: a visit", office.visit, 5, 4, 3, 2)
    got = office.answers("value")
    report.held([row[0] for row in got] == [5, 4, 3, 2] * count,
                f"{what}: {4 * count} answers in the record", str(got))


def run(report):
    path = new_folder() / "record.raw"
    subprocess.run(["truncate", "-s", "256M", path], check=True)
    machine = Machine(office_image(), more=with_disk(path))
    office = Office(machine)
    visits(report, office, 1, "before")
    machine.ask(MOVE, BOOT_S)
    machine.cut_and_start()
    visits(report, office, 2, "moved")
    report.held(machine.ask(HOLDS) == "RECORD", "it lies on its own disk")
    machine.more = ()
    machine.cut_and_start()
    machine.shell("systemctl is-system-running --wait", BOOT_S)
    state = machine.shell("systemctl is-active bonluon").out.strip()
    report.held(state == "inactive", "without the disk it does not start",
                state)
    left = machine.ask(f"find {DATA} -mindepth 1")
    report.held(left == "", "and nothing is written in its place", left)
    machine.more = with_disk(path)
    machine.cut_and_start()
    visits(report, office, 3, "the disk is back")
    machine.cut()
