"""Harbour Street Library: lending takes two changes, one in each table."""

import sqlite3

from flask import Flask

app = Flask(__name__)
db = sqlite3.connect(":memory:", check_same_thread=False)
db.executescript("""
    CREATE TABLE books (title TEXT, copies INTEGER CHECK (copies >= 0));
    CREATE TABLE loans (title TEXT, card TEXT);
    INSERT INTO books VALUES ('Middlemarch', 0);
""")


@app.post("/loans/<title>/<card>")
def lend(title, card):
    try:
        with db:
            db.execute("INSERT INTO loans VALUES (?, ?)", (title, card))
            db.execute("UPDATE books SET copies = copies - 1 WHERE title = ?", (title,))
    except sqlite3.IntegrityError:
        app.logger.warning("%s is out", title, exc_info=True)
        return "<h1>Every copy is out</h1>", 409
    return "<h1>Enjoy it</h1>", 201


@app.get("/")
def home():
    (loans,) = db.execute("SELECT COUNT(*) FROM loans").fetchone()
    (copies,) = db.execute("SELECT SUM(copies) FROM books").fetchone()
    return f"<p>Loans: {loans}. Copies in: {copies}.</p>"
