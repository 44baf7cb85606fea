"""What the log says, and what it never may: words of notes or of searches, names of people, keys.

In production each line is one JSON object; on one's own machine a line that a person reads (ARCHIVE_LOG says which).
"""

import json
import logging
import re
import traceback
from copy import copy
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

# "/feeds/0a1b.Zx_9/codes/visa.atom", "/sign-in/forgotten/MQ/c8f-9e2/"; not "/feeds/", which is a page.
KEY = re.compile(r"(?<=/feeds/)[^/\s?]+(?=/)|(?<=/sign-in/forgotten/)[^/\s?]+/[^/\s?]+(?=/)")
PLACE = re.compile(r"%(?:\(\w+\))?[-+#0-9.]*[a-zA-Z]")  # where something would have been put into a sentence
OURS = ("archive", "meetings")
FRAMES = 12  # of a traceback: the nearest to the error


class WithoutKeys(logging.Filter):
    """Writes ``/feeds/…/codes/visa.atom`` instead of the whole address, wherever in a line it stands."""

    def filter(self, record: logging.LogRecord) -> bool:
        line = record.getMessage()
        if "/feeds/" in line or "/sign-in/forgotten/" in line:
            record.msg, record.args = KEY.sub("…", line), ()
        return True


class WithoutWords(logging.Filter):
    """Lets no foreign words through: neither those of an address nor those of an error, which may quote a note.

    Our own modules write of rows by number alone. Of what others write (Django names the address, PostgreSQL the value
    that it refuses) the sentence is kept without what was put into it, and of an error its kind and where it happened.
    """

    def filter(self, record: logging.LogRecord) -> logging.LogRecord:
        told = copy(record)  # other handlers get the whole
        if status := getattr(record, "status_code", None):  # Django about an answer: "Not Found: /people/…/"
            told.msg, told.args = phrase(status), ()
        elif not trusted(record):
            told.msg, told.args = PLACE.sub("…", str(record.msg)), ()
        if record.exc_info and record.exc_info[1]:
            told.error = kinds(record.exc_info[1])
        told.exc_info = told.exc_text = told.stack_info = None
        return told


def trusted(record: logging.LogRecord) -> bool:
    """Whether a line is of our own modules, or of the web server about itself."""
    first = record.name.partition(".")[0]
    return first in OURS or (first == "gunicorn" and record.levelno < logging.WARNING)


def phrase(status: int) -> str:
    """``Not Found`` for 404."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return str(status)


def kinds(error: BaseException) -> list[dict[str, Any]]:
    """The error and those that caused it: kind, the server's code if it is of the database, and the way to it."""
    found: list[dict[str, Any]] = []
    seen: BaseException | None = error
    while seen and len(found) < 5:
        frames = traceback.extract_tb(seen.__traceback__)[-FRAMES:]
        told: dict[str, Any] = {"kind": f"{type(seen).__module__}.{type(seen).__qualname__}"}
        if code := getattr(seen, "sqlstate", None):
            told["sqlstate"] = code
        told["at"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        found.append(told)
        seen = seen.__cause__ or seen.__context__
    return found


class InRequest(logging.Filter):
    """Adds the id of the request and the name of its view."""

    def filter(self, record: logging.LogRecord) -> bool:
        from archive.insight.current import asked  # when settings are read, Django is not there yet

        now = asked()
        record.request_id, record.view = (now.id, now.view) if now else ("-", "-")
        return True


class Lines(logging.Formatter):
    """A line to be read by a person, with the facts that were given with it at its end."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the name is logging's
        facts = ", ".join(f"{name} {value}" for name, value in getattr(record, "facts", {}).items())
        return f"{super().formatMessage(record)}{f' ({facts})' if facts else ''}"


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, message, request, view, and the facts that were given with it."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if (request := getattr(record, "request_id", "-")) != "-":
            told |= {"request": request, "view": record.view}
        told |= getattr(record, "facts", {})
        if error := getattr(record, "error", None):
            told["error"] = error
        return json.dumps(told, ensure_ascii=False, default=str)


def logging_of(*, as_json: bool, keep_words: bool) -> dict[str, Any]:
    """The settings of logging. ``keep_words`` only on one's own machine, where one looks for a fault of one's own."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": "archive.logs.Lines",
                "format": "{asctime} {levelname} {name} [{request_id}]: {message}",
                "style": "{",
            },
            "json": {"()": "archive.logs.JsonLines"},
        },
        "filters": {
            "without words": {"()": "archive.logs.WithoutWords"},
            "without keys": {"()": "archive.logs.WithoutKeys"},
            "in request": {"()": "archive.logs.InRequest"},
        },
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "json" if as_json else "line",
                "filters": [*([] if keep_words else ["without words"]), "without keys", "in request"],
            }
        },
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "meetings": {"level": "INFO"},
            "archive": {"level": "INFO"},
            "archive.requests": {"level": "INFO" if as_json else "WARNING"},
            "django.tasks": {"level": "WARNING"},
            "django.server": {"level": "INFO", "handlers": ["stderr"], "propagate": False},
            "gunicorn.error": {"level": "INFO", "handlers": ["stderr"], "propagate": False},
        },
    }
