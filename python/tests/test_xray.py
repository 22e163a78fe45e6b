"""What the X-ray tells of a request, against Flask's documented order and against what really ran."""

import sys
import textwrap

import pytest

APP = """
from abc import ABCMeta
from functools import cache

from flask import Blueprint, Flask, abort, render_template_string
from werkzeug.exceptions import Gone, HTTPException, NotFound

app = Flask(__name__)
shop = Blueprint("shop", __name__, url_prefix="/shop")
till = Blueprint("till", __name__, url_prefix="/till")

class Missing(NotFound):
    pass

class Moved(NotFound):
    code = 410

class Lost(HTTPException):
    code = 404

class Refused(ConnectionRefusedError):
    pass

class Loud(ABCMeta):
    def __instancecheck__(cls, instance):
        return True
    def __subclasscheck__(cls, other):
        return True

class Quiet(Exception, metaclass=Loud):
    pass

@cache
def answer(name):
    def handler(error):
        return name, 418
    handler.__name__ = handler.__qualname__ = name
    return handler

RAISES = {
    "404": lambda: abort(404),
    "410": lambda: abort(410),
    "500": lambda: abort(500),
    "missing": lambda: (_ for _ in ()).throw(Missing()),
    "moved": lambda: (_ for _ in ()).throw(Moved()),
    "lost": lambda: (_ for _ in ()).throw(Lost()),
    "refused": lambda: (_ for _ in ()).throw(Refused("no")),
    "zero": lambda: 1 / 0,
    "key": lambda: {}["k"],
    "value": lambda: int("x"),
}

def view(what):
    RAISES[what]()
    return "fine"

HANDLERS

app.add_url_rule("/raise/<what>", "raise", view)
shop.add_url_rule("/raise/<what>", "raise", view)
till.add_url_rule("/raise/<what>", "raise", view)
shop.register_blueprint(till)
app.register_blueprint(shop)
"""

