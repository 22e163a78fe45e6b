"""Runs a command on a terminal of its own, as a WebContainer does.

``python3 terminal.py COMMAND ARG...``: what arrives on standard input is typed into the terminal, what the terminal shows
goes to standard output, a line ``COLUMNSxROWS`` on descriptor 3 changes its size. Ends with the command's exit code.
"""

import contextlib
import fcntl
import os
import select
import signal
import struct
import sys
import termios

SIZES = 3
PIECE = 65536


def resize(terminal: int, columns: int, rows: int) -> None:
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def main() -> int:
    child, terminal = os.forkpty()
    if child == 0:
        os.close(SIZES)
        os.execvp(sys.argv[1], sys.argv[1:])
    signal.signal(signal.SIGTERM, lambda *_: os.kill(child, signal.SIGKILL))
    waiting = {0, SIZES, terminal}
    while terminal in waiting:
        for ready in select.select(list(waiting), [], [])[0]:
            try:
                data = os.read(ready, PIECE)
            except OSError:
                # Linux's way of saying that nobody is on the other side any more.
                data = b""
            if not data:
                waiting.discard(ready)
            elif ready == terminal:
                os.write(1, data)
            elif ready == SIZES:
                columns, rows = data.decode().strip().split("\n")[-1].split("x")
                resize(terminal, int(columns), int(rows))
            else:
                while data:
                    data = data[os.write(terminal, data) :]
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGHUP)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) & 0xFF


if __name__ == "__main__":
    sys.exit(main())
