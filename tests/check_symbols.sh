#!/bin/sh
# Of the objects that `make` built: no variable that can change outlives a
# call (nothing in .data or .bss), and the pure rooms call nothing but what
# computes. The compiler's own word for it, where check_layers.sh reads text.
set -eu
cd "$(dirname "$0")/.."
objects=build/release/src
[ -d "$objects" ] || { echo "make first: no $objects" >&2; exit 64; }
failed=0

# object:name|value|class|type|size|line|section
find "$objects" -name '*.o' -print0 | xargs -0 nm -A -f sysv | awk -F'|' '
    { gsub(/ /, "") }
    $7 ~ /^[.]t?(data|bss)([.]|$)/ && $7 !~ /[.]rel[.]ro/ {
        print "can change, and outlives a call: " $1
    }' | grep . && failed=1

# What one of their objects leaves open, and none of them has.
pure='_GLOBAL_OFFSET_TABLE_|__assert_fail|__stack_chk_fail|__[a-z_]+_chk'
pure="$pure|mem[a-z]+|str[a-z]+|explicit_bzero|snprintf|abs|labs|bsearch|qsort"
pure="$pure|(sqrt|round|floor|ceil|fmin|fmax|fabs|lround|hypot)f?"
nm --extern-only "$objects"/survey/*.o "$objects"/view/*.o | awk '
    NF == 3 { own[$3] = 1 }
    NF == 2 { open[$2] = 1 }
    END { for (name in open) if (!(name in own)) print name }' |
    grep -vxE "$pure" | sed 's/^/a pure room calls /' | grep . && failed=1
exit "$failed"
