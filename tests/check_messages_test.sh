#!/bin/sh
# tests/check_messages.sh finds what it is for, in a tree that was spoilt.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
passed=0
failed=0

# expect STATUS "a word said": of a tree that is as ours but for what was done
expect() {
    status=0
    said=$("$here/check_messages.sh" "$tree" 2>&1) || status=$?
    case $status:$said in
    "$1:"*"$2"*) passed=$((passed + 1)) ;;
    *)
        failed=$((failed + 1))
        echo "FAILED: status $status, said \"$said\", wanted $1 and \"$2\""
        ;;
    esac
    fresh
}

fresh() {
    rm -rf "${tree:?}/src" "${tree:?}/po"
    cp -R "$here/../src" "$here/../po" "$tree"
}

fresh
expect 0 ''
echo 'void f(void) { log_error("%s: brand new", "x"); }' >> "$tree/src/main.c"
expect 1 'brand new'
echo 'const char *f(void) { return speak("also new"); }' >> "$tree/src/main.c"
expect 1 'also new'
sed -i 's/log_error("no memory for the report")/return 1/' \
    "$tree/src/cmd/report.c"
expect 1 'no memory for the report'
sed -i '/^msgid "is changed"/,/^$/s/^msgstr.*/msgstr ""/' "$tree/po/vi.po"
expect 1 'not translated: #: src/store/check.c msgid "is changed"'
sed -i 's/^msgid "is changed"/#, fuzzy\n&/' "$tree/po/vi.po"
expect 1 'fuzzy: #: src/store/check.c #, fuzzy msgid "is changed"'
printf '\n#~ msgid "old"\n#~ msgstr "cũ"\n' >> "$tree/po/vi.po"
expect 1 'obsolete: #~ msgid "old"'
sed -i 's/^msgstr "%s bị hỏng (đã chuyển sang %s)"/msgstr "%s bị hỏng (%d)"/' \
    "$tree/po/vi.po"
expect 1 'format specifications'
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
