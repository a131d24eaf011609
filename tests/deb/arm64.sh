#!/bin/sh
# Builds the packages for arm64, across, and has an emulator run the program in
# a root with nothing but what its package depends on: it must do, and paint,
# what that of this machine does in such a root. As root, with a network;
# needs qemu-user-static.
set -eu
cd "$(dirname "$0")/../.."
out=$PWD/build/deb
# shellcheck source=/dev/null
ours=$(. /etc/os-release && echo "$VERSION_CODENAME")
native=$(dpkg --print-architecture)
if ! emulator=$(command -v qemu-aarch64-static); then
    echo "qemu-aarch64-static is missing: apt install qemu-user-static" >&2
    exit 1
fi
roots=$out/roots-arm64
passed=0
failed=0

same() {
    if cmp -s "$2" "$3"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $1"
        diff "$2" "$3" | head -n 20 || true
    fi
}

# build ARCH SUITE: its packages, in the folder of that architecture.
build() {
    packaging/deb.sh "$1" "$2" | tee "$roots/built"
    grep '\.deb$' "$roots/built" | grep -v dbgsym | xargs cp -t "$roots/$1.debs"
    lintian --allow-root --fail-on error,warning "$(sed -n \
        's/-dbgsym\(_.*\)\.deb$/\1.changes/p' "$roots/built")" ||
        failed=$((failed + 1))
    for package in "$roots/$1.debs"/*.deb; do
        dpkg-deb -c "$package" | awk '{print $1, $2, $6, $7, $8}'
    done | sort -k 3 > "$roots/$1.files"
}

# root_of ARCH: the libraries that the package names, and itself.
root_of() {
    package=$(find "$roots/$1.debs" -name "bonluon_*_$1.deb")
    needed=$(dpkg-deb -f "$package" Depends | sed 's/ ([^)]*)//g; s/, /,/g')
    mmdebstrap --quiet --variant=extract --architectures="$1" \
        --include="$needed" "$ours" "$roots/$1"
    dpkg-deb -x "$package" "$roots/$1"
    mkdir -p "$roots/$1/try"
    cp "$emulator" "$roots/$1/try/emulator"
}

# use ARCH WORDS...: the program's output and its exit code.
use() {
    arch=$1
    shift
    set -- /usr/bin/bonluon "$@"
    [ "$arch" = "$native" ] || set -- /try/emulator "$@"
    status=0
    env -i PATH="$PATH" HOME=/try LC_ALL=C.UTF-8 SDL_VIDEODRIVER=dummy \
        SDL_AUDIODRIVER=dummy chroot "$roots/$arch" "$@" 2>&1 || status=$?
    echo "$1 ended with $status" | sed 's/.*ended/ended/'
}

config=/usr/share/bonluon/config/bonluon.ini

pictures() {
    for screen in question thanks panel; do
        for size in 1280x800 1920x1080; do
            use "$1" scene --config $config --screen $screen --size $size \
                --png "/try/$screen-$size.png"
            sha256sum < "$roots/$1/try/$screen-$size.png"
        done
    done
}

# A visit, and what of its answers does not tell when and by which number.
visit() {
    for question in 1 2 3 4; do
        printf '0 see question:%s\n0 tap answer:%s\n' $question $question
    done > "$roots/$1/try/visit"
    printf '0 see thanks\n0 end\n' >> "$roots/$1/try/visit"
    use "$1" run --config $config --data-dir /try/data --windowed 640x400 \
        --play /try/visit
    use "$1" export --config $config --data-dir /try/data --to /try |
        sed 's/_[0-9-]*_tam/_tam/'
    cat "$roots/$1"/try/*.csv
    # The file of a day that is open tells of no visit alone; how many there
    # are, verify tells.
    use "$1" verify --lang en /try/data/bonluon.db | grep 'visits in databases'
}

rm -rf "$roots"
mkdir -p "$roots/arm64.debs" "$roots/$native.debs"
build "$native" ''
build arm64 "$ours"
same "the files of the packages" "$roots/$native.files" "$roots/arm64.files"
for arch in "$native" arm64; do
    root_of "$arch"
    use "$arch" --version > "$roots/$arch.version"
    use "$arch" check --config $config > "$roots/$arch.check"
    pictures "$arch" > "$roots/$arch.pictures"
    visit "$arch" > "$roots/$arch.visit"
done
for what in version check pictures visit; do
    same "$what" "$roots/$native.$what" "$roots/arm64.$what"
done

# Each of them believes what the other one wrote.
for arch in "$native" arm64; do
    cp -a "$roots/$arch/try/data" "$roots/$arch.data"
done
cp -a "$roots/arm64.data" "$roots/$native/try/other"
cp -a "$roots/$native.data" "$roots/arm64/try/other"
use "$native" verify --lang en /try/data/bonluon.db > "$roots/own"
use arm64 verify --lang en /try/other/bonluon.db > "$roots/others"
same "verify of this machine's record" "$roots/own" "$roots/others"
use arm64 verify --lang en /try/data/bonluon.db > "$roots/own"
use "$native" verify --lang en /try/other/bonluon.db > "$roots/others"
same "verify of an arm64 record" "$roots/own" "$roots/others"
cat "$roots/arm64.pictures" "$roots/arm64.visit" "$roots/own"
# No day is sealed, and the first key was nobody's.
grep -q 'ended with 66' "$roots/own" || failed=$((failed + 1))
rm -rf "$roots"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
