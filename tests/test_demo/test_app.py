"""What the server answers: real worlds of one year, pair by pair, and a clear refusal of everything else."""

import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rural_abm.demo.settings import limit, page_outcomes

PAIRS = 2


def compared(page, query, told, pairs=PAIRS, **more):
    return told(page.get("/api/compare", params={**query, "pairs": pairs, **more}).text)


def test_the_page_and_its_facts(page):
    assert page.get("/").status_code == 200
    answer = page.get("/api/start")
    facts = answer.json()
    assert len(facts["models"]) == 18 and len(facts["reforms"]) == 16 and 8 <= len(facts["levers"]) <= 12
    assert [row["name"] for row in facts["outcomes"]] == list(page_outcomes())
    assert {unit["key"] for unit in facts["units"]} > {"sorsele", "storuman"}
    spots = [(one["x"], one["y"]) for one in facts["map"]["settlements"]]
    assert all(0 <= x <= 1 and 0 <= y <= facts["map"]["height"] for x, y in spots)
    again = page.get("/api/start", headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304
    assert page.get("/api/health").json()["status"] in ("starting", "compiling", "ready")
    assert page.get("/api/share").json() == {"shared": False, "addresses": [], "qr": None}


def test_pairs_come_one_after_the_other_and_then_at_once(page, query, told):
    events = compared(page, query(), told)
    answers = [data for name, data in events if name == "answer"]
    assert events[-1] == ("done", {"pairs": PAIRS})
    assert answers[-1]["pairs"] == answers[-1]["pairs_wanted"] == PAIRS
    first = answers[-1]
    assert set(first["figures"]) == set(page_outcomes())
    assert first["figures"]["coc"]["region"]["a"] > 0
    assert first["series"]["coc"]["region"]["a_low"] is not None and "a_low" not in first["series"]["coc"]["sorsele"]
    (again,) = [data for name, data in compared(page, query(), told, place="sorsele") if name == "answer"]
    assert again["figures"] == first["figures"] and "a_low" in again["series"]["coc"]["sorsele"]


def test_the_same_world_twice_differs_in_nothing(page, query, told):
    same = query(governance="call_off")
    same["q"] = same["q"].replace('"adoption": "full"', '"adoption": null')
    (_, data) = [one for one in compared(page, same, told) if one[0] == "answer"][-1]
    for places in data["figures"].values():
        assert places["region"]["difference"] in (0, None)
        assert places["region"]["verdict"] in ("too_small", "cannot_tell")
    assert data["who"] == {"gains": [], "pays": []}


def test_one_pair_is_too_few(page, query, told):
    (_, data) = [one for one in compared(page, query(), told, pairs=1) if one[0] == "answer"][-1]
    assert {one["region"]["verdict"] for one in data["figures"].values()} == {"too_few"}
    assert data["series"]["coc"]["region"]["a_low"] is None


def test_an_assumption_moves_the_answer(page, query, told):
    changed = query()
    changed["q"] = changed["q"].replace('"years"', '"parameters": {"known_minutes_saved_share": 0.2}, "years"')
    last = [[data for name, data in compared(page, one, told) if name == "answer"][-1] for one in (query(), changed)]
    assert last[0]["figures"]["days_to_gp"]["region"]["a"] != last[1]["figures"]["days_to_gp"]["region"]["a"]


def test_what_each_lever_brings_sums_up(page, query, told):
    events = told(page.get("/api/why", params={**query(), "pairs": 1}).text)
    (_, data) = [one for one in events if one[0] == "answer"][-1]
    found = data["by_outcome"]["emergency_visits"]
    assert {row["lever"] for row in found["levers"]} >= {"named_gp", "daily_slot", "admission_watch"}
    walked = sum(row["walk"]["difference"] for row in found["levers"])
    assert walked == pytest.approx(found["all"]["difference"], abs=1e-2)
    alone = sum(row["alone"]["difference"] for row in found["levers"])
    assert alone + found["interplay"]["difference"] == pytest.approx(found["all"]["difference"], abs=1e-2)


def test_what_happens_on_the_map(page, query):
    data = page.get("/api/events", params=query()).json()
    first, second = data["worlds"]
    assert data["months"] == 12 and first != second
    assert sum(map(sum, first["settlements"]["ambulance"].values())) > 100
    assert all(len(counts) == 12 for _, _, counts in first["trips"])
    assert all(f"{home}>{goal}" in data["paths"] for home, goal, _ in first["trips"])
    assert max(first["units"]["beds_open"]["storuman"]) <= max(first["units"]["beds"]["storuman"]) == 8
    assert all(set(change["text"]) == {"en", "sv"} for change in data["changes"][0])


def test_a_person_and_their_years(page, query):
    found = page.get("/api/persons", params={**query(), "age_from": 80, "lives_alone": 1, "draw": 5}).json()
    assert found["count"] > 10 and found["person"]["age"] >= 80 and found["person"]["lives_alone"]
    told = page.get("/api/story", params={**query(), "person": found["person"]["key"]}).json()
    assert told["person"] == found["person"] and len(told["worlds"]) == 2
    assert page.get("/api/persons", params={**query(), "age_from": 140}).json()["person"] is None


def test_a_scenario_file_goes_out_and_comes_back(page, query):
    text = page.get("/api/scenario.toml", params={**query(levers={"sorsele.beds": 0}), "world": 1}).text
    found = page.post("/api/scenario/read", content=text).json()
    assert found["world"]["levers"] == {"sorsele.beds": 0} and found["years"] == 1
    assert page.post("/api/scenario/read", content=b"\xff\xfe").status_code == 422
    assert page.post("/api/scenario/read", content=b"x" * (limit("file_bytes") + 1)).status_code == 413


def test_tables_and_the_page_for_the_printer(page, query, told):
    import csv

    compared(page, query(), told)
    rows = list(csv.DictReader(io.StringIO(page.get("/api/results.csv", params={**query(), "lang": "sv"}).text)))
    assert len(rows) == len(page_outcomes()) * 9 and rows[0]["worlds"] == str(PAIRS)
    for language, word in (("sv", "Bedömning"), ("en", "Verdict")):
        page_text = page.get("/api/summary", params={**query(), "lang": language}).text
        assert word in page_text and f'lang="{language}"' in page_text
    nothing = page.get("/api/results.csv", params=query(governance="place_based"))
    assert nothing.status_code == 409


def test_texts_of_others_are_shown_and_not_run(page, query, told):
    marked = query(own={"sorsele.beds": {"<script>alert(1)</script>": 1}})
    answer = page.get("/api/summary", params=marked)
    assert answer.status_code == 422 and answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2f..%2fdata/demo/settings.toml",
        "/static//etc/passwd", "/etc/passwd", "/api", "/api/nothing", "/static/nothing.js", "/%00", "/static/%00",
    ],
)  # fmt: skip
def test_no_other_file_is_given_out(page, path):
    answer = page.get(path)
    assert answer.status_code in (404, 405, 422) and "import" not in answer.text


