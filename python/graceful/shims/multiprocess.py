"""``_multiprocessing`` for a Python without processes: locks as one process can hold them.

That is enough for what only wants a shared counter: Werkzeug's debugger counts wrong PINs in a
``multiprocessing.Value``.

Starting a process still fails, as it must.
"""

import importlib.util
import os
import sys
import threading
import types


class SemLock:
    """The semaphore behind multiprocessing's Lock, RLock and Semaphore, within one process."""

    SEM_VALUE_MAX = 2**31 - 1

    def __init__(self, kind: int, value: int, maxvalue: int, name: str, unlink: bool) -> None:
        self.kind, self.maxvalue, self.handle = kind, maxvalue, 0
        # A lock without a name needs no process to clean up after it.
        self.name = None
        self._value = value
        self._held = 0
        self._owner: int | None = None

    def acquire(self, block: bool = True, timeout: float | None = None) -> bool:
        me = threading.get_ident()
        if self.kind == 0 and self._owner == me:
            self._held += 1
            return True
        if self._value == 0:
            if block and timeout is None:
                raise RuntimeError("waiting for a lock that nobody can release: there is only this thread")
            return False
        self._value -= 1
        self._owner, self._held = me, self._held + 1
        return True

    def release(self) -> None:
        if self.kind == 0:
            if self._owner != threading.get_ident() or self._held == 0:
                raise AssertionError("attempt to release recursive lock not owned by thread")
            if self._held > 1:
                self._held -= 1
                return
        elif self._value >= self.maxvalue:
            raise ValueError("semaphore or lock released too many times")
        self._value += 1
        self._held -= 1
        if self._held <= 0:
            self._owner = None

    __enter__ = acquire

    def __exit__(self, *error: object) -> None:
        self.release()

    def _count(self) -> int:
        return self._held

    def _is_mine(self) -> bool:
        return self._owner == threading.get_ident() and self._held > 0

    def _get_value(self) -> int:
        return self._value

    def _is_zero(self) -> bool:
        return self._value == 0

    def _after_fork(self) -> None:
        """There is no fork."""


def install() -> None:
    if "_multiprocessing" in sys.modules or importlib.util.find_spec("_multiprocessing") is not None:
        return
    module = types.ModuleType("_multiprocessing", __doc__)
    module.SemLock = SemLock
    module.sem_unlink = lambda name: None
    module.flags = {"HAVE_SEM_OPEN": 0, "HAVE_SEM_TIMEDWAIT": 0}
    sys.modules["_multiprocessing"] = module
    if not hasattr(os, "cpu_count") or os.cpu_count() is None:
        os.cpu_count = lambda: 1
