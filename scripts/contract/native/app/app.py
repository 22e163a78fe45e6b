"""What two servers are asked about: this application runs in the course's Node host and natively under gunicorn."""

import asyncio
import io
import os
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Flask, Response, abort, jsonify, make_response, redirect, render_template_string, request, send_file
from flask import session as browser_session

app = Flask(__name__)
app.config.update(SECRET_KEY="compared, and no secret", MAX_CONTENT_LENGTH=4096)
ANY = ["GET", "POST", "PUT", "PATCH", "DELETE"]


class OutOfTea(Exception):
    """Has a handler of its own."""


@app.errorhandler(OutOfTea)
def out_of_tea(error):
    return {"error": str(error)}, 418


@app.after_request
def seen(response):
    response.headers["X-Seen"] = request.endpoint or "nowhere"
    return response


@app.get("/")
def index():
    return "<h1>größer ☃ 𝄞</h1>"


@app.get("/json")
def json_object():
    return jsonify(b=1, a=[None, True, 1.5, "ä"])


@app.route("/echo", methods=ANY)
def echo():
    return {
        "method": request.method,
        "path": request.path,
        "url": request.url,
        "args": request.args.to_dict(flat=False),
        "form": request.form.to_dict(flat=False),
        "files": {name: [file.filename, file.read().hex()] for name, file in request.files.items()},
        "data": request.get_data().hex(),
        "type": request.content_type,
        "length": request.content_length,
    }


@app.get("/echo/<path:rest>")
def echo_path(rest):
    return {"rest": rest, "raw": request.environ["RAW_URI"], "info": request.environ["PATH_INFO"]}


@app.get("/headers")
def headers():
    return {"headers": sorted([name, value] for name, value in request.headers if name != "Host")}


@app.get("/environ")
def environ():
    names = ("REQUEST_METHOD", "SCRIPT_NAME", "PATH_INFO", "QUERY_STRING", "SERVER_PROTOCOL", "wsgi.url_scheme")
    return {name: request.environ[name] for name in names}


@app.get("/status/<int:code>")
def status(code):
    return Response("a body", status=code)


@app.get("/reason")
def reason():
    return Response("a body", status="299 Quite Fine")


@app.get("/abort/<int:code>")
def abort_with(code):
    abort(code)


@app.get("/crash")
def crash():
    return 1 / 0


@app.get("/tea")
def tea():
    raise OutOfTea("at four o’clock")


@app.get("/none")
def none():
    return None


@app.post("/only-post")
def only_post():
    return "posted"


@app.get("/with-slash/")
def with_slash():
    return "with a slash"


@app.get("/redirect/<int:code>")
def redirect_with(code):
    return redirect("/json?from=ä", code)


@app.get("/redirect-away")
def redirect_away():
    return redirect("https://elsewhere.example/a b")


@app.get("/cookies/set")
def set_cookies():
    response = make_response("set")
    response.set_cookie("plain", "1")
    response.set_cookie("full", 'ä "b"; c', max_age=60, path="/cookies", secure=True, httponly=True, samesite="Lax")
    response.set_cookie("until", "x", expires=1_900_000_000)
    return response


@app.get("/cookies/delete")
def delete_cookies():
    response = make_response("deleted")
    response.delete_cookie("plain")
    return response


@app.get("/cookies/read")
def read_cookies():
    return dict(request.cookies)


@app.get("/login")
def login():
    browser_session["user"] = "ä"
    return "logged in"


@app.get("/who")
def who():
    return browser_session.get("user", "nobody")


@app.get("/twice")
def twice():
    return Response("twice", headers=[("X-Two", "1"), ("X-Two", "2"), ("Vary", "A"), ("Vary", "B")])


@app.get("/hop")
def hop():
    return Response("hop", headers={"Connection": "keep-alive", "Keep-Alive": "timeout=9", "X-Kept": "yes"})


@app.get("/latin-header")
def latin_header():
    return Response("x", headers={"X-Word": "größer"})


