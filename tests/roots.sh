#!/bin/sh
# `make run` and `make test` as a stranger would: from a fresh clone of what is
# committed, in bare roots of the Debians that we promise to work on. Needs root
# and mmdebstrap; the packages come from where this machine's apt has its own.
#
#     tests/roots.sh                 ROOTS="bookworm trixie" PART="run test"
#
# All of it lies in build/roots: NAME.tar, the bare root, which is made once a
# day (FRESH=1: now); NAME/, what became of it in the last run; NAME-PART.log;
# packages/, what apt fetched. What is mounted in a root ends with the process
# that runs in it. The last line is "N passed, N failed".
set -eu
cd "$(dirname "$0")/.."
ROOTS=${ROOTS:-bookworm trixie}
PART=${PART:-run test}
house=$PWD
work=$PWD/build/roots
mkdir -p "$work/packages"

give_up() {
    echo "$1" >&2
    exit 69
}
[ "$(id -u)" -eq 0 ] ||
    give_up "Roots are made and entered by root alone: sudo make roots"
for command in mmdebstrap unshare git; do
    command -v "$command" > /dev/null || give_up "There is no $command here."
done
exec 9> "$work/lock"
flock -n 9 || give_up "Another make roots is at work in $work."
child=
trap '[ -z "$child" ] || kill -9 "$child" 2> /dev/null' EXIT
trap 'exit 130' INT TERM HUP

# ---- a bare root ------------------------------------------------------------

# What this machine's apt fetches itself from, of a suite that is named like its
# own but for what follows: "" or "-security".
place_of() {
    # shellcheck disable=SC2016
    apt-get indextargets --format '$(RELEASE) $(REPO_URI)' \
        'Created-By: Packages' 2> /dev/null |
        awk -v suite="$own$1" '$1 == suite { print $2; exit }'
}

sources() {
    suite=$1
    own=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
    main=${MIRROR:-$(place_of "")}
    security=$(place_of -security)
    [ -n "$main" ] ||
        give_up "apt does not tell where Debian lies: say MIRROR=http://..."
    echo "deb $main $suite main"
    echo "deb $main $suite-updates main"
    [ -z "$security" ] || echo "deb $security $suite-security main"
}

make_root() {
    tar=$work/$1.tar
    if [ -z "${FRESH:-}" ] && [ -e "$tar" ] &&
        [ "$(date -r "$tar" +%F)" = "$(date +%F)" ]; then
        return
    fi
    echo "$1: making a bare root"
    sources "$1" > "$work/$1.list"
    mmdebstrap --quiet --format=tar --variant=apt --include=git,make "$1" "$tar.new" \
        "$work/$1.list" > "$work/$1.log" 2>&1 || {
        tail -n 20 "$work/$1.log" >&2
        give_up "$1: no root could be made: $work/$1.log"
    }
    mv "$tar.new" "$tar"
}

# A root of the last run, if there is one, makes way; never with something
# mounted in it, which would be another's.
lay_root() {
    root=$work/$1
    if grep -qF " $root/" /proc/self/mountinfo; then
        give_up "$root: something is mounted in it"
    fi
    rm -rf --one-file-system "$root"
    mkdir "$root"
    tar -C "$root" --exclude='./dev/*' -xf "$work/$1.tar"
    cp -L /etc/resolv.conf "$root/etc/resolv.conf"
    # Nobody minds if a power cut takes it.
    echo force-unsafe-io > "$root/etc/dpkg/dpkg.cfg.d/roots"
    git clone -q --no-hardlinks "$house" "$root/root/bonluon"
}

# ---- in it ------------------------------------------------------------------

# Becomes `make` in the clone in a root. Neither the devices of this machine nor
# its display are to be seen there, and all that began in it ends with it; its
# first process is a shell, which takes in what lost its parent.
within() {
    # shellcheck disable=SC2016
    exec unshare --mount --pid --ipc --uts --fork --kill-child sh -euc '
        root=$1
        packages=$2
        shift 2
        mount --make-rprivate /
        # A place of its own to mount in, as a machine has: tests do.
        mount --bind "$root" "$root"
        mount -t proc proc "$root/proc"
        mount -t tmpfs -o mode=755 dev "$root/dev"
        for node in null zero full random urandom tty; do
            : > "$root/dev/$node"
            mount --bind "/dev/$node" "$root/dev/$node"
        done
        mkdir "$root/dev/shm" "$root/dev/pts"
        mount -t tmpfs -o mode=1777 shm "$root/dev/shm"
        mount -t devpts -o newinstance,ptmxmode=666 pts "$root/dev/pts"
        ln -s pts/ptmx "$root/dev/ptmx"
        ln -s /proc/self/fd "$root/dev/fd"
        ln -s fd/0 "$root/dev/stdin"
        ln -s fd/1 "$root/dev/stdout"
        ln -s fd/2 "$root/dev/stderr"
        mount --bind "$packages" "$root/var/cache/apt/archives"
        exec chroot "$root" env -i HOME=/root TERM=dumb \
            ${http_proxy:+http_proxy="$http_proxy"} \
            PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
            sh -c "cd /root/bonluon && \"\$@\"; exit \$?" sh "$@"
    ' sh "$work/$1" "$work/packages/$1" make "$2" < /dev/null
}

# The closing line of a part: that of `make test`; a played visit is one test,
# which has passed when its pictures are there.
count() {
    name=$1
    part=$2
    status=$3
    said=$(grep -xE '[0-9]+ passed, [0-9]+ failed' "$work/$name-$part.log" |
        tail -n 1)
    if [ "$part" = run ] && [ "$status" -eq 0 ]; then
        pictures=$(find "$work/$name/root/bonluon/build/play/pictures" \
            -name '*.png' 2> /dev/null | wc -l)
        [ "$pictures" -eq 0 ] || said="1 passed, 0 failed"
    fi
    case $said in
    "" | *" 0 failed")
        [ -n "$said" ] && [ "$status" -eq 0 ] || said="0 passed, 1 failed"
        ;;
    esac
    echo "$said"
}

run_part() {
    log=$work/$1-$2.log
    begun=$(date +%s)
    echo "$1: make $2, written to ${log#"$house/"}"
    status=0
    within "$1" "$2" > "$log" 2>&1 9>&- &
    child=$!
    wait "$child" || status=$?
    child=
    said=$(count "$1" "$2" "$status")
    took=$(($(date +%s) - begun))
    [ "$status" -eq 0 ] || tail -n 30 "$log"
    printf '%-10s make %-5s %-28s %3d min %02d s, exit status %d\n' "$1" "$2" \
        "$said" $((took / 60)) $((took % 60)) "$status" | tee -a "$work/table"
    echo "$said" >> "$work/counts"
}

all() {
    : > "$work/table"
    : > "$work/counts"
    for name in $ROOTS; do
        make_root "$name"
        lay_root "$name"
        mkdir -p "$work/packages/$name/partial"
        for part in $PART; do
            run_part "$name" "$part"
        done
    done
    echo
    cat "$work/table"
    awk '{ passed += $1; failed += $3 }
        END { print passed " passed, " failed " failed"; exit failed > 0 }' \
        "$work/counts"
}

# Read to its end before it begins: hours later this file may be another.
{
    all
    exit
}
