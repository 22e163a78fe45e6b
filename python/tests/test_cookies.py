"""The cookie jar sends back what a browser would."""

import re

import pytest

from graceful.cookies import CookieJar


@pytest.mark.parametrize(
    ("set_cookie", "path", "sent"),
    [
        ("a=1", "/x/y", None),
        ("a=1", "/shop/cart", "a=1"),
        ("a=1; Path=/", "/x/y", "a=1"),
        ("a=1; Path=/sh", "/shop", None),
        ("a=1; Path=/; Max-Age=0", "/", None),
        ("a=1; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "/", None),
        ("a=1; Path=/; Expires=Thu, 01 Jan 2970 00:00:00 GMT; HttpOnly; SameSite=Lax", "/", "a=1"),
        ("a=1; Path=/; Secure", "/", None),
        ('a="b c"; Path=/', "/", 'a="b c"'),
    ],
)
def test_a_cookie_goes_where_a_browser_would_send_it(set_cookie, path, sent):
    jar = CookieJar()
    jar.receive([set_cookie], "/shop/list")
    assert jar.header(path) == sent


def test_a_deleted_cookie_is_gone_and_longer_paths_come_first():
    jar = CookieJar()
    jar.receive(["a=1; Path=/", "b=2; Path=/x", "c=3; Path=/"], "/")
    assert re.split("; ", jar.header("/x"))[0] == "b=2"
    jar.receive(["a=; Path=/; Max-Age=0"], "/")
    assert (jar.get("a"), jar.get("c")) == (None, "3")
