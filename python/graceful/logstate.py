"""The state of the ``logging`` module, remembered and restored, so that one program's configuration ends with it.

Logger objects are kept, since modules hold on to them; what was done to them is undone.
"""

import logging
import sys
import warnings
from typing import Any


def remember() -> dict[str, Any]:
    """What ``restore`` needs."""
    manager = logging.Logger.manager
    loggers = [logging.root, *(found for found in manager.loggerDict.values() if isinstance(found, logging.Logger))]
    return {
        "loggers": {logger: _settings(logger) for logger in loggers},
        "disable": manager.disable,
        "class": logging.getLoggerClass(),
        "factory": logging.getLogRecordFactory(),
        "levels": (dict(logging._levelToName), dict(logging._nameToLevel)),
        "raise": logging.raiseExceptions,
        "last": logging.lastResort,
        "showwarning": warnings.showwarning,
        "warnings": logging._warnings_showwarning,
    }


def restore(state: dict[str, Any]) -> None:
    """Undo what happened to loggers since ``remember``; handlers that came since are closed."""
    fresh = ([], [], logging.NOTSET, True, False)
    for logger in [logging.root, *logging.Logger.manager.loggerDict.values()]:
        if not isinstance(logger, logging.Logger):
            continue
        handlers, filters, level, propagate, disabled = state["loggers"].get(logger, fresh)
        for handler in logger.handlers:
            if handler not in handlers:
                handler.close()
        logger.handlers[:] = handlers
        logger.filters[:] = filters
        logger.propagate, logger.disabled = propagate, disabled
        logger.setLevel(level)
    logging.Logger.manager.disable = state["disable"]
    logging.setLoggerClass(state["class"])
    logging.setLogRecordFactory(state["factory"])
    for table, kept in zip((logging._levelToName, logging._nameToLevel), state["levels"], strict=True):
        table.clear()
        table.update(kept)
    logging.raiseExceptions = state["raise"]
    logging.lastResort = state["last"]
    warnings.showwarning = state["showwarning"]
    logging._warnings_showwarning = state["warnings"]
    internal = sys.modules.get("werkzeug._internal")
    if internal is not None:
        # Werkzeug gives its logger a handler once; that handler is gone now.
        internal._logger = None


def _settings(logger: logging.Logger) -> tuple[list[Any], list[Any], int, bool, bool]:
    return list(logger.handlers), list(logger.filters), logger.level, logger.propagate, logger.disabled
