"""The box office of a small theatre, with one fault that nobody has met yet."""

from flask import Flask

app = Flask(__name__)

STYLE = "body { font: 17px/1.55 Georgia, serif; margin: 1.4rem 1.6rem } h1 { font-size: 1.5rem; margin: 0 0 .5rem }"
SEATS_LEFT = 38
STILL_WAITING = []


def page(title, body):
    return f"<!doctype html><html lang='en'><title>{title}</title><style>{STYLE}</style><h1>{title}</h1>{body}"


@app.get("/")
def programme():
    return page("Tonight: The Winter's Tale", f"<p>Doors open at seven. {SEATS_LEFT} seats are left.</p>")


@app.get("/waiting-list")
def waiting_list():
    chance = SEATS_LEFT / len(STILL_WAITING)
    return page("Waiting list", f"<p>{chance:.0%} of those who wait will get a seat.</p>")
