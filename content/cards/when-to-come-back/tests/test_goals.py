from graceful.testing import expect


def test_retry_after(client):
    """The answer is a 503 that says when to come back: in 120 seconds."""
    reply = client.get("/timetable")
    expect(reply).status(503)
    expect(reply).header("Retry-After", "120", hint="One header says how many seconds to wait.")
