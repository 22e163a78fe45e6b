from flask import Flask

app = Flask(__name__)


@app.get("/")
def home():
    return "<h1>Good evening</h1>"


@app.get("/programme")
def programme():
    raise ConnectionError("no database")


@app.after_request
def caching(response):
    response.headers["Cache-Control"] = "public, max-age=3600"
    if response.status_code < 400:
        return response
    response.headers["Cache-Control"] = "no-store"
    return response
