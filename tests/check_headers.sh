#!/bin/sh
# Every header compiles alone, with no outside library's headers at hand.
set -eu
cd "$(dirname "$0")/.."
failed=0
for header in src/*/*.h; do
    "${CC:-cc}" -std=c11 -D_GNU_SOURCE -Isrc -Wall -Wextra -Wpedantic -Werror \
        -fsyntax-only -x c "$header" || failed=1
done
exit "$failed"
