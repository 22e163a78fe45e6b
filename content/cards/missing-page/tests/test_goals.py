from graceful.testing import expect


def test_missing_page(client):
    """A wrong address is answered with the museum's own page, and it is still a 404."""
    reply = client.get("/dinosaurs")
    expect(reply).status(404, hint="The page is ready; the status goes beside it.")
    expect(reply).shows(
        "This room does not exist",
        hint="The function is there. What tells Flask to call it for a 404?",
    )