@pytest.mark.parametrize(
    ("path", "params"),
    [
        ("compare", {}), ("compare", {"q": "{}"}), ("compare", {"q": "x" * 30_000}), ("compare", {"pairs": "999"}),
        ("why", {"pairs": "-1"}), ("events", {"seed": "1e9"}), ("story", {"person": "x"}),
        ("story", {"person": "1" * 50}),
        ("persons", {"frailty": "x"}), ("persons", {"age_from": "x,y=1"}), ("persons", {"draw": "-1"}),
        ("summary", {"lang": "de"}), ("scenario.toml", {"world": "2"}), ("results.csv", {"pairs": "٣"}),
    ],
)  # fmt: skip
def test_wrong_requests_get_a_clear_refusal(page, query, path, params):
    given = params if path == "compare" and "q" in params or not params else {**query(), **params}
    answer = page.get(f"/api/{path}", params=given)
    assert answer.status_code == 422, answer.text
    error = answer.json()["error"]
    assert error["code"] == "wrong_request" and error["what"]["sv"] and "Traceback" not in answer.text


def test_a_resident_who_is_not_there_is_said(page, query):
    answer = page.get("/api/story", params={**query(), "person": "1" * 18})
    assert answer.status_code == 422 and "person" in answer.json()["error"]["where"]


@given(
    st.sampled_from(["compare", "events", "persons", "summary", "nothing"]),
    st.dictionaries(st.text(max_size=8), st.text(max_size=20), max_size=3),
)
def test_anything_asked_is_answered_with_a_refusal(page, path, params):
    answer = page.get(f"/api/{path}", params=params)
    assert 400 <= answer.status_code < 500
    assert re.search('Traceback|File "', answer.text) is None


def test_a_fault_of_the_server_shows_nothing_of_itself(page, query, monkeypatch):
    monkeypatch.setattr("rural_abm.demo.app.start", lambda: json.loads("secret"))
    answer = page.get("/api/start")
    assert answer.status_code == 500 and answer.json()["error"]["code"] == "failed"
    assert "secret" not in answer.text and "json" not in answer.text.lower().replace("application/json", "")
    assert answer.headers["content-security-policy"]
