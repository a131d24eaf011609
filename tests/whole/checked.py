#!/usr/bin/env python3
"""What `check` says of a config that is nearly right: cures that cure, and notes
of what is hardly meant."""

from support import EX_CONFIG, Config, Place, main


def check_small(checks):
    """On an upright glass of 10 inches the longest forms want less beside
    them: what `check` says is the cure, and all of it is said at once."""
    for form in ("5-biet", "5-khong", "5-tieu-chi"):
        config = Config().set("screen", width_mm=136, size="800x1280")
        place = Place(config.set("survey", form=form))
        cures = {"a shorter name": {"name[en]": "Vân Trường Commune"},
                 "leave the pledge out": {"pledge[vi]": "", "pledge[en]": ""}}
        result = place.call("check")
        checks.same(result.code, EX_CONFIG, form)
        told = [cure for cure in cures if cure in result.err]
        checks.true(told, f"{form}: no cure in {result.err!r}")
        for cure in told:
            config.set("office", **cures[cure])
        place.save()
        result = place.call("check")
        checks.same((result.code, result.err), (0, ""), f"{form}: {told}")


def check_notes(checks):
    """What is hardly meant is noted in the file that it came from; so is a
    glass on which the date finds no room."""
    place = Place(Config().set("office", unit_code="", device_id=""))
    place.data.mkdir(mode=0o700)
    entered = place.data / "setup.ini"
    entered.write_text("[office]\nunit_code=VANTRUONG\ndevice_id=QUAY-1\n",
                       encoding="utf-8")
    result = place.call("check")
    note = f"{entered}:2: note: VANTRUONG/QUAY-1 are the codes of the sample"
    checks.true(note in result.out, f"{note} in {result.out!r}")
    for clock, low, noted in (("yes", "yes", True), ("no", "yes", False),
                              ("yes", "no", False)):
        config = Config().set("survey", form="5-khong").set(
            "screen", width_mm=195, size="1080x1920", clock=clock,
            low_reach=low)
        result = Place(config).call("check")
        note = f"{config.line('screen', 'clock')}: note: the date"
        checks.same((result.code, note in result.out), (0, noted),
                    f"clock={clock} low_reach={low}: {result.out!r}")


def test(checks):
    check_small(checks)
    check_notes(checks)


main(test)
