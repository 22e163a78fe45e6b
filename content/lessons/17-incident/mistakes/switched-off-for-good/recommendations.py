"""Asks a partner what readers also liked. They may be slow, down, or send what nobody agreed on."""

import requests


class Unavailable(Exception):
    """There are no recommendations now."""


def readers_also_liked(number):
    """Titles, or Unavailable: for a failed request and for an answer that is not what we expect."""
    raise Unavailable("not today")
    try:
        reply = requests.get(f"http://recommendations.example/for/{number}", timeout=1)
        reply.raise_for_status()
        titles = reply.json()["titles"]
    except (requests.RequestException, KeyError, TypeError) as error:
        raise Unavailable from error
    if not isinstance(titles, list) or not all(isinstance(title, str) for title in titles):
        raise Unavailable(f"titles is {titles!r}, and not a list of texts")
    return [title.title() for title in titles]
