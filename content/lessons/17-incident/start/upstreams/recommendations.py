"""In the course, the partner's service. Since this morning it writes null where a list was empty."""

import json

URL = "http://recommendations.example"

TITLES = {"1": ["dracula", "carmilla"], "2": ["silas marner"], "3": None}


def app(environ, start_response):
    number = environ["PATH_INFO"].rpartition("/")[2]
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps({"titles": TITLES.get(number)}).encode()]
