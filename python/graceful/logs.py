"""The log as a test sees it: records with all their fields, lines of JSON, and the alerts of the project's rules.

Knows nothing of pytest.
"""

import json
import logging
from typing import Any

from graceful import alerts as alerting
from graceful import capture
from graceful.project import Project

# What logging puts on every record (logging.LogRecord); the rest is the program's own, by `extra` or by a filter.
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class Logs:
    """Listens from the beginning of a test to its end."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._watch: alerting.Alerts | None = None
        self.records: list[logging.LogRecord] = []
        self._alerts: list[dict[str, Any]] = []

    def begin(self) -> None:
        alerting.clock.reset()
        capture.install()
        capture.record_listeners.append(self._logged)

    def end(self) -> None:
        capture.record_listeners.remove(self._logged)

    def receive(self, exchange: dict[str, Any]) -> None:
        """An exchange of the client's, as graceful.exchanges describes it."""
        response = exchange["response"]
        self._rules().answered(response is None or response["status"] >= 500)

    @property
    def json_lines(self) -> list[dict[str, Any]]:
        """Every line that is a JSON object, of what the application printed or wrote to its files."""
        text = self._project.printed.splitlines()
        for path in self._project.files_written:
            text += (self._project.root / path).read_text(encoding="utf-8", errors="replace").splitlines()
        return [line for line in map(_object, text) if line is not None]

    @property
    def alerts(self) -> list[dict[str, Any]]:
        """What was told, in order: ``name``, ``state`` ("firing" or "resolved"), ``seconds`` since the first error."""
        return self._alerts

    def wait(self, seconds: float) -> None:
        """Let so much time pass for the alert rules, without waiting."""
        alerting.clock.advance(seconds)
        self._rules().passed()

    @staticmethod
    def fields(record: logging.LogRecord) -> dict[str, Any]:
        """The fields that the program added to a record."""
        return {name: value for name, value in vars(record).items() if name not in _STANDARD}

    def _logged(self, record: logging.LogRecord) -> None:
        self.records.append(record)
        self._rules().logged(record)

    def _rules(self) -> alerting.Alerts:
        if self._watch is None:
            try:
                rules = alerting.load(str(self._project.root))
            except alerting.RulesError as error:
                raise AssertionError(str(error)) from None
            self._watch = alerting.Alerts(rules, self._told)
        return self._watch

    def _told(self, alert: dict[str, Any]) -> None:
        seconds = round((alert["time"] - alert["firstErrorAt"]) / 1000, 3)
        self._alerts.append(
            {"name": alert["name"], "state": alert["state"], "seconds": seconds, "value": alert["value"]}
        )


def _object(line: str) -> dict[str, Any] | None:
    if not line.startswith("{"):
        return None
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
