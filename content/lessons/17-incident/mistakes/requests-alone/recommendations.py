"""Asks a partner what readers also liked. They may be slow, down, or send what nobody agreed on."""

import requests


class Unavailable(Exception):
    """There are no recommendations now."""


def readers_also_liked(number):
    """Titles, or Unavailable: for a failed request and for an answer that is not what we expect."""
    try:
        reply = requests.get(f"http://recommendations.example/for/{number}", timeout=1)
        reply.raise_for_status()
        titles = reply.json()["titles"]
    except (requests.RequestException, KeyError, TypeError) as error:
        raise Unavailable from error
    return [title.title() for title in titles]
