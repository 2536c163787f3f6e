"""The Reconciliation API over a running service with the sample corpus, checked against the group's own schemas."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from jsonschema import Draft7Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

SUITE = Path(__file__).parents[3].parent / "shared" / "suites" / "reconciliation"
LEADER, FIRM = "陆闻溪", "远岫新材料股份有限公司"
needs_suite = pytest.mark.skipif(not SUITE.is_dir(), reason="the reconciliation suite is not beside the checkout")


def faults(version: str, schema: str, document: Any) -> list[str]:
    """What the group's schema has against a document."""
    folder = SUITE / version / "schemas"
    every = {path.name: json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")}
    named = [(it.get("$id", name), it) for name, it in every.items()] + [("http://swagger.io/v2/schema.json", every["openapi.json"])]
    top = every[f"{schema}.json"]
    base = top["$id"].rpartition("/")[0]
    named += [(f"{base}/{name}", it) for name, it in every.items()]
    registry: Registry[Any] = Registry().with_resources([(uri, Resource(it, DRAFT7)) for uri, it in named])
    return [error.message for error in Draft7Validator(top, registry=registry).iter_errors(document)]


def one(client: httpx.Client, query: dict[str, Any]) -> list[dict[str, Any]]:
    answer = client.post("/reconcile", data={"queries": json.dumps({"q": query})})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["q"]["result"]
    return found


def match(client: httpx.Client, *conditions: dict[str, Any], **more: Any) -> list[dict[str, Any]]:
    answer = client.post("/reconcile/1.0-draft/match", json={"queries": [{"conditions": list(conditions), **more}]})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["results"][0]["candidates"]
    return found


def named(text: str) -> dict[str, Any]:
    return {"matchType": "name", "propertyValue": text}


def test_an_exact_full_name_is_a_match(client: httpx.Client) -> None:
    best = one(client, {"query": LEADER, "type": "Official"})[0]
    assert (best["name"], best["match"]) == (LEADER, True)
    assert best["score"] == 100


@pytest.mark.parametrize("text", ["遠岫新材料股份有限公司", "远岫新材料有限公司", "yuanxiuxincailiao gufen youxian gongsi", "远岫新材"])
def test_a_firm_is_found_however_it_is_written(client: httpx.Client, text: str) -> None:
    assert FIRM in {c["name"] for c in one(client, {"query": text, "type": "Company"})[:2]}


@pytest.mark.parametrize("text", ["远岫", "远岫新材料有限公司", "远秀新材料股份有限公司", "公司", "招商"])
def test_what_is_less_than_the_full_name_is_no_match(client: httpx.Client, text: str) -> None:
    assert not any(c["match"] for c in one(client, {"query": text, "type": "Company"}))


def test_two_of_one_name_are_no_match_until_a_property_tells_them_apart(client: httpx.Client) -> None:
    alike = one(client, {"query": "周立诚", "type": "Person"})
    assert [c["name"] for c in alike].count("周立诚") >= 2
    assert not any(c["match"] for c in alike)
    told = one(client, {"query": "周立诚", "type": "Person", "properties": [{"pid": "servesIn", "v": "榆林市"}]})
    assert told[0]["score"] > told[1]["score"]
    assert {"id": "property_servesIn", "name": "property servesIn", "value": 1.0} in told[0]["features"]


def test_the_wrong_place_takes_the_match_away(client: httpx.Client) -> None:
    right = one(client, {"query": LEADER, "type": "Official", "properties": [{"pid": "servesIn", "v": "黑龙江省"}]})[0]
    wrong = one(client, {"query": LEADER, "type": "Official", "properties": [{"pid": "servesIn", "v": "广州市"}]})[0]
    assert (right["match"], wrong["match"]) == (True, False)
    assert right["score"] > wrong["score"]


def test_a_batch_of_fifty_is_answered_by_its_keys_over_get_and_post(client: httpx.Client) -> None:
    batch = {f"q{n}": {"query": LEADER if n % 2 else "鹤岗", "limit": 3} for n in range(50)}
    posted = client.post("/reconcile", data={"queries": json.dumps(batch)}).json()
    got = client.get("/reconcile", params={"queries": json.dumps(batch)}).json()
    assert posted == got
    assert list(posted) == list(batch)
    assert all(len(it["result"]) <= 3 for it in posted.values())


def test_conditions_may_be_required_negated_or_an_id(client: httpx.Client) -> None:
    at = {"matchType": "property", "propertyId": "servesIn", "propertyValue": "广州市", "required": True}
    assert not [c for c in match(client, named(LEADER), at, type="Official") if c["name"] == LEADER]
    elsewhere = match(client, named(LEADER), at | {"matchQuantifier": "none"}, type="Official")[0]
    assert elsewhere["name"] == LEADER
    known = match(client, {"matchType": "id", "propertyValue": elsewhere["id"]})
    assert [(c["id"], c["match"]) for c in known] == [(elsewhere["id"], True)]


@needs_suite
def test_the_answers_keep_to_the_schemas_of_both_versions(client: httpx.Client) -> None:
    assert faults("0.2", "manifest", client.get("/reconcile").json()) == []
    assert faults("1.0-draft", "manifest", client.get("/reconcile/1.0-draft").json()) == []
    batch = client.get("/reconcile", params={"queries": json.dumps({"q": {"query": "鹤岗"}})}).json()
    assert batch["q"]["result"]
    assert faults("0.2", "reconciliation-result-batch", batch) == []
    drafted = client.post("/reconcile/1.0-draft/match", json={"queries": [{"conditions": [named("鹤岗")]}]}).json()
    assert drafted["results"][0]["candidates"]
    assert faults("1.0-draft", "reconciliation-result-batch", drafted) == []


@needs_suite
@pytest.mark.parametrize("kind", ["entity", "property", "type"])
def test_suggestions_keep_to_the_schemas(client: httpx.Client, kind: str) -> None:
    schema = {"entity": "suggest-entities-response", "property": "suggest-properties-response", "type": "suggest-types-response"}[kind]
    prefix = {"entity": "鹤岗", "property": "投资", "type": "企业"}[kind]
    for version, root in (("0.2", "/reconcile"), ("1.0-draft", "/reconcile/1.0-draft")):
        found = client.get(f"{root}/suggest/{kind}", params={"prefix": prefix}).json()
        assert found["result"]
        assert faults(version, schema, found) == []
    shown = client.get(f"/reconcile/flyout/{kind}", params={"id": found["result"][0]["id"]}).json()
    assert found["result"][0]["name"].split()[0] in shown["html"]


@needs_suite
def test_cells_are_filled_with_values_of_the_graph(client: httpx.Client) -> None:
    official = one(client, {"query": LEADER, "type": "Official"})[0]["id"]
    query = {"ids": [official, "city/230400"], "properties": [{"id": "servesIn"}, {"id": "divisionCode"}, {"id": "name"}]}
    old = client.get("/reconcile", params={"extend": json.dumps(query)}).json()
    assert faults("0.2", "data-extension-response", old) == []
    assert {"id": "city/230400", "name": "鹤岗市"} in old["rows"][official]["servesIn"]
    assert old["rows"]["city/230400"]["divisionCode"] == [{"str": "230400"}]
    new = client.post("/reconcile/1.0-draft/extend", json=query).json()
    assert faults("1.0-draft", "data-extension-response", new) == []
    assert [row["id"] for row in new["rows"]] == query["ids"]
    proposed = client.get("/reconcile/extend/propose", params={"type": "Project"}).json()
    assert faults("0.2", "data-extension-property-proposal", proposed) == []
    assert {"hasInvestor", "locatedIn", "amount"} <= {p["id"] for p in proposed["properties"]}


@needs_suite
@pytest.mark.parametrize("kind", ["valid", "invalid"])
def test_the_groups_own_queries_are_read_or_refused(client: httpx.Client, kind: str) -> None:
    """Their types and properties are not ours, so a valid query is refused for its terms only, an invalid one always; never a 500."""
    for path in sorted((SUITE / "1.0-draft/examples/reconciliation-query-batch" / kind).glob("*.json")):
        answer = client.post("/reconcile/1.0-draft/match", content=path.read_bytes())
        readable = answer.status_code == 200 or "There is no" in answer.json()["detail"]
        assert answer.headers["content-type"].endswith("json"), path.name
        assert kind == "invalid" or readable, (path.name, answer.text)
        assert kind == "valid" or answer.status_code == 422 or path.name == "missing-match-type.json", (path.name, answer.text)


def test_pages_of_other_origins_may_ask(client: httpx.Client) -> None:
    assert client.options("/reconcile", headers={"origin": "https://a.example"}).status_code == 204
    for path in ("/reconcile", "/reconcile/suggest/nothing", "/reconcile?queries={"):
        assert client.get(path).headers["access-control-allow-origin"] == "*"
    scripted = client.get("/reconcile", params={"callback": "take"})
    assert scripted.text.startswith("/**/take({")
    assert scripted.headers["content-type"].startswith("application/javascript")


def test_a_preview_may_be_framed_and_escapes_names(client: httpx.Client) -> None:
    shown = client.get("/reconcile/preview", params={"id": "city/230400"}, headers={"accept": "text/html"})
    assert "鹤岗市" in shown.text
    assert "frame-ancestors *" in shown.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("{", "JSON"),
        ("[" * 100_000, "JSON"),
        ("[]", "object"),
        ('{"q": 1}', "object"),
        ('{"q": {}}', "needs a name"),
        ('{"q": {"query": 5}}', "text"),
        ('{"q": {"query": "a", "type": "Unicorn"}}', "Unicorn"),
        ('{"q": {"query": "a", "limit": -1}}', "limit"),
        ('{"q": {"query": "a", "properties": [{"pid": "} DROP ALL", "v": 1}]}}', "DROP ALL"),
        ('{"q": {"query": "a", "properties": [{"pid": "name", "v": {"name": "no id"}}]}}', "object with an id"),
    ],
)
def test_bad_queries_get_an_error_in_json(client: httpx.Client, data: str, words: str) -> None:
    answer = client.post("/reconcile", data={"queries": data})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert words in answer.json()["detail"]


@pytest.mark.parametrize("callback", ["alert(1)", "", "a-b", "<script>"])
def test_a_callback_is_a_name_only(client: httpx.Client, callback: str) -> None:
    assert client.get("/reconcile", params={"callback": callback}).status_code == 400
