#!/bin/sh
# Runs tests, and says nothing of those that pass.
#
#     tests/run.sh TEST... [--claims] [--beside TEST...]
#
# --claims: all tests are run, and what they printed that they tried is held
# against what the docs claim (tests/check_threats.sh), which is one more test.
#
# As many at once as there are processors, and beside them as many of those
# after --beside: they tap and wait for what is shown, and leave a processor idle
# most of the time. The others are nice, so that no tap has to wait for their
# computing. A test is any program: its exit status counts, and what it says of
# itself (tests/run_one.sh). Failed ones show their output. The slowest are named, so
# that whoever adds one sees what it costs. The last line is "N passed, N
# failed"; the exit status is 1 when anything failed.
set -u
here=$(dirname "$0")
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
beside=
claims=
trap '[ -z "$beside" ] || kill "$beside"; exit 130' INT TERM

computing=$results/computing
tapping=$results/tapping
: > "$computing"
: > "$tapping"
to=$computing
for test in "$@"; do
    case $test in
    --beside) to=$tapping ;;
    --claims) claims=tests/claims ;;
    *) printf '%s\n' "$test" >> "$to" ;;
    esac
done

echo "tests: $(wc -l < "$computing"), and beside them $(wc -l < "$tapping") that" \
    "wait for what is shown"
xargs -r -P "$(nproc)" -n 1 "$here/run_one.sh" "$results" < "$tapping" &
beside=$!
xargs -r -P "$(nproc)" -n 1 nice -n 19 "$here/run_one.sh" "$results" \
    < "$computing"
wait
if [ -n "$claims" ]; then
    echo "$claims" >> "$computing"
    if "$here/check_threats.sh" "$here/.." "$results" > "$results/said" 2>&1
    then
        echo 1 0 0
    else
        echo 0 1 0
    fi > "$results/tests_claims.count"
    mv "$results/said" "$results/tests_claims.out"
fi

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
$(cat "$computing" "$tapping")
END

cat "$results"/*.time 2> /dev/null | sort -rn |
    awk '$1 >= 20 && NR <= 12 { print "took " $1 " s: " $2 }'

if [ "$passed" -eq 0 ] && [ "$failed" -eq 0 ]; then
    echo "no test was run"
    failed=1
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
