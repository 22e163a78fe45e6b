"""What stands in for OpenSSL, processes and event loops agrees with the real thing, which native Python has."""

import asyncio
import hashlib
import sys
import time
import types
import unittest

import pytest
from flask.sansio.scaffold import find_package

from graceful import shims
from graceful.shims import crypto, loops, multiprocess, prefix


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

    def found():
        return (
            hashlib.scrypt,
            hashlib.pbkdf2_hmac,
            sys.modules.get("_multiprocessing"),
            sys.prefix,
            asyncio.run,
            asyncio.SelectorEventLoop,
        )

    real = found()
    shims.install()
    assert found() == real


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


PREFIXES = ("prefix", "exec_prefix", "base_prefix", "base_exec_prefix")


def test_a_project_is_no_installed_package_where_python_is_installed_in_the_root(monkeypatch, tmp_path):
    (tmp_path / "shop_of_prefix.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    for name in PREFIXES:
        monkeypatch.setattr(sys, name, "/")
    assert find_package("shop_of_prefix")[0] == "/"
    prefix.install()
    assert {getattr(sys, name) for name in PREFIXES} == {prefix.PREFIX}
    assert find_package("shop_of_prefix") == (None, str(tmp_path))


@pytest.fixture
def runner():
    with asyncio.Runner(loop_factory=loops.Loop) as runner:
        yield runner


async def after(seconds, value):
    await asyncio.sleep(seconds)
    return value


def test_a_coroutine_runs_to_its_end_and_sleeps_at_the_same_time_as_others(runner):
    started = time.monotonic()

    async def both():
        return await asyncio.gather(after(0.05, 1), after(0.02, 2), after(0, 3))

    assert runner.run(both()) == [1, 2, 3]
    assert 0.05 <= time.monotonic() - started < 0.5
    assert runner.run(after(0, "again")) == "again"


def test_the_loop_sleeps_whatever_time_sleep_has_become(runner, monkeypatch):
    monkeypatch.setattr(time, "sleep", None)
    assert runner.run(after(0.01, 1)) == 1


def test_a_timeout_cancels(runner):
    cancelled = []

    async def slow():
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            cancelled.append(1)
            raise

    async def timeout():
        async with asyncio.timeout(0.01):
            await slow()

    with pytest.raises(TimeoutError):
        runner.run(timeout())
    with pytest.raises(TimeoutError):
        runner.run(asyncio.wait_for(slow(), 0.01))
    assert cancelled == [1, 1]


def test_an_exception_leaves_run_and_the_rest_is_cancelled():
    ended = []

    async def pieces():
        try:
            yield 1
            yield 2
        finally:
            ended.append("generator")

    async def left():
        try:
            await asyncio.sleep(5)
        finally:
            ended.append("task")

    async def fails():
        kept.append(asyncio.create_task(left()))
        kept.append(pieces())
        await anext(kept[1])
        await asyncio.sleep(0)
        raise KeyError("gone")

    kept = []
    with pytest.raises(KeyError), asyncio.Runner(loop_factory=loops.Loop) as runner:
        runner.run(fails())
    assert ended == ["task", "generator"]


def test_waiting_for_what_never_comes_is_an_error(runner):
    async def forever():
        await asyncio.Event().wait()

    with pytest.raises(RuntimeError, match="nobody can bring"):
        runner.run(forever())


def test_callbacks_queues_and_locks_work(runner):
    async def work():
        queue, lock, said = asyncio.Queue(1), asyncio.Lock(), []
        asyncio.get_running_loop().call_later(0.01, said.append, "later")
        asyncio.get_running_loop().call_soon_threadsafe(said.append, "soon")

        async def fill():
            for number in range(3):
                async with lock:
                    await queue.put(number)

        async with asyncio.TaskGroup() as group:
            group.create_task(fill())
            got = [await queue.get() for _ in range(3)]
        await asyncio.sleep(0.02)
        return got, said

    assert runner.run(work()) == ([0, 1, 2], ["soon", "later"])


def test_asynchronous_test_cases_run():
    class Policy(asyncio.DefaultEventLoopPolicy):
        def new_event_loop(self):
            return loops.Loop()

    class Case(unittest.IsolatedAsyncioTestCase):
        async def asyncSetUp(self):
            self.value = await after(0, 1)

        async def test_one(self):
            assert self.value == 1
            assert isinstance(asyncio.get_running_loop(), loops.Loop)

    before = asyncio.get_event_loop_policy()
    asyncio.set_event_loop_policy(Policy())
    try:
        result = Case("test_one").run()
    finally:
        asyncio.set_event_loop_policy(before)
    assert (result.testsRun, result.errors, result.failures) == (1, [], [])
