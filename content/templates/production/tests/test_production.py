def test_suggestions_are_shown(client):
    assert "Goes well with: rope." in client.get("/items/lamp").text


def test_without_suggestions_the_item_is_still_sold_and_the_log_says_so(client, upstream, logs):
    upstream.set("suggestions", "slow", seconds=5)
    answer = client.get("/items/lamp")
    assert answer.status == 200
    assert answer.headers["X-Degraded"] == "suggestions"
    assert "50.00 crowns" in answer.text
    [warning] = [line for line in logs.json_lines if line["message"] == "no suggestions"]
    assert warning["levelname"] == "WARNING"
    assert warning["item"] == "lamp"
    assert "ReadTimeout" in warning["exc_info"]


def test_a_crash_is_a_page_for_the_visitor_and_an_issue_for_the_developer(client, tracker):
    answer = client.get("/items/anchor")
    assert answer.status == 500
    assert "Something broke here" in answer.text
    [issue] = tracker.issues
    assert issue.title.startswith("TypeError")
    assert tracker.leaks == []


def test_the_charge_is_tried_again_until_the_bank_answers(client, jobs):
    assert client.get("/order/lamp").status == 202
    receipt, charge = sorted(jobs, key=lambda job: job.task, reverse=True)
    assert (receipt.state, charge.state) == ("SUCCESS", "SUCCESS")
    assert charge.retries == [1, 2]


def test_the_third_crash_pages(client, logs):
    for _ in range(3):
        client.get("/items/anchor")
    assert [(alert["name"], alert["state"]) for alert in logs.alerts] == [("Visitors see crashes", "firing")]


def test_traffic_finds_the_crash_and_nobody_sees_a_raw_page(traffic):
    traffic.run(seed=1, requests=60)
    assert 500 in traffic.statuses
    assert traffic.raw_pages == 0
