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


def type_into(terminal: int, data: bytes) -> bytes:
    """What the terminal had no room for. Never waits: a command that reads no more may still have something to show."""
    try:
        return data[os.write(terminal, data) :]
    except BlockingIOError:
        return data
    except OSError:
        # Nobody is on the other side any more, and reading will tell.
        return b""


def main() -> int:
    child, terminal = os.forkpty()
    if child == 0:
        os.close(SIZES)
        os.execvp(sys.argv[1], sys.argv[1:])
    os.set_blocking(terminal, False)
    signal.signal(signal.SIGTERM, lambda *_: os.kill(child, signal.SIGKILL))
    waiting = {0, SIZES, terminal}
    typed = b""
    while terminal in waiting:
        readable = waiting - {0} if typed else waiting
        ready, writable, _ = select.select(list(readable), [terminal] if typed else [], [])
        if writable:
            typed = type_into(terminal, typed)
        for source in ready:
            try:
                data = os.read(source, PIECE)
            except BlockingIOError:
                continue
            except OSError:
                # Linux's way of saying that nobody is on the other side any more.
                data = b""
            if not data:
                waiting.discard(source)
            elif source == terminal:
                os.write(1, data)
            elif source == SIZES:
                columns, rows = data.decode().strip().split("\n")[-1].split("x")
                resize(terminal, int(columns), int(rows))
            else:
                typed = type_into(terminal, data)
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGHUP)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) & 0xFF


if __name__ == "__main__":
    sys.exit(main())
