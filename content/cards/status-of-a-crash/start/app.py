from flask import Flask, make_response

app = Flask(__name__)


@app.get("/basket")
def basket():
    return str(1 / 0)


@app.errorhandler(500)
def server_error(error):
    response = make_response("<h1>Something broke on our side</h1>")
    return response
