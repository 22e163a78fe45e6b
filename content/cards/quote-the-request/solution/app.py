import logging
import uuid

from flask import Flask, g

app = Flask(__name__)


@app.before_request
def name_the_request():
    g.request_id = uuid.uuid4().hex[:8]
    logging.getLogger("requests").warning("request %s", g.request_id)


@app.get("/crash")
def crash():
    raise ConnectionError("no database")


@app.after_request
def tell(response):
    response.headers["X-Request-Id"] = g.request_id
    return response
