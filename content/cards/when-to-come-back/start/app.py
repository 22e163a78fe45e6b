from flask import Flask, make_response

app = Flask(__name__)


@app.get("/timetable")
def timetable():
    response = make_response({"title": "Maintenance"}, 503)
    return response
