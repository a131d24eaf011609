#!/bin/sh
# Says what compiling needs and this machine lacks, and how to get it; silent,
# with status 0, when all is here.
#
#     packaging/missing.sh CC MODULE...      (modules by pkg-config's names)
#
# It tries what a build would do, and so asks no package manager. Which of
# Debian's packages brings what stands in packages.txt, in brackets.
set -u
cc=$1
shift
here=$(dirname "$0")
lacking=
packages=

lack() {
    lacking="$lacking $1"
    while read -r list package why; do
        case "$why " in
        *"[$1] "*)
            case "$list $packages " in
            "#"* | *" $package "*) ;;
            *) packages="$packages $package" ;;
            esac
            ;;
        esac
    done < "$here/packages.txt"
}

# A compiler may be several words: "ccache gcc".
if ! command -v "${cc%% *}" > /dev/null; then
    case $cc in
    *clang*) lack clang ;;
    *) lack cc ;;
    esac
fi
if [ ! -e /usr/include/stdio.h ] &&
    ! echo '#include <stdio.h>' | $cc -E - > /dev/null 2>&1; then
    lack stdio.h
fi
command -v msgfmt > /dev/null || lack msgfmt
if command -v "${PKG_CONFIG:-pkg-config}" > /dev/null; then
    for module in "$@"; do
        "${PKG_CONFIG:-pkg-config}" --exists "$module" 2> /dev/null || lack "$module"
    done
else
    for module in pkg-config "$@"; do
        lack "$module"
    done
fi
[ -n "$lacking" ] || exit 0

echo "Missing here, or not to be found:$lacking"
if command -v apt-get > /dev/null; then
    echo "Either let 'make run' install them, or do it yourself:"
    echo "    sudo apt-get install --no-install-recommends$packages"
else
    echo "Debian has them in these packages; yours may have other names:"
    echo "   $packages"
fi
exit 1
