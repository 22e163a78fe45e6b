"""What the prose claims about pybreaker, tenacity and requests, proved without any app. None of these is a goal."""

import inspect
from datetime import datetime, timedelta

import pybreaker
import pytest
import requests
from pybreaker import CircuitBreaker, CircuitBreakerError
from tenacity import RetryError, retry, retry_if_exception_type, stop_after_attempt, wait_random
from urllib3.util import Retry


class Service:
    """Fails while it is told to, and counts how often it is asked."""

    def __init__(self):
        self.asked = 0
        self.error = ConnectionError("away")

    def __call__(self):
        self.asked += 1
        if self.error is not None:
            raise self.error
        return "fine"


@pytest.fixture
def service():
    return Service()


def ask(breaker, service, times=1):
    """What each call came to: "fine", or the name of the error."""
    came = []
    for _ in range(times):
        try:
            came.append(breaker.call(service))
        except Exception as error:
            came.append(type(error).__name__)
    return came


def test_the_circuit_opens_after_failures_in_a_row_and_then_nothing_is_sent(service):
    breaker = CircuitBreaker(fail_max=3)
    assert ask(breaker, service, 5) == ["ConnectionError", "ConnectionError"] + ["CircuitBreakerError"] * 3
    assert (breaker.current_state, service.asked) == ("open", 3)


def test_the_failure_that_opens_it_is_raised_as_the_breaker_s_own(service):
    breaker = CircuitBreaker(fail_max=1)
    with pytest.raises(CircuitBreakerError) as raised:
        breaker.call(service)
    assert raised.value.__context__ is service.error


def test_a_success_between_begins_the_count_anew(service):
    breaker = CircuitBreaker(fail_max=3)
    for _ in range(10):
        service.error = ConnectionError("away")
        ask(breaker, service, 2)
        service.error = None
        ask(breaker, service)
    assert breaker.current_state == "closed", "two failures of three calls, for ever"


def test_after_the_pause_one_call_decides(service, monkeypatch):
    class Later(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + timedelta(seconds=ahead)

    ahead = 0
    monkeypatch.setattr(pybreaker, "datetime", Later)
    breaker = CircuitBreaker(fail_max=3, reset_timeout=30)
    ask(breaker, service, 3)
    ahead = 31
    assert ask(breaker, service, 2) == ["CircuitBreakerError", "CircuitBreakerError"]
    assert service.asked == 4, "the trial, and nothing after it"
    ahead = 62
    service.error = None
    assert ask(breaker, service, 2) == ["fine", "fine"]
    assert breaker.current_state == "closed"


def test_an_excluded_error_counts_as_a_success(service):
    breaker = CircuitBreaker(fail_max=3, exclude=[LookupError])
    ask(breaker, service, 2)
    service.error = LookupError("no such book")
    assert ask(breaker, service) == ["LookupError"]
    assert breaker.fail_counter == 0


def test_each_worker_has_a_circuit_of_its_own(service):
    workers = [CircuitBreaker(name="catalogue", fail_max=3) for _ in range(4)]
    for breaker in workers:
        ask(breaker, service, 10)
    assert service.asked == 12


def test_calls_through_one_breaker_go_one_at_a_time():
    breaker = CircuitBreaker()
    assert breaker.call(lambda: breaker._lock._is_owned()), "held for as long as the call takes"


def test_a_bare_retry_tries_without_end_and_without_a_pause(service):
    tried = retry(service)
    assert "never" in type(tried.retry.stop).__name__.lower()
    assert tried.retry.wait(None) == 0

    class Enough(BaseException):
        """No Exception, so that it ends the loop."""

    def for_a_while():
        service.asked += 1
        raise Enough if service.asked == 500 else ConnectionError("away")

    with pytest.raises(Enough):
        retry(for_a_while)()
    assert service.asked == 500


def test_a_retry_that_gives_up_raises_an_error_of_its_own(service):
    with pytest.raises(RetryError):
        retry(stop=stop_after_attempt(3))(service)()
    with pytest.raises(ConnectionError):
        retry(stop=stop_after_attempt(3), reraise=True)(service)()


def test_two_layers_of_three_tries_are_nine(service):
    three = retry(stop=stop_after_attempt(3), reraise=True)
    with pytest.raises(ConnectionError):
        three(three(service))()
    assert service.asked == 9


def test_a_retry_around_the_circuit_stops_when_it_opens(service):
    breaker = CircuitBreaker(fail_max=3)
    careful = retry(
        retry=retry_if_exception_type(ConnectionError),
        stop=stop_after_attempt(2),
        wait=wait_random(0, 0.001),
        reraise=True,
    )(lambda: breaker.call(service))
    with pytest.raises(ConnectionError):
        careful()
    for _ in range(5):
        with pytest.raises(CircuitBreakerError):
            careful()
    assert service.asked == 3


def test_urllib3_itself_retries_no_post():
    assert "POST" not in Retry.DEFAULT_ALLOWED_METHODS
    assert "GET" in Retry.DEFAULT_ALLOWED_METHODS


def test_requests_has_no_timeout_unless_you_give_one():
    assert inspect.signature(requests.Session.request).parameters["timeout"].default is None
