"""What stands around the app: a shared cache, as in front of many sites, and a witness of what no handler gets."""

import logging
import re
import time

from werkzeug.datastructures import Headers

log = logging.getLogger("witness")


class Cache:
    """WSGI middleware that keeps an answer for as long as its Cache-Control says. A small part of RFC 9111."""

    def __init__(self, app):
        self.app = app
        self.kept = {}

    def __call__(self, environ, start_response):
        if environ["REQUEST_METHOD"] != "GET":
            return self.app(environ, start_response)
        address = f"{environ['PATH_INFO']}?{environ['QUERY_STRING']}"
        until, status, headers, pieces = self.kept.get(address, (0, "", [], []))
        if time.time() < until:
            start_response(status, [*headers, ("X-Cache", "hit")])
            return pieces
        head = {}

        def note(status, headers, exc_info=None):
            head.update(status=status, headers=headers)
            return start_response(status, [*headers, ("X-Cache", "miss")], exc_info)

        body = self.app(environ, note)
        control = Headers(head["headers"]).get("Cache-Control", "")
        lifetime = re.search(r"max-age=(\d+)", control)
        if lifetime is None or "no-store" in control or "private" in control:
            return body
        return self.copy(address, int(lifetime[1]), head, body)

    def copy(self, address, seconds, head, body):
        """Hands the pieces on as they come, and keeps them once the last has come: half an answer is not kept."""
        pieces = []
        for piece in read(body):
            pieces.append(piece)
            yield piece
        self.kept[address] = (time.time() + seconds, head["status"], head["headers"], pieces)


class Witness:
    """WSGI middleware that logs each error that comes out of the app in place of an answer, or in the middle of one."""

    def __init__(self, app):
        self.app = app

    def __call__(self, environ, start_response):
        try:
            yield from read(self.app(environ, start_response))
        except Exception:
            log.exception(
                "%s %s ended in an error that no handler took", environ["REQUEST_METHOD"], environ["PATH_INFO"]
            )
            raise


def read(body):
    """The pieces of an answer. Whoever reads one has to close it, as a server does."""
    try:
        yield from body
    finally:
        if hasattr(body, "close"):
            body.close()
