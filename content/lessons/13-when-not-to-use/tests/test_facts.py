"""What the prose claims about jobs and Flask, proved on throw-away apps. None of these is a goal."""

from contextlib import suppress

import pytest
import sentry_sdk
from celery import Celery
from celery.signals import task_failure, task_retry
from flask import Flask, current_app, got_request_exception, has_request_context


@pytest.fixture
def queue():
    queue = Celery("facts", broker="memory://")
    queue.conf.task_always_eager = True
    return queue


@pytest.fixture
def app(monkeypatch):
    monkeypatch.delenv("FLASK_DEBUG", raising=False)
    return Flask("facts")


@pytest.fixture
def heard():
    """What Celery's signals told."""
    told = []

    def failed(sender, exception, **details):
        told.append(("failed", type(exception).__name__))

    def retried(sender, reason, **details):
        told.append(("retried", type(reason).__name__))

    task_failure.connect(failed)
    task_retry.connect(retried)
    yield told
    task_failure.disconnect(failed)
    task_retry.disconnect(retried)


def test_an_error_in_a_job_reaches_no_handler_and_no_signal_of_flask(app, queue, heard):
    handled, signalled = [], []
    app.register_error_handler(Exception, lambda error: handled.append(error) or ("no", 500))

    @queue.task
    def job():
        raise ConnectionError("away")

    @app.get("/")
    def start():
        job.delay()
        return "accepted", 202

    with got_request_exception.connected_to(lambda *a, **k: signalled.append(1), app):
        assert app.test_client().get("/").status_code == 202
    assert (handled, signalled) == ([], [])
    assert heard == [("failed", "ConnectionError")]


def test_autoretry_retries_what_it_names_and_fails_at_the_end(queue, heard):
    @queue.task(autoretry_for=(ConnectionError,), max_retries=2, retry_backoff=True)
    def job():
        raise ConnectionError("away")

    job.delay()
    assert [kind for kind, _ in heard] == ["retried", "retried", "failed"]


def test_what_it_does_not_name_fails_at_once(queue, heard):
    @queue.task(autoretry_for=(ConnectionError,), max_retries=2)
    def job():
        raise KeyError("card-99")

    job.delay()
    assert heard == [("failed", "KeyError")]


def test_a_task_that_swallows_its_error_succeeds(queue, heard):
    @queue.task
    def job():
        with suppress(ConnectionError):
            raise ConnectionError("away")

    assert job.delay().state == "SUCCESS"
    assert heard == []


def test_the_tracker_hears_of_a_job_once_when_it_has_failed_for_good(queue):
    @queue.task(autoretry_for=(ConnectionError,), max_retries=2, retry_backoff=True)
    def job():
        raise ConnectionError("away")

    told = []

    def note(event, hint):
        """Notes what would have been sent; nothing is."""
        told.append(type(hint["exc_info"][1]).__name__)

    sentry_sdk.init(dsn="https://library@tracker.example/1", before_send=note)
    try:
        job.delay()
    finally:
        sentry_sdk.init()
    assert told == ["ConnectionError"]


def test_a_task_can_have_the_app_and_has_no_request_all_the_same(app, queue):
    @queue.task
    def job():
        with app.app_context():
            return current_app.name, has_request_context()

    assert job.delay().get() == ("facts", False)


def test_outside_of_a_request_there_is_no_request():
    assert has_request_context() is False


def test_the_default_wait_is_three_minutes(queue):
    @queue.task
    def job():
        """Nothing."""

    assert job.default_retry_delay == 180


def test_celery_s_own_line_has_the_traceback_and_not_the_arguments(queue, caplog):
    @queue.task
    def job(card):
        raise ConnectionError("away")

    job.delay("card-12")
    (record,) = [record for record in caplog.records if record.levelname == "ERROR"]
    assert record.name == "celery.app.trace"
    assert "raised unexpected" in record.getMessage()
    assert "card-12" not in record.getMessage()
    assert record.exc_info
