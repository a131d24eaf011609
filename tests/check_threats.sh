#!/bin/sh
# No claim without a test that tried it. What docs/threats.md and docs/claims.md
# name in their tables exists, the file and, where one is named, the test in it.
# With the outputs of a run of all tests: each of them that was run printed, after
# it had succeeded, "tried: ..." with the beginning of the claim of each row that
# names it, and what was printed is a claim. Names each breach; silent when all is
# well.
#
#     tests/check_threats.sh [TREE [OUTPUTS]]       OUTPUTS: <name of a test>.out
set -eu
export LC_ALL=C # bytes
outputs=${2:+$(cd "$2" && pwd)}
cd "${1:-$(dirname "$0")/..}"
faults=$(mktemp)
rows=$(mktemp)
trap 'rm -f "$faults" "$rows"' EXIT

# "page:line<TAB>claim<TAB>test" for each test of each row: the claim is what
# somebody tries, else what breaks, or is said.
for page in docs/threats.md docs/claims.md; do
    awk -v page="$page" -F ' [|] ' '
        /^\| (who|what|claim) \|/ { column = /^\| who/ ? 2 : 1; next }
        /^\|---/ || !/^\|/ { next }
        $0 !~ /`tests\/[^`]*`[^|]*\|$/ {
            print page ":" NR ": no test is named" > "/dev/stderr"
            next
        }
        {
            claim = $column
            sub(/^\| /, "", claim)
            gsub(/["`]/, "", claim)
            for (rest = $NF; match(rest, /`tests\/[^`]*`/);
                 rest = substr(rest, RSTART + RLENGTH)) {
                print page ":" NR "\t" claim "\t" \
                    substr(rest, RSTART + 1, RLENGTH - 2)
            }
        }
    ' "$page" 2>> "$faults" >> "$rows"
done

tab=$(printf '\t')
while IFS=$tab read -r where _ named; do
    file=${named%%: *}
    test=${named#"$file"}
    test=${test#: }
    if [ ! -f "$file" ]; then
        echo "$where: there is no $file"
    elif [ -n "$test" ] && ! grep -qw "$test" "$file"; then
        echo "$where: $file has no $test"
    fi
done < "$rows" >> "$faults"

# tests/verify/test_bits.c ran as build/VARIANT/tests/verify/test_bits; what lies
# in tests/machine is not run by `make test`.
if [ -n "$outputs" ]; then
    awk -F '\t' -v outputs="$outputs" '
        function take(line, test) {
            sub(/^tried: /, "", line)
            said[test, ++count[test]] = line
            known[line] = test
        }
        FILENAME != ARGV[ARGC - 1] {
            if (FNR == 1) {
                test = FILENAME
                sub(/.*\//, "", test)
                sub(/^.*tests_/, "tests_", test)
                sub(/\.out$/, "", test)
                sub(/\.py$/, "", test)
                ran[test] = 1
            }
            if (/^tried: /) take($0, test)
            if (/^\[  SKIPPED \] /) left_out[test] = 1
            next
        }
        {
            test = $3
            sub(/: .*/, "", test)
            sub(/\.(c|py)$/, "", test)
            gsub(/\//, "_", test)
            if (!(test in ran)) {
                if (test !~ /^tests_machine_/) print $1 ": " $3 " was not run"
                next
            }
            found = 0
            for (i = 1; i <= count[test]; i++) {
                if (index($2, said[test, i]) == 1) {
                    found = 1
                    delete known[said[test, i]]
                }
            }
            if (!found && !(test in left_out)) print $1 ": " $3 " did not try this claim: " $2
        }
        END {
            for (line in known) {
                print known[line] ": it tried what is no claim: " line
            }
        }
    ' "$outputs"/*.out "$rows" >> "$faults"
fi

cat "$faults"
[ ! -s "$faults" ]
