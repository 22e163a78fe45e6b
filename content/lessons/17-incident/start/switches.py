"""Parts of the site that can be switched off while it runs: the file switches.json is read at every question."""

import json
from pathlib import Path

FILE = Path(__file__).with_name("switches.json")


def is_on(name):
    return json.loads(FILE.read_text(encoding="utf-8"))[name]
