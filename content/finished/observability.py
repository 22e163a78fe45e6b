"""What is known about a request while it is served: its id, the log's format, the error tracker."""

import logging.config
import os
import re
import uuid
from contextvars import ContextVar

import sentry_sdk

request_id: ContextVar[str] = ContextVar("request_id", default="-")

# What a proxy may hand us: short and harmless. Anything else could forge a line of the log.
SAFE_ID = re.compile(r"[A-Za-z0-9-]{8,64}")

SECRET_FIELDS = {"password", "token", "email", "card"}


class AddRequestId(logging.Filter):
    """Puts the id on every record, also on those of libraries and of code outside a request."""

    def filter(self, record):
        record.request_id = request_id.get()
        return True


def configure_logging():
    """Call before Flask is created: its logger then adds no handler of its own."""
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
                "stderr": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["request_id"]},
                "file": {
                    "class": "logging.handlers.RotatingFileHandler",
                    "filename": "error.log",
                    "maxBytes": 1_000_000,
                    "backupCount": 5,
                    "delay": True,
                    "level": "ERROR",
                    "formatter": "json",
                    "filters": ["request_id"],
                },
            },
            "root": {"level": "INFO", "handlers": ["stderr", "file"]},
        }
    )


def configure_tracker():
    """Does nothing without SENTRY_DSN, so that a laptop reports to nobody."""
    if "SENTRY_DSN" in os.environ:
        sentry_sdk.init(
            dsn=os.environ["SENTRY_DSN"],
            environment=os.environ.get("APP_ENVIRONMENT", "production"),
            release=os.environ.get("APP_RELEASE"),
            traces_sample_rate=0.05,
            include_local_variables=False,
            before_send=scrub,
            before_send_transaction=scrub,
        )


def scrub(event, hint):
    """The form's fields that identify a person stay here."""
    data = event.get("request", {}).get("data")
    if isinstance(data, dict):
        for name in SECRET_FIELDS & data.keys():
            data[name] = "[removed]"
    return event


def begin_request(sent_id):
    """The id that the proxy sent, if it is safe, or a new one."""
    found = sent_id if sent_id and SAFE_ID.fullmatch(sent_id) else uuid.uuid4().hex[:12]
    request_id.set(found)
    sentry_sdk.set_tag("request_id", found)
    return found
