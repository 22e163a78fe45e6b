"""The debug run mode: what ``flask run --debug`` puts around an application.

Knows nothing of finding or serving it.
"""

import os
from typing import Any


def prepare() -> None:
    """Before the import: Flask reads FLASK_DEBUG, and Werkzeug prints its PIN only in the process that serves."""
    os.environ["FLASK_DEBUG"] = "1"
    os.environ["WERKZEUG_RUN_MAIN"] = "true"


def wrap(app: Any) -> Any:
    """The application inside Werkzeug's debugger, console included."""
    from werkzeug.debug import DebuggedApplication

    if hasattr(app, "debug"):
        app.debug = True
    return DebuggedApplication(app, evalex=True)
