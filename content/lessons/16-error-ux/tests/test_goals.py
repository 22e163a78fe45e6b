"""The goals of this lesson. A docstring here is the sentence the learner reads."""

import re
from html.parser import HTMLParser

from graceful.testing import expect

TYPED = {
    "title": 'Poems, "selected"',
    "why": "Nobody in this town has it.\nI have asked everybody.",
    "email": "reader.example.org",
}
AGAIN = "The form itself is the answer to a wrong field: render it again in the view, and return it with 422."
# What a visitor should not have to read, and what is wrong with it.
WORDS = (
    (r"exception|traceback|fatal|null|unprocessable|internal server|semantic", "is a word for programmers"),
    (r"http|error \d+|error code|status", "is a number or a name that means nothing to a reader"),
    (
        r"illegal|invalid|forbidden|you (?:have )?(?:entered|submitted|typed|failed)",
        "sounds as if the reader were guilty",
    ),
    (r"administrator|webmaster", "is somebody whom readers do not know"),
    (r"oops|whoops|uh-oh|oh no", "is a joke to everybody but the one who lost their work"),
)


def test_every_error_page_is_a_whole_page(client):
    """Every error page names its language, and says what happened in its title and in one heading."""
    front = Page(client.get("/").text)
    for method, path, status in (("GET", "/opening-hours", 404), ("POST", "/", 405), ("GET", "/crash", 500)):
        reply = client.request(method, path)
        expect(reply).status(status)
        page = Page(reply.text)
        if not page.lang:
            fail(
                reply,
                "a page that names its language",
                "Its html element has no lang.",
                'A screen reader chooses its voice by it: <html lang="en">.',
            )
        if len(page.headings) != 1:
            found = ", ".join(page.headings) or "none"
            fail(
                reply,
                "one h1 that says what happened",
                f"There are {len(page.headings)}: {found}.",
                "Who cannot see the page jumps to its heading first. Bold text is none.",
            )
        if page.title in ("", front.title) or page.headings[0].lower() not in page.title.lower():
            fail(
                reply,
                f"a title that says so too: {page.headings[0]!r}",
                f"The title is {page.title!r}.",
                "It stands on the tab and in the history, and a screen reader says it before anything else.",
            )


def test_the_words_help(client):
    """The pages for a missing address and for a crash are in plain words, blame nobody, and offer a way on. The one for
    a crash says that it was us, and quotes the number that stands in the log."""
    for path, status in (("/opening-hours", 404), ("/crash", 500)):
        reply = client.get(path)
        expect(reply).status(status)
        page = Page(reply.text)
        for pattern, why in WORDS:
            found = re.search(rf"\b(?:{pattern})\b", page.text, re.IGNORECASE)
            if found:
                fail(
                    reply,
                    "words that a reader understands",
                    f"It says {found[0]!r}, which {why}.",
                    "Say what happened as you would say it across the desk.",
                )
        if not any(link.startswith("/") for link in page.links):
            fail(
                reply,
                "a way on",
                "There is no link to a page of the site.",
                "A page that ends is left. Offer the shelves, or the form for suggestions.",
            )
    if not re.search(r"\b(?:we|us|our)\b", page.text, re.IGNORECASE):
        fail(
            reply,
            "a crash page that says whose fault it was",
            f"It reads: {shortened(page.text)}",
            "It was ours: say we. Readers who believe that it was theirs try the same thing again, ten times.",
        )
    request_id = reply.headers["X-Request-ID"]
    if request_id not in page.text:
        other = re.search(r"\b[0-9a-f]{6,32}\b", page.text)
        fail(
            reply,
            f"the number {request_id}, by which the log names this request",
            f"It quotes {other[0]}, and no line of the log has that." if other else "It quotes none.",
            "Whoever takes the call needs it to find the traceback. Templates know it as g.request_id.",
        )


