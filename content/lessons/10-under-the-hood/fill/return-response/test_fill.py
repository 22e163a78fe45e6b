"""What the missing line has to bring about."""

from graceful.testing import expect

WHY = "What the function returns is what the server sends; here it is no response."


def test_every_answer_arrives(client):
    """A page and an error page arrive, each with the header."""
    for path, status in (("/", 200), ("/no-such-page", 404)):
        reply = client.get(path)
        expect(reply).status(status, hint=WHY)
        expect(reply).header("X-Content-Type-Options", "nosniff", hint="The header is set on what you return.")
