"""An app in parts: a shop and its API as blueprints, each with its own manner of failing."""

from api import api
from flask import Flask
from shop import shop


def create_app():
    app = Flask(__name__)
    app.register_blueprint(shop)
    app.register_blueprint(api, url_prefix="/api")

    @app.errorhandler(404)
    def not_found(error):
        return "<h1>There is no such page</h1><p><a href='/'>To the shop</a></p>", 404

    return app
