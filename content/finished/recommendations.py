"""Asks another service what readers also liked. It may be slow, down or wrong, and the site does without it."""

import requests

URL = "http://recommendations.example/for/{number}"
# Seconds to connect, and to wait for each piece of the answer.
TIMEOUT = (0.5, 1)


class Unavailable(Exception):
    """There are no recommendations now."""


def readers_also_liked(number):
    try:
        reply = requests.get(URL.format(number=number), timeout=TIMEOUT)
        reply.raise_for_status()
        return [str(title) for title in reply.json()["titles"]]
    except (requests.RequestException, KeyError, TypeError) as error:
        raise Unavailable from error
