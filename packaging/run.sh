#!/bin/sh
# Starts the terminal that was built: on the whole screen, in a window when a
# size is given ("1280x800"), off screen where there is no screen at all.
set -eu
window=${1:-}

# A screen without a desktop: one that is plugged in, and that we may open.
bare_screen() {
    grep -qx connected /sys/class/drm/card*/status 2> /dev/null || return 1
    for card in /dev/dri/card*; do
        if [ -r "$card" ] && [ -w "$card" ]; then
            return 0
        fi
    done
    echo "There is a screen, but this user may not draw on it: see the" \
        "groups video, render and input."
    return 1
}

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec build/bonluon run ${window:+--windowed "$window"}
fi
if bare_screen; then
    [ -z "$window" ] || echo "No desktop, so no window: the whole screen."
    exec build/bonluon run
fi
echo "No display here (neither DISPLAY nor WAYLAND_DISPLAY is set, and no" \
    "screen is plugged in)."
exec "$(dirname "$0")/play.sh" "${window:-1280x800}"
