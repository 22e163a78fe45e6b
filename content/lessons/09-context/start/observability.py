"""How the log is written. To be called before the app is made."""

import logging.config


def configure_logging():
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
            "handlers": {
                "stderr": {"class": "logging.StreamHandler", "formatter": "line"},
                "file": {
                    "class": "logging.FileHandler",
                    "filename": "error.log",
                    "level": "ERROR",
                    "formatter": "line",
                },
            },
            "root": {"level": "INFO", "handlers": ["stderr", "file"]},
        }
    )
