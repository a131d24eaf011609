#!/bin/sh
# The C files are as clang-format sets them by .clang-format. Versions set
# differently; the one that counts is Debian 12's.
set -eu
cd "$(dirname "$0")/.."
version=$(clang-format --version | sed 's/.*version \([0-9]*\).*/\1/')
if [ "$version" -ne 14 ]; then
    echo "clang-format is version $version here, and the tree set by 14"
    exit 77
fi
find src tests -name '*.[ch]' -print0 |
    xargs -0 clang-format --dry-run -Werror
