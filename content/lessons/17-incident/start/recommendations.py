"""Asks a partner what readers also liked."""

import requests


def readers_also_liked(number):
    reply = requests.get(f"http://recommendations.example/for/{number}", timeout=1)
    reply.raise_for_status()
    return [title.title() for title in reply.json()["titles"]]
