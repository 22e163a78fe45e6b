"""Celery's own tasks, run in place of a worker: what becomes of them, and that Flask's handlers never hear of it."""

APP = """
from celery import Celery
from flask import Flask, jsonify
app = Flask(__name__)
celery = Celery("shop", broker="redis://localhost:6379/0")

@celery.task
def receipt(number):
    return f"receipt {number}"

@celery.task(bind=True, max_retries=2)
def charge(self, number):
    try:
        raise ConnectionError("the bank is away")
    except ConnectionError as error:
        raise self.retry(exc=error, countdown=2 ** self.request.retries)

@celery.task(bind=True, autoretry_for=(OSError,), retry_backoff=True, retry_jitter=False, max_retries=3)
def flaky(self):
    if self.request.retries < 2:
        raise OSError("not yet")
    return "at last"

@app.get("/receipt")
def get_receipt():
    return jsonify(id=receipt.delay(7).id), 202

@app.get("/charge")
def get_charge():
    charge.delay(number=3)
    return "accepted", 202

@app.get("/flaky")
def get_flaky():
    flaky.delay()
    return "accepted", 202

@app.errorhandler(Exception)
def never(error):
    return "the handler ran", 500
"""


def states(server) -> list[str]:
    return [job["state"] for job in server.of("job")]


def test_a_job_succeeds(server):
    server.serve(APP)
    assert server.request("/receipt").status == 202
    assert states(server) == ["STARTED", "SUCCESS"]
    started, ended = server.of("job")
    assert (started["task"], started["arguments"]) == ("app.receipt", "7")
    assert ended["result"] == "'receipt 7'"
    assert {job["requestId"] for job in server.of("job")} == {"r1"}


def test_a_job_retries_with_backoff_and_dies_and_no_handler_hears_of_it(server):
    server.serve(APP)
    reply = server.request("/charge")
    assert (reply.status, reply.body) == (202, b"accepted")
    assert states(server) == ["STARTED", "RETRY", "STARTED", "RETRY", "STARTED", "FAILURE"]
    assert [job["retryInSeconds"] for job in server.of("job") if job["state"] == "RETRY"] == [1, 2]
    error = server.of("job")[-1]["error"]
    assert (error["type"], error["message"]) == ("ConnectionError", "the bank is away")
    assert any(frame["own"] and frame["function"] == "charge" for frame in error["frames"])
    assert any("charge" in record["message"] for record in server.of("log"))


def test_a_job_recovers(server):
    server.serve(APP)
    server.request("/flaky")
    assert states(server) == ["STARTED", "RETRY", "STARTED", "RETRY", "STARTED", "SUCCESS"]


def test_the_fixture(server):
    tests = """
def test_dead(client, jobs):
    client.get("/charge")
    client.get("/receipt")
    [job] = jobs.dead
    assert (job.task, job.retries, job.errors[-1]) == ("app.charge", [1, 2], "ConnectionError: the bank is away")
    assert [job.state for job in jobs] == ["FAILURE", "SUCCESS"]

def test_none_left(client, jobs):
    client.get("/flaky")
    assert [(job.state, job.result) for job in jobs] == [("SUCCESS", "'at last'")]
"""
    server.write(app=APP, **{"tests/test_jobs_of_shop": tests})
    report = server.test(tests=server.root / "tests")
    assert [(result["outcome"], result["message"]) for result in report["results"]] == [("passed", "")] * 2
