from flask import Flask
from werkzeug.exceptions import HTTPException

app = Flask(__name__)


@app.get("/crash")
def crash():
    raise ConnectionError("no database")


@app.errorhandler(Exception)
def catch_all(error):
    app.logger.exception("Unhandled")
    return "<h1>Something broke on our side</h1>", 500


@app.errorhandler(HTTPException)
def pass_on(error):
    return error
