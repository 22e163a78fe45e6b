"""The service that app.py asks: a stand-in, which the switches of the Upstreams view can break."""

import json

URL = "http://recommendations.example"


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps({"titles": ["Dracula", "Jane Eyre"]}).encode()]
