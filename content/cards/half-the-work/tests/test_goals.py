from graceful.testing import expect


def test_nothing_is_lost(client):
    """A transfer that fails answers 409, and both accounts hold what they held before."""
    expect(client.post("/transfer")).status(409)
    reply = client.get("/accounts")
    if reply.json != {"ada": 50, "ben": 90}:
        raise AssertionError(
            f"After the failed transfer the accounts hold {reply.json}; before it ada had 50 and ben 90.\n"
            "The first UPDATE is still waiting to be kept. Undo it where the error is caught."
        )
