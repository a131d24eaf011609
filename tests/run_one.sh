#!/bin/sh
# Runs one test for tests/run.sh: RESULTS TEST. Leaves its output in
# RESULTS/name.out, "passed failed skipped" in RESULTS/name.count, and how many
# seconds it took in RESULTS/name.time.
#
# What a test says of itself: cmocka's closing lines (several groups add up),
# else a last line "N passed, N failed". A check_*.sh says nothing, and is one
# test by its exit status. Exit status 77 says that the test was left out.
set -u
results=$1
test=$2
name=$(printf '%s' "$test" | tr / _)
out=$results/$name.out

unset CMOCKA_MESSAGE_OUTPUT CMOCKA_XML_FILE CMOCKA_TEST_ABORT
export ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1
export UBSAN_OPTIONS=print_stacktrace=1
case $test in
*/*) ;;
*) test=./$test ;;
esac
begun=$(date +%s)
timeout --kill-after=10 600 "$test" > "$out" 2>&1 < /dev/null
status=$?
echo "$(($(date +%s) - begun)) $test" > "$results/$name.time"
[ "$status" -eq 124 ] && echo "ended after 600 s" >> "$out"

# shellcheck disable=SC2046
set -- $(awk '
    function number(  i) {
        for (i = 2; i <= NF; i++) if ($i ~ /^[0-9]+$/) return $i
        return 0
    }
    /^\[  PASSED  \] .*test\(s\)\.?$/ { said = 1; passed += number() }
    /^\[  FAILED  \] .*test\(s\), listed/ { said = 1; failed += number() }
    /^\[  SKIPPED \] .*test\(s\), listed/ { said = 1; skipped += number() }
    { last = $0 }
    END {
        if (!said && last ~ /^[0-9]+ passed, [0-9]+ failed$/) {
            said = 1
            split(last, word)
            passed = word[1]
            failed = word[3]
        }
        print passed + 0, failed + 0, skipped + 0, said + 0
    }' "$out")
passed=$1 failed=$2 skipped=$3 said=$4

if [ "$status" -eq 77 ]; then
    skipped=$((skipped + 1))
elif [ "$status" -ne 0 ]; then
    # A crash, a leak, a time-out: more than the test itself could count.
    [ "$failed" -gt 0 ] || failed=1
    [ "$said" -eq 1 ] || echo "exit status $status" >> "$out"
elif [ "$said" -eq 0 ]; then
    case $test in
    *check_*) passed=1 ;;
    *)
        failed=1
        echo "it ran no test" >> "$out"
        ;;
    esac
fi
echo "$passed $failed $skipped" > "$results/$name.count"
