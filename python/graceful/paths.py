"""Where the learner's project lies, and how its files are named to the learner.

Knows nothing of who asks. Paths go out with forward slashes, relative to the project when they lie inside it.
"""

import os

DEFAULT_ROOT = "/app"

# Folders below the project that hold other people's code.
_FOREIGN = ("site-packages/", "node_modules/", ".venv/", "venv/")


class ProjectRoot:
    """The project's folder; one per interpreter, set again by each load."""

    def __init__(self) -> None:
        self.path = DEFAULT_ROOT

    def set(self, path: str) -> None:
        self.path = os.path.realpath(path)

    def contains(self, file: str) -> bool:
        return file.startswith(self.path.rstrip(os.sep) + os.sep)

    def shown(self, file: str) -> str:
        """``file`` as the learner knows it: relative inside the project, as it is elsewhere."""
        if not self.contains(file):
            return file
        return file[len(self.path.rstrip(os.sep)) + 1 :].replace(os.sep, "/")

    def is_own(self, file: str) -> bool:
        """Whether the learner wrote ``file``."""
        if not self.contains(file):
            return False
        shown = self.shown(file)
        return not any(shown.startswith(name) or f"/{name}" in shown for name in _FOREIGN)


root = ProjectRoot()
