"""The same seed is the same traffic, whatever the project is."""

import json

import pytest

from graceful import traffic

APP = """
from flask import Flask, session
app = Flask(__name__)
app.secret_key = "k"

@app.get("/")
def index():
    session["seen"] = session.get("seen", 0) + 1
    return f"seen {session['seen']}"

@app.get("/half/<int:n>")
def half(n):
    return str(1 / n)

@app.post("/order")
def order():
    return "ordered", 201
"""


def plan(server, **options) -> list[dict]:
    options = {"seed": 1, "requests": 50, **options}
    from graceful import host

    answer = json.loads(host.plan_traffic(json.dumps(options)))
    assert answer["ok"], answer
    return answer["requests"]


def test_the_same_seed_is_the_same_traffic(server):
    server.serve(APP)
    first = plan(server)
    assert plan(server) == first
    assert plan(server, seed=2) != first
    assert len(first) == 50
    assert [one["at"] for one in first] == sorted(one["at"] for one in first)


def test_a_longer_plan_begins_like_a_shorter_one(server):
    server.serve(APP)
    assert plan(server, requests=20) == plan(server, requests=400)[:20]


def test_rules_are_visited_and_some_visitors_mean_harm(server):
    server.serve(APP)
    planned = plan(server, requests=1000)
    paths = {one["path"] for one in planned if not one["malicious"]}
    assert paths <= {"/", *(f"/half/{n}" for n in (0, 1, 2, 3, 999))}
    assert len(paths) > 4
    harmful = {one["path"] for one in planned if one["malicious"]}
    assert harmful
    assert harmful <= set(traffic.MALICIOUS)


def test_a_profile_decides(server):
    profile = {
        "malicious": 0,
        "routes": [{"path": "/", "weight": 9}, {"path": "/order", "method": "POST", "json": {"a": 1}}],
    }
    (server.root / "traffic.json").write_text(json.dumps(profile))
    server.serve(APP)
    planned = plan(server, requests=500)
    orders = [one for one in planned if one["path"] == "/order"]
    assert 20 < len(orders) < 90
    assert orders[0]["method"] == "POST"
    assert orders[0]["body"] == '{"a": 1}'
    assert orders[0]["headers"] == [["Content-Type", "application/json"]]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "no JSON"),
        ("[]", "must be an object"),
        ('{"routes": []}', "at least one route"),
        ('{"routes": [{"path": "x"}]}', "does not begin with /"),
        ('{"routes": [{"path": "/", "weight": 0}]}', "weight of /"),
        ('{"visitors_per_minute": "many"}', "visitors_per_minute"),
        ('{"visitors": 5}', "visitors is none of visitors_per_minute"),
    ],
)
def test_a_bad_profile_says_why(server, text, message):
    from graceful import host

    (server.root / "traffic.json").write_text(text)
    server.serve(APP)
    answer = json.loads(host.plan_traffic(json.dumps({"seed": 1, "requests": 5})))
    assert answer["ok"] is False
    assert message in answer["message"]


def test_the_fixture(server):
    tests = """
def test_traffic(traffic):
    done = traffic.run(seed=3, requests=200)
    assert sum(done.statuses.values()) == 200
    assert done.statuses[500] > 0
    assert done.raw_pages == done.statuses[500] + done.statuses[404]
    assert max(int(r.text.split()[1]) for r in done.replies if r.text.startswith("seen")) > 1
"""
    server.write(app=APP, **{"tests/test_visitors": tests})
    report = server.test(tests=server.root / "tests")
    assert [(result["outcome"], result["message"]) for result in report["results"]] == [("passed", "")]
