"""Gives each request an id and puts it into every line of the log, as in step 7."""

import logging.config
import uuid

from flask import g, has_request_context


def begin_request():
    g.request_id = uuid.uuid4().hex[:12]


class AddRequestId(logging.Filter):
    def filter(self, record):
        record.request_id = g.get("request_id", "-") if has_request_context() else "-"
        return True


def configure_logging():
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "filters": {"request_id": {"()": AddRequestId}},
            "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s [%(request_id)s]: %(message)s"}},
            "handlers": {
                "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request_id"]},
            },
            "root": {"level": "INFO", "handlers": ["stderr"]},
        }
    )
