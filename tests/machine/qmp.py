"""The monitor of an emulated machine: QEMU's QMP, one command at a time."""

import json
import socket

from support import poll


class Qmp:
    """Commands go in, answers come back; events on the way are passed over."""

    def __init__(self, path, alive):
        self.socket = socket.socket(socket.AF_UNIX)
        poll(lambda: self._connected(path, alive), 30, "QEMU's monitor")
        self.lines = self.socket.makefile("r", encoding="utf-8")
        self.lines.readline()
        self("qmp_capabilities")

    def _connected(self, path, alive):
        alive()
        try:
            self.socket.connect(str(path))
        except (FileNotFoundError, ConnectionRefusedError):
            return False
        return True

    def __call__(self, command, **arguments):
        request = {"execute": command, "arguments": arguments}
        self.socket.sendall(json.dumps(request).encode() + b"\n")
        while True:
            line = self.lines.readline()
            if not line:
                raise ConnectionError(f"QEMU went away during {command}")
            answer = json.loads(line)
            if "return" in answer:
                return answer["return"]
            if "error" in answer:
                raise RuntimeError(f"{command}: {answer['error']['desc']}")
