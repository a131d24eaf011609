#!/bin/sh
# Plays a recorded visit off screen, through the real program: its events, its
# database, its CSV, and a picture of each screen. usage: play.sh WIDTHxHEIGHT
set -eu
size=$1
to=$PWD/build/play
program=build/bonluon

rm -rf "$to"
mkdir -p "$to/data" "$to/pictures"

# The sample, but every screen of a visit comes, and nobody waits half a minute
# to see a visitor walk away.
config=$to/bonluon.ini
sed -e 's/^idle_ms=.*/idle_ms=5000/' -e 's/^still_there_ms=.*/still_there_ms=4000/' \
    -e 's/^reasons=.*/reasons=yes/' \
    config/bonluon.ini > "$config"

echo "Playing the recorded visits of assets/visit.play off screen, at $size:" \
    "about a minute."
SDL_VIDEODRIVER=dummy "$program" run --windowed "$size" --config "$config" \
    --data-dir "$to/data" --play assets/visit.play --pictures "$to/pictures"
"$program" export --config "$config" --data-dir "$to/data" --into "$to" > /dev/null

# A title and the files it stands for; a play that left none has failed.
show() {
    title=$1
    shift
    [ -e "$1" ] || { echo "the play left no $title" >&2; exit 1; }
    echo "$title"
    printf '    %s\n' "$@"
}
echo
show database "$to"/data/*.db
show CSV "$to"/*.csv
show pictures "$to"/pictures/*.png
