"""The goals of this lesson. A docstring here is the sentence the learner reads."""

import pytest

from graceful.testing import expect

NEWSLETTER = "/books/7"
STALE = (NEWSLETTER, "/books/99999")


@pytest.fixture(autouse=True)
def books_are_served(client):
    """Mending the crash may not cost the books that are there."""
    expect(client.get("/books/1")).status(200, hint="Book 1 is on the shelves: its page must go on working.")


def test_a_book_that_is_not_there_is_a_404(client):
    """An address with no book behind it is answered 404: the address is wrong, and the server is well."""
    newsletter, other = client.get(NEWSLETTER), client.get("/books/99999")
    hint = None
    if newsletter.status < 500 <= other.status:
        hint = "Number 7 is mended. Every other number without a book still crashes: ask BOOKS, and not for one number."
    for reply in (other, newsletter):
        expect(reply).status(404, hint=hint or why_not_404(reply))


def test_a_wrong_address_is_no_error_in_the_log(client):
    """A wrong address writes no error into the log, so that what stands there is worth reading."""
    for path in STALE:
        reply = client.get(path)
        errors = [record for record in reply.log if record.level_number >= 40]
        if not errors:
            continue
        if reply.status == 500:
            hint = (
                "A view that crashes writes a traceback each time. Ask whether there is such a book before you use it."
            )
        else:
            hint = (
                "The visitor gets the right answer, and your log a false alarm. Somebody follows a stale link every "
                "minute: leave the line out."
            )
        raise AssertionError(
            f"Expected of GET {path}: no record of level ERROR.\nThere is: {errors[0]}\n{hint}",
        )


def test_two_hundred_requests_without_a_crash(traffic):
    """Two hundred requests of ordinary visitors pass, and not one of them ends in a crash."""
    traffic.run(seed=1, requests=200)
    crashed = [reply for reply in traffic.replies if reply.status >= 500]
    if crashed:
        raise AssertionError(
            f"Expected: 200 requests, and no answer from 500 up.\n"
            f"{len(crashed)} of them ended in a crash, most often GET {most_often(crashed)}.\n"
            "That is what the library sees of your traceback: so many pages that nobody got."
        )
    if 404 not in traffic.statuses:
        raise AssertionError(
            "Expected: the visitors who follow the stale link are told that it leads nowhere.\n"
            f"The 200 answers were {', '.join(f'{count} times {code}' for code, count in traffic.statuses.items())}.\n"
            "Where nothing is, the honest number is 404."
        )


def why_not_404(reply):
    raised = next((record.traceback.type for record in reply.log if record.traceback), None)
    if raised == "NameError":
        return "abort has to be imported: from flask import Flask, abort."
    if raised == "TypeError":
        return "BOOKS.get gives None for a book that is not there, so the next line fails instead. Stop before it."
    if raised == "KeyError":
        return "BOOKS[number] raises KeyError. Before it, ask `if number not in BOOKS:` and give up with abort(404)."
    if reply.status == 200:
        return "200 means: here is the book. Programs read the number, not the words, so to them this book exists."
    if 300 <= reply.status < 400:
        return (
            "A visitor who is sent to another page without a word thinks that they mistyped. Say that there is no such "
            "book, with abort(404)."
        )
    if reply.status == 500:
        return "500 means that the fault is yours. Here the address is wrong, and the number for that is 404."
    return "The number for an address with nothing behind it is 404."


def most_often(replies):
    paths = [reply.path for reply in replies]
    return max(set(paths), key=paths.count)
