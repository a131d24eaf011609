#!/bin/sh
# In the emulated machine, for the test outside: carries out what comes by the
# port, as root. A line is a script, its answer the exit code and what the
# script printed, all in base64. No part of any package.
port=/dev/virtio-ports/machine.agent
until [ -e $port ]; do
    sleep 0.5
done
exec 3<> $port
echo "ready" >&3
while read -r line <&3; do
    said=$(printf '%s' "$line" | base64 -d | sh 2>&1 3>&-)
    code=$?
    printf '%s %s\n' "$code" "$(printf '%s' "$said" | base64 -w 0)" >&3
done
