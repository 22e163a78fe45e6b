from graceful.testing import expect


def test_missing_page(client):
    """A missing page is a 404, and a crash is a 500."""
    expect(client.get("/nowhere")).status(404, hint="Which class do all HTTP errors share? Register pass_on for it.")
    expect(client.get("/crash")).status(500, hint="The handler for Exception stays.")
