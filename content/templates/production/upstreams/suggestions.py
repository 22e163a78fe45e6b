"""Another team's service, which the shop calls over the network."""

from flask import Flask, jsonify

URL = "http://suggestions.example"
app = Flask(__name__)

GOES_WITH = {"lamp": ["rope"], "rope": ["anchor", "lamp"], "anchor": ["rope"]}


@app.get("/for/<name>")
def suggestions(name):
    return jsonify(names=GOES_WITH.get(name, []))
