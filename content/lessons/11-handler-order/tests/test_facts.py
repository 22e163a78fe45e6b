"""What the prose claims about Flask's lookup of handlers, proved on throw-away apps. None of these is a goal."""

import logging

import pytest
from flask import Blueprint, Flask, abort
from werkzeug.exceptions import Gone, HTTPException, NotFound


class Withdrawn(NotFound):
    code = 410


class Desk:
    """An app with a blueprint; ``answer(error)`` names the handler that answers when a view raises ``error``."""

    def __init__(self):
        self.app = Flask("facts")
        self.desk = Blueprint("desk", __name__, url_prefix="/desk")
        self.error = None

        def view():
            raise self.error

        self.desk.add_url_rule("/view", view_func=view)
        self.app.add_url_rule("/view", endpoint="public", view_func=view)

    def handle(self, owner, what, name):
        owner.register_error_handler(what, lambda error: (name, 418))

    def get(self, path="/desk/view", error=None, method="GET"):
        if "desk" not in self.app.blueprints:
            self.app.register_blueprint(self.desk)
        self.error = error
        return self.app.test_client().open(path, method=method)

    def answer(self, error, path="/desk/view"):
        return self.get(path, error).text


@pytest.fixture
def site(monkeypatch):
    monkeypatch.delenv("FLASK_DEBUG", raising=False)
    return Desk()


def test_the_application_by_code_beats_the_blueprint_by_class(site):
    site.handle(site.desk, HTTPException, "desk")
    site.handle(site.app, 404, "app")
    assert site.answer(NotFound()) == "app"


def test_the_blueprint_by_class_beats_the_application_s_nearer_class(site):
    site.handle(site.desk, OSError, "desk")
    site.handle(site.app, ConnectionRefusedError, "app")
    assert site.answer(ConnectionRefusedError()) == "desk"
    assert site.answer(ConnectionRefusedError(), "/view") == "app"


def test_the_blueprint_by_code_comes_first_of_all(site):
    site.handle(site.app, 404, "app")
    site.handle(site.desk, 404, "desk")
    assert site.answer(NotFound()) == "desk"


@pytest.mark.parametrize("order", [(Exception, OSError, ConnectionError), (ConnectionError, OSError, Exception)])
def test_inside_a_table_the_nearest_base_wins_in_whatever_order_they_were_registered(site, order):
    for kind in order:
        site.handle(site.app, kind, kind.__name__)
    assert site.answer(ConnectionRefusedError()) == "ConnectionError"
    assert ConnectionRefusedError.__mro__[1:4] == (ConnectionError, OSError, Exception)


def test_of_two_for_the_very_same_class_the_later_stays(site):
    site.handle(site.app, OSError, "first")
    site.handle(site.app, OSError, "second")
    assert site.answer(OSError()) == "second"


def test_a_subclass_with_another_code_is_caught_by_neither_number(site):
    for what, name in ((404, "by 404"), (410, "by 410"), (HTTPException, "by HTTPException")):
        site.handle(site.app, what, name)
    assert site.answer(Withdrawn()) == "by HTTPException"
    site = Desk()
    for what, name in ((HTTPException, "by HTTPException"), (Withdrawn, "by Withdrawn")):
        site.handle(site.app, what, name)
    assert site.answer(Withdrawn()) == "by Withdrawn"


def test_a_subclass_of_gone_is_caught_by_410(site):
    class Withdrawn(Gone):
        pass

    site.handle(site.app, 410, "by 410")
    assert site.answer(Withdrawn()) == "by 410"


def test_a_code_on_the_instance_does_not_count(site):
    site.handle(site.app, 404, "by 404")
    site.handle(site.app, 410, "by 410")
    error = NotFound()
    error.code = 410
    assert site.answer(error) == "by 404"


def test_404_and_notfound_are_the_same_registration(site):
    site.handle(site.app, 404, "first")
    site.handle(site.app, NotFound, "second")
    assert site.answer(NotFound()) == "second"


def test_an_error_of_the_routing_reaches_no_handler_of_a_blueprint(site):
    for what in (404, 405, HTTPException):
        site.handle(site.desk, what, "desk")
    assert site.get("/desk/nothing").status_code == 404
    assert site.get("/desk/view", method="POST").status_code == 405
    assert site.answer(NotFound()) == "desk"


def test_a_hook_on_a_blueprint_s_url_uses_the_blueprint_s_handlers(site):
    site.handle(site.desk, 403, "desk")
    site.app.before_request(lambda: abort(403))
    assert site.answer(None) == "desk"
    assert site.get("/desk/nothing").status_code == 403
    assert site.get("/desk/nothing").text != "desk"


def test_a_crash_is_looked_up_twice(site, caplog):
    """First as itself, and then, when nobody took it, as an InternalServerError."""
    site.handle(site.desk, HTTPException, "desk")
    assert site.answer(ConnectionError("secret")) == "desk"
    assert [record.levelno for record in caplog.records] == [logging.ERROR], (
        "logged, since nobody took the error itself"
    )


def test_there_too_the_code_comes_first(site):
    site.handle(site.desk, HTTPException, "desk")
    site.handle(site.app, 500, "app")
    assert site.answer(ConnectionError("secret")) == "app"


def test_inner_blueprints_are_asked_before_outer_ones(site):
    inner = Blueprint("inner", __name__)

    @inner.get("/inner")
    def view():
        abort(404)

    site.desk.register_blueprint(inner)
    site.handle(site.desk, 404, "outer")
    assert site.get("/desk/inner").text == "outer"


def test_a_blueprint_can_register_for_the_whole_application(site):
    site.desk.app_errorhandler(404)(lambda error: ("by the desk, for all", 404))
    assert site.get("/nothing").text == "by the desk, for all"


def test_what_cannot_be_registered(site):
    with pytest.raises(ValueError, match="not a recognized HTTP error code"):
        site.handle(site.app, 499, "never")
    site.get("/view", NotFound())
    with pytest.raises(AssertionError, match="can no longer be called"):
        site.app.errorhandler(404)
    with pytest.raises(AssertionError, match="has already been registered at least once"):
        site.desk.errorhandler(404)
