import sqlite3

from flask import Flask

app = Flask(__name__)
db = sqlite3.connect(":memory:", check_same_thread=False)
db.execute("CREATE TABLE account (name TEXT PRIMARY KEY, euros INTEGER CHECK (euros <= 100))")
db.execute("INSERT INTO account VALUES ('ada', 50), ('ben', 90)")
db.commit()


@app.post("/transfer")
def transfer():
    try:
        db.execute("UPDATE account SET euros = euros - 20 WHERE name = 'ada'")
        db.execute("UPDATE account SET euros = euros + 20 WHERE name = 'ben'")
    except sqlite3.IntegrityError:
        app.logger.exception("Transfer refused")
        db.rollback()
        return {"title": "The other account is full"}, 409
    db.commit()
    return {"done": True}


@app.get("/accounts")
def accounts():
    db.commit()
    return dict(db.execute("SELECT name, euros FROM account").fetchall())
