"""The goals of this lesson. A docstring here is the sentence the learner reads."""

from graceful.testing import expect

SECURITY = ("X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy")
RETURN = "An after_request function must return the response, on every way out of it."


def test_no_cache_keeps_an_error(client):
    """No cache keeps an error, so that a page is there as soon as it is published. Good pages are kept for an hour."""
    may_not_be_kept(client.get("/opening-hours"), 404)
    expect(client.post("/desk/opening-hours")).status(201)
    expect(client.get("/opening-hours")).status(200, hint="The error from before came out of the cache once more.")
    may_not_be_kept(client.get("/crash"), 500)
    good = client.get("/")
    if "max-age=3600" not in (good.headers.get("Cache-Control") or ""):
        fail(
            good,
            "a good page that caches may keep for an hour",
            f"It says Cache-Control: {good.headers.get('Cache-Control')}.",
            "Good pages may be kept: that is what the cache is for. Look at response.status_code, and forbid it "
            "for errors.",
        )


def test_every_answer_has_the_security_headers(client):
    """Every answer has the three security headers, whoever made it."""
    for method, path, status in (("GET", "/", 200), ("GET", "/no", 404), ("POST", "/", 405), ("GET", "/crash", 500)):
        reply = client.request(method, path)
        expect(reply).status(status, hint=RETURN if "NoneType" in reply.stderr else None)
        for name in SECURITY:
            if name not in reply.headers:
                expect(reply).header(
                    name,
                    hint="The views add it, and this answer comes from no view. Set it in one place that every answer "
                    "passes: an after_request function.",
                )


def test_repairs_are_not_a_crash(client):
    """While the loans are closed for repairs, their pages answer 503, and nothing in the log looks like a crash."""
    reply = client.get("/loans")
    if reply.status != 503:
        fail(
            reply,
            "the status 503",
            where(reply),
            RETURN
            if "NoneType" in reply.stderr
            else "The 503 was made, and then an after_request function failed on it. It may not rely on a "
            "before_request function: another one may have refused the request before.",
        )
    wrong = [record for record in reply.log if record.level_number >= 40]
    if wrong:
        fail(
            reply,
            "no record of level ERROR",
            f"There is one: {wrong[0].message!r}.",
            "A 503 that you send on purpose is an answer, not a crash.",
        )


def test_what_an_error_says_in_its_headers_is_kept(client):
    """A 405 says which methods are allowed, a 503 says when to come back."""
    why = (
        "The error brings this header along. Start from error.get_response(), which has it, and change what is inside."
    )
    reply = client.post("/crash")
    expect(reply).status(405)
    expect(reply).header("Allow", hint=why)
    if "GET" not in reply.headers["Allow"]:
        fail(reply, "the methods that this address takes", f"It says Allow: {reply.headers['Allow']}.", why)
    reply = client.get("/loans")
    expect(reply).status(503, hint="First let the repairs be a 503: that is the goal before.")
    expect(reply).header("Retry-After", "600", hint=why)
    expect(reply).shows("Harbour Street Library", hint="The page is still to be yours.")


def may_not_be_kept(reply, status):
    __tracebackhide__ = True
    expect(reply).status(status, hint=RETURN if "NoneType" in reply.stderr else None)
    control = reply.headers.get("Cache-Control") or ""
    if "no-store" in control:
        return
    if reply.status == 500 and "max-age" not in control:
        hint = "Say it in so many words: Cache-Control: no-store."
    elif "max-age" in control and reply.status == 404:
        hint = (
            "A 404 is kept as well as any page. If you did set no-store, something set it back: after_request "
            "functions run after the handler, and the one that is registered first runs last and has the last word."
        )
    else:
        hint = (
            "Give the answer Cache-Control: no-store, in an after_request function, wherever the status is 400 or more."
        )
    fail(reply, "an error that no cache keeps", f"It says Cache-Control: {control or 'nothing'}.", hint)


def where(reply):
    """The last traceback of the log, in a line."""
    told = [record.traceback for record in reply.log if record.traceback]
    if not told:
        return "Nothing was logged."
    frame = next((frame for frame in reversed(told[-1].frames) if frame["own"]), told[-1].frames[-1])
    place = f"{frame['file']}, line {frame['line']}, {frame['function']}()"
    return f"The log has {told[-1].type}: {told[-1].message}, raised in {place}."


def fail(reply, expected, did, hint):
    __tracebackhide__ = True
    raise AssertionError(
        f"Expected of {reply.method} {reply.path}: {expected}.\nThe server answered {reply.status}. {did}\n{hint}"
    )
