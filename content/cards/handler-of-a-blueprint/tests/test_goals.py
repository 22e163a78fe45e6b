from graceful.testing import expect


def test_sold_out(client):
    """A sold-out article has the shop's page, and a 410 elsewhere keeps Flask's."""
    expect(client.get("/shop/lamp")).status(410).shows("Sold out", hint="A blueprint has errorhandler too.")
    reply = client.get("/old")
    expect(reply).status(410)
    if "Sold out" in reply.text:
        raise AssertionError(
            "/old is not the shop's, and has its page. Register the handler on the blueprint, not on the app."
        )
