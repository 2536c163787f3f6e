"""Questions in words over HTTP and on the command line."""

import json
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from click.testing import CliRunner

from zhaoshang.cli.main import cli
from zhaoshang.stores.settings import Settings


def ask(client: httpx.Client, question: str) -> dict:  # type: ignore[type-arg]
    answer = client.get("/ask", params={"q": question})
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


def test_a_question_in_chinese_is_answered_with_its_sentences(client: httpx.Client) -> None:
    asked = ask(client, "陆闻溪2022年带队走访了哪些企业")
    understood = asked["understood"]
    assert understood["question"] == "firms-visited"
    assert understood["named"]["leader"]["label"] == "陆闻溪"
    assert understood["said"]["zh"].startswith("团组走访过的企业（领队：陆闻溪")
    assert "2022" in understood["said"]["en"]
    assert 0.5 < understood["confidence"] <= 1
    assert asked["refusal"] is None
    rows = asked["answer"]["rows"]
    assert rows and all(row["start"].startswith("2022") and row["evidence"] for row in rows)
    assert asked["answer"]["counted"] == len({row["firm_id"] for row in rows})


def test_the_link_that_is_said_back_gives_the_same_rows(client: httpx.Client) -> None:
    asked = ask(client, "鹤岗市去年走访过哪些企业？")
    again = client.get(asked["understood"]["href"]).json()
    assert again["rows"] == asked["answer"]["rows"]


def test_a_name_of_several_people_is_a_choice_of_links_and_not_a_guess(client: httpx.Client) -> None:
    asked = ask(client, "周立诚走访过哪些企业")
    assert asked["refusal"]["reason"] == "ambiguous-name"
    assert asked["answer"] is None
    leaders = [dict(parse_qsl(urlsplit(choice["href"]).query))["leader"] for choice in asked["alternatives"]]
    assert len(set(leaders)) == len(leaders) == 2
    assert all(client.get(choice["href"]).json()["rows"] for choice in asked["alternatives"])
    assert {"赣州", "榆林"} <= {word for choice in asked["alternatives"] for word in ("赣州", "榆林") if word in choice["said"]["zh"]}


def test_the_place_tells_which_of_them_is_meant(client: httpx.Client) -> None:
    assert ask(client, "赣州的周立诚去过哪些城市")["answer"]["rows"]


def test_a_name_that_the_graph_does_not_know_is_refused_with_names_like_it(client: httpx.Client) -> None:
    asked = ask(client, "陆文溪带队走访了哪些企业")
    assert asked["refusal"]["reason"] == "unknown-name"
    assert "陆文溪" in asked["refusal"]["detail"]["zh"]
    assert any("陆闻溪" in choice["said"]["zh"] for choice in asked["alternatives"])


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("", "empty"),
        ("  ？", "empty"),
        ("今天天气怎么样", "out-of-scope"),
        ("签约了哪些项目", "missing"),
        ("《没有这篇报道》说了什么", "unknown-name"),
        ("statement/00000000000000000000 的依据是什么", "unknown-name"),
        ("what is the meaning of life", "english"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_both_languages(client: httpx.Client, question: str, reason: str) -> None:
    asked = ask(client, question)
    assert asked["refusal"]["reason"] == reason
    assert asked["refusal"]["detail"]["zh"] and asked["refusal"]["detail"]["en"]
    assert asked["understood"] is None and asked["answer"] is None


def test_plain_english_is_understood(client: httpx.Client) -> None:
    asked = ask(client, "Which firms did Lu Wenxi visit in 2022?")
    assert asked["understood"]["question"] == "firms-visited"
    assert {row["start"][:4] for row in asked["answer"]["rows"]} == {"2022"}


def test_a_statement_that_stands_is_traced_to_its_sentence(client: httpx.Client) -> None:
    statement = ask(client, "陆闻溪走访了哪些企业")["answer"]["rows"][0]["statements"][0]
    asked = ask(client, f"{statement} 的依据是什么")
    assert asked["understood"]["question"] == "evidence-of-statement"
    assert asked["answer"]["rows"]


def test_a_question_too_long_is_a_fault_of_the_request(client: httpx.Client) -> None:
    assert client.get("/ask", params={"q": "企" * 301}).status_code == 422


@pytest.mark.parametrize("question", ["企" * 300, "1" * 300, "《" * 150, "2022年" * 60, "\U0001f600‮企业\x00", "' OR 1=1 --", "的" * 300])
def test_odd_questions_get_an_answer_and_no_fault(client: httpx.Client, question: str) -> None:
    assert ask(client, question)["refusal"]


def test_where_the_explorer_was_not_built_a_plain_page_says_what_was_understood(
    client: httpx.Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhaoshang.service.routes.ask.BUILT", tmp_path)
    page = client.get("/ask", params={"q": "陆闻溪带队走访了哪些企业"}, headers={"accept": "text/html"})
    assert page.status_code == 200
    assert "理解为" in page.text and "<blockquote>" in page.text
    refused = client.get("/ask", params={"q": "周立诚走访过哪些企业", "lang": "en"}, headers={"accept": "text/html"})
    assert "Several bear the name" in refused.text and refused.text.count("/questions/firms-visited?leader=") == 2


def test_the_command_line_takes_the_same_question(sample: Settings) -> None:
    env = {"ZHAOSHANG_DATA": str(sample.data)}
    done = CliRunner().invoke(cli, ["ask", "陆闻溪2022年带队走访了哪些企业"], env=env)
    assert done.exit_code == 0, done.output
    assert "理解为" in done.output and "缇云纺织" in done.output
    as_json = CliRunner().invoke(cli, ["ask", "陆闻溪2022年带队走访了哪些企业", "--json"], env=env)
    assert json.loads(as_json.output)["understood"]["question"] == "firms-visited"
    refused = CliRunner().invoke(cli, ["ask", "周立诚走访过哪些企业"], env=env)
    assert refused.exit_code == 1
    assert "zhaoshang ask firms-visited --leader official/" in refused.output
