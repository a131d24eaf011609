"""What was printed, as a PDF."""

import re
import subprocess


def pages(pdf):
    """How many, and whether each is A4."""
    told = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True,
                          check=True).stdout
    return (int(re.search(r"^Pages:\s+(\d+)", told, re.M)[1]),
            "A4" in told)
