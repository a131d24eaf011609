#!/bin/sh
# Trial recordings of every question, spoken by espeak-ng: to hear how a voice
# on the terminal would be, before somebody with a good voice records the real
# ones. Those that are there already are left alone.
#
#     packaging/voice.sh FOLDER [FORM.ini...]      (config/forms/*.ini)
#
# They lie as FOLDER/<language>/<form>/<question>.wav, where [voice] in the
# config finds them.
set -eu
to=${1:?"usage: voice.sh FOLDER [FORM.ini...]"}
shift
[ $# -gt 0 ] || set -- config/forms/*.ini

# "question language text" of each question of a form, apart by TAB.
questions() {
    awk '/^\[/ { id = "" }
         /^\[question:/ { id = substr($0, 11, index($0, "]") - 11) }
         id != "" && /^text\[/ {
             language = substr($0, 6, index($0, "]") - 6)
             print id "\t" language "\t" substr($0, index($0, "=") + 1)
         }' "$1"
}

tab=$(printf '\t')
made=0
for form in "$@"; do
    list=$(questions "$form")
    while IFS=$tab read -r question language text; do
        folder=$to/$language/$(basename "$form" .ini)
        file=$folder/$question.wav
        [ ! -e "$file" ] || continue
        mkdir -p "$folder"
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
done
echo "$made recordings made in $to; to hear them: on=yes below [voice]"
