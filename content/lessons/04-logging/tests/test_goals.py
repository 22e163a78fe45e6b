"""The goals of this lesson. A docstring here is the sentence the learner reads."""

import re

from graceful.testing import expect

FILE = "error.log"
TRACEBACK = "Traceback (most recent call last)"


def test_a_crash_is_in_error_log(client, project):
    """After a crash the file error.log holds the whole traceback, with the time and the level."""
    reply = client.get("/crash")
    expect(reply).status(500, hint="Keep the handler for 500: this lesson changes what is written, not what is shown.")
    text = written(project)
    if text is None:
        source = project.read("app.py")
        if source.count("basicConfig(") > 1:
            hint = "A second basicConfig does nothing: the first one has given the root logger its handlers."
        else:
            hint = "Configure logging before Flask(...): a FileHandler for error.log, on the root logger."
        fail(reply, "a file error.log", f"The app has written {', '.join(project.files_written) or 'no file'}.", hint)
    if text.strip() == "":
        logged = [record for record in reply.log if record.traceback]
        if logged:
            did, hint = "It is there, and empty.", "Something holds the records back: its handler's level, or a filter."
        else:
            did = "It is there and empty, and the logger of the app is switched off."
            hint = (
                "dictConfig switches off loggers that exist already. Call it before the app is made, or say "
                '"disable_existing_loggers": False.'
            )
        fail(reply, "the crash in error.log", did, hint)
    if TRACEBACK not in text or "ConnectionError" not in text:
        fail(reply, "the traceback in error.log", shown(text), "Flask’s own line has it. Let that line into the file.")
    [first] = [line for line in text.splitlines() if "/crash" in line][:1] or [""]
    if not re.search(r"\d\d:\d\d", first) or "ERROR" not in first:
        fail(
            reply,
            "a time and a level in that line",
            f"It reads: {first[:120]}",
            "Give the handler a formatter with %(asctime)s and %(levelname)s.",
        )


def test_a_handled_error_keeps_its_traceback(client, project):
    """An error that a view handles itself is in error.log too, with its traceback."""
    reply = client.get("/books/2/due")
    expect(reply).status(503, hint="The page of this view stays as it is: it says sorry, and answers 503.")
    text = written(project) or ""
    if "KeyError" not in text or TRACEBACK not in text:
        fail(
            reply,
            "the KeyError with its traceback in error.log",
            shown(text) if text else "There is nothing of it in error.log.",
            "In an except block app.logger.exception(...) writes the traceback; text with the error in it is a line "
            "without a traceback, and without a type.",
        )


def test_one_crash_is_one_record(client):
    """One crash is one record, not two."""
    reply = client.get("/crash")
    errors = [record for record in reply.log if record.level_number >= 40]
    if len(errors) == 0:
        expect(reply).logged(traceback=True, hint="Nothing may hide the crash itself.")
    if len(errors) > 1:
        fail(
            reply,
            "one record of level ERROR",
            f"There are {len(errors)}: {errors[0].message!r} and {errors[1].message!r}.",
            "Flask wrote the traceback before it called your handler for 500. The handler need not write anything.",
        )


def written(project):
    """The text of error.log, or None when there is no such file."""
    return project.read(FILE) if FILE in project.files_written else None


def shown(text):
    return f"error.log reads: {text.strip().splitlines()[0][:120]}"


def fail(reply, expected, did, hint):
    __tracebackhide__ = True
    raise AssertionError(f"Expected of {reply.method} {reply.path}: {expected}.\n{did}\n{hint}")
