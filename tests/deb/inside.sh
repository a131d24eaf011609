#!/bin/sh
# Installs, tries, upgrades, removes and purges the packages in the root that
# it runs in, which is thrown away after it: tests/deb/run says "inside.sh OLD
# NEW", two folders with both packages, of one version and of the next.
set -eu
old=$1
new=$2
data=/var/lib/bonluon
config=/etc/bonluon/bonluon.ini
passed=0
failed=0
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8

# check WHAT COMMAND...
check() {
    what=$1
    shift
    if "$@" > /tmp/said 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $what"
        sed 's/^/    /' /tmp/said
    fi
}

same() {
    [ "$1" = "$2" ] || { printf 'got %s\nwant %s\n' "$1" "$2"; return 1; }
}

get='apt-get -qq -y -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=60
    -o Dpkg::Options::=--force-unsafe-io'
put='install --no-install-recommends'

# As a root whose files nobody else may read: what is installed may be read.
apt() {
    # shellcheck disable=SC2086
    (umask 077 && exec $get "$@") > /tmp/apt 2>&1 || { cat /tmp/apt; return 1; }
}

# What was said, from some place on, ends with a question.
is_asked() {
    [ "$(stat -c %s /tmp/apt)" -gt "$1" ] && [ "$(tail -c 2 /tmp/apt)" = ': ' ]
}

# apt, by somebody at the machine who types a line of FILE whenever something is
# asked, and nothing before. dialogue FILE LANGUAGE WHAT...
dialogue() {
    rm -f /tmp/typed
    mkfifo /tmp/typed
    : > /tmp/apt
    at=0
    typed=$1
    export LANGUAGE="$2"
    shift 2
    (umask 077 && TERM=dumb DEBIAN_FRONTEND=readline exec timeout 300 \
        script -qefc "$get $*" /dev/null < /tmp/typed >> /tmp/apt 2>&1) &
    exec 3> /tmp/typed
    while IFS= read -r line; do
        until is_asked $at || ! kill -0 $! 2> /dev/null; do
            sleep 0.1
        done
        at=$(stat -c %s /tmp/apt)
        printf '%s\n' "$line" >&3
    done < "$typed"
    status=0
    wait $! || status=$?
    exec 3>&-
    unset LANGUAGE
    tr -d '\r' < /tmp/apt > /tmp/dialogue
    cat /tmp/dialogue
    return $status
}

# Whether a line of the dialogue begins so.
was_asked() {
    grep -qF -e "$1" /tmp/dialogue || { cat /tmp/dialogue; return 1; }
}

# fails_with CODE TEXT COMMAND...
fails_with() {
    code=$1
    text=$2
    shift 2
    got=0
    "$@" > /tmp/out 2>&1 || got=$?
    cat /tmp/out
    [ "$got" -eq "$code" ] && grep -qF -e "$text" /tmp/out
}

as_terminal() {
    setpriv --reuid=bonluon --regid=bonluon --clear-groups \
        env HOME="$data" SDL_VIDEODRIVER=dummy SDL_AUDIODRIVER=dummy "$@"
}

answer() {
    echo "bonluon-kiosk bonluon-kiosk/$1 $2 $3" | debconf-set-selections
}

check "apt update" apt update

# ---- installed, with answers that were given before ------------------------

apt $put debconf
answer office-name string 'UBND xã Đông \ Hà'
answer unit-code string DONGHA
answer device-id string 'no code'
answer width-mm string 344
check "apt install" apt $put "$old"/*.deb
dpkg-query -W bonluon bonluon-kiosk
check "setup.ini holds what was answered, and no code that is none" \
    same "$(cat "$data/setup.ini")" '[office]
name[vi]=UBND xã Đông \\ Hà
name[en]=UBND xã Đông \\ Hà
unit_code=DONGHA
[screen]
width_mm=344'
check "setup.ini is the terminal's" \
    same "$(stat -c '%U:%G %a' "$data/setup.ini" "$data" | tr '\n' ' ')" \
    'bonluon:bonluon 640 bonluon:bonluon 750 '
check "check finds what was answered, and no fault" bonluon check
check "the config is as it came" same "$(dpkg --verify bonluon-kiosk)" ''
check "the service is enabled" \
    same "$(systemctl is-enabled bonluon.service)" enabled

# ---- the program runs ------------------------------------------------------

check "--version" bonluon --version
mv "$data/setup.ini" /tmp
check "check refuses the config as it came, at its line" \
    fails_with 78 "$config:22: [office] unit_code is not set: " \
    bonluon check --config $config
check "run refuses it, too" fails_with 78 "$config:41: [screen] width_mm is not set" \
    as_terminal bonluon run --config $config
check "without --config it is the one that is read" \
    fails_with 78 "$config:23: [office] device_id is not set: " bonluon check
mv /tmp/setup.ini "$data"
sample=/usr/share/bonluon/config/bonluon.ini
check "check of the sample" bonluon check --config $sample
check "a picture" bonluon scene --config $sample --screen question \
    --size 1280x800 --png /tmp/question.png
check "is a PNG" same "$(head -c 4 /tmp/question.png | tail -c 3)" PNG

# ---- upgraded, with a record -----------------------------------------------

sed -i -e 's/^unit_code=.*/unit_code=DONGHA/' -e 's/^device_id=.*/device_id=A1/' \
    -e 's/^width_mm=.*/width_mm=344/' -e 's/^\(name\[..\]\)=.*/\1=Xã/' $config
echo '100 end' > /tmp/end.play
check "a terminal ran" as_terminal bonluon run --config $config \
    --data-dir $data --windowed 1280x800 --play /tmp/end.play
# But for the lock, with the number of the last process that held it.
files() {
    (cd $data && find . -type f ! -name lock -exec sha256sum {} + | sort)
}
before=$(files)
ours=$(sha256sum $config)
check "apt upgrade" apt $put "$new"/*.deb
dpkg-query -W bonluon bonluon-kiosk
check "the record is as it was" same "$(files)" "$before"
check "the config is as it was written" same "$(sha256sum $config)" "$ours"
check "and still serves" bonluon check
check "verify of the record" as_terminal bonluon verify $data/bonluon.db
check "status" fails_with 69 'DONGHA/A1' \
    as_terminal bonluon status --data-dir $data

# ---- removed and purged ----------------------------------------------------

check "apt remove" apt remove bonluon-kiosk bonluon
check "the record stays" same "$(files)" "$before"
check "the config stays" same "$(sha256sum $config)" "$ours"
check "apt install again" apt $put "$new"/*.deb
check "it knows its record" fails_with 69 'DONGHA/A1' \
    as_terminal bonluon status --data-dir $data
check "apt purge" apt purge bonluon-kiosk bonluon
check "it says where the record stays" grep -F "stays in $data" /tmp/apt
check "the record stays after all" same "$(files)" "$before"
check "the config is gone" same "$(ls -A /etc/bonluon 2> /dev/null)" ''
check "apt install once more" apt $put "$new"/*.deb
answer purge-record boolean true
check "apt purge, and the record with it" apt purge bonluon-kiosk bonluon
check "nothing is left" same "$(ls -A $data 2> /dev/null)" ''

# ---- installed without an answer: the glass will ask -----------------------

check "apt install" apt $put "$new"/*.deb
check "setup.ini has no name and no code" \
    same "$(cat "$data/setup.ini")" '[office]'
check "then the codes and the width are all that is missing" \
    fails_with 78 '3 faults' \
    as_terminal bonluon check --config $config --data-dir $data

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
