"""The named questions over HTTP."""

import csv
import html
import io

import httpx
import pytest

from zhaoshang.queries.catalogue import catalogue


def test_all_questions_are_listed_in_both_languages(client: httpx.Client) -> None:
    listed = client.get("/questions").json()["questions"]
    assert {one["name"] for one in listed} == set(catalogue())
    assert all(one["title"]["zh"] and one["title"]["en"] for one in listed)


def test_which_firms_did_the_delegations_of_a_leader_visit(client: httpx.Client) -> None:
    answer = client.get("/questions/firms-visited", params={"leader": "陆闻溪"}).json()
    assert len({row["delegation_id"] for row in answer["rows"]}) >= 3
    for row in answer["rows"]:
        assert row["evidence"], row
        assert all(quote["quote"] in quote["sentence"] for quote in row["evidence"])
    assert "SELECT" in answer["queries"]["sparql"]
    assert "MATCH" in answer["queries"]["cypher"]
    assert answer["truncated"] is False


def test_csv_has_the_rows_of_the_json_answer(client: httpx.Client) -> None:
    params = {"leader": "陆闻溪"}
    as_json = client.get("/questions/firms-visited", params=params).json()["rows"]
    as_csv = csv.DictReader(io.StringIO(client.get("/questions/firms-visited", params=params, headers={"accept": "text/csv"}).text))
    assert [row["firm_id"] for row in as_csv] == [row["firm_id"] for row in as_json]


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_every_question_has_a_page_with_its_form(client: httpx.Client, name: str) -> None:
    answer = client.get(f"/questions/{name}?lang=en", headers={"accept": "text/html"})
    assert answer.status_code == 200
    assert catalogue()[name].title.en in html.unescape(answer.text)
    assert all(f'name="{parameter.name}"' in answer.text for parameter in catalogue()[name].parameters)


def test_a_page_shows_the_sentence_behind_each_row(client: httpx.Client) -> None:
    page = client.get("/questions/firms-visited", params={"leader": "陆闻溪"}, headers={"accept": "text/html"}).text
    assert page.count("<blockquote>") >= 5
    assert "陆闻溪" in page


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/questions/firm-visited", 404, "firms-visited"),
        ("/questions/firms-visited?chief=x", 400, "no parameter"),
        ("/questions/firms-visited?leader=查无此人", 404, "查无此人"),
        ("/questions/firms-visited?since=yesterday", 400, "yesterday"),
    ],
)
def test_what_cannot_be_asked_is_said_with_a_way_out(client: httpx.Client, path: str, status: int, words: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert words in answer.text
    assert client.get(path, headers={"accept": "text/html"}).status_code == status


def test_the_sentences_can_be_left_out(client: httpx.Client) -> None:
    told = client.get("/questions/firms-visited", params={"leader": "陆闻溪"}).json()["rows"]
    rows = client.get("/questions/firms-visited", params={"leader": "陆闻溪", "evidence": "false"}).json()["rows"]
    assert all(row["evidence"] for row in told)
    assert rows == [row | {"evidence": []} for row in told]
    assert client.get("/questions/firms-visited", params={"evidence": "perhaps"}).status_code == 422
