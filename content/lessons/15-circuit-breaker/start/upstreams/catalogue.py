"""In the course, the city's catalogue: a stand-in, broken by the switches of the Upstreams view."""

import json

URL = "http://catalogue.example"

BOOKS = {
    "1": {"title": "Frankenstein", "branches": ["Harbour Street", "Mill Lane"]},
    "2": {"title": "Middlemarch", "branches": ["Mill Lane"]},
}


def app(environ, start_response):
    book = BOOKS.get(environ["PATH_INFO"].rpartition("/")[2])
    start_response("200 OK" if book else "404 Not Found", [("Content-Type", "application/json")])
    return [json.dumps(book or {"error": "no such book"}).encode()]