def test_the_form_keeps_what_was_typed(client):
    """When a field is wrong, the form comes back with all that was typed still in it, and with the status 422."""
    for sent, lacking in ((TYPED, ""), ({"title": TYPED["title"], "why": TYPED["why"]}, " without the field email")):
        reply = client.post("/suggestions", data=sent)
        if reply.status == 400:
            hint = (
                f"It was sent{lacking}: request.form[…] answers 400 by itself for a field that is not there. Use get."
            )
        elif reply.status == 200:
            hint = "The words are right, and the status says that all went well. Return 422 beside the page."
        else:
            hint = AGAIN
        is_422(reply, hint)
        page = Page(reply.text)
        for name in sent:
            if name not in page.fields:
                fail(reply, f"the form, with its field {name}", f"It reads: {shortened(page.text)}", AGAIN)
            found = page.fields[name].value.replace("\r\n", "\n")
            if found != sent[name]:
                fail(
                    reply,
                    f"the field {name} with what was typed: {sent[name]!r}",
                    f"It has {found!r}." if found else "It is empty.",
                    "A textarea has its text between its tags, and no value."
                    if name == "why" and page.fields["title"].value
                    else "Give the template request.form, and write each value into its field.",
                )
    sly = client.post("/suggestions", data=TYPED | {"title": '"><script>alert(1)</script>', "why": "</textarea><b>"})
    if "<script>alert" in sly.text or "</textarea><b>" in sly.text:
        fail(
            sly,
            "what was typed, as text",
            "It is part of the page’s markup.",
            "Jinja escapes what it writes into a .html template, unless told not to: take away |safe.",
        )


def test_the_fault_stands_beside_its_field(client):
    """A wrong field is marked, and is tied to a sentence that says how to put it right. The others are not, and the
    title says that something is to be checked."""
    reply = client.post("/suggestions", data=TYPED)
    is_422(reply, AGAIN)
    page = Page(reply.text)
    email = page.fields.get("email")
    if email is None:
        fail(reply, "the form, with its field email", f"It reads: {shortened(page.text)}", AGAIN)
    if email.attributes.get("aria-invalid") != "true":
        fail(
            reply,
            "a field email that is marked as wrong for everybody",
            "It has no aria-invalid.",
            'Colour is seen by some. aria-invalid="true" is said by every screen reader.',
        )
    tied = (email.attributes.get("aria-describedby") or "").split()
    said = " ".join(page.by_id.get(name, "") for name in tied).strip()
    if not said:
        fail(
            reply,
            "a field email that is tied to a sentence",
            f"It says aria-describedby={' '.join(tied)!r}, and the page has no such id."
            if tied
            else "It has no aria-describedby.",
            "Give the sentence an id, and name that id in aria-describedby. Then the two are read together.",
        )
    if "@" not in said:
        fail(
            reply,
            "a sentence that says how to put it right",
            f"It says {said!r}.",
            "Name what is missing: an @. “Wrong” is known already.",
        )
    if page.fields["title"].attributes.get("aria-invalid") == "true":
        fail(
            reply,
            "only the wrong field marked",
            "The title is marked too.",
            "Mark a field if it has a fault of its own.",
        )
    if page.title == Page(client.get("/suggestions").text).title:
        fail(
            reply,
            "a title that says that something is to be checked",
            f"It is {page.title!r}, as if nothing had happened.",
            "A screen reader begins with it: put two words in front when there are faults.",
        )
    expect(client.post("/suggestions", data=TYPED | {"email": "name@example.org"})).status(201)


