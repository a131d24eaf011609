#!/bin/sh
# Trial recordings of all that can be read aloud, spoken by espeak-ng: to hear
# how a voice on the terminal would be, before somebody with a good voice records
# the real ones. Those that are there already are left alone.
#
#     packaging/voice.sh FOLDER [FORM.ini...]      (config/forms/*.ini)
#
# They lie below FOLDER/<language>, where [voice] in the config finds them
# (src/kiosk/voice.h).
set -eu
to=${1:?"usage: voice.sh FOLDER [FORM.ini...]"}
shift
[ $# -gt 0 ] || set -- config/forms/*.ini

# "name language text" of all that a form may say, apart by TAB. An answer goes
# by its face, and begins with its number: it may be one of five keys.
parts() {
    awk -v form="$(basename "$1" .ini)" '
        function face(level) {
            return level + (count == 3 || count == 4 && level > 2)
        }
        function say(name, key, before) {
            sub(/^[^[]*\[/, "", key)
            print form "/" name "\t" substr(key, 1, index(key, "]") - 1) \
                "\t" before substr($0, index($0, "=") + 1)
        }
        /^\[/ { section = $0 }
        section == "[levels]" && /^count=/ { count = substr($0, 7) }
        section == "[levels]" && /^[1-5]\[/ {
            level = substr($0, 1, 1)
            say("level-" face(level), $0, level ": ")
        }
        section ~ /^\[question:/ && /^text\[/ {
            say(substr(section, 11, index(section, "]") - 11), $0, "")
        }
        section ~ /^\[question:/ && /^reason:/ {
            say("reason-" substr($0, 8, index($0, "[") - 8), $0, "")
        }' "$1"
}

# And of the screens beside them: what the title and the line below it say.
screens() {
    for file in assets/lang/*.ini; do
        awk -v language="$(basename "$file" .ini)" '
            BEGIN { split("thanks-none still-there out-of-order reasons thanks " \
                          "invite asleep-more", names, " ") }
            $0 == "[report]" { exit }
            { text[substr($0, 1, index($0, "=") - 1)] = \
                substr($0, index($0, "=") + 1) }
            END {
                more["thanks"] = text["thanks-more"]
                more["invite"] = text["anonymous"]
                more["still-there"] = text["still-there-hint"]
                more["out-of-order"] = text["out-of-order-more"]
                text["thanks-none"] = text["thanks"] " " text["thanks-none"]
                for (i in names) {
                    print names[i] "\t" language "\t" text[names[i]] " " \
                        more[names[i]]
                }
            }' "$file"
    done
}

tab=$(printf '\t')
made=0
list=$(for form in "$@"; do parts "$form"; done; screens)
while IFS=$tab read -r name language text; do
    file=$to/$language/$name.wav
    [ ! -e "$file" ] || continue
    mkdir -p "$(dirname "$file")"
    # A little slower than people speak to each other, for old ears.
    if ! espeak-ng -v "$language" -s 140 -w "$file.part" "$text"; then
        rm -f "$file.part"
        echo "espeak-ng cannot speak '$language': record $file" >&2
        continue
    fi
    mv "$file.part" "$file"
    made=$((made + 1))
done << LIST
$list
LIST
echo "$made recordings made in $to; to hear them: on=yes below [voice]"
