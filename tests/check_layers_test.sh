#!/bin/sh
# check_layers.sh must find each kind of breach, and nothing in a sound tree.
set -eu
check=$(cd "$(dirname "$0")" && pwd)/check_layers.sh
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
passed=0
failed=0

lay_sound_tree() {
    rm -rf "$tree/src"
    mkdir -p "$tree/src"
    for room in cmd kiosk display record store view survey base; do
        mkdir "$tree/src/$room"
        echo '#include <stdbool.h>' > "$tree/src/$room/a.h"
        printf '#include "%s/a.h"\n#include <string.h>\n' "$room" \
            > "$tree/src/$room/a.c"
    done
    echo '#include "cmd/a.h"' > "$tree/src/main.c"
    echo '#include <stdbool.h>' > "$tree/src/store/inside.h"
    echo '#include <sqlite3.h>' > "$tree/src/store/open.c"
    echo '#include <pthread.h>' > "$tree/src/base/worker.c"
    echo '#include <SDL2/SDL.h>' > "$tree/src/display/window.c"
    {
        echo '#include "view/a.h"'
        echo '/* printf( and time( in a comment; time(0) */'
        echo 'int n = snprintf(out, 4, "printf(%d)", 1); at_time(now);'
    } > "$tree/src/view/words.c"
}

# expect "what is said, or nothing" FILE LINE: with this line in this file.
expect() {
    lay_sound_tree
    [ -z "$2" ] || mkdir -p "$tree/src/$(dirname "$2")"
    [ -z "$2" ] || printf '%s\n' "$3" >> "$tree/src/$2"
    status=0
    said=$("$check" "$tree" 2>&1) || status=$?
    if [ -z "$1" ] && [ -z "$said" ] && [ "$status" -eq 0 ]; then
        passed=$((passed + 1))
    elif [ -n "$1" ] && [ "$status" -ne 0 ] &&
        printf '%s' "$said" | grep -qF "$1"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $3 in ${2:-a sound tree}: status $status," \
            "said \"$said\", wanted \"$1\""
    fi
}

expect '' '' ''
expect '' cmd/a.c '#include "display/a.h"'
expect '' record/a.c '#include "store/a.h"'
expect '' record/a.h '#include "survey/a.h"'
expect '' base/a.c '#include <time.h>'
expect '' trust/pin_file.c '#include <sodium.h>'
expect 'src/kiosk/a.c:3: kiosk may not look into display' \
    kiosk/a.c '#include "display/a.h"'
expect 'display may not look into kiosk' display/a.c '#include "kiosk/a.h"'
expect 'display may not look into store' display/a.h '#include "store/a.h"'
expect 'store may not look into record' store/a.c '#  include "record/a.h"'
expect 'kiosk may not look into store' kiosk/a.c '#include "store/a.h"'
expect '' store/a.c '#include "store/inside.h"'
expect 'store/inside.h is for store alone' record/a.c '#include "store/inside.h"'
expect 'view may not look into base' view/a.c '#include "base/a.h"'
expect 'survey may not look into view' survey/a.h '#include "view/a.h"'
expect 'base may not look into survey' base/a.c '#include "survey/a.h"'
expect 'base may not look into cmd' base/a.c '#include "cmd/a.h"'
expect 'say "room/file.h"' view/a.c '#include "a.h"'
expect 'say "room/file.h"' view/a.c '#include "../base/a.h"'
expect 'there is no src/view/b.h' view/a.c '#include "view/b.h"'
expect 'an include must name its file' view/a.c '#include HEADER'
expect 'there is no such room: attic' attic/a.c ''
expect '<SDL2/SDL.h> is not for this file' cmd/a.c '#include <SDL2/SDL.h>'
expect '<SDL.h> is not for this file' display/a.h '#include <SDL.h>'
expect '<sqlite3.h> is not for this file' record/a.c '#include <sqlite3.h>'
expect '<sqlite3.h> is not for this file' kiosk/a.c '#include <sqlite3.h>'
expect '<glib.h> is not for this file' store/open.c '#include <glib.h>'
expect '<sodium.h> is not for this file' store/a.c '#include <sodium.h>'
expect '<pthread.h> is not for this file' kiosk/a.c '#include <pthread.h>'
expect '<getopt.h> is not for this file' base/a.c '#include <getopt.h>'
expect '<zlib.h> is not in the plan' store/a.c '#include <zlib.h>'
expect 'not in a header: <stdio.h>' base/a.h '#include <stdio.h>'
expect 'view is pure, <time.h> is not' view/a.c '#include <time.h>'
expect 'survey is pure, <unistd.h> is not' survey/a.c '#include <unistd.h>'
expect 'view is pure:' view/a.c '    printf("x");'
expect 'survey is pure:' survey/a.c '    int64_t now = time(NULL);'
expect 'survey is pure:' survey/a.c '    p = malloc(3);'

# A circle by way of three files.
lay_sound_tree
echo '#include "base/b.h"' >> "$tree/src/base/a.h"
echo '#include "base/c.h"' > "$tree/src/base/b.h"
echo '#include "base/a.h"' > "$tree/src/base/c.h"
if "$check" "$tree" > "$tree/said" 2>&1 ||
    ! grep -q 'include each other' "$tree/said"; then
    failed=$((failed + 1))
    echo "FAILED: a circle of three: $(cat "$tree/said")"
else
    passed=$((passed + 1))
fi

# Two files that call each other, and do not say so by an include.
lay_sound_tree
compile() {
    mkdir -p "$tree/build/release/src/${1%/*}"
    echo "$2" > "$tree/src/$1.c"
    "${CC:-cc}" -c -o "$tree/build/release/src/$1.o" "$tree/src/$1.c"
}
compile base/one 'void two(void); void one(void); void one(void) { two(); }'
compile base/two 'void two(void); void two(void) { }'
if "$check" "$tree" > "$tree/said" 2>&1; then
    passed=$((passed + 1))
else
    failed=$((failed + 1))
    echo "FAILED: calls that go one way: $(cat "$tree/said")"
fi
compile base/two 'void one(void); void two(void); void two(void) { one(); }'
if "$check" "$tree" > "$tree/said" 2>&1 ||
    ! grep -q 'base/two' "$tree/said" ||
    ! grep -q 'call each other in a circle' "$tree/said"; then
    failed=$((failed + 1))
    echo "FAILED: two that call each other: $(cat "$tree/said")"
else
    passed=$((passed + 1))
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
