"""``asyncio`` as it is outside a browser: ``asyncio.run`` blocks until its coroutine has ended.

Pyodide hands coroutines to the browser's own loop, which counts as running for ever: in a view, which is synchronous,
``asyncio.run`` and ``unittest.IsolatedAsyncioTestCase`` fail.
"""

import asyncio
import sys
from time import sleep  # a program that replaces time.sleep does not replace this one


class Loop(asyncio.BaseEventLoop):
    """An event loop of timers alone: no socket, process or thread has news for it."""

    def __init__(self) -> None:
        super().__init__()
        self._selector = _Timers()

    def _process_events(self, event_list: list[object]) -> None:
        """There are none."""

    def _write_to_self(self) -> None:
        """Nobody writes but in the loop's own thread, and then it is awake."""


class _Timers:
    """What the loop waits with, in place of a selector of the standard library."""

    def select(self, timeout: float | None) -> list[object]:
        if timeout is None:
            raise RuntimeError("waiting for what nobody can bring: nothing else is scheduled in this loop")
        if timeout > 0:
            sleep(timeout)
        return []


def install() -> None:
    """Take Pyodide's loop out of ``asyncio`` and put this one in; nothing of graceful is asynchronous."""
    if sys.platform != "emscripten":
        return
    asyncio.run = asyncio.runners.run
    asyncio.EventLoop = asyncio.SelectorEventLoop = Loop
    # The public ways to a policy warn that policies will go (Python 3.14).
    policy = asyncio.unix_events._DefaultEventLoopPolicy()
    policy._loop_factory = Loop
    asyncio.events._set_event_loop_policy(policy)
    asyncio._set_running_loop(None)
