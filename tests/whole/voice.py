#!/usr/bin/env python3
"""Questions read aloud by the running program: what reaches a sound device,
what silences it, and a machine that has none. The device is a file, which SDL
fills as fast as a real one would play."""

import pathlib

from glass import Glass, Screens
from person import HIGH, Person, make_place
from support import PATIENCE_S, Terminal, main, poll, write_wav

RATE = 16000
LONG_S, SHORT_S = 20, 0.3
SAMPLE = 0x1234


def voice_place():
    """A long recording in Vietnamese, a short one in English, of the first
    question alone."""
    place = make_place()
    for language, seconds in (("vi", LONG_S), ("en", SHORT_S)):
        write_wav(place.folder / "voice" / language / "4-luon" /
                  "mim-cuoi.wav", seconds, SAMPLE, RATE)
    place.config.set("voice", on="yes")
    place.save()
    return place


def sounding(terminal):
    """True while a thread of the sound is about."""
    names = []
    for task in pathlib.Path(f"/proc/{terminal.process.pid}/task").iterdir():
        try:
            names.append((task / "comm").read_text().strip())
        except OSError:
            pass  # it has just ended
    return any(name.startswith(("SDLAudio", "silence")) for name in names)


class Device:
    """The file that stands for a sound device; what it was given."""

    def __init__(self, place):
        self.path = place.folder / "heard.raw"
        self.environment = {"SDL_AUDIODRIVER": "disk",
                            "SDL_DISKAUDIOFILE": str(self.path)}

    def forget(self):
        self.path.unlink(missing_ok=True)

    def samples(self):
        sample = SAMPLE.to_bytes(2, "little")
        return (self.path.read_bytes().count(sample) if self.path.exists()
                else 0)


def check_answered(checks, person, terminal, device):
    """Samples reach the device until an answer silences them."""
    person.come()
    silent = person.looks("speak")
    checks.same(device.samples(), 0, "samples before")
    person.tap("speak")
    poll(lambda: device.samples() > RATE // 10, PATIENCE_S,
         "samples at the device")
    checks.true(person.looks("speak") != silent, "the key does not show it")
    person.reply(f"answer:{HIGH}", "question:2")
    poll(lambda: not sounding(terminal), PATIENCE_S, "the device is closed")
    checks.within(device.samples(), RATE // 10, RATE * LONG_S // 2,
                  "samples until the answer")


def check_listened(checks, person, terminal, device):
    """A short one comes to its end, and the key shows that too."""
    person.come()
    person.otherwise("language", person.screens, "en")
    silent = person.looks("speak")
    device.forget()
    person.tap("speak")
    poll(lambda: device.samples() > 0, PATIENCE_S,
         "samples at the device")
    poll(lambda: not sounding(terminal) and person.looks("speak") == silent,
         10, "the key is as before")
    checks.same(device.samples(), int(SHORT_S * RATE), "samples of all of it")


def check_stopped(checks, person, terminal, device):
    """The key itself silences what it began."""
    person.come()
    silent = person.looks("speak")
    device.forget()
    person.tap("speak")
    poll(lambda: device.samples() > RATE // 10, PATIENCE_S,
         "samples at the device")
    person.tap("speak")
    poll(lambda: not sounding(terminal) and person.looks("speak") == silent,
         10, "silence")
    checks.within(device.samples(), RATE // 10, RATE * LONG_S // 2,
                  "samples until the key was pressed again")


def check_keys(checks, person, glass, device):
    """The first of five keys reads, the next one answers; each one taps."""
    person.come()
    device.forget()
    glass.hand("key", "4")
    poll(lambda: device.samples() > RATE // 10, PATIENCE_S,
         "samples of the question")
    person.see("question:1")
    glass.hand("key", "4")
    person.screens.wait("question:2", "vi")
    checks.within(device.samples(), RATE // 10, RATE * LONG_S // 2,
                  "samples until the key answered")


def check_no_device(checks, glass, place, screens):
    """Without a sound device the terminal goes on, and says so once."""
    terminal = Terminal(place, glass,
                        more_env={"SDL_AUDIODRIVER": "nonsense"})
    person = Person(screens)
    person.come()
    for _ in range(3):
        person.tap("speak")
        person.see("question:1")
    poll(lambda: "sound" in terminal.messages(), PATIENCE_S,
         "a word in the log")
    person.answer_all()
    person.come()
    checks.same(terminal.stop(), 0, "no device: exit code")
    said = [line for line in terminal.messages().splitlines()
            if "sound" in line]
    checks.same(len(said), 1, f"no device: lines in the log {said}")


def test(checks):
    glass = Glass()
    place = voice_place()
    screens = Screens(place, glass)
    device = Device(place)
    terminal = Terminal(place, glass, more_env=device.environment)
    person = Person(screens)
    for check in (check_answered, check_listened, check_stopped):
        check(checks, person, terminal, device)
    check_keys(checks, person, glass, device)
    checks.same(terminal.stop(), 0, "exit code")
    check_no_device(checks, glass, place, screens)


main(test)
