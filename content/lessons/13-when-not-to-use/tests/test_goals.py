"""The goals of this lesson. A docstring here is the sentence the learner reads."""

import sys

import pytest

from graceful.testing import expect

MOST_TRIES = 12


@pytest.fixture
def mail(project):
    """The project's mail module; ``mail(2)`` makes the server refuse twice, and then take everything."""
    assert project.app
    module = sys.modules["mail"]
    sent = []

    def refuses(times):
        left = [times]

        def send(card, text):
            if card not in module.ADDRESSES:
                raise KeyError(card)
            if left[0] > 0:
                left[0] -= 1
                raise ConnectionError("mail server refused the connection")
            sent.append(card)
            return "sent"

        module.send = send
        return sent

    return refuses


def test_a_hiccup_costs_nobody_their_mail(client, jobs, mail):
    """A mail that fails because the server is away is tried again, with longer waits each time."""
    sent = mail(2)
    expect(client.post("/holds/1")).status(202)
    [job] = the_jobs(jobs)
    if not sent and job.state == "SUCCESS":
        fail(
            "a mail that is sent at the third try",
            f"The job ended as SUCCESS after {tries(job)}, and no mail was sent.",
            "The queue only knows what the task raises: let the ConnectionError out of it.",
        )
    if not sent:
        fail(
            "a mail that is sent at the third try",
            f"The job ended as {job.state} after {tries(job)}, and no mail was sent.",
            "Tell the task which errors are worth another try: autoretry_for=(ConnectionError,), and how many.",
        )
    waits = job.retries
    if any(wait is None or wait <= 0 for wait in waits) or waits != sorted(set(waits)):
        fail(
            "waits that grow between the tries",
            f"A worker would wait {', '.join(str(wait) for wait in waits)} seconds.",
            "Let each wait be longer than the one before: retry_backoff. A server that is down needs rest.",
        )


def test_a_lost_mail_is_told(client, jobs, mail):
    """A mail that fails for good is in the log, with its traceback and the card it was for."""
    mail(10_000)
    expect(client.post("/holds/2")).status(202)
    [job] = the_jobs(jobs)
    if job.state != "FAILURE":
        fail(
            "a job that gives up after a few tries",
            f"The job is {job.state} after {tries(job)}.",
            "The queue only knows what the task raises. max_retries says when it gives up.",
        )
    report_of(client.post("/holds/2"), "card-12")


def test_a_slip_is_not_tried_again(client, jobs, mail):
    """A card that does not exist fails once, is not tried again, and is told."""
    mail(0)
    reply = client.post("/holds/1/card-99")
    expect(reply).status(202)
    [job] = the_jobs(jobs)
    if job.retries:
        fail(
            "one try for a card that nobody has",
            f"The job had {tries(job)}.",
            "It fails the same way every time. Try again what may pass by itself: a connection, not a KeyError.",
        )
    report_of(reply, "card-99")


def report_of(reply, card):
    __tracebackhide__ = True
    # Celery's own line is in the log of the worker, wherever that is.
    found = [record for record in reply.log if record.level_number >= 40 and not record.logger.startswith("celery")]
    if not found:
        fail(
            "a record of yours, of level ERROR, for the job that failed",
            "Only Celery’s own line was logged, without the reader, and the visitor has a friendly 202.",
            "No handler of Flask’s is asked: there is no request in a worker. Celery’s signal task_failure is.",
        )
    if not any(record.traceback for record in found):
        fail(
            "that record with the traceback",
            f"It says {found[-1].message!r}, and not where.",
            "The signal gives you the exception: pass it on as exc_info=exception.",
        )
    if not any(card in record.message or card in record.traceback.text for record in found if record.traceback):
        fail(
            f"that record to name {card}",
            f"It says {found[-1].message!r}.",
            "Whoever mends it has to know which reader waits: log the task’s arguments.",
        )


def the_jobs(jobs):
    __tracebackhide__ = True
    found = list(jobs)
    if len(found) != 1:
        fail("one background job for one hold", f"There were {len(found)}.", "The view calls tell_reader.delay(...).")
    return found


def tries(job):
    count = len(job.retries) + 1
    return "one try" if count == 1 else f"{count} tries"


def fail(expected, did, hint):
    __tracebackhide__ = True
    raise AssertionError(f"Expected {expected}.\n{did}\n{hint}")