# Handlers as "scope what" or "scope what function", the path, and for each lookup the candidates as "verdict scope
# what", in the order that Flask's documentation gives: a code before a class alone, the innermost blueprint before the
# one around it and the application last, inside each the exception's MRO; those that are not asked, after these.
LAYOUTS = {
    "code on the app": (["app 404"], "/raise/404", [["chosen app 404"]]),
    "code beats class": (
        ["app HTTPException", "app 404"],
        "/raise/404",
        [["chosen app 404", "later app HTTPException"]],
    ),
    "class when there is no code": (["app HTTPException"], "/raise/404", [["chosen app HTTPException"]]),
    "another code does not fit": (
        ["app 410", "app HTTPException"],
        "/raise/404",
        [["chosen app HTTPException", "passed app 410"]],
    ),
    "the nearer class, registered last": (
        ["app Exception", "app OSError"],
        "/raise/refused",
        [["chosen app OSError", "later app Exception"]],
    ),
    "the nearer class, registered first": (
        ["app OSError", "app Exception"],
        "/raise/refused",
        [["chosen app OSError", "later app Exception"]],
    ),
    "the exact class": (
        ["app OSError", "app ConnectionError", "app Refused"],
        "/raise/refused",
        [["chosen app Refused", "later app ConnectionError", "later app OSError"]],
    ),
    "a class of another kind is passed over": (
        ["app LookupError", "app OSError"],
        "/raise/refused",
        [["chosen app OSError", "passed app LookupError"]],
    ),
    "Exception takes HTTP errors too": (["app Exception"], "/raise/404", [["chosen app Exception"]]),
    "HTTPException before Exception": (
        ["app Exception", "app HTTPException"],
        "/raise/404",
        [["chosen app HTTPException", "later app Exception"]],
    ),
    "HTTPException gets the 500 that Flask makes": (
        ["app HTTPException"],
        "/raise/zero",
        [["passed app HTTPException"], ["chosen app HTTPException"]],
    ),
    "500 gets what nobody handled": (["app 500"], "/raise/zero", [["passed app 500"], ["chosen app 500"]]),
    "500 and Exception": (
        ["app 500", "app Exception"],
        "/raise/zero",
        [["chosen app Exception", "passed app 500"]],
    ),
    "abort(500) is handled once": (["app 500"], "/raise/500", [["chosen app 500"]]),
    "blueprint code beats app code": (
        ["app 404", "shop 404"],
        "/shop/raise/404",
        [["chosen shop 404", "later app 404"]],
    ),
    "app code beats blueprint class": (
        ["shop HTTPException", "app 404"],
        "/shop/raise/404",
        [["chosen app 404", "later shop HTTPException"]],
    ),
    "all four places, in Flask's order": (
        ["app HTTPException", "shop HTTPException", "app 404", "shop 404"],
        "/shop/raise/404",
        [["chosen shop 404", "later app 404", "later shop HTTPException", "later app HTTPException"]],
    ),
    "blueprint class beats the app's nearer class": (
        ["shop OSError", "app ConnectionRefusedError"],
        "/shop/raise/refused",
        [["chosen shop OSError", "later app ConnectionRefusedError"]],
    ),
    "a blueprint's handler is not for others": (["shop 404"], "/raise/404", [["elsewhere shop 404"]]),
    "an unknown path has no blueprint": (
        ["shop 404", "app 404"],
        "/shop/nowhere",
        [["chosen app 404", "elsewhere shop 404"]],
    ),
    "the nested blueprint first": (
        ["shop 404", "till 404"],
        "/shop/till/raise/404",
        [["chosen till 404", "later shop 404"]],
    ),
    "the parent blueprint next": (
        ["app 404", "shop 404"],
        "/shop/till/raise/404",
        [["chosen shop 404", "later app 404"]],
    ),
    "the child's handler is not the parent's": (
        ["till 404", "app 404"],
        "/shop/raise/404",
        [["chosen app 404", "elsewhere till 404"]],
    ),
    "the parent's code beats the child's class": (
        ["till HTTPException", "shop 404"],
        "/shop/till/raise/404",
        [["chosen shop 404", "later till HTTPException"]],
    ),
    "the child's class beats the parent's": (
        ["till LookupError", "shop KeyError"],
        "/shop/till/raise/key",
        [["chosen till LookupError", "later shop KeyError"]],
    ),
    "all six places of a nested blueprint": (
        ["app Exception", "shop Exception", "till Exception", "app 404", "shop 404", "till 404"],
        "/shop/till/raise/404",
        [
            [
                "chosen till 404",
                "later shop 404",
                "later app 404",
                "later till Exception",
                "later shop Exception",
                "later app Exception",
            ]
        ],
    ),
    "a subclass with the same code": (["app 404"], "/raise/missing", [["chosen app 404"]]),
    "the subclass's own handler": (
        ["app 404", "app Missing"],
        "/raise/missing",
        [["chosen app Missing", "later app 404"]],
    ),
    "a subclass with another code, by class": (
        ["app 404", "app 410"],
        "/raise/moved",
        [["passed app 410", "passed app 404"]],
    ),
    "the same code, but another class": (
        ["app 404", "app HTTPException"],
        "/raise/lost",
        [["passed app 404", "chosen app HTTPException"]],
    ),
    "one function for a class here and another there": (
        ["shop KeyError both", "app ValueError both"],
        "/shop/raise/value",
        [["passed shop KeyError", "chosen app ValueError"]],
    ),
    "one function for a class that fits, and after it one that does not": (
        ["shop ValueError both", "app KeyError both"],
        "/shop/raise/value",
        [["chosen shop ValueError", "passed app KeyError"]],
    ),
    "one function for a code and for HTTPException": (
        ["app 404 both", "app HTTPException both"],
        "/raise/lost",
        [["passed app 404", "chosen app HTTPException"]],
    ),
    "one function for a code and for HTTPException, by the code": (
        ["app 404 both", "app HTTPException both"],
        "/raise/404",
        [["chosen app 404", "later app HTTPException"]],
    ),
    "a class that only claims to be a base of all": (
        ["app Quiet", "app 500"],
        "/raise/zero",
        [["passed app Quiet", "passed app 500"], ["chosen app 500", "passed app Quiet"]],
    ),
    "a method that is not allowed": (["app 405"], "POST /raise/404", [["chosen app 405"]]),
    "no handler at all": ([], "/raise/404", [[]]),
}

