"""``os._exit`` as an exception: a process that ends at once, where there is no process to end.

Knows nothing of who serves. ``sys.exit`` needs nothing of the kind, being an exception already.
"""

import os

_real = os._exit
_pid: int | None = None


class ProcessExit(BaseException):
    """The program called ``os._exit``."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def begin() -> None:
    """From now on ``os._exit`` raises."""
    global _pid
    _pid = os.getpid()
    os._exit = _exit


def end() -> None:
    os._exit = _real


def _exit(status: int) -> None:
    """End the process. A forked child is one, and ends really."""
    if os.getpid() != _pid:
        _real(status)
    raise ProcessExit(status)
