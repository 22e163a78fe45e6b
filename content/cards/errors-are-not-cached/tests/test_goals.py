from graceful.testing import expect


def test_errors(client):
    """Error answers say no-store, and good ones may be kept for an hour."""
    for path in ("/programme", "/nowhere"):
        expect(client.get(path)).header(
            "Cache-Control", "no-store", hint="What passes the if is an error. One header says: keep no copy."
        )
    expect(client.get("/")).header("Cache-Control", "public, max-age=3600")
