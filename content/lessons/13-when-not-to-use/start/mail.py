"""Sends mail to readers. The mail server is not always there."""

ADDRESSES = {"card-12": "reader12@example.org"}
server_is_up = False


def send(card, text):
    """Raises ConnectionError when the server is away, KeyError for a card that nobody has."""
    address = ADDRESSES[card]
    if not server_is_up:
        raise ConnectionError("mail server at 10.0.3.11 refused the connection")
    return f"sent to {address}"
