"""What is known about a request while it is served: its id, the log's format, the error tracker."""

import logging.config
import uuid
from contextvars import ContextVar

import sentry_sdk

request_id = ContextVar("request_id", default="-")


class AddRequestId(logging.Filter):
    """Puts the id on every record, also on those of Flask and of libraries."""

    def filter(self, record):
        record.request_id = request_id.get()
        return True


def configure():
    """Call before Flask is created."""
    common = {"formatter": "json", "filters": ["request_id"]}
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "filters": {"request_id": {"()": AddRequestId}},
            "formatters": {
                "json": {
                    "()": "pythonjsonlogger.json.JsonFormatter",
                    "format": "%(asctime)s %(levelname)s %(name)s %(request_id)s %(message)s",
                }
            },
            "handlers": {
                "stderr": {"class": "logging.StreamHandler", **common},
                "file": {"class": "logging.FileHandler", "filename": "error.log", "level": "ERROR", **common},
            },
            "root": {"level": "INFO", "handlers": ["stderr", "file"]},
        }
    )
    sentry_sdk.init(
        dsn="https://key@tracker.example/1",
        environment="production",
        release="library@2.4.0",
        traces_sample_rate=0.05,
        include_local_variables=False,
    )


def begin_request():
    """A new id for the request that begins."""
    found = uuid.uuid4().hex[:12]
    request_id.set(found)
    sentry_sdk.set_tag("request_id", found)
    return found
