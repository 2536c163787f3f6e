"""``/match`` as clients of yente use it: its members, its status codes, and a match that is never a guess."""

from typing import Any

import httpx
import pytest

LEADER_ID, FIRM_ID = "official/lu-wen-xi-0343437c", "company/yuan-xiu-xin-cai-liao-8afb477d"
RESULT = {
    "id", "caption", "schema", "properties", "datasets", "referents", "target", "first_seen", "last_seen", "last_change", "score",
    "features", "explanations", "match", "token",
}  # fmt: skip
"""The members of a result in yente 5 (``ScoredEntityResponse``)."""


def ask(client: httpx.Client, *queries: tuple[str, dict[str, Any]], **params: Any) -> dict[str, Any]:
    body = {"queries": {f"q{n}": {"schema": schema, "properties": properties} for n, (schema, properties) in enumerate(queries)}}
    answer = client.post("/match/zhaoshang", json=body, params=params)
    assert answer.status_code == 200, answer.text
    assert answer.headers["x-batch-size"] == str(len(queries))
    told: dict[str, Any] = answer.json()
    return told


def test_an_answer_has_yentes_members(client: httpx.Client) -> None:
    told = ask(client, ("Person", {"name": ["陸聞溪"], "position": ["市长"]}), ("Company", {"name": "远岫新材料"}))
    assert set(told) == {"responses", "matcher", "limit"}
    assert list(told["responses"]) == ["q0", "q1"]
    for one in told["responses"].values():
        assert set(one) == {"status", "results", "total", "query"}
        assert one["total"] == {"value": len(one["results"]), "relation": "eq"}
        for result in one["results"]:
            assert set(result) == RESULT
            assert 0 <= result["score"] <= 1
            assert all(set(why) == {"detail", "score", "query", "candidate"} for why in result["explanations"].values())
            assert set(result["features"]) <= set(told["matcher"])
    assert all(set(it) == {"description", "coefficient", "url"} for it in told["matcher"].values())


def test_people_and_firms_are_found_by_their_properties(client: httpx.Client) -> None:
    told = ask(client, ("Person", {"name": ["陸聞溪"], "position": ["市长"]}), ("Company", {"name": ["远岫新材料股份有限公司"]}))
    person, firm = (told["responses"][q]["results"][0] for q in ("q0", "q1"))
    assert (person["id"], person["schema"], person["match"]) == (LEADER_ID, "Person", True)
    assert "鹤岗市市长" in person["properties"]["position"]
    assert person["explanations"]["post"]["query"] == "市长"
    assert (firm["id"], firm["score"], firm["match"]) == (FIRM_ID, 1.0, True)


def test_two_of_one_name_are_no_match_whatever_the_threshold(client: httpx.Client) -> None:
    alike = ask(client, ("Person", {"name": ["周立诚"]}), threshold=0.1)["responses"]["q0"]["results"]
    assert [one["score"] for one in alike[:2]] == [1.0, 1.0]
    assert not any(one["match"] for one in alike)
    told = ask(client, ("Person", {"name": ["周立诚"]}), exclude_entity_ids=alike[0]["id"])["responses"]["q0"]["results"]
    assert alike[0]["id"] not in {one["id"] for one in told}


def test_limit_threshold_and_cutoff_hold(client: httpx.Client) -> None:
    query = ("Company", {"name": ["远岫新材料", "包装"]})
    every = ask(client, query, cutoff=0.1)["responses"]["q0"]
    few = ask(client, query, cutoff=0.1, limit=1)["responses"]["q0"]
    assert every["total"]["value"] > 1
    assert (len(few["results"]), few["total"]) == (1, every["total"])
    assert all(one["score"] >= 0.8 for one in ask(client, query, cutoff=0.8, threshold=0.9)["responses"]["q0"]["results"])
    assert not any(one["match"] for one in ask(client, query, threshold=0.99)["responses"]["q0"]["results"])


@pytest.mark.parametrize(
    ("path", "body", "status", "words"),
    [
        ("/match/zhaoshang", {}, 400, "No queries"),
        ("/match/zhaoshang", {"queries": {}}, 400, "No queries"),
        ("/match/zhaoshang", {"queries": {"q": {"schema": "Vessel", "properties": {"name": ["a"]}}}}, 400, "Vessel"),
        ("/match/zhaoshang", {"queries": {"q": {"schema": "Person", "properties": {}}}}, 400, "name"),
        ("/match/zhaoshang", {"queries": {"q": {"schema": "Person"}}}, 400, "properties"),
        (
            "/match/zhaoshang",
            {"queries": {str(n): {"schema": "Person", "properties": {"name": "a"}} for n in range(201)}},
            400,
            "limit: 200",
        ),
        (
            "/match/zhaoshang",
            {"weights": {"name_exact": 2}, "queries": {"q": {"schema": "Person", "properties": {"name": "a"}}}},
            400,
            "weights",
        ),
        ("/match/sanctions", {"queries": {"q": {"schema": "Person", "properties": {"name": "a"}}}}, 404, "sanctions"),
        ("/match/zhaoshang?algorithm=logic-v1", {"queries": {"q": {"schema": "Person", "properties": {"name": "a"}}}}, 400, "logic-v1"),
        ("/match/zhaoshang?limit=0", {"queries": {"q": {"schema": "Person", "properties": {"name": "a"}}}}, 422, "limit"),
    ],
)
def test_what_cannot_be_asked_is_said(client: httpx.Client, path: str, body: Any, status: int, words: str) -> None:
    answer = client.post(path, json=body)
    assert (answer.status_code, words in answer.json()["detail"]) == (status, True), answer.text


def test_catalog_and_algorithms_name_what_match_takes(client: httpx.Client) -> None:
    catalog, scoring = client.get("/catalog").json(), client.get("/algorithms").json()
    assert [d["name"] for d in catalog["datasets"]] == catalog["current"] == ["zhaoshang"]
    assert scoring["default"] == scoring["best"] == scoring["algorithms"][0]["name"]
    query = {"queries": {"q": {"schema": "Person", "properties": {"name": ["陆闻溪"]}}}}
    assert client.post("/match/zhaoshang", json=query, params={"algorithm": scoring["best"]}).status_code == 200
