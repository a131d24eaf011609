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

get="apt-get -qq -y -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=60 \
-o Dpkg::Options::=--force-unsafe-io -o APT::Install-Recommends=0"

# As a root whose files nobody else may read: what is installed may be read.
apt() {
    # shellcheck disable=SC2086
    (umask 077 && exec $get -o "DPkg::Path=$PATH" "$@") > /tmp/apt 2>&1 || { cat /tmp/apt; return 1; }
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
        until is_asked "$at" || ! kill -0 $! 2> /dev/null; do
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

apt install debconf
answer office-name string 'UBND xã Đông \ Hà'
answer unit-code string DONGHA
answer device-id string 'no code'
answer width-mm string 344
check "apt install" apt install "$old"/*.deb
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
check "check finds what was answered, and all that is missing" \
    fails_with 78 "$config: 1 fault" bonluon check
check "it can be asked for" \
    same "$(echo 'get bonluon-kiosk/unit-code' | debconf-communicate)" '0 DONGHA'
check "the config is as it came" same "$(dpkg --verify bonluon-kiosk)" ''
check "the service is enabled" \
    same "$(systemctl is-enabled bonluon.service)" enabled

# ---- the program runs ------------------------------------------------------

check "--version" bonluon --version
check "it speaks Vietnamese, where no locale does" \
    fails_with 64 'có phải ý là check?' bonluon chekc --lang vi
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
for question in 1 2 3 4; do
    printf '0 see question:%s\n0 tap answer:5\n' $question
done > /tmp/end.play
printf '0 see thanks\n100 end\n' >> /tmp/end.play
check "a terminal ran" as_terminal bonluon run --config $config \
    --data-dir $data --windowed 1280x800 --play /tmp/end.play
# But for the lock, with the number of the last process that held it.
files() {
    (cd $data && find . -type f ! -name lock -exec sha256sum {} + | sort)
}
before=$(files)
ours=$(sha256sum $config)
check "apt upgrade" apt install "$new"/*.deb
dpkg-query -W bonluon bonluon-kiosk
check "the record is as it was" same "$(files)" "$before"
check "the config is as it was written" same "$(sha256sum $config)" "$ours"
check "and still serves" bonluon check
# No day is sealed yet, and the first key was nobody's: nothing is found wrong.
check "verify of the record" fails_with 66 'NOT PROVEN' \
    as_terminal bonluon verify --lang en $data/bonluon.db
mkdir /tmp/taken
chown bonluon /tmp/taken
check "export" as_terminal bonluon export --data-dir $data --to /tmp/taken
# The file of a day that is open tells of no visit alone.
check "the visit of before is in the record" \
    same "$(as_terminal bonluon verify --lang en $data/bonluon.db |
        sed -n 's/^ *\([0-9]*\)  visits in databases$/\1/p')" 1
check "status" fails_with 69 'DONGHA/A1' \
    as_terminal bonluon status --data-dir $data

# The terminal's user may put a link where root is to write, and take away what
# would keep root from it.
echo mine > /etc/bonluon-mine
before_link=$(stat -c '%U %a' /etc/bonluon-mine)
rm "$data/setup.ini"
as_terminal ln -s /etc/bonluon-mine "$data/setup.ini.new"
check "apt install, the same again" apt install --reinstall "$new"/*.deb
check "nothing was written through the link" \
    same "$(cat /etc/bonluon-mine; stat -c '%U %a' /etc/bonluon-mine)" \
    "mine
$before_link"
check "setup.ini is a file of the terminal's again" \
    same "$(stat -c '%F %U:%G %a' "$data/setup.ini")" \
    'regular file bonluon:bonluon 640'
rm /etc/bonluon-mine
before=$(files)
check "apt install, with nothing to do" apt install --reinstall "$new"/*.deb
check "nothing of the record or of the answers is another" \
    same "$(files)" "$before"
check "nor is the config" same "$(sha256sum $config)" "$ours"

# ---- removed and purged ----------------------------------------------------

check "apt remove" apt remove bonluon-kiosk bonluon
check "the record stays" same "$(files)" "$before"
check "the config stays" same "$(sha256sum $config)" "$ours"
check "apt install again" apt install "$new"/*.deb
check "it knows its record" fails_with 69 'DONGHA/A1' \
    as_terminal bonluon status --data-dir $data
check "apt purge" apt purge bonluon-kiosk bonluon
check "it says where the record stays" grep -F "stays in $data" /tmp/apt
check "the record stays after all" same "$(files)" "$before"
check "the config is gone" same "$(ls -A /etc/bonluon 2> /dev/null)" ''
check "apt install once more" apt install "$new"/*.deb
answer purge-record boolean true
check "apt purge, and the record with it" apt purge bonluon-kiosk bonluon
check "nothing is left" same "$(ls -A $data 2> /dev/null)" ''

# ---- over what 0.4.0 left, which had no packages ---------------------------

cp -R /deb/data-0.4.0/. $data
chmod 600 $data/chain-key $data/sign-key
chown -R bonluon:bonluon $data
mkdir -p /usr/local/bin
: > /usr/local/bin/bonluon
closed=$(cd $data/outbox && sha256sum ./*)
answer purge-record boolean false
check "apt install over a record of 0.4.0" apt install "$new"/*.deb
check "and what was installed without packages is named" \
    grep -F '/usr/local/bin/bonluon is in front of' /tmp/apt
rm /usr/local/bin/bonluon
sed -i -e 's/^unit_code=.*/unit_code=van-truong/' \
    -e 's/^device_id=.*/device_id=quay-1/' -e 's/^width_mm=.*/width_mm=344/' \
    -e 's/^\(name\[..\]\)=.*/\1=Xã/' $config
check "the record of 0.4.0 is the terminal's now" \
    same "$(find $data ! -user bonluon)" ''
check "a terminal goes on with it" as_terminal bonluon run --config $config \
    --data-dir $data --windowed 1280x800 --play /tmp/end.play
check "its days are as they were" same \
    "$(cd $data/outbox && echo "$closed" | cut -c 67- | xargs sha256sum)" \
    "$closed"
check "verify finds nothing wrong, with the first key of then" \
    as_terminal bonluon verify --lang en \
    --first-key /deb/data-0.4.0/first-key.txt $data/bonluon.db
check "apt purge" apt purge bonluon-kiosk bonluon
check "and its days stay" same \
    "$(cd $data/outbox && echo "$closed" | cut -c 67- | xargs sha256sum)" \
    "$closed"
find $data -mindepth 1 -delete

# ---- installed without an answer: the glass will ask -----------------------

# A machine that had a desktop, a boot menu and, as far as scripts of packages
# can tell, a running systemd, which notes what they want of it.
export SYSTEMD_OFFLINE=1
fake=/tmp/fake
mkdir -p $fake /boot/grub /run/systemd/system
cat > $fake/update-grub << 'END'
#!/bin/sh
GRUB_CMDLINE_LINUX_DEFAULT=splash
for file in /etc/default/grub.d/*.cfg; do
    [ ! -e "$file" ] || . "$file"
done
echo "$GRUB_CMDLINE_LINUX_DEFAULT" > /boot/grub/grub.cfg
END
cat > $fake/deb-systemd-invoke << 'END'
#!/bin/sh
echo "$*" >> /tmp/invoked
END
chmod 755 $fake/*
PATH=$fake:$PATH
update-grub
: > /etc/systemd/system/display-manager.service
systemctl --quiet set-default graphical.target

sysrq() {
    /lib/systemd/systemd-sysctl --cat-config 2> /dev/null |
        sed -n 's/^kernel.sysrq *= *//p' | tail -n 1
}

