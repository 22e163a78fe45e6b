"""Who has borrowed what, and until when. Knows nothing of Flask."""

import logging

log = logging.getLogger(__name__)

LOANS = {
    30707: [{"title": "Middlemarch", "day": "Friday"}],
    30712: [{"title": "Frankenstein", "day": "Monday"}, {"title": "The Time Machine"}],
}


def of(reader):
    """Pairs of a title and the day on which it is due."""
    log.info("looking up the loans")
    return [(loan["title"], loan["day"]) for loan in LOANS.get(reader, [])]
