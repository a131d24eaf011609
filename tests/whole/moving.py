#!/usr/bin/env python3
"""A terminal that moves house, as docs/moving.md tells it: its codes are changed
at noon and at night; its data directory goes to another computer; the database
alone does; it comes back from a backup; and two machines run from one clone.
Each time: what the first start says, and what the province sees of it."""

import calendar
import shutil
import time

from support import (COLUMNS, Config, Place, Terminal, main, make_shim,
                     new_folder, read_csv)
from trust import WEEKDAYS

WELL, WRONG, UNPROVEN = 0, 65, 66
OLD, NEW = "van-truong/quay-1", "van-truong/quay-2"
OFFICE = "UBND xã \"Vạn Trường\""

# Another time for one program, by the wall clock and by the boot clock.
SHIM = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>
int clock_gettime(clockid_t id, struct timespec *out)
{
    int (*real)(clockid_t, struct timespec *) =
        (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT,
                                                     "clock_gettime");
    int result = real(id, out);
    if (id == CLOCK_REALTIME || id == CLOCK_BOOTTIME) {
        out->tv_sec += atol(getenv("SHIFT_S"));
    }
    if (id == CLOCK_BOOTTIME) {
        out->tv_sec += 1000 * 86400; /* it is never below 0 */
    }
    return result;
}
"""


class Machine:
    """A computer with a terminal on it, which runs when it is told to."""

    def __init__(self, shim, who=OLD):
        config = Config()
        config.set("hours", utc_offset="+07:00", closed="",
                   **{day: "00:00-24:00" for day in WEEKDAYS})
        config.set("office", **{"name[vi]": OFFICE})
        config.set("timing", settle_ms=100, advance_ms=100, thanks_ms=400,
                   transition_ms=0, shift_ms=0, cooldown_ms=0)
        self.shim = shim
        self.place = Place(config)
        self.place.data.mkdir(mode=0o700)
        self.outbox = self.place.data / "outbox"
        self.name(who)

    def name(self, who):
        unit, device = who.split("/")
        self.place.config.set("office", unit_code=unit, device_id=device)
        self.place.save()

    def env(self, local):
        then = calendar.timegm(time.strptime(local, "%Y-%m-%d %H:%M"))
        return {"LD_PRELOAD": str(self.shim),
                "SHIFT_S": str(int(then - 7 * 3600 - time.time()))}

    def run(self, local, visits=1):
        """From then on, until so many visitors were there; what it said."""
        lines = ["900 picture start"]
        for _ in range(visits):
            lines += ["500 tap answer:4"] * 4 + ["1100 picture home"]
        path = self.place.folder / "visit.play"
        path.write_text("\n".join([*lines, "1500 end"]) + "\n")
        terminal = Terminal(
            self.place, None, "--windowed", "1280x800", "--play", path,
            "--pictures", new_folder(),
            more_env={"SDL_VIDEODRIVER": "dummy", **self.env(local)})
        code = terminal.ended(400)
        if code != 0:
            raise RuntimeError(f"{local}: ended with {code}: "
                               f"{terminal.messages()}")
        return terminal.messages()

    def call(self, local, *args):
        env = [f"{key}={value}" for key, value in self.env(local).items()]
        return self.place.call(*args, before=("env", *env))

    def verify(self, *args):
        return self.place.call("verify", *args, "--lang", "en")

    def first_key(self, local):
        path = self.place.folder / "first-key.txt"
        path.write_text(self.call(local, "enrol").out)
        return path


def codes_of(path):
    """Of a daily file: how many visits under which codes."""
    columns, rows = read_csv(path)
    assert columns == COLUMNS, columns
    found = {}
    for row in rows:
        who = row["unit_code"] + "/" + row["device_id"]
        found.setdefault(who, set()).add(row["visit_id"])
    return {who: len(visits) for who, visits in found.items()}


def test(checks):
    m = Machine(make_shim(SHIM))
    key = m.first_key("2026-11-23 08:00")
    m.run("2026-11-23 08:00", 2)
    m.run("2026-11-24 08:00", 2)
    m.name(NEW)
    m.run("2026-11-24 12:00", 1)
    m.run("2026-11-25 08:00", 1)
    for p in sorted(m.outbox.glob("*.csv")):
        print(p.name, codes_of(p))
    print((m.outbox/"4luon_van-truong_quay-2_2026-11-24.seal").read_text())
    print(m.verify(m.place.data, "--first-key", key))
    print(m.verify(m.outbox))
    print(m.verify(m.outbox, "--from", "2026-11-23", "--to", "2026-11-24"))
    print(m.place.call("report", m.outbox, "--lang", "en"))
    print(m.call("2026-11-25 10:00", "report", "--from", "2026-11-23", "--to", "2026-11-24", "--lang", "en"))


if __name__ == "__main__":
    main(test)
