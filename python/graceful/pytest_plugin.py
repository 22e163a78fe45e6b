"""Fixtures for lessons' tests: ``client`` and ``project``. A project's own fixtures of these names win.

The project is the folder pytest is started in, so they work natively too: ``pytest -p graceful.pytest_plugin``.
"""

from collections.abc import Iterator

import pytest

from graceful.client import Client
from graceful.paths import root
from graceful.project import Project


def pytest_configure(config: pytest.Config) -> None:
    root.set(str(config.invocation_params.dir))


@pytest.fixture
def project() -> Iterator[Project]:
    """The project under test, imported anew for this test: ``.app``, ``.read(path)``, ``.files_written``."""
    found = Project(root.path)
    yield found
    found.close()


@pytest.fixture
def client(project: Project) -> Client:
    """A visitor with a cookie jar of its own; the server behind it is a production one."""
    return Client(lambda: project.app, project.as_in_production)
