"""The goals of this lesson. A docstring here is the sentence the learner reads."""

from graceful.testing import expect


def test_missing_pages_stay_404(client):
    """A missing page is a 404, a wrong method a 405, and neither is an error in the log."""
    for method, path, status in (("GET", "/opening-hours", 404), ("POST", "/books/1", 405)):
        reply = client.request(method, path)
        hint = None
        if reply.status == 500:
            hint = (
                "A 404 is an exception too, a NotFound, and your handler for Exception is given it. "
                "Pass every HTTPException on, with its own code."
            )
        elif reply.status == 200:
            hint = "Return the error’s own status: error.code."
        expect(reply).status(status, hint=hint)
        if any(record.level_number >= 40 for record in reply.log):
            raise AssertionError(
                f"Expected of {method} {path}: no record of level ERROR.\n"
                f"There is {reply.log[-1].message!r}.\n"
                "Visitors mistype addresses all day. A log full of them hides the one that matters."
            )


def test_a_crash_is_answered_and_logged(client):
    """A crash is answered with a page of your own and 500, and the log holds its traceback."""
    reply = client.get("/crash")
    expect(reply).status(500, hint="Return the 500 beside the page: monitoring counts the numbers, not the words.")
    expect(reply).is_not_default_page(
        hint="The error went past your 500 page. Leave PROPAGATE_EXCEPTIONS alone: it hands errors to the server."
    )
    expect(reply).hides("10.0.3.7", hint="What the error says belongs in the log.")
    expect(reply).logged(
        level="ERROR",
        traceback=True,
        hint="Flask logs what nobody handles. Your handler handles it, so it has to log: app.logger.exception(...).",
    )


def test_the_code_does_not_switch_debug_mode_on(client, project):
    """The code does not switch debug mode on."""
    if project.app.debug:
        raise AssertionError(
            "Expected: app.debug is False when the app is imported in production.\n"
            "It is True.\n"
            "Whoever starts the server decides that: flask run --debug on your machine, and nothing on the server. "
            "Remove the line from app.py."
        )
    expect(client.get("/")).status(200)
