from flask import Blueprint, Flask, abort

shop = Blueprint("shop", __name__, url_prefix="/shop")


@shop.get("/<article>")
def article(article):
    abort(410)


def sold_out(error):
    return "<h1>Sold out</h1><a href='/shop/'>Look around</a>", 410


app = Flask(__name__)
app.register_blueprint(shop)


@app.get("/old")
def old():
    abort(410)
