#!/bin/sh
# The scripts: no slip that shellcheck or Python's compiler would find.
set -eu
cd "$(dirname "$0")/.."
list=$(mktemp)
trap 'rm -f "$list"' EXIT
grep -rlE '^#!/bin/(ba)?sh' .ci packaging po tests --include='*' > "$list"
xargs shellcheck < "$list"
find tests -name '*.py' -print0 | xargs -r -0 python3 -c '
import ast, sys
for path in sys.argv[1:]:
    with open(path, "rb") as file:
        ast.parse(file.read(), path)'
