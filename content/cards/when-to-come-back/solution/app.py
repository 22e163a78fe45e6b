from flask import Flask, make_response

app = Flask(__name__)


@app.get("/timetable")
def timetable():
    response = make_response({"title": "Maintenance"}, 503)
    response.headers["Retry-After"] = "120"
    return response
