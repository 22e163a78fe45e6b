"""In the course, a service with readers' reviews: a stand-in, broken by the switches of the Upstreams view."""

import json

URL = "http://reviews.example"


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps({"quotes": ["I read it twice.", "Too long for the tram."]}).encode()]
