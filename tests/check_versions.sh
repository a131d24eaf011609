#!/bin/sh
# The version is that of the changelog, wherever else it is written.
set -eu
cd "$(dirname "$0")/.."
want=$(sed -n 's/^## \([0-9.]*\).*/\1/p' CHANGELOG.md | head -n 1)
failed=0

# compare FILE VERSION
compare() {
    if [ "$2" != "$want" ]; then
        echo "$1: the version is $2, that of CHANGELOG.md is $want"
        failed=1
    fi
}

[ -n "$want" ] || { echo "CHANGELOG.md: no version in it"; exit 1; }
compare debian/changelog \
    "$(sed -n '1s/^bonluon (\([^)]*\)).*/\1/p' debian/changelog)"
metainfo=packaging/desktop/io.github.bonluon.BonLuon.metainfo.xml
compare $metainfo \
    "$(sed -n 's/.*<release version="\([^"]*\)".*/\1/p' $metainfo | head -n 1)"
exit $failed
