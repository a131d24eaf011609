#!/bin/sh
# No claim without a test: what docs/threats.md and docs/claims.md name in their
# tables exists, the file and, where one is named, the test in it. Names each
# breach; silent when all is well.
#
#     tests/check_threats.sh [TREE]
set -eu
cd "${1:-$(dirname "$0")/..}"
faults=$(mktemp)
trap 'rm -f "$faults"' EXIT

for page in docs/threats.md docs/claims.md; do
    # Every row of a table but its head ends in its tests.
    awk -v page="$page" '
        /^\| (who|what|claim) \|/ || /^\|---/ || !/^\|/ { next }
        $0 !~ /`tests\/[^`]*`[^|]*\|$/ {
            print page ":" NR ": no test is named"
        }
    ' "$page"
    # shellcheck disable=SC2016
    grep -no '`tests/[^`]*`' "$page" | tr -d '`' |
        while IFS=: read -r line file test; do
            test=${test# }
            if [ ! -f "$file" ]; then
                echo "$page:$line: there is no $file"
            elif [ -n "$test" ] && ! grep -qw "$test" "$file"; then
                echo "$page:$line: $file has no $test"
            fi
        done
done > "$faults"

cat "$faults"
[ ! -s "$faults" ]
