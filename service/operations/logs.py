"""The service's log: a line of text for a person, or a JSON object a line for a machine (``ZHAOSHANG_LOG``)."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Any

from .requests import request_id


class AsJson(logging.Formatter):
    """One JSON object a line: time (RFC 3339, UTC), level, logger, message, request, and what the request's own line tells."""

    def format(self, record: logging.LogRecord) -> str:
        """The line. Line breaks of what callers sent cannot make a second one: JSON escapes them."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if ident := request_id():
            line["request"] = ident
        line.update(getattr(record, "told", {}))
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class AsText(logging.Formatter):
    """``12:30:01 info GET /search 200 3.1 ms [request id]``; control characters are shown, not obeyed."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        clock = datetime.fromtimestamp(record.created).strftime("%H:%M:%S")
        message = "".join(c if c.isprintable() else repr(c)[1:-1] for c in record.getMessage())
        ident = request_id()
        line = f"{clock} {record.levelname.lower()} {message}" + (f" [{ident}]" if ident else "")
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


def configure(form: str, level: int = logging.INFO) -> None:
    """Have all loggers write to stderr in ``form`` (``json`` or ``text``); uvicorn's own line for each request is left out."""
    handler = logging.StreamHandler()
    handler.setFormatter(AsJson() if form == "json" else AsText())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("neo4j.notifications").setLevel(logging.ERROR)  # what it notes goes to the one who asked
    for name in ("zhaoshang", "uvicorn", "uvicorn.error"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
        logger.setLevel(level)
