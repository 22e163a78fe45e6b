"""``sys.stdout`` and ``sys.stderr`` as a server process has them: text streams, line-buffered, with a ``.buffer``.

What is written becomes "output" events. Knows nothing of who writes.
"""

import codecs
import io
import os
import sys
from collections.abc import Callable

from graceful.events import now_ms, outlet

# Lines leave at once, so that the last one before an endless loop is seen; a program that prints line after line
# pays for it, and after so many its lines leave in blocks.
_PROMPT = 500
_BLOCK = 4096

Send = Callable[[str, str], None]


class Sink(io.BufferedIOBase):
    """The binary end: collects bytes up to a line's end and sends them as text."""

    def __init__(self, stream: str, send: Send) -> None:
        self.name = f"<{stream}>"
        self._stream = stream
        self._send = send
        self._pending = bytearray()
        self._sent = 0
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:  # any object with a buffer, as in io
        if self.closed:
            raise ValueError("write to closed file")
        data = bytes(data)
        self._pending += data
        if b"\n" in data:
            self.flush()
        return len(data)

    def flush(self) -> None:
        if self._sent < _PROMPT or len(self._pending) >= _BLOCK:
            self.drain()

    def drain(self, final: bool = False) -> None:
        """Send what is held. With ``final`` the next line is prompt again."""
        if final:
            self._sent = 0
        if self._pending:
            text = self._decoder.decode(bytes(self._pending))
            self._pending.clear()
            self._sent += 1
            if text:
                self._send(self._stream, text)

    def close(self) -> None:
        self.drain()
        super().close()


def forward(stream: str, text: str) -> None:
    """One piece of output on its way to JavaScript, belonging to the request that is being served."""
    outlet.spend_text(text)
    outlet.send("output", {"stream": stream, "text": text, "requestId": outlet.request_id, "time": now_ms()})


class Streams:
    """The pair, and what stood in their place before."""

    def __init__(self, send: Send = forward) -> None:
        self._sinks = Sink("stdout", send), Sink("stderr", send)
        out, err = self._sinks
        self.stdout = _text(out, "strict")
        self.stderr = _text(err, "backslashreplace")
        self._before = sys.stdin, sys.stdout, sys.stderr

    def install(self) -> None:
        """A server has no keyboard: ``input()`` meets the end of the file."""
        self._stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115 - lives as long as the process
        sys.stdin, sys.stdout, sys.stderr = self._stdin, self.stdout, self.stderr

    def uninstall(self) -> None:
        """Put back what stood there, unless somebody has put another in our place since."""
        ours = self._stdin, self.stdout, self.stderr
        for name, mine, before in zip(("stdin", "stdout", "stderr"), ours, self._before, strict=True):
            if getattr(sys, name) is mine:
                setattr(sys, name, before)
        self._stdin.close()

    def drain(self) -> None:
        """Send what is still held, half a line included. A closed stream has nothing left."""
        for text, sink in zip((self.stdout, self.stderr), self._sinks, strict=True):
            if not text.closed:
                text.flush()
                sink.drain(final=True)


def _text(sink: Sink, errors: str) -> io.TextIOWrapper:
    text = io.TextIOWrapper(sink, "utf-8", errors, newline="\n", line_buffering=True)
    text.mode = "w"
    return text