enabled() {
    for unit in bonluon.service bonluon-screen.service bonluon-lock.service \
        bonluon-steward.socket; do
        systemctl is-enabled "$unit" || true
    done | tr '\n' ' '
}

# What of the package's files is there.
left() {
    # shellcheck disable=SC2016
    xargs -a /tmp/files -d '\n' sh -c '
        for file; do [ ! -f "$file" ] || echo "$file"; done' sh
}

locked() {
    check "$1: no login on the screen" \
        same "$(systemctl get-default)" multi-user.target
    check "$1: Ctrl-Alt-Del does nothing" \
        same "$(readlink /etc/systemd/system/ctrl-alt-del.target)" /dev/null
    check "$1: nor does SysRq" same "$(sysrq)" 0
    check "$1: the boot loader's menu and words are gone" \
        grep -q '^splash .*fsck.repair=yes' /boot/grub/grub.cfg
    check "$1: no console has a login" same "$(sed -n '/^Condition/p' \
        /usr/lib/systemd/system/getty@.service.d/50-bonluon.conf)" 'ConditionPathExists=!/usr/lib/bonluon/locks'
    check "$1: the units are enabled" \
        same "$(enabled)" 'enabled enabled enabled enabled '
}

unlocked() {
    check "$1: the login is back" \
        same "$(systemctl get-default)" graphical.target
    check "$1: so are Ctrl-Alt-Del" \
        same "$(find /etc/systemd/system -name 'ctrl-alt-del*')" ''
    check "$1: and SysRq" same "$(sysrq)" "$sysrq"
    check "$1: and the boot loader's words" \
        same "$(cat /boot/grub/grub.cfg)" splash
    check "$1: no unit is enabled" same "$(find -L /etc/systemd/system \
        -name '*bonluon*' -type f)" ''
}

