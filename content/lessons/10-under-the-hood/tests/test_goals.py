"""The goals of this lesson. A docstring here is the sentence the learner reads."""

from graceful.testing import expect

MIDDLEMARCH = "/loans/middlemarch"
ANSWERS = [
    ("GET", "/", 200),
    ("POST", MIDDLEMARCH, 201),
    ("GET", "/no-such-page", 404),
    ("GET", MIDDLEMARCH, 405),
    ("POST", "/loans/the-time-machine", 409),
    ("POST", "/loans/frankenstein?drill", 500),
]


def test_only_good_loans_are_kept(client):
    """A refused loan and a crashed one leave the shelf as it was; a good one is kept."""
    expect(client.post("/loans/the-time-machine")).status(409, hint="A loan of a book that is out is refused with 409.")
    expect(client.get("/")).shows(
        "the-time-machine: 0 in",
        hint="The refused loan was counted. Your handler dealt with the error, so teardown was given None: "
        "it cannot tell a refusal from a success. Let the view say when all went well.",
    )
    expect(client.post("/loans/frankenstein?drill")).status(500)
    expect(client.get("/")).shows("frankenstein: 2 in", hint="A crash leaves half a loan behind: undo that one too.")
    expect(client.get("/")).shows("Loans: 0.", hint="A crash leaves half a loan behind: undo that one too.")
    expect(client.post(MIDDLEMARCH)).status(201)
    expect(client.get("/")).shows("middlemarch: 0 in", hint="A good loan is undone as well.")
    expect(client.get("/")).shows("Loans: 1.", hint="A good loan is undone as well.")


def test_every_answer_has_a_line(client):
    """Every answer, good or bad, has one line in the log with its method, path and status."""
    for method, path, status in ANSWERS:
        has_a_line(client.request(method, path), status)


def has_a_line(reply, status):
    __tracebackhide__ = True
    hint = None
    if status != 500 and "TypeError: 'NoneType'" in reply.stderr:
        hint = "An after_request function is given the response and must return the response."
    expect(reply).status(status, hint=hint)
    path = reply.path.partition("?")[0]
    lines = [record for record in reply.log if reply.method in record.message and path in record.message]
    if any(str(status) in record.message for record in lines):
        return
    if any(record.level == "INFO" for record in lines):
        hint = "The line was written too early: only after_request knows the status."
    elif status in (404, 405):
        hint = "No view and no handler of yours ran for this one; after_request functions did."
    else:
        hint = "A function with @app.after_request sees every answer on its way out."
    expect(reply).logged(level="INFO", message=f"{reply.method} {path} {status}", hint=hint)


def test_a_crash_is_logged_once(client):
    """A crash is logged once, with its traceback."""
    reply = client.post("/loans/frankenstein?drill")
    expect(reply).status(500)
    told = [record for record in reply.log if record.traceback]
    if not told:
        hint = "A handler for Exception counts as dealt with: Flask then writes nothing."
        expect(reply).logged(traceback=True, hint=hint)
    if len(told) > 1:
        raise AssertionError(
            f"Expected of POST /loans/frankenstein?drill: one record with a traceback.\n"
            f"There are {len(told)}: {told[0].message!r} and {told[1].message!r}.\n"
            "Flask wrote its line before your handler ran. Leave yours out."
        )