# The class of what each path raises, and its code; the second lookup is for the 500 that Flask makes of it.
RAISED = {
    "404": ("NotFound", 404),
    "nowhere": ("NotFound", 404),
    "405": ("MethodNotAllowed", 405),
    "500": ("InternalServerError", 500),
    "missing": ("Missing", 404),
    "moved": ("Moved", 410),
    "lost": ("Lost", 404),
    "refused": ("Refused", None),
    "zero": ("ZeroDivisionError", None),
    "key": ("KeyError", None),
    "value": ("ValueError", None),
}
# What is registered by a code: a class that has one is, too. All others are by class alone.
BY_CODE = {
    "404": ("NotFound", 404),
    "405": ("MethodNotAllowed", 405),
    "410": ("Gone", 410),
    "500": ("InternalServerError", 500),
    "Missing": ("Missing", 404),
}


def _reason(candidate: str, raised: tuple[str, int | None]) -> str:
    """Why Flask's documentation says so, in the words of the X-ray."""
    verdict, scope, what = candidate.split()
    kind, code = raised
    registered, wanted = BY_CODE.get(what, (what, None))
    owner = "application" if scope == "app" else f"blueprint {_full(scope)}"
    if verdict == "elsewhere":
        return f"The {owner} does not serve this request."
    if verdict == "passed" and wanted not in (None, code):
        return f"It is for code {wanted}; {kind} has {f'the code {code}' if code else 'no code'}."
    if verdict == "passed":
        return f"{kind} is no subclass of {registered}."
    if verdict == "later":
        by = "code" if wanted else "class"
        return f"It fits too, but comes later. The {owner}, by {by}, is asked after the one chosen."
    if registered == kind:
        return f"The first that fits: of the {owner}, for {f'code {wanted}' if wanted else kind}."
    about = f"code {wanted} and {registered}" if wanted else registered
    return f"The first that fits: of the {owner}, for {about}, of which {kind} is a subclass."


def _full(scope: str) -> str:
    return "shop.till" if scope == "till" else scope


def _project(handlers: list[str]) -> str:
    lines = []
    for handler in handlers:
        scope, what, *function = handler.split()
        name = function[0] if function else handler
        lines.append(f"{scope}.register_error_handler({what}, answer({name!r}))")
    return textwrap.dedent(APP).replace("HANDLERS", "\n".join(lines))


def _steps(server) -> list[dict]:
    return [payload["step"] for kind, payload, _ in server.events if kind == "trace"]


def _candidate(told: dict) -> str:
    scope = {None: "app", "shop.till": "till"}.get(told["scope"], told["scope"])
    code = str(told["code"])
    by_code = BY_CODE.get(code) == (told["exception"], told["code"])
    return f"{told['verdict']} {scope} {code if by_code else told['exception']}"


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_the_lookup_is_flasks(server, layout):
    handlers, target, expected = layout
    method, _, path = target.rpartition(" ")
    server.serve(_project(handlers))
    reply = server.request(path, method=method or "GET", xray=True)
    lookups = [step for step in _steps(server) if step["kind"] == "lookup"]
    assert [[_candidate(told) for told in step["candidates"]] for step in lookups] == expected
    what = "405" if method else path.rpartition("/")[2]
    raised = [RAISED[what], RAISED["500"]]
    for step, candidates, error in zip(lookups, expected, raised, strict=False):
        assert (step["exception"], step["code"]) == error
        assert [told["reason"] for told in step["candidates"]] == [_reason(told, error) for told in candidates]
        assert [told["function"] for told in step["candidates"] if told["verdict"] == "chosen"] == [
            name for name in [step["chosen"]] if name
        ]
    # What really ran.
    chosen = [step["chosen"] for step in lookups if step["chosen"]]
    called = [step for step in _steps(server) if step["kind"] == "handler"]
    assert len(called) == len(chosen)
    if called:
        assert (reply.status, reply.body.decode()) == (418, chosen[-1])


