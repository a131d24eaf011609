#!/bin/sh
# tests/check_threats.sh finds a claim that no test tried, and one that is none.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
passed=0
failed=0

mkdir -p "$tree/docs" "$tree/tests/a" "$tree/tests/machine" "$tree/outputs"
echo 'static void one(void **state)' > "$tree/tests/a/test_a.c"
touch "$tree/tests/machine/part.py" "$tree/tests/b.py"
cat > "$tree/docs/threats.md" << 'END'
| who | what they try | what stops it | test |
|---|---|---|---|
| a clerk | takes a file, or two | a seal | `tests/a/test_a.c: one`, `tests/b.py` |
| the same | types `quit` | no keyboard | `tests/machine/part.py`, `tests/b.py` |
END
cat > "$tree/docs/claims.md" << 'END'
| claim | what makes it so | test |
|---|---|---|
| "all is well": no light | lights | `tests/a/test_a.c` |
END

# What a run printed: the lines of test_a, and of b.
run() {
    printf '%b' "$1" > "$tree/outputs/build_asan_tests_a_test_a.out"
    printf '%b' "$2" > "$tree/outputs/tests_b.py.out"
}

# expect WORDS: the check says so; without words it is silent.
expect() {
    said=$("$here/check_threats.sh" "$tree" "$tree/outputs" 2>&1) || true
    if [ "${1:-}" = "$said" ] || { [ -n "${1:-}" ] &&
        printf '%s' "$said" | grep -qF "$1"; }; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "wanted: ${1:-nothing}; said: $said"
    fi
}

a='begun\ntried: takes a file\ntried: all is well\n'
b='tried: takes a file, or two\ntried: types quit\n3 passed\n'
run "$a" "$b"
expect
run "$a" 'tried: types quit\n'
expect 'threats.md:3: tests/b.py did not try this claim: takes a file, or two'
run 'tried: takes a file\n' "$b"
expect 'claims.md:3: tests/a/test_a.c did not try this claim: all is well'
run "$a" '[  SKIPPED ] one\n'
expect
run "$a" "${b}tried: takes two files\n"
expect 'tests_b: it tried what is no claim: takes two files'
run "$a" "$b"
rm "$tree/outputs/tests_b.py.out"
expect 'threats.md:4: tests/b.py was not run'
run "$a" "$b"
sed -i 's/ one/ other/' "$tree/tests/a/test_a.c"
expect 'tests/a/test_a.c has no one'

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
