"""``hashlib.scrypt`` and ``hashlib.pbkdf2_hmac`` for a Python built without OpenSSL, so that werkzeug.security works.

The work is done by the JavaScript module ``graceful_js``, which is looked up at each call: a heap snapshot may be older
than the module. Arguments and errors are those of the real functions.
"""

import hashlib
import hmac
import operator
from typing import Any


def install() -> None:
    if not hasattr(hashlib, "scrypt"):
        hashlib.scrypt = scrypt
    if not hasattr(hashlib, "pbkdf2_hmac"):
        hashlib.pbkdf2_hmac = pbkdf2_hmac


def scrypt(password, *, salt, n, r, p, maxmem=0, dklen=64) -> bytes:
    """scrypt (RFC 7914). ``maxmem`` is checked and then ignored: the interpreter has a memory limit of its own."""
    password, salt = _buffer(password, "password"), _buffer(salt, "salt")
    n, r, p, maxmem, dklen = (operator.index(value) for value in (n, r, p, maxmem, dklen))
    if n < 2 or n & (n - 1):
        raise ValueError("n must be a power of 2.")
    if r < 1 or p < 1 or r * p >= 1 << 30:
        raise ValueError("Invalid parameter combination for n, r, p, maxmem.")
    if not 0 <= maxmem <= 2**31 - 1:
        raise ValueError(f"maxmem must be positive and smaller than {2**31 - 1}")
    if not 0 < dklen <= 2**31 - 1:
        raise ValueError(f"dklen must be greater than 0 and smaller than {2**31 - 1}")
    javascript = _javascript()
    if javascript is None:
        raise ValueError("[digital envelope routines] unsupported: scrypt is not available here")
    return _bytes(javascript.scrypt(password, salt, n, r, p, dklen))


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None) -> bytes:
    """PBKDF2 (RFC 8018) with HMAC; in JavaScript where it knows the hash, in Python otherwise."""
    if not isinstance(hash_name, str):
        raise TypeError(f"pbkdf2_hmac() argument 'hash_name' must be str, not {type(hash_name).__name__}")
    password, salt = _buffer(password, "password"), _buffer(salt, "salt")
    iterations = operator.index(iterations)
    try:
        digest_size = hashlib.new(hash_name).digest_size
    except ValueError:
        raise ValueError(f"unsupported hash type {hash_name}") from None
    dklen = digest_size if dklen is None else operator.index(dklen)
    if iterations < 1:
        raise ValueError("iteration value must be greater than 0.")
    if dklen < 1:
        raise ValueError("key length must be greater than 0.")
    javascript = _javascript()
    if javascript is not None:
        result = javascript.pbkdf2(hash_name.lower().replace("-", ""), password, salt, iterations, dklen)
        if result is not None:
            return _bytes(result)
    return _pbkdf2(hash_name, password, salt, iterations, dklen)


def _pbkdf2(hash_name: str, password: bytes, salt: bytes, iterations: int, dklen: int) -> bytes:
    keyed = hmac.new(password, digestmod=hash_name)
    derived = b""
    block = 0
    while len(derived) < dklen:
        block += 1
        mac = keyed.copy()
        mac.update(salt + block.to_bytes(4, "big"))
        last = mac.digest()
        mixed = int.from_bytes(last, "big")
        for _ in range(iterations - 1):
            mac = keyed.copy()
            mac.update(last)
            last = mac.digest()
            mixed ^= int.from_bytes(last, "big")
        derived += mixed.to_bytes(len(last), "big")
    return derived[:dklen]


def _javascript() -> Any:
    try:
        import graceful_js
    except ImportError:
        return None
    return graceful_js


def _buffer(value: Any, name: str) -> bytes:
    if isinstance(value, str):
        raise TypeError(f"{name}: a bytes-like object is required, not 'str'")
    return bytes(memoryview(value))


def _bytes(value: Any) -> bytes:
    """Bytes from what JavaScript returned."""
    return value.to_bytes() if hasattr(value, "to_bytes") else bytes(value)
