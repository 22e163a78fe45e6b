"""Two tests of one crash page."""

from app import app


def test_with_testing_alone():
    """The crash page, with TESTING switched on."""
    app.config.update(TESTING=True)
    reply = app.test_client().get("/crash")
    assert (reply.status_code, "Something broke" in reply.text) == (500, True)


def test_without_propagation():
    """The crash page, with TESTING switched on and propagation off."""
    app.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=False)
    reply = app.test_client().get("/crash")
    assert (reply.status_code, "Something broke" in reply.text) == (500, True)
