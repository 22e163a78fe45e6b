from graceful.testing import expect


def test_json(client):
    """A request with the wrong method is answered in JSON that says so, with its status and its Allow header."""
    reply = client.get("/loans")
    expect(reply).status(405).header("Allow")
    expect(reply).content_type("application/json", hint="The body was replaced. What else says what the body is?")
