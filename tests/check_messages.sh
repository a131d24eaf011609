#!/bin/sh
# The console's other languages (po/*.po) have each message of the sources and
# no other, translated, with the figures and names that it is printed with.
#
#     tests/check_messages.sh [TREE]
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
cd "${1:-$here}"
new=$(mktemp)
list=$(mktemp)
trap 'rm -f "$new" "$list"' EXIT
failed=0
"$here/po/extract.sh" "$PWD" > "$new"

# complain "what is wrong": with each message on standard input, if any
complain() {
    awk -v what="$file: $1: " 'BEGIN { RS = "" }
        /msgid/ && !/Content-Type: / {
            sub(/\n(#~ )?msgstr.*/, "")
            gsub(/\n/, " ")
            print what $0
            found = 1
        }
        END { exit found }' || failed=1
}

for file in po/*.po; do
    # By the sources' own marks of what is a format.
    msgmerge --quiet --no-fuzzy-matching "$file" "$new" > "$list"
    msgfmt --check -o /dev/null "$list" || failed=1
    msgattrib --untranslated --no-obsolete --no-wrap "$file" > "$list"
    complain "not translated" < "$list"
    msgattrib --only-fuzzy --no-wrap "$file" > "$list"
    complain "fuzzy" < "$list"
    msgattrib --only-obsolete --no-wrap "$file" > "$list"
    complain "obsolete" < "$list"
    msgcomm --less-than=2 --no-wrap "$new" "$file" > "$list"
    complain "not in both, it and the sources" < "$list"
done
exit $failed
