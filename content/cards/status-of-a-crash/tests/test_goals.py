from graceful.testing import expect


def test_crash(client):
    """A crash is answered with the shop's page, and with the status 500."""
    reply = client.get("/basket")
    expect(reply).shows("Something broke on our side", hint="The handler stays: only its status is wrong.")
    expect(reply).status(500, hint="A response has a status of its own, and begins as 200.")
