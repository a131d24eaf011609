#!/bin/sh
# A file that wants more than 400 lines is two things; so is a function of
# more than 60. Lines end at 100 columns, no work is left for later, and no
# banner stands over a part of a file: a part that wants one is a file.
set -eu
cd "$(dirname "$0")/.."
# shellcheck disable=SC2016
find src tests -name '*.[ch]' | sort | LC_ALL=C xargs awk '
function fault(what) {
    print FILENAME ":" FNR ": " what
    faults = 1
}
# Letters and not bytes: the second and later bytes of one are left out.
function columns(line) {
    gsub(/[\200-\277]/, "", line)
    return length(line)
}
FNR == 1 { start = 0 }
FNR == 401 { fault("a file of more than 400 lines") }
columns($0) > 100 { fault("a line of " columns($0) " columns") }
/(^|[^A-Za-z])(TODO|FIXME|XXX)([^A-Za-z]|$)/ { fault("left undone") }
/^[ \t]*(\/\*|\/\/|\*)?[ \t]*(---+|===+|\*\*\*\*+|####+)/ { fault("a banner") }
/^{$/ { start = FNR }
/^}$/ && start > 0 {
    if (FNR - start - 1 > 60) {
        fault("a function of " FNR - start - 1 " lines")
    }
    start = 0
}
END { exit faults }
'