@app.get("/bad-header")
def bad_header():
    response = Response("x")
    response.headers["X-Bad"] = "a\r\nSet-Cookie: b=1"
    return response


@app.get("/unsendable/<what>")
def unsendable(what):
    response = Response("x")
    name, value = {
        "control": ("X-Bad", "a\x01b"),
        "delete": ("X-Bad", "a\x7fb"),
        "space": ("X Bad", "a"),
        "letter": ("X-Größe", "a"),
        "tab": ("X-Fine", "a\tb"),
    }[what]
    response.headers[name] = value
    return response


@app.get("/asyncio")
def run_coroutines():
    async def slow(word):
        await asyncio.sleep(0.01)
        return word

    async def both():
        async with asyncio.timeout(5):
            return await asyncio.gather(slow("one"), slow("two"))

    return asyncio.run(both())


@app.get("/zone")
def zone():
    return {"offset": str(datetime(2026, 7, 1, tzinfo=ZoneInfo("Europe/Berlin")).utcoffset())}


@app.get("/instance")
def instance():
    return {"path": os.path.relpath(app.instance_path, app.root_path)}


@app.get("/template")
def template():
    return render_template_string("{{ word }}", word="<b>&</b>")


@app.get("/empty")
def empty():
    return ""


@app.get("/binary")
def binary():
    return Response(bytes(range(256)), mimetype="application/octet-stream")


@app.get("/large")
def large():
    return b"0123456789" * 30_000


@app.get("/etag")
def etag():
    response = make_response("tagged")
    response.set_etag("v1")
    return response.make_conditional(request)


@app.get("/file")
def file():
    return send_file(io.BytesIO(b"0123456789"), "text/plain", as_attachment=True, download_name="zählung.txt")


@app.get("/file/ranges")
def file_ranges():
    response = Response(b"0123456789", mimetype="text/plain", headers={"Accept-Ranges": "bytes"})
    return response.make_conditional(request, accept_ranges=True, complete_length=10)


def pieces(*chunks):
    for chunk in chunks:
        if isinstance(chunk, Exception):
            raise chunk
        yield chunk


@app.get("/stream")
def stream():
    return Response(pieces("one ", "", "two ", "three"))


@app.get("/stream/sized")
def stream_sized():
    return Response(pieces("one ", "two "), headers={"Content-Length": "8"})


@app.get("/stream/short")
def stream_short():
    return Response(pieces("one "), headers={"Content-Length": "8"})


@app.get("/stream/long")
def stream_long():
    return Response(pieces("one ", "two ", "three"), headers={"Content-Length": "6"})


@app.get("/stream/empty")
def stream_empty():
    return Response(pieces())


@app.get("/stream/breaks-off")
def stream_breaks_off():
    return Response(pieces("one ", "two ", RuntimeError("in the middle")))


@app.get("/stream/sized-breaks-off")
def stream_sized_breaks_off():
    return Response(pieces("one ", RuntimeError("in the middle")), headers={"Content-Length": "8"})


@app.get("/stream/never-begins")
def stream_never_begins():
    return Response(pieces(RuntimeError("before the first piece")))


@app.get("/stream/closes-badly")
def stream_closes_badly():
    response = Response(pieces("one ", "two "))

    @response.call_on_close
    def close():
        raise RuntimeError("after the last piece")

    return response


class Outside:
    """A layer around Flask: what it does, no error handler of the application sees."""

    def __init__(self, inner):
        self.inner = inner

    def __call__(self, environ, start_response):
        if environ["PATH_INFO"] == "/outside/raises":
            raise RuntimeError("outside of Flask")
        if environ["PATH_INFO"] == "/outside/raises-late":
            start_response("200 OK", [("Content-Type", "text/plain")])
            raise RuntimeError("after start_response, before any body")
        if environ["PATH_INFO"] == "/outside/writes":
            write = start_response("200 OK", [("Content-Type", "text/plain")])
            write(b"written ")
            return [b"and returned"]
        return self.inner(environ, start_response)


app.wsgi_app = Outside(app.wsgi_app)