def test_programs_get_problem_details(client):
    """Below /api every error is a problem as RFC 9457 has it, with the request's id, and a wrong suggestion lists its
    faults by field."""
    for method, path, status in (("GET", "/api/nothing", 404), ("GET", "/api/crash", 500)):
        reply = client.request(method, path)
        is_a_problem(reply, status)
        expect(reply).hides("10.0.3.7", hint="detail is for the client, and what the error says is for the log.")
    reply = client.post("/api/suggestions", json={"title": "Dracula", "email": "reader.example.org"})
    problem = is_a_problem(reply, 422)
    errors = problem.get("errors")
    if not isinstance(errors, list) or not errors:
        fail(
            reply,
            "a list errors, with one entry for each fault",
            f"The problem has {', '.join(problem)}.",
            'As in the RFC: {"pointer": "#/email", "detail": "what to do"}.',
        )
    for error in errors:
        if not isinstance(error, dict) or not error.get("detail") or not str(error.get("pointer")).startswith("#/"):
            fail(
                reply,
                "errors that each have a pointer and a detail",
                f"One is {error!r}.",
                'A program finds the field by its pointer, "#/email", and shows the detail beside it.',
            )
    pointers = [error["pointer"] for error in errors]
    if pointers != ["#/email"]:
        fail(reply, "a fault of the email, and no other", f"It points to {', '.join(pointers)}.", "List what is wrong.")


def is_422(reply, hint):
    __tracebackhide__ = True
    if reply.status != 422:
        fail(reply, "the status 422", f"The server answered {reply.status} {reply.reason}.", hint)


def is_a_problem(reply, status):
    __tracebackhide__ = True
    expect(reply).status(status)
    expect(reply).content_type("application/problem+json", hint="That type is how a program knows what it has got.")
    problem = reply.json
    for name, kind in (("type", str), ("title", str), ("detail", str), ("status", int)):
        if not isinstance(problem.get(name), kind) or problem[name] in ("", None):
            fail(
                reply,
                f"a problem with the member {name}",
                f"It has {', '.join(problem)}.",
                "type, title, status, detail, instance: RFC 9457 has these five. about:blank is a type.",
            )
    if problem["status"] != status:
        fail(
            reply, f"status: {status}", f"It says {problem['status']}.", "The number in the body is that of the answer."
        )
    if reply.headers["X-Request-ID"] not in str(problem.get("instance")):
        fail(
            reply,
            "an instance that holds the request’s id",
            f"It is {problem.get('instance')!r}.",
            "Programs’ users write to you as well, and their log has only what you send.",
        )
    return problem


class Field:
    def __init__(self, tag, attributes):
        self.attributes = attributes
        self.value = (attributes.get("value") or "") if tag == "input" else ""


class Page(HTMLParser):
    """What of a page matters here: language, title, headings, links, fields, texts by id, and what one reads."""

    def __init__(self, markup):
        super().__init__()
        self.lang, self.title, self.headings, self.links, self.fields, self.by_id = "", "", [], [], {}, {}
        self._open, self._read = [], []
        self.feed(markup)
        self.text = " ".join(" ".join(self._read).split())
        self.title = " ".join(self.title.split())

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "html":
            self.lang = attributes.get("lang") or ""
        if tag == "h1":
            self.headings.append("")
        if tag == "a":
            self.links.append(attributes.get("href") or "")
        if tag in ("input", "textarea") and attributes.get("name"):
            self.fields[attributes["name"]] = Field(tag, attributes)
        if tag not in ("input", "meta", "br", "link", "img"):
            self._open.append((tag, attributes))

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        tags = [tag for tag, _ in self._open]
        for _, attributes in self._open:
            if attributes.get("id"):
                self.by_id[attributes["id"]] = self.by_id.get(attributes["id"], "") + data
        if "title" in tags:
            self.title += data
        elif "textarea" in tags:
            field = self.fields.get(self._open[tags.index("textarea")][1].get("name"))
            if field:
                field.value += data
        elif not {"style", "script"} & set(tags):
            if "h1" in tags:
                self.headings[-1] = (self.headings[-1] + data).strip()
            self._read.append(data)


def shortened(text):
    return text if len(text) <= 120 else f"{text[:120]}..."


def fail(reply, expected, did, hint):
    __tracebackhide__ = True
    raise AssertionError(f"Expected of {reply.method} {reply.path}: {expected}.\n{did}\n{hint}")
