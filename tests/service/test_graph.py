"""What the explorer asks, on the sample corpus."""

import httpx
import pytest


def find(client: httpx.Client, name: str, type_: str) -> str:
    return str(client.get("/search", params={"q": name, "type": type_}).json()["hits"][0]["id"])


def test_neighbours_are_counted_by_type_and_pages_do_not_repeat(client: httpx.Client) -> None:
    city = find(client, "鹤岗", "City")
    whole = client.get("/graph/neighbours", params={"id": city, "limit": 1000}).json()
    assert whole["next"] is None
    assert whole["counts"]["Delegation"] >= 3
    seen: list[str] = []
    offset = 0
    while offset is not None:
        page = client.get("/graph/neighbours", params={"id": city, "limit": 3, "offset": offset}).json()
        seen += [node["id"] for node in page["nodes"]]
        assert all(city in (edge["source"], edge["target"]) for edge in page["edges"])
        offset = page["next"]
    assert seen == [node["id"] for node in whole["nodes"]]
    only = client.get("/graph/neighbours", params={"id": city, "type": "Delegation"}).json()
    assert {node["type"] for node in only["nodes"]} == {"Delegation"}
    assert only["total"] == whole["counts"]["Delegation"]


def test_a_path_leads_from_an_official_to_a_firm_with_evidence_on_each_step(client: httpx.Client) -> None:
    official = find(client, "陆闻溪", "Official")
    visited = client.get("/questions/firms-visited", params={"leader": "陆闻溪"}).json()["rows"][0]
    found = client.get("/graph/paths", params={"source": official, "target": visited["firm_id"]}).json()
    first = found["paths"][0]
    assert first["nodes"][0]["id"] == official
    assert first["nodes"][-1]["id"] == visited["firm_id"]
    assert [node["type"] for node in first["nodes"]] == ["Official", "Delegation", "Company"]
    lengths = [len(path["steps"]) for path in found["paths"]]
    assert lengths == sorted(lengths)
    statements = [edge["statements"][0] for step in first["steps"] for edge in step]
    evidence = client.get("/evidence", params={"statement": statements}).json()
    assert len(evidence) == len(statements)
    assert all(one["citations"] for one in evidence)


def test_paths_can_be_kept_to_a_time(client: httpx.Client) -> None:
    official = find(client, "陆闻溪", "Official")
    visited = client.get("/questions/firms-visited", params={"leader": "陆闻溪"}).json()["rows"][0]
    params = {"source": official, "target": visited["firm_id"], "since": "2030-01", "steps": 2}
    assert client.get("/graph/paths", params=params).json()["paths"] == []


def test_a_timeline_is_in_order_and_shows_what_became_of_a_visit(client: httpx.Client) -> None:
    row = client.get("/questions/outcomes-of-visits").json()["rows"][0]
    moments = client.get("/graph/timeline", params={"id": row["firm_id"]}).json()["moments"]
    dates = [moment["date"] for moment in moments]
    assert dates == sorted(dates)
    assert {"Delegation", "Signing"} <= {moment["what"]["type"] for moment in moments}


def test_flows_add_up_from_cities_to_provinces(client: httpx.Client) -> None:
    cities = client.get("/graph/flows", params={"level": "City"}).json()
    provinces = client.get("/graph/flows", params={"level": "Province"}).json()
    assert cities
    assert all(flow["source"]["latitude"] for flow in cities if flow["source"]["type"] == "City")
    trips = {trip for flow in cities for trip in flow["delegations"]}
    assert {trip for flow in provinces for trip in flow["delegations"]} <= trips
    divisions = {flow["source"]["id"] for flow in provinces if flow["source"]["id"].partition("/")[2].isdigit()}
    assert divisions
    assert all(division.startswith("province/") for division in divisions)


def test_the_overview_counts_what_is_there(client: httpx.Client) -> None:
    overview = client.get("/overview").json()
    assert overview["articles"] == 46
    assert overview["latest"][0]["trip"]["date"] >= overview["latest"][-1]["trip"]["date"]
    months = [month["month"] for month in overview["months"]]
    assert months == sorted(months)


@pytest.mark.parametrize("path", ["/graph/neighbours?id=city/0", "/graph/paths?source=a&target=b", "/graph/timeline?id="])
def test_unknown_entities_are_not_found(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/graph/neighbours", "/graph/flows?since=soon", "/graph/flows?level=Village", "/evidence"])
def test_malformed_requests_say_which_parameter(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 422
    assert answer.json()["faults"]
