"""The little that the terminal may do beyond its walls, asked for by whoever
could get at it: only the terminal's user is heard, and only what is sound is
done.
"""

from machine import Machine
from office import Office, office_image

ASK = """runuser -u {user} -- perl -MIO::Socket::UNIX -e '
    my $steward = IO::Socket::UNIX->new("/run/bonluon/steward")
        or die "error: $!\\n";
    print $steward "{request}\\n";
    print scalar <$steward>;' 2>&1"""
WRONG = ("unmount ../../etc", "unmount sda1;reboot", "unmount ", "reboot",
         "set-clock -1", "set-clock tomorrow", "set-clock 99999999999999999999")


def run(report):
    machine = Machine(office_image())
    office = Office(machine)
    office.shows_exactly("question")

    def asked(request, user="bonluon"):
        return machine.shell(ASK.format(user=user, request=request)).out
    for request in WRONG:
        said = asked(request)
        report.held(said.startswith("error"), f"refused: {request}", said)
    said = asked("set-clock 1900000000", "nobody")
    report.held("denied" in said, "another user is not heard", said)
    said = asked("set-clock 1900000000")
    now = int(machine.ask("date +%s"))
    report.held(said.strip() == "ok" and 0 <= now - 1900000000 < 300,
                "the terminal's user sets the clock", f"{said} {now}")
    machine.cut()