STORY = """
from flask import Flask, g, render_template_string

app = Flask(__name__)

class Middleware:
    def __init__(self, inner):
        self.inner = inner
    def __call__(self, environ, start_response):
        return self.inner(environ, start_response)

app.wsgi_app = Middleware(app.wsgi_app)

@app.before_request
def who():
    g.user = "u"

@app.get("/crash/<int:n>")
def crash(n):
    return helper(n)

def helper(n):
    return n / 0

@app.get("/page")
def page():
    return render_template_string("{{ missing.attribute }}")

@app.get("/stream")
def stream():
    def pieces():
        yield "a"
        raise RuntimeError("half way")
    return pieces()

@app.get("/endless")
def endless():
    while True:
        print("on")

@app.get("/deep")
def deep():
    return deep()

@app.get("/hook")
def hook():
    return "never"

@app.before_request
def strict():
    from flask import request
    if request.path == "/hook":
        raise PermissionError("no")

@app.errorhandler(ZeroDivisionError)
def broken(error):
    raise KeyError("in the handler")

@app.after_request
def last(response):
    return response

@app.teardown_request
def clean(error):
    pass
"""


def _told(server, path: str) -> list[str]:
    server.request(path, xray=True)
    return [f"{step['kind']} {step['name']}" for step in _steps(server) if step["kind"] != "return"]


def test_a_crash_is_told_from_the_server_to_the_teardown(server):
    server.serve(STORY)
    told = _told(server, "/crash/3")
    assert told == [
        "server serve",
        "middleware Middleware.__call__",
        "wsgi_app wsgi_app",
        "routing match_request",
        "before_request who",
        "before_request strict",
        "view crash",
        "call helper",
        "raise helper",
        "unwind helper",
        "unwind crash",
        "handle handle_user_exception",
        "lookup _find_error_handler",
        "handler broken",
        "raise broken",
        "unwind broken",
        "unwind handle_user_exception",
        "handle handle_exception",
        "log app",
        "lookup _find_error_handler",
        "after_request last",
        "response start_response",
        "teardown clean",
    ]
    steps = _steps(server)
    assert [step["n"] for step in steps] == list(range(1, len(steps) + 1))
    routed = next(step for step in steps if step["kind"] == "routing")
    assert (routed["rule"], routed["endpoint"], routed["arguments"]) == ("/crash/<int:n>", "crash", "{'n': 3}")
    raised = next(step for step in steps if step["kind"] == "raise")
    assert raised["place"]["own"] is True
    assert STORY.splitlines()[raised["place"]["line"] - 1].strip() == "return n / 0"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/page", ["template _render", "raise page", "handle handle_exception"]),
        ("/stream", ["response start_response", "stream stream.<locals>.pieces", "raise stream.<locals>.pieces"]),
        ("/hook", ["before_request strict", "raise strict", "handle handle_user_exception"]),
        ("/nowhere", ["routing match_request", "lookup _find_error_handler", "response start_response"]),
        pytest.param(
            "/deep",
            ["view deep", "call deep", "handle handle_exception"],
            marks=pytest.mark.skipif(
                not hasattr(sys, "monitoring"), reason="Python ends sys.settrace at the recursion limit"
            ),
        ),
    ],
)
def test_errors_elsewhere(server, path, expected):
    server.serve(STORY)
    told = iter(_told(server, path))
    assert all(any(step == wanted for step in told) for wanted in expected)


def test_it_is_off_unless_asked_and_changes_no_answer(server):
    server.serve(STORY)
    plain = server.request("/crash/1")
    assert _steps(server) == []
    seen = server.request("/crash/1", xray=True)
    assert (plain.status, plain.body) == (seen.status, seen.body)
    again = server.request("/crash/1")
    assert _steps(server) == []
    assert again.body == plain.body


def test_the_steps_end_somewhere(server):
    server.serve(
        """
        from flask import Flask
        app = Flask(__name__)
        def f(n):
            return n
        functions = {}
        for n in range(400):
            exec(f"def f{n}(): return {n}", functions)
        @app.get("/")
        def index():
            source = "\\n".join(f"def g{n}(): return {n}" for n in range(2000))
            names = {}
            exec(compile(source, __file__, "exec"), names)
            for n in range(2000):
                names[f"g{n}"]()
            return "done"
        """
    )
    assert server.request("/", xray=True).body == b"done"
    assert _steps(server)[-1]["kind"] == "limit"
    assert len(_steps(server)) == 1000


def test_a_program_that_is_not_flask(server):
    server.serve(
        """
        def app(environ, start_response):
            start_response("204 No Content", [])
            return []
        """
    )
    assert _told(server, "/") == ["server serve", "middleware app", "response start_response"]
