#!/bin/sh
# packaging/missing.sh names what a build lacks and no more, and make says it
# instead of what comes of it; each module that the Makefile asks for is known.
set -eu
cd "$(dirname "$0")/.."
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
passed=0
failed=0

# A machine: the commands it needs for anything at all, and those given.
lay_commands() {
    rm -rf "${tree:?}/bin"
    mkdir "$tree/bin"
    for command in sh dirname cat make sed head mkdir cmp find sort msgfmt \
        "$@"; do
        ln -s "$(command -v "$command")" "$tree/bin/$command"
    done
}

# One that has these modules and no more: "sdl2".
lay_modules() {
    rm -f "$tree/bin/pkg-config"
    cat > "$tree/bin/pkg-config" << END
#!/bin/sh
case " $* " in *" \$2 "*) exit 0 ;; esac
echo "Package \$2 was not found in the pkg-config search path." >&2
exit 1
END
    chmod +x "$tree/bin/pkg-config"
}

# expect STATUS "a word said" "a word not said" COMMAND...
expect() {
    want=$1 word=$2 silent=$3
    shift 3
    status=0
    said=$(PATH=$tree/bin "$@" 2>&1) || status=$?
    case $said in *"$word"*) told=1 ;; *) told=0 ;; esac
    case $said in *"${silent:-$tree}"*) told=0 ;; esac
    if [ "$told" -eq 1 ] && [ "$status" -eq "$want" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $*: status $status, said \"$said\"," \
            "wanted $want and \"$word\", not \"$silent\""
    fi
}
lay_commands cc
printf '#!/bin/sh\n' > "$tree/bin/apt-get"
chmod +x "$tree/bin/apt-get"
lay_modules sqlite3 sdl2
expect 0 '' 'issing' packaging/missing.sh cc sqlite3 sdl2
lay_modules sdl2
expect 1 'to be found: sqlite3' sdl2 packaging/missing.sh cc sqlite3 sdl2
expect 1 'apt-get install --no-install-recommends libsqlite3-dev' gcc \
    packaging/missing.sh cc sqlite3 sdl2
lay_modules sqlite3
expect 1 ' libxlsxwriter-dev libminizip-dev' 'pkg-config search path' \
    packaging/missing.sh cc sqlite3 xlsxwriter
rm "$tree/bin/msgfmt"
expect 1 'apt-get install --no-install-recommends gettext' gcc \
    packaging/missing.sh cc sqlite3
ln -s "$(command -v msgfmt)" "$tree/bin/msgfmt"
rm "$tree/bin/pkg-config"
expect 1 ' pkgconf libsqlite3-dev libsdl2-dev' gcc \
    packaging/missing.sh cc sqlite3 sdl2
expect 1 ': clang pkg-config' gcc packaging/missing.sh clang-99 sqlite3

lay_commands
lay_modules sqlite3 sdl2
expect 1 'to be found: cc' sqlite3 packaging/missing.sh cc sqlite3 sdl2
expect 1 'yours may have other names' 'apt-get' \
    packaging/missing.sh cc sqlite3 sdl2

# By way of make, in a tree that was never built.
mkdir "$tree/house"
cp -R Makefile CHANGELOG.md packaging src "$tree/house"
in_house="make -C $tree/house --no-print-directory"
# shellcheck disable=SC2086
expect 2 'to be found: cc' 'not found in the' $in_house
rm "$tree/bin/pkg-config"
# shellcheck disable=SC2086
expect 2 'to be found: cc pkg-config SDL2_ttf' ': not found' $in_house
lay_commands cc
# shellcheck disable=SC2086
expect 2 'to be found: pkg-config SDL2_ttf' ': not found' $in_house

# What was here once, and is not when its turn comes; the compiler, too, is one
# that is content with everything.
rm "$tree/bin/cc"
printf '#!/bin/sh\n' > "$tree/bin/cc"
chmod +x "$tree/bin/cc"
lay_modules sdl2
mkdir -p "$tree/house/build/release"
(PATH=$tree/bin; $in_house -n | sed -n "s/^echo '\(.*\)' | cmp -s.*/\1/p" |
    sed "s/'\\\\''/'/g") > "$tree/house/build/release/settings" 2> /dev/null
# shellcheck disable=SC2086
expect 2 'to be found: SDL2_ttf' 'search path' $in_house

modules=$(sed -n 's/^outside_[a-z]* *:= *\([a-zA-Z0-9]\)/\1/p' Makefile)
for module in $modules; do
    if grep -qF "[$module]" packaging/packages.txt; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: packaging/packages.txt: which package brings [$module]?"
    fi
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