sysrq=$(sysrq)
check "apt install" apt install "$new"/*.deb
check "setup.ini has no name and no code" \
    same "$(cat "$data/setup.ini")" '[office]'
check "then the codes and the width are all that is missing" \
    fails_with 78 '3 faults' \
    as_terminal bonluon check --config $config --data-dir $data
dpkg -L bonluon bonluon-kiosk > /tmp/files
locked "installed"

rm -f /tmp/invoked
check "apt install, again" apt install --reinstall "$new"/*.deb
check "a running terminal gets the new program, and is not stopped for it" \
    same "$(sort -u /tmp/invoked)" 'try-restart bonluon.service'
locked "installed again"

# ---- removed: the machine is as it was -------------------------------------

rm -f /tmp/invoked
check "apt remove" apt remove bonluon-kiosk bonluon
check "everything is stopped, the locks too" \
    grep -qx 'stop bonluon.service bonluon-screen.service bonluon-steward.socket bonluon-lock.service' \
    /tmp/invoked
unlocked "removed"
check "it says when it is" grep -F "from the next boot on" /tmp/apt
check "nothing is left but what was to be configured" \
    same "$(left)" "$(dpkg-query -W -f '${Conffiles}' bonluon-kiosk |
        sed -n 's/^ \([^ ]*\) .*/\1/p')"
check "apt install after that" apt install "$new"/*.deb
locked "after a removal"
answer purge-record boolean true
check "apt purge" apt purge bonluon-kiosk bonluon
unlocked "purged"
check "nothing is left at all" same "$(left)" ''

# A data folder that is somebody else's: nothing of the locks waits for it.
install -d -o root -m 0755 "$data"
check "apt install, into a folder of somebody else's" apt install "$new"/*.deb
check "it says that it will be asked on the glass" \
    grep -F "it will be asked on the glass" /tmp/apt
check "nothing was written there" same "$(ls -A "$data")" ''
locked "into a folder of somebody else's"
answer purge-record boolean true
check "apt purge" apt purge bonluon-kiosk bonluon

# What the machine's owner had masked stays so.
ln -s /dev/null /etc/systemd/system/ctrl-alt-del.target
check "apt install" apt install "$new"/*.deb
answer purge-record boolean true
check "apt purge" apt purge bonluon-kiosk bonluon
check "the owner's own mask stays" \
    same "$(readlink /etc/systemd/system/ctrl-alt-del.target)" /dev/null
rm -r /run/systemd/system /etc/systemd/system/ctrl-alt-del.target

# ---- installed by somebody who answers at the machine ----------------------

# What a translation is shown by; any machine but a bare root has it.
apt install debconf-i18n
printf '%s\n' '=xa' 'UBND xã Bà Nà' 'BA NA' 'BANA' '' '12' '512' > /tmp/lines
check "in Vietnamese" dialogue /tmp/lines vi install "$new"/*.deb
check "it was asked in Vietnamese" was_asked 'Mã đơn vị: BANA'
check "what cannot be used was said, and asked anew" \
    was_asked 'Không dùng được "BA NA" ở đây.'
check "setup.ini holds the answers in the end" \
    same "$(cat "$data/setup.ini")" '[office]
name[vi]=UBND xã Bà Nà
name[en]=UBND xã Bà Nà
unit_code=BANA
[screen]
width_mm=512'
check "and is the terminal's" \
    same "$(stat -c '%U:%G %a' "$data/setup.ini")" 'bonluon:bonluon 640'
check "apt remove" apt remove bonluon-kiosk bonluon
: > /tmp/lines
check "what was answered is not asked again" \
    dialogue /tmp/lines vi install "$new"/*.deb
check "apt purge" apt purge bonluon-kiosk bonluon
rm -rf "$data"
printf '%s\n' 'Bana People' 'BANA' 'MAY-2' '700' > /tmp/lines
check "in English" dialogue /tmp/lines en install "$new"/*.deb
check "it was asked in English" was_asked 'Code of this terminal: MAY-2'
check "setup.ini holds the answers" same "$(cat "$data/setup.ini")" '[office]
name[vi]=Bana People
name[en]=Bana People
unit_code=BANA
device_id=MAY-2
[screen]
width_mm=700'
check "check finds no fault" bonluon check

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
