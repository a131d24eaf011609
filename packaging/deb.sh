#!/bin/sh
# Builds the Debian packages into build/deb, out of a copy of the tree.
#
#     packaging/deb.sh [ARCH [SUITE [VERSION]]]
#
# For this machine's architecture and without a SUITE: with what is installed
# here (the lists `build` and `deb` of packages.txt). For another architecture,
# or for a SUITE such as trixie: in a root of its own, which mmdebstrap makes
# and throws away, and which needs root. A library may have another name in
# another Debian, so packages are for one: "+deb13" in the version says for
# which. VERSION: another than that of the changelog, to try an upgrade.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
native=$(dpkg --print-architecture)
arch=${1:-$native}
suite=${2:-}
version=${3:-}
if [ "$arch" != "$native" ] && [ -z "$suite" ]; then
    suite=bookworm
fi
out=$here/build/deb
name=$arch${suite:+-$suite}
work=$out/work-$name
log=$out/build-$name.log

# What people work on, without what they made: build/ and what .gitignore names.
copy_tree() {
    rm -rf "$work"
    mkdir -p "$work/bonluon" "$work/made"
    tar -c -C "$here" --exclude-vcs --exclude=./build --exclude=./config/voice \
        --exclude=__pycache__ --exclude='*.swp' . | tar -x -C "$work/bonluon"
    [ -z "$version" ] ||
        sed -i "1s/([^)]*)/($version)/" "$work/bonluon/debian/changelog"
}

build_here() {
    (cd "$work/bonluon" && dpkg-buildpackage -us -uc)
    find "$work" -maxdepth 1 -type f -exec mv {} "$work/made" ';'
}

# The copy goes in, and what was built comes out.
build_in_root() {
    foreign=
    profile=
    if [ "$arch" != "$native" ]; then
        foreign=$arch
        profile="-a$arch -Pcross,nocheck"
    fi
    cat > "$work/bonluon/inside" << INSIDE
set -e
cd /build/bonluon
rm inside
. /etc/os-release
sed -i "1s/)/+deb\$VERSION_ID)/" debian/changelog
apt-get build-dep -y $profile ./
dpkg-buildpackage -us -uc -b $profile
INSIDE
    # mmdebstrap sets \$1, the root.
    # shellcheck disable=SC2016
    mmdebstrap --mode=root --variant=buildd --dpkgopt=force-unsafe-io \
        --architectures="$native${foreign:+,$foreign}" \
        --include="debhelper${foreign:+,crossbuild-essential-$foreign}" \
        --customize-hook='mkdir "$1/build"' \
        --customize-hook="cp -a '$work/bonluon' \"\$1/build\"" \
        --customize-hook='chroot "$1" sh /build/bonluon/inside' \
        --customize-hook="find \"\$1/build\" -maxdepth 1 -type f \
            -exec cp {} '$work/made' ';'" \
        "$suite" /dev/null
}

build() {
    if [ -n "$suite" ]; then
        build_in_root
    else
        build_here
    fi
}

mkdir -p "$out"
echo "building for $name; log: build/deb/${log##*/}"
copy_tree
# Not in a condition, where the shell would go on after what fails.
status=0
(set -e; build) > "$log" 2>&1 &
wait $! || status=$?
if [ "$status" -eq 0 ]; then
    find "$work/made" -name '*.deb' -printf 'build/deb/%f\n' | sort
    find "$work/made" -type f -exec mv {} "$out" ';'
    # For whoever writes the config beforehand: of nobody's name and codes.
    sed -f "$here/packaging/conffile.sed" "$here/config/bonluon.ini" \
        > "$out/bonluon.ini"
    echo build/deb/bonluon.ini
else
    tail -n 30 "$log" >&2
fi
rm -rf "$work"
exit "$status"
