"""What stands in for OpenSSL and for processes agrees with the real thing, which native Python has."""

import hashlib
import sys
import types

import pytest

from graceful.shims import crypto, multiprocess


@pytest.fixture
def javascript(monkeypatch):
    """A ``graceful_js`` that answers with the real functions."""
    module = types.ModuleType("graceful_js")
    module.scrypt = lambda password, salt, n, r, p, dklen: hashlib.scrypt(
        password, salt=salt, n=n, r=r, p=p, dklen=dklen, maxmem=2**30
    )
    module.pbkdf2 = lambda name, password, salt, rounds, dklen: None
    monkeypatch.setitem(sys.modules, "graceful_js", module)
    return module


def test_scrypt_passes_its_arguments_on(javascript):
    real = hashlib.scrypt(b"pw", salt=b"salt", n=16, r=8, p=1, dklen=32)
    assert crypto.scrypt(bytearray(b"pw"), salt=b"salt", n=16, r=8, p=1, dklen=32) == real
    assert len(crypto.scrypt(b"pw", salt=b"salt", n=16, r=8, p=1)) == 64


@pytest.mark.parametrize(
    "wrong",
    [
        {"n": 3},
        {"n": 1},
        {"n": "16"},
        {"r": -1},
        {"p": 0},
        {"dklen": 0},
        {"maxmem": -1},
        {"salt": "text"},
        {"salt": None},
    ],
)
def test_scrypt_refuses_what_the_real_one_refuses(javascript, wrong):
    arguments = {"salt": b"salt", "n": 16, "r": 8, "p": 1, **wrong}
    with pytest.raises((ValueError, TypeError, OverflowError)) as real:
        hashlib.scrypt(b"pw", **arguments)
    with pytest.raises((ValueError, TypeError, OverflowError)) as ours:
        crypto.scrypt(b"pw", **arguments)
    assert issubclass(real.type, ours.type) or ours.type is ValueError


@pytest.mark.parametrize("name", ["sha1", "sha256", "sha512", "sha3_256", "SHA256"])
@pytest.mark.parametrize("dklen", [None, 1, 20, 100])
@pytest.mark.parametrize("with_javascript", [True, False])
def test_pbkdf2_agrees_with_the_real_one(request, name, dklen, with_javascript):
    if with_javascript:
        request.getfixturevalue("javascript")
    real = hashlib.pbkdf2_hmac(name, b"pw" * 50, b"salt", 7, dklen)
    assert crypto.pbkdf2_hmac(name, b"pw" * 50, b"salt", 7, dklen) == real


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("no-such-hash", b"", b"", 1), ValueError),
        (("sha256", b"", b"", 0), ValueError),
        (("sha256", b"", b"", 1, 0), ValueError),
        (("sha256", "text", b"", 1), TypeError),
        ((256, b"", b"", 1), TypeError),
    ],
)
def test_pbkdf2_refuses_what_the_real_one_refuses(arguments, error):
    for function in (hashlib.pbkdf2_hmac, crypto.pbkdf2_hmac):
        with pytest.raises(error):
            function(*arguments)


def test_nothing_is_replaced_where_python_is_complete():
    real = hashlib.scrypt, hashlib.pbkdf2_hmac, sys.modules.get("_multiprocessing")
    crypto.install()
    multiprocess.install()
    assert (hashlib.scrypt, hashlib.pbkdf2_hmac, sys.modules.get("_multiprocessing")) == real


@pytest.fixture
def lock():
    return multiprocess.SemLock(1, 1, 1, "/x", True)


@pytest.fixture
def rlock():
    return multiprocess.SemLock(0, 1, 1, "/x", True)


def test_a_lock_is_held_once(lock):
    assert lock.acquire() is True
    assert lock.acquire(False) is False
    assert lock.acquire(True, 0.1) is False
    with pytest.raises(RuntimeError, match="only this thread"):
        lock.acquire()
    lock.release()
    assert lock._get_value() == 1
    with pytest.raises(ValueError, match="too many times"):
        lock.release()


def test_a_recursive_lock_is_held_more_than_once(rlock):
    with rlock, rlock:
        assert rlock._is_mine()
        assert rlock._count() == 2
    assert rlock._is_mine() is False
    with pytest.raises(AssertionError):
        rlock.release()
