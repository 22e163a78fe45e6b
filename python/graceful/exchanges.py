"""A test's request and its answer, as live-server.ts describes an exchange. Knows neither clients nor pytest."""

import base64
from typing import Any

# Of either body. Tests are read, not replayed: what is longer is cut, and its length told.
MAX_BODY_BYTES = 256 * 1024


def describe(
    request: dict[str, Any],
    body: bytes,
    response: dict[str, Any] | None,
    answer: bytes,
    *,
    records: list[dict[str, Any]],
    started: float,
    duration_ms: float,
) -> dict[str, Any]:
    """An exchange for the page.

    ``request`` has method, path and headers; ``response`` has status, reason, headers and truncated, and is None when
    there was no answer. ``started`` is in milliseconds since the epoch.
    """
    return {
        "request": {**request, "body": _packed(body)},
        "response": response and {**response, "body": _packed(answer)},
        "log": list(records),
        "startedAt": started,
        "durationMs": duration_ms,
    }


def _packed(body: bytes) -> str:
    return base64.b64encode(body[:MAX_BODY_BYTES]).decode()
