"""What is known about a request while it is served, and how the log is written."""

import logging.config
import re
import uuid

from flask import g

# What a proxy may hand us: short and harmless. Anything else could forge a line of the log.
SAFE_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


def request_id_from(sent):
    """The id that the proxy sent, if it is safe, or a new one."""
    return sent if sent and SAFE_ID.fullmatch(sent) else uuid.uuid4().hex[:12]


class AddContext(logging.Filter):
    """Puts the request's id and its reader on every record, and a dash on those of no request."""

    def filter(self, record):
        record.request_id = g.get("request_id", "-")
        record.reader = g.get("user", "-")
        return True


def configure_logging():
    """Call before Flask is created: its logger then adds no handler of its own."""
    line = "%(asctime)s %(levelname)s %(name)s [%(request_id)s reader %(reader)s]: %(message)s"
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "filters": {"context": {"()": AddContext}},
            "formatters": {"line": {"format": line}},
            "handlers": {
                "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["context"]},
                "file": {
                    "class": "logging.FileHandler",
                    "filename": "error.log",
                    "level": "ERROR",
                    "formatter": "line",
                    "filters": ["context"],
                },
            },
            "root": {"level": "INFO", "handlers": ["stderr", "file"]},
        }
    )
