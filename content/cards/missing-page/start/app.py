from flask import Flask

app = Flask(__name__)


@app.get("/")
def home():
    return "<h1>City Museum</h1>"


def not_found(error):
    return "<h1>This room does not exist</h1><a href='/'>To the entrance</a>", 404
