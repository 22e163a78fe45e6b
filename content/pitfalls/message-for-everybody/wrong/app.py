"""Harbour Street Library: readers' accounts, as JSON."""

import sqlite3

from flask import Flask, jsonify

app = Flask(__name__)
db = sqlite3.connect(":memory:", check_same_thread=False)


@app.get("/api/accounts/<int:card>")
def account(card):
    row = db.execute("SELECT balance FROM reader_accounts WHERE card = ?", (card,)).fetchone()
    return jsonify(balance=row[0])


@app.errorhandler(500)
def server_error(error):
    return jsonify(error=str(error.original_exception)), 500
