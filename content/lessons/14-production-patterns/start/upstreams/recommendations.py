"""In the course, the service that recommendations.py asks: a stand-in, broken by the switches of the Upstreams view."""

import json

URL = "http://recommendations.example"


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps({"titles": ["Dracula", "Jane Eyre"]}).encode()]
