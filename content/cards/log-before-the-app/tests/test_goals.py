from graceful.testing import expect


def test_info_is_logged(client):
    """A late book is in the log, at the level INFO."""
    reply = client.get("/late/frankenstein")
    expect(reply).logged(
        level="INFO",
        message="late: frankenstein",
        hint="One call, above Flask(...), sets the level of everything that has none of its own.",
    )
