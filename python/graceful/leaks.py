"""Finds personal data and secrets in what is about to leave for a tracker. As lib/tracker/leaks.ts finds them."""

import re
from collections.abc import Iterator
from typing import Any

# Source lines are code, not data; what the SDK says of itself is nobody's secret.
_CODE = {"pre_context", "context_line", "post_context", "sdk", "modules", "abs_path", "filename"}

_SOURCE_LINES = re.compile(r"^ {2}File \".*\n(?: {4}.*\n?)*", re.MULTILINE)

_SECRET_KEY = re.compile(r"passw(or)?d|passwd|secret|api_?key|authorization|^auth$|credential", re.IGNORECASE)
_TOKEN_KEY = re.compile(r"token|session_?id|^cookies?$|set-cookie", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)*\.[a-zA-Z]{2,}")
_TOKEN = re.compile(r"\b(Bearer\s+[\w.~+/-]{8,}|eyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]*|(sk|pk|ghp|xox[bp])[_-]\w{12,})")
_PASSWORD = re.compile(r"passw(or)?d['\"]?\s*[=:]\s*['\"]?[^\s'\",&\[]{3,}", re.IGNORECASE)
_CARD = re.compile(r"(?<![\d.])\d(?:[ -]?\d){12,18}(?![\d.])")

# What scrubbers leave in a secret's place.
_SCRUBBED = re.compile(r"^\W*(filtered|redacted|scrubbed|removed|hidden|none|null|\*+|x+)?\W*$", re.IGNORECASE)


def find(event: Any) -> list[str]:
    """One sentence for each leak, with the place in ``event`` where it is; never the secret itself."""
    return [f"{kind} in {path}" for kind, path in _walk(event, "")]


def _walk(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            name = str(key)
            if name not in _CODE:
                yield from _of_key(name, inner, f"{path}.{name}" if path else name)
    elif isinstance(value, (list, tuple)):
        for index, inner in enumerate(value):
            yield from _of_pair(inner, f"{path}[{index}]")
    elif isinstance(value, str):
        for kind in kinds_in(value):
            yield kind, path


def _of_pair(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """Headers may be lists of pairs."""
    if isinstance(value, (list, tuple)) and len(value) == 2 and all(isinstance(part, str) for part in value):
        yield from _of_key(value[0], value[1], path)
    else:
        yield from _walk(value, path)


def _of_key(name: str, value: Any, path: str) -> Iterator[tuple[str, str]]:
    plain = isinstance(value, (str, int)) and not isinstance(value, bool) and not _SCRUBBED.match(str(value))
    if plain and _SECRET_KEY.search(name):
        yield "password or secret", path
    elif plain and _TOKEN_KEY.search(name):
        yield "token", path
    else:
        yield from _walk(value, path)


def kinds_in(text: str) -> list[str]:
    """Which kinds of personal data ``text`` has in it; the source lines of a traceback do not count."""
    text = _SOURCE_LINES.sub("", text)
    found = []
    if _EMAIL.search(text):
        found.append("e-mail address")
    if _PASSWORD.search(text):
        found.append("password or secret")
    if _TOKEN.search(text):
        found.append("token")
    if any(_is_card(match.group()) for match in _CARD.finditer(text)):
        found.append("card number")
    return found


def _is_card(text: str) -> bool:
    """The Luhn check of ISO/IEC 7812-1, and a first digit that card schemes use."""
    digits = [int(char) for char in text if char.isdigit()]
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]
    return digits[0] in (2, 3, 4, 5, 6) and (sum(digits[::-2]) + sum(doubled)) % 10 == 0
