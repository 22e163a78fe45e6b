"""Fixtures for lessons: ``client``, ``jobs``, ``logs``, ``project``, ``tracker``, ``traffic``, ``upstream``, ``xray``.

A project's own fixtures of these names win.

The project is the folder pytest is started in, so they work natively too: ``pytest -p graceful.pytest_plugin``.
"""

from collections.abc import Iterator

import pytest

from graceful import client as visitors
from graceful import jobs as job_events
from graceful import tracker as tracking
from graceful.client import Client
from graceful.jobs import Jobs
from graceful.logs import Logs
from graceful.paths import root
from graceful.project import Project
from graceful.switches import Switchboard
from graceful.tracker import Tracker
from graceful.traffic import Traffic
from graceful.xray import Xray


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


@pytest.fixture
def tracker() -> Iterator[Tracker]:
    """What sentry_sdk sent during this test: ``.events``, ``.transactions``, ``.issues``, ``.leaks``."""
    tracking.install()
    found = Tracker()
    tracking.listeners.append(found.receive)
    yield found
    tracking.listeners.remove(found.receive)


@pytest.fixture
def xray(client: Client) -> Xray:
    """Records requests: ``xray.get("/crash")`` is ``client.get``; ``.steps``, ``.ran``, ``.chosen`` tell its way."""
    return Xray(client)


@pytest.fixture
def upstream(project: Project) -> Iterator[Switchboard]:
    """Breaks what the project depends on: ``upstream.set("books", "slow", seconds=3)``; ``upstream.calls("books")``."""
    board = Switchboard(project)
    yield board
    board.close()


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    """The Celery jobs of this test: iterate for ``.task``, ``.state``, ``.retries``, ``.errors``; ``.dead`` gave up."""
    found = Jobs()
    job_events.listeners.append(found.receive)
    yield found
    job_events.listeners.remove(found.receive)


@pytest.fixture
def logs(project: Project) -> Iterator[Logs]:
    """The log of this test: ``.records``, ``.json_lines``, and ``.alerts`` by the project's alerts.json."""
    found = Logs(project)
    found.begin()
    visitors.listeners.append(found.receive)
    yield found
    visitors.listeners.remove(found.receive)
    found.end()


@pytest.fixture
def traffic(project: Project) -> Traffic:
    """Visitors by a seed: ``traffic.run(seed=1, requests=200)``, then ``.statuses``, ``.raw_pages``, ``.replies``."""
    return Traffic(lambda: project.app, root.path, lambda: Client(lambda: project.app, project.as_in_production))
