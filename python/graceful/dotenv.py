"""Reads a project's ``.env`` and ``.flaskenv``, which the ``flask`` command does when python-dotenv is installed.

Knows the plain form only: ``NAME=value`` lines, quotes, ``export``, comments; no interpolation.
"""

import os
import re

_LINE = re.compile(r"""\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(?:'([^']*)'|"([^"]*)"|([^#\n]*?))\s*(?:\s#.*)?$""")


def load(root: str) -> None:
    """Set what is not set yet; ``.env`` comes first, as with Flask."""
    for name in (".env", ".flaskenv"):
        try:
            with open(os.path.join(root, name), encoding="utf-8") as file:
                lines = file.read().splitlines()
        except (FileNotFoundError, IsADirectoryError):
            continue
        for line in lines:
            match = _LINE.match(line)
            if match:
                value = next((group for group in match.groups()[1:] if group is not None), "")
                os.environ.setdefault(match[1], value)
