#!/bin/sh
# Runs tests, and says nothing of those that pass.
#
#     tests/run.sh TEST... [--then TEST...]
#
# As many at once as there are processors; those after --then when the others
# have ended: they tap and wait for what is shown, and computing beside them
# would make them wait in vain. A test is any program: its exit status counts, and what it says of itself
# (tests/run_one.sh). Failed ones show their output. The slowest are named, so
# that whoever adds one sees what it costs. The last line is "N passed, N
# failed"; the exit status is 1 when anything failed.
set -u
here=$(dirname "$0")
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
trap 'exit 130' INT TERM

first=$results/first
later=$results/later
: > "$first"
: > "$later"
to=$first
for test in "$@"; do
    case $test in
    --then) to=$later ;;
    *) printf '%s\n' "$test" >> "$to" ;;
    esac
done

echo "tests: $(wc -l < "$first"), then $(wc -l < "$later") that wait for what" \
    "is shown"
for list in "$first" "$later"; do
    xargs -r -P "$(nproc)" -n 1 "$here/run_one.sh" "$results" < "$list"
done

passed=0
failed=0
while read -r test; do
    name=$(printf '%s' "$test" | tr / _)
    # No line at all: the one that runs the test did not come to its end.
    p=0 f=1 skipped=0
    [ -r "$results/$name.count" ] && read -r p f skipped < "$results/$name.count"
    passed=$((passed + p))
    failed=$((failed + f))
    if [ "$f" -gt 0 ]; then
        echo "FAILED: $test ($f)"
        sed 's/^/    /' "$results/$name.out"
    fi
    if [ "$skipped" -gt 0 ]; then
        echo "SKIPPED, so not known to hold: $test ($skipped)"
        sed 's/^/    /' "$results/$name.out" | tail -n 5
    fi
done << END
$(cat "$first" "$later")
END

cat "$results"/*.time 2> /dev/null | sort -rn |
    awk '$1 >= 20 && NR <= 12 { print "took " $1 " s: " $2 }'

if [ "$passed" -eq 0 ] && [ "$failed" -eq 0 ]; then
    echo "no test was run"
    failed=1
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
