"""Carries what the real Sentry SDK sends out of the interpreter, over a transport of the SDK's own kind.

The learner's ``sentry_sdk.init(dsn=...)`` is the one they would write at work. Only the default transport, the one that
would speak HTTP, is another; a transport that the program passes itself is left alone.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graceful import hooks, leaks
from graceful.events import now_ms, outlet

if TYPE_CHECKING:
    from sentry_sdk.envelope import Envelope

# Sentry's own limit for one event (docs.sentry.io, "Size limits"): what is larger is refused with 413.
MAX_EVENT_BYTES = 1024 * 1024
# Of one envelope, attachments included; Sentry takes more, a page should not.
MAX_ENVELOPE_BYTES = 4 * MAX_EVENT_BYTES

# Hear of each envelope that was accepted.
listeners: list[Callable[["Envelope"], None]] = []


def install() -> None:
    """Take over the SDK's HTTP transport as soon as the SDK is imported; at once if it has been."""
    hooks.when_imported("sentry_sdk.transport", _take_over)


def leave() -> None:
    """The SDK as it is before any ``init``: one program's client is not the next one's."""
    sdk = sys.modules.get("sentry_sdk")
    if sdk is None:
        return
    for scope in (sdk.get_global_scope(), sdk.get_isolation_scope(), sdk.get_current_scope()):
        scope.set_client(None)
        scope.clear()


def _take_over(module: Any) -> None:
    if getattr(module.HttpTransport, "graceful", False):
        return

    class HttpTransport(module.Transport):  # type: ignore[name-defined]
        """Stands in for the SDK's class of this name: same options, no network."""

        graceful = True

        def capture_envelope(self, envelope: "Envelope") -> None:
            size = max((len(item.get_bytes()) for item in envelope.items), default=0)
            event = envelope.get_event() or envelope.get_transaction_event()
            limit = MAX_EVENT_BYTES if event is not None else MAX_ENVELOPE_BYTES
            if size > limit:
                outlet.send("envelope", {"requestId": outlet.request_id, "time": now_ms(), "refusedBytes": size})
                return
            data = envelope.serialize()
            outlet.spend_record(len(data))
            for listener in tuple(listeners):
                listener(envelope)
            about = {"requestId": outlet.request_id, "time": now_ms(), "refusedBytes": None}
            outlet.send("envelope", about, data)

    HttpTransport.__module__ = module.__name__
    module.HttpTransport = HttpTransport


@dataclass
class Issue:
    """Events that are one problem to Sentry: the same fingerprint, or the same exception from the same own code."""

    title: str
    events: list[dict[str, Any]] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.events)


class Tracker:
    """What the SDK sent, for tests: events and transactions as the SDK wrote them, oldest first."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []
        self.transactions: list[dict[str, Any]] = []

    def receive(self, envelope: "Envelope") -> None:
        for item in envelope.items:
            if item.type == "event":
                self.events.append(item.payload.json)
            elif item.type == "transaction":
                self.transactions.append(item.payload.json)

    @property
    def issues(self) -> list[Issue]:
        """The events in groups, the oldest first."""
        groups: dict[tuple[str, ...], Issue] = {}
        for event in self.events:
            groups.setdefault(_group_of(event), Issue(_title_of(event))).events.append(event)
        return list(groups.values())

    @property
    def leaks(self) -> list[str]:
        """Personal data and secrets in the events, as sentences. A scrubbed event has none."""
        return [leak for event in (*self.events, *self.transactions) for leak in leaks.find(event)]


def _group_of(event: dict[str, Any]) -> tuple[str, ...]:
    """As lib/tracker/issues.ts groups."""
    default = _default_group(event)
    fingerprint = event.get("fingerprint")
    if not fingerprint:
        return default
    return tuple(
        part
        for given in fingerprint
        for part in (default if given.replace(" ", "") == "{{default}}" else (str(given),))
    )


def _default_group(event: dict[str, Any]) -> tuple[str, ...]:
    values = (event.get("exception") or {}).get("values") or []
    if not values:
        said = event.get("logentry") or {}
        return ("message", str(said.get("message") or event.get("message") or ""))
    group: list[str] = []
    for value in values:
        frames = (value.get("stacktrace") or {}).get("frames") or []
        own = [frame for frame in frames if frame.get("in_app")] or frames
        group += [str(value.get("type")), *(f"{frame.get('module')}:{frame.get('function')}" for frame in own)]
    return tuple(group)


def _title_of(event: dict[str, Any]) -> str:
    values = (event.get("exception") or {}).get("values") or []
    if values:
        return f"{values[-1].get('type')}: {values[-1].get('value')}"
    said = event.get("logentry") or {}
    return str(said.get("formatted") or said.get("message") or event.get("message") or "(no message)")
