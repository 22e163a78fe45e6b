"""Background jobs: Celery's tasks run at once, in place of a worker, and what becomes of each is told.

The program is an ordinary one. Every Celery application is put into Celery's own eager mode (``task_always_eager``),
since there is neither a broker nor a second process here; what is told comes from Celery's signals.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from graceful import hooks, tracebacks
from graceful.events import now_ms, outlet

listeners: list[Callable[[dict[str, Any]], None]] = []

_CLIP = 300

# Instead of the broker and the backend that the program names: nothing listens there.
_IN_PLACE = {"task_always_eager": True, "broker_url": "memory://", "result_backend": "cache+memory://"}


def install() -> None:
    """Take over Celery as soon as it is imported."""
    hooks.when_imported("celery.app.base", _take_over)


def leave() -> None:
    """No program's application is the next one's."""
    state = sys.modules.get("celery._state")
    if state is not None:
        state._tls.current_app = state.default_app = None


def _take_over(base: Any) -> None:
    if getattr(base.Celery, "graceful", False):
        return
    original = base.Celery.__init__

    def initialise(self: Any, *arguments: Any, **options: Any) -> None:
        original(self, *arguments, **options)
        for name, value in _IN_PLACE.items():
            setattr(self.conf, name, value)

    base.Celery.__init__ = initialise
    base.Celery.graceful = True
    from celery import signals
    from celery.app.task import Task

    apply_async = Task.apply_async

    def in_place(self: Any, *arguments: Any, **options: Any) -> Any:
        # The program may have configured its application after making it.
        self.app.conf.update(_IN_PLACE)
        return apply_async(self, *arguments, **options)

    Task.apply_async = in_place

    signals.task_prerun.connect(_started, weak=False)
    signals.task_retry.connect(_retried, weak=False)
    signals.task_failure.connect(_failed, weak=False)
    signals.task_success.connect(_succeeded, weak=False)


def _started(task_id: str = "", task: Any = None, args: Any = (), kwargs: Any = None, **_: Any) -> None:
    given = ", ".join([*map(repr, args or ()), *(f"{name}={value!r}" for name, value in (kwargs or {}).items())])
    _tell(task_id, task, "STARTED", arguments=given[:_CLIP])


def _retried(request: Any = None, reason: Any = None, sender: Any = None, **_: Any) -> None:
    error = getattr(reason, "exc", None)
    _tell(request.id, sender, "RETRY", error=error or reason, retry_in=_seconds(getattr(reason, "when", None)))


def _failed(task_id: str = "", exception: Any = None, sender: Any = None, **_: Any) -> None:
    _tell(task_id, sender, "FAILURE", error=exception)


def _succeeded(sender: Any = None, result: Any = None, **_: Any) -> None:
    _tell(sender.request.id, sender, "SUCCESS", result=repr(result)[:_CLIP])


def _seconds(when: Any) -> float | None:
    if isinstance(when, datetime):
        return max(0.0, (when - datetime.now(when.tzinfo)).total_seconds())
    return float(when) if isinstance(when, (int, float)) else None


def _tell(
    job: str,
    task: Any,
    state: str,
    *,
    arguments: str | None = None,
    error: BaseException | None = None,
    retry_in: float | None = None,
    result: str | None = None,
) -> None:
    told = {
        "requestId": outlet.request_id,
        "time": now_ms(),
        "id": job,
        "task": getattr(task, "name", None) or str(task),
        "state": state,
        "arguments": arguments,
        "error": tracebacks.describe(error) if isinstance(error, BaseException) else None,
        "retryInSeconds": retry_in,
        "result": result,
    }
    outlet.spend_record(len(told["error"]["text"]) if told["error"] else 0)
    for listener in tuple(listeners):
        listener(told)
    outlet.send("job", told)


@dataclass
class Job:
    """One job. ``state`` is Celery's; ``retries`` has the seconds to wait before each (None if it says nothing)."""

    task: str
    arguments: str
    state: str = "STARTED"
    retries: list[float | None] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    result: str | None = None


class Jobs:
    """The jobs of a test, oldest first."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}

    def __iter__(self):
        return iter(self._jobs.values())

    def __len__(self) -> int:
        return len(self._jobs)

    @property
    def dead(self) -> list[Job]:
        """Those that failed for good: nobody will run them again."""
        return [job for job in self if job.state == "FAILURE"]

    def receive(self, told: dict[str, Any]) -> None:
        job = self._jobs.setdefault(told["id"], Job(told["task"], told["arguments"] or ""))
        job.state = told["state"]
        if told["error"]:
            job.errors.append(f"{told['error']['type']}: {told['error']['message']}")
        if told["state"] == "RETRY":
            job.retries.append(told["retryInSeconds"])
        job.result = told["result"]
