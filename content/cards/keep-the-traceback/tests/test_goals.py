from graceful.testing import expect


def test_page_goes_on(client):
    """The log holds the error of the price service with its traceback, and the page goes on without a price."""
    reply = client.get("/tickets/7")
    expect(reply).status(200, hint="The fallback stays: the page shows the ticket without its price.")
    expect(reply).shows("on request")
    expect(reply).logged(
        level="ERROR",
        traceback=True,
        hint="In an except block one method of app.logger writes the traceback by itself.",
    )
