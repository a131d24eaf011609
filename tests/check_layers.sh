#!/bin/sh
# The walls of the house: which room includes which, which outside header lies
# where, and that no files call each other in a circle. Names each breach as
# "file:line: what"; silent when all is well. Calls are read from the objects of
# the release build, where there are any.
#
#     tests/check_layers.sh [TREE]
set -eu
table=$(cd "$(dirname "$0")/.." && pwd)/Makefile
cd "${1:-$(dirname "$0")/..}"
[ -d src ] || { echo "no src/ here" >&2; exit 64; }

# shellcheck disable=SC2016
find src -name '*.[ch]' | sort | xargs awk -v table="$table" '
# A room, and the rooms below that it may look into: the table of the Makefile,
# by which they are linked.
function rooms(    name, line, whole) {
    while ((getline line < table) > 0) {
        whole = whole line
        if (sub(/\\$/, " ", whole)) continue
        if (whole ~ /^looks_[a-z]+ *:=/) {
            name = whole
            sub(/^looks_/, "", name)
            sub(/ *:=.*/, "", name)
            sub(/^[^=]*=/, "", whole)
            gsub(/[ \t]+/, " ", whole)
            may[name] = " " whole " "
        }
        whole = ""
    }
    may["main"] = " cmd base "
}
# Outside headers, and the one place where each may be: with one exception a
# .c file, so that nobody else needs them to compile.
function places(    ) {
    place["^SDL"]              = "^src/display/[a-z0-9_]*[.]c$"
    place["^X11/"]             = "^src/display/x11[a-z_]*[.]c$"
    place["^png[.]h$"]         = "^src/display/png[.]c$"
    place["^qrencode[.]h$"]    = "^src/display/qr[.]c$"
    place["^sqlite3[.]h$"]     = "^src/store/[a-z_]*[.]c$"
    place["^glib"]             = "^src/config/(entry|setup_file)[.]c$"
    place["^xlsxwriter[.]h$"]  = "^src/report/xlsx_[a-z]*[.]c$"
    place["^sodium"]           = "^src/(base/(digest|hex)|trust/[a-z_]*)[.]c$"
    place["^pthread[.]h$"]     = "^src/(base/worker[.]c|cmd/[a-z_]*[.][ch])$"
    place["^spawn[.]h$"]       = "^src/carry/command[.]c$"
    place["^libintl[.]h$"]     = "^src/base/speak[.]c$"
    place["^getopt[.]h$"]      = "^src/(main|cmd/[a-z_]*)[.]c$"
}
# A pure room computes: of the C library, what neither waits nor tells the
# time nor touches a file. A header brings in nothing but types.
function libc(    ) {
    pure = " assert.h ctype.h float.h inttypes.h limits.h math.h stdalign.h" \
        " stdarg.h stdbool.h stddef.h stdint.h stdio.h stdlib.h string.h "
    types = " inttypes.h limits.h signal.h stdarg.h stdatomic.h stdbool.h" \
        " stddef.h stdint.h sys/types.h "
    posix = pure " dirent.h errno.h fcntl.h fenv.h fnmatch.h locale.h mntent.h" \
        " poll.h signal.h stdatomic.h strings.h sysexits.h termios.h threads.h" \
        " time.h unistd.h wchar.h "
}
function fault(what) {
    print FILENAME ":" FNR ": " what
    faults = 1
}
function holds(list, word) { return index(list, " " word " ") > 0 }
function room_of(path,    part) {
    split(path, part, "/")
    return part[2] ~ /[.]/ ? "main" : part[2]
}
function inside(header,    other) {
    other = room_of("src/" header)
    if (header !~ /^[a-z]+\/[a-z0-9_]+[.]h$/) {
        fault("say \"room/file.h\", not \"" header "\"")
    } else if (system("test -f src/" header) != 0) {
        fault("there is no src/" header)
    } else if (other != room && !holds(may[room], other)) {
        fault(room " may not look into " other ": " header)
    } else if (other != room && header ~ /inside[.]h$/) {
        fault(header " is for " other " alone")
    }
}
function outside(header,    pattern) {
    for (pattern in place) {
        if (header ~ pattern) {
            if (FILENAME !~ place[pattern]) {
                fault("<" header "> is not for this file")
            }
            return
        }
    }
    if (room ~ /^(view|survey)$/ && !holds(pure, header)) {
        fault(room " is pure, <" header "> is not")
    } else if (FILENAME ~ /[.]h$/ && !holds(types, header)) {
        fault("not in a header: <" header ">")
    } else if (!holds(posix, header) && header !~ /^(sys|linux)\//) {
        fault("<" header "> is not in the plan")
    }
}
BEGIN { rooms(); places(); libc() }
FNR == 1 {
    room = room_of(FILENAME)
    if (!(room in may)) fault("there is no such room: " room)
}
/^[ \t]*#[ \t]*include/ {
    line = $0
    sub(/^[ \t]*#[ \t]*include[ \t]*/, "", line)
    name = substr(line, 2)
    sub(/[">].*/, "", name)
    if (line ~ /^"/) inside(name)
    else if (line ~ /^</) outside(name)
    else fault("an include must name its file")
}
# stdio.h and stdlib.h hold more than a pure room may call.
room ~ /^(view|survey)$/ && !/^[ \t]*(\/?\*|#)/ {
    code = $0
    gsub(/"([^"\\]|\\.)*"|\/\*.*(\*\/|$)/, "", code)
    if (match(code, /(^|[^a-zA-Z0-9_>.])(printf|fprintf|puts|putchar|fputs|fopen|fwrite|fread|perror|getenv|setenv|system|rand|random|malloc|calloc|realloc|free|exit|abort|atexit|stdout|stderr|stdin|time|clock)[ \t]*[(;,)]/)) {
        fault(room " is pure: " substr(code, RSTART, RLENGTH))
    }
}
END { exit faults }
'

# No headers that include each other; nobody includes a .c file. tsort names the
# loop.
# shellcheck disable=SC2016
find src -name '*.h' | sort | xargs awk '
FNR == 1 {
    self = FILENAME
    sub(/^src\//, "", self)
    sub(/[.]h$/, "", self)
}
/^[ \t]*#[ \t]*include[ \t]*"/ {
    split($0, part, "\"")
    sub(/[.]h$/, "", part[2])
    print self, part[2]
}' | tsort 2>&1 > /dev/null | sed 's/^tsort: //; s/^-: //' | {
    if grep .; then
        echo "the headers above include each other"
        exit 1
    fi
}

# And none by calls, which an include does not show: who has what another's
# object leaves open. Object files of sources that are gone do not count.
objects=build/release/src
[ -d "$objects" ] || exit 0
find "$objects" -name '*.o' | while read -r object; do
    source=src${object#"$objects"}
    [ ! -e "${source%.o}.c" ] || echo "$object"
done | sort | xargs nm -A --extern-only | awk '
{
    name = $1
    sub(/:[0-9a-f]*$/, "", name)
    sub(/^build\/release\/src\//, "", name)
    sub(/[.]o$/, "", name)
    if ($(NF - 1) == "U") opens[++count] = name " " $NF
    else home[$NF] = name
}
END {
    for (i = 1; i <= count; i++) {
        split(opens[i], part, " ")
        if (part[2] in home && home[part[2]] != part[1]) {
            print part[1], home[part[2]]
        }
    }
}' | sort -u | tsort 2>&1 > /dev/null | sed 's/^tsort: //; s/^-: //' | {
    if grep .; then
        echo "the files above call each other in a circle"
        exit 1
    fi
}
