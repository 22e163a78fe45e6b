"""Carries what the real Sentry SDK sends out of the interpreter, over a transport of the SDK's own kind.

The learner's ``sentry_sdk.init(dsn=...)`` is the one they would write at work. Only the default transport, the one that
would speak HTTP, is another; a transport that the program passes itself is left alone.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from graceful import hooks
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
    import sys

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
