from flask import Flask

app = Flask(__name__)


def price_of(ticket):
    raise ConnectionError("prices.internal refused the connection")


@app.get("/tickets/<ticket>")
def show(ticket):
    try:
        price = price_of(ticket)
    except ConnectionError:
        price = "on request"
    return f"Ticket {ticket}: {price}"
