from graceful.testing import expect


def test_crash_is_logged(client):
    """A crash is in the log with its traceback, and the visitor has the same page as before."""
    reply = client.get("/orders/2")
    expect(reply).status(500).shows("We could not show this order")
    expect(reply).logged(
        level="ERROR",
        traceback=True,
        hint="The handler is the last one who has the error. One line in it writes the traceback.",
    )
    if client.get("/nowhere").log:
        raise AssertionError("A wrong address was logged as if it were a crash. Log after HTTP errors are passed on.")
