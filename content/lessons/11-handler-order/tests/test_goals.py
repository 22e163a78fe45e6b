"""The goals of this lesson. A docstring here is the sentence the learner reads."""

from graceful.testing import expect


def test_a_missing_card_is_json(xray):
    """At the desk, a card that does not exist is answered in JSON, with 404. In the catalogue, a missing book is still
    a page."""
    answers(
        xray,
        "GET /desk/cards/99",
        404,
        "json",
        "Handlers for a code are asked before handlers for a class, the application’s too, and where they stand in the "
        "file does not count. Register one for 404 on the blueprint, or let the application’s look at the path.",
    )
    still_a_page(xray, "GET /books/99", 404)
    answers(xray, "GET /desk/cards/13", 403, "json", "A blocked card is refused as before.")


def test_addresses_that_lead_nowhere_are_json_at_the_desk(xray):
    """Below /desk, an address that leads nowhere and a wrong method are answered in JSON. Elsewhere they are pages."""
    hint = (
        "No route matched, so no blueprint did either, and no handler of a blueprint is asked. A handler of the "
        "application can look at request.path."
    )
    answers(xray, "GET /desk/no-such-thing", 404, "json", hint)
    answers(xray, "POST /desk/cards/12", 405, "json", hint)
    still_a_page(xray, "GET /no-such-page", 404)
    still_a_page(xray, "POST /books/1", 405)


def test_a_withdrawn_book_has_its_own_page(xray):
    """A withdrawn book is answered with 410 and the page that says so, a missing one with 404 as before."""
    answers(
        xray,
        "GET /books/2",
        410,
        "given this book away",
        "The lookup goes by the code of the class that was raised and by its bases, and only by the class: a number on "
        "the instance does not count. Register the page for the class, or let the class descend from Gone.",
    )
    answers(xray, "GET /books/99", 404, "Not on our shelves", "A book that was never here has the page it had before.")


def test_a_switched_off_printer_is_told_from_a_full_disk(xray):
    """At the desk, a printer that is switched off and a disk that is full are told apart: 503, each in its own words,
    and both in the log with a traceback."""
    for path, words, hint in (
        (
            "/desk/receipts",
            "Switch it on",
            "On a page of the desk its handlers are asked first, and a ConnectionRefusedError is an OSError. "
            "The more exact handler has to be in the same table: register it on the blueprint.",
        ),
        (
            "/desk/backups",
            "technician",
            "A full disk is an OSError as well: the desk still needs its handler for that.",
        ),
    ):
        answers(xray, f"POST {path}", 503, words, hint)
        reply = answers(xray, f"POST {path}", 503, "json", "The program at the desk reads JSON.")
        expect(reply).logged(
            traceback=True, hint="A handler that takes an error has to log it: app.logger.exception(…)."
        )


def still_a_page(xray, line, status):
    __tracebackhide__ = True
    answers(xray, line, status, "Harbour Street Library", "Readers with a browser are still to get a page.")


def answers(xray, line, status, what, hint):
    """Send the request; its answer has the status, and is JSON or shows some words."""
    __tracebackhide__ = True
    method, path = line.split()
    reply = xray.request(method, path)
    kind = (reply.headers.get("Content-Type") or "no content type").partition(";")[0]
    if reply.status != status:
        did = f"The server answered {reply.status} {reply.reason}."
    elif what == "json" and kind not in ("application/json", "application/problem+json"):
        did = f"The server sent {kind}: {shortened(reply.text)}"
    elif what != "json" and what not in reply.text:
        did = f"The server sent {shortened(reply.text)}"
    else:
        return reply
    wanted = "JSON" if what == "json" else f"the words {what!r}"
    raise AssertionError(f"Expected of {line}: {status} and {wanted}.\n{did}\n{chose(xray)}\n{hint}")


def chose(xray):
    """What the last lookup came to, and why."""
    found = [step for step in xray.steps if step["kind"] == "lookup"]
    if not found:
        return "Flask looked for no handler."
    step = found[-1]
    chosen = next((one for one in step["candidates"] if one["verdict"] == "chosen"), None)
    if chosen is None:
        return f"Flask looked for a handler of {step['exception']} and found none."
    return f"Flask chose {chosen['function']} ({chosen['file']}, line {chosen['line']}). {chosen['reason']}"


def shortened(text):
    line = " ".join(text.split())
    return line if len(line) <= 120 else f"{line[:120]}..."
