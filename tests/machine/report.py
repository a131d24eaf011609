"""The table that `make machine` prints: a row as soon as it is known."""

from support import Checks

PART_WIDE, WHAT_WIDE = 9, 62


class Report(Checks):
    """A row for each thing that was tried: part, what, result."""

    def __init__(self):
        super().__init__()
        self.part = ""

    def row(self, what, result):
        print(f"{self.part:{PART_WIDE}} {what:{WHAT_WIDE}} {result}",
              flush=True)

    def held(self, condition, what, otherwise=""):
        """Something that must be; `otherwise` says what was there instead."""
        if condition:
            self.passed += 1
            self.row(what, "ok")
        else:
            self.failed += 1
            self.row(what, f"FAILED {otherwise}".rstrip())
        return bool(condition)

    def tried(self, what, function, *arguments):
        """Likewise, of what raises an error when it is not so. Gives what
        came of it, or None."""
        try:
            value = function(*arguments)
        except (TimeoutError, RuntimeError, LookupError, OSError) as error:
            self.held(False, what, str(error))
            return None
        self.held(True, what)
        return value
