from graceful.testing import expect


def test_request_id(client):
    """Every answer, of a crash too, carries the id that its log line has, as X-Request-Id."""
    for path in ("/crash", "/nowhere"):
        reply = client.get(path)
        expect(reply).header(
            "X-Request-Id", hint="after_request holds the answer and the id: put the one on the other."
        )
        expect(reply).logged(
            level="WARNING",
            message=f"request {reply.headers.get('X-Request-Id')}",
            hint="The header and the log must name the request alike.",
        )
