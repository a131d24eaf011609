#!/bin/sh
# Installs those packages of packaging/packages.txt that are missing.
#
#     packaging/install-packages.sh LIST...      (run build test lint roots bench voice)
#
# Nothing is missing: says nothing, and touches neither the network nor apt.
# Whatever is done as root is announced first.
set -eu
here=$(dirname "$0")

# Ends with what a person can do instead.
give_up() {
    echo "$1" >&2
    echo "Install these by hand, and then say PACKAGES=mine to make:" >&2
    echo "   $missing" >&2
    exit 1
}

wanted=
while read -r list package _; do
    for asked in "$@"; do
        [ "$list" = "$asked" ] && wanted="$wanted $package"
    done
done < "$here/packages.txt"
[ -n "$wanted" ] || { echo "no such list: $*" >&2; exit 64; }

missing=$wanted
if ! command -v dpkg-query > /dev/null || ! command -v apt-get > /dev/null
then
    give_up "This is not Debian, or like it: there is no apt-get."
fi

# One question for all; unknown names make it fail, which is no matter.
# shellcheck disable=SC2086
present=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $wanted \
    2> /dev/null || true)
missing=
for package in $wanted; do
    case "
$present
" in *"
installed $package
"*) ;; *) missing="$missing $package" ;; esac
done
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo > /dev/null ||
        give_up "Packages are missing, and there is no sudo to install them."
    as_root=sudo
fi
echo "missing:$missing"
echo "installing them with ${as_root:+sudo }apt-get; this can take minutes"

log=$(mktemp)
trap 'rm -f "$log"' EXIT
apt_get() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq \
        -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0 "$@" \
        > "$log" 2>&1 < /dev/null
}

# A source that does not answer need not be the one that has the package.
apt_get update || sed 's/^/apt-get update: /' "$log" >&2
# shellcheck disable=SC2086
if ! apt_get install -y --no-install-recommends $missing; then
    tail -n 20 "$log" >&2
    give_up "apt-get could not install what is missing: see above. \
Is there a network?"
fi
