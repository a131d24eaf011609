#!/usr/bin/env python3
"""Staff set the clock on a real window: the corner, the PIN, the key below the
date, two years on, asked twice. What the steward is asked, when it takes its
time for it; the row that tells of it; and nobody is asked any more."""

import struct
import time

from glass import Glass
from set_up import Steward
from staff import PIN, Staff, make_place
from support import Terminal, main, make_shim, new_folder, poll

DAY_S = 86400
SLOW_S = 3  # the steward, before it does what it is asked
# The wall clock is as far ahead as the file says, in seconds.
SHIM = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>
int clock_gettime(clockid_t id, struct timespec *out)
{
    int (*real)(clockid_t, struct timespec *) =
        (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT,
                                                     "clock_gettime");
    int result = real(id, out);
    double ahead = 0;
    int fd = open(getenv("AHEAD"), O_RDONLY);
    if (id == CLOCK_REALTIME && fd >= 0 &&
        read(fd, &ahead, sizeof ahead) == sizeof ahead) {
        out->tv_sec += (time_t)ahead;
    }
    close(fd);
    return result;
}
"""


class SlowSteward(Steward):
    """One that sets the clock, after a while."""

    def __init__(self, ahead):
        self.ahead, self.done = ahead, 0
        super().__init__()

    def run(self):
        while True:
            connection = self.socket.accept()[0]
            asked = connection.makefile().readline()
            time.sleep(SLOW_S)
            to = int(asked.split()[1])
            self.ahead.write_bytes(struct.pack("d", to - time.time() // 1))
            self.done = time.clock_gettime(time.CLOCK_BOOTTIME)
            self.asked.append(asked)
            connection.sendall(b"ok\n")
            connection.close()


def confirmed(place):
    return place.database().execute(
        "SELECT wall_ms, boottime_ms FROM events "
        "WHERE kind = 'confirm'").fetchall()


def test(checks):
    glass = Glass(1280, 800)
    place = make_place(new_folder())
    ahead = new_folder() / "ahead"
    ahead.write_bytes(struct.pack("d", 0))
    steward = SlowSteward(ahead)
    checks.same(place.call("pin", input=f"{PIN}\n".encode()).code, 0, "a PIN")
    terminal = Terminal(place, glass,
                        more_env={"BONLUON_STEWARD": str(steward.path),
                                  "LD_PRELOAD": str(make_shim(SHIM)),
                                  "AHEAD": str(ahead)})
    terminal.ready()
    staff = Staff(place, glass)
    staff.load("set-clock")
    staff.load("clock")
    staff.hold("question-doubt")
    staff.enter(PIN)
    staff.wait("clock", "set-clock")
    staff.press("clock", "set-clock")
    staff.wait("set-clock", "more:year")
    for _ in range(2):
        staff.press("set-clock", "more:year")
    staff.press("set-clock", "enter")
    time.sleep(1)
    checks.same(confirmed(place), [], "asked once, nothing is done yet")
    before = time.time()
    staff.press("set-clock", "enter")
    poll(lambda: steward.asked, 20, "the steward is asked")
    word, seconds = steward.asked[0].split()
    checks.same(word, "set-clock", "what it is asked")
    checks.within(int(seconds), before + 729 * DAY_S, before + 732 * DAY_S,
                  "two years on")
    row = poll(lambda: confirmed(place), 20, "it is a row")[0]
    offset_ms = row["wall_ms"] - row["boottime_ms"]
    checks.within(offset_ms / 1000, int(seconds) - steward.done - 1,
                  int(seconds) - steward.done + 1,
                  "the row has both clocks at one moment")
    # Nobody is asked any more: the panel has the key where it is without.
    staff.wait("panel", "set-clock")
    staff.press_at(*staff.find("panel", "close").middle())
    staff.load("question")
    staff.wait("question", "answer:3")
    checks.same(terminal.stop(), 0, terminal.messages())
    checks.same(len(confirmed(place)), 1, "one row")


if __name__ == "__main__":
    main(test)
