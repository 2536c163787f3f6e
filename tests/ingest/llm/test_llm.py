"""The language model's tier against a server that replays recorded answers: what counts, what is noted, what it costs."""

import json
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from zhaoshang.cli.extract import extract
from zhaoshang.ingest.llm import LlmReader, LlmSettings
from zhaoshang.ingest.llm import client as calls
from zhaoshang.ingest.llm.answers import heard
from zhaoshang.ingest.llm.schema import schema
from zhaoshang.ingest.pipeline import read_article
from zhaoshang.ingest.statement.threshold import admit
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.errors import UsageError
from zhaoshang.ontology.reading import ROLES, Reading
from zhaoshang.ontology.values import PartialDate, Span

from .endpoint import Endpoint, endpoint

TITLE = "安康市赴宁波招商"
BODY = "5月6日，安康市长林知远率队赴浙江宁波考察，走访了海汇机电有限公司。当日，安康市政府与青禾智能签署合作协议，总投资12亿元。"


def article() -> Article:
    text = f"{TITLE}\n{BODY}"
    return Article("a", text, (Span(0, len(TITLE)), Span(len(TITLE) + 1, len(text))), True, PartialDate(2023, 5, 8))


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Endpoint]:
    monkeypatch.setattr(calls, "PAUSE", 0.01)
    with endpoint() as found:
        yield found


@pytest.fixture
def settings(server: Endpoint, tmp_path: Path) -> LlmSettings:
    return LlmSettings(server.url, "recorded", "secret", tmp_path / "cache", 10.0, price_in=2.0, price_out=8.0)


def names(reading: Reading, kind: str, role: str) -> set[str]:
    of = {e.id: e.names[0] for e in reading.entities}
    return {of.get(f.value, f.value) for r in reading.records if r.type == kind for f in r.roles.get(role, ())}


def test_the_schema_names_every_role_with_its_definition_from_the_ontology() -> None:
    kinds = {one["properties"]["type"]["const"]: one for one in schema()["properties"]["records"]["items"]["anyOf"]}
    assert {kind: tuple(one["properties"])[1:] for kind, one in kinds.items()} == dict(ROLES)
    assert "率领" in kinds["delegation"]["properties"]["leader"]["description"]
    assert all(one["description"] for one in kinds.values())


def test_the_question_carries_schema_key_and_article(server: Endpoint, settings: LlmSettings) -> None:
    LlmReader(settings)(article())
    (asked,) = server.asked
    assert asked["response_format"]["json_schema"]["schema"] == schema()
    assert BODY in asked["messages"][1]["content"]
    assert "2023-05-08" in asked["messages"][1]["content"]
    assert server.keys == ["Bearer secret"]


def test_what_does_not_stand_in_the_text_does_not_count(settings: LlmSettings) -> None:
    reading = LlmReader(settings)(article())
    assert "北方重工" not in names(reading, "delegation", "visited")
    refused = {d.detail for d in reading.doubts if "does not stand in the text" in d.reason}
    assert {"北方重工", "2023-05-09"} <= refused
    assert [d.detail for d in reading.doubts if "no such record type" in d.reason] == ["visit"]
    for record in reading.records:
        assert all(article().text[e.start : e.end] == e.quote for fs in record.roles.values() for f in fs for e in f.evidence)


def test_agreement_makes_surer_and_what_only_the_model_says_waits_for_review(settings: LlmSettings) -> None:
    alone, both = read_article(article()), LlmReader(settings)(article())
    before, after = (next(f for r in x.records if r.type == "delegation" for f in r.roles["leader"]) for x in (alone, both))
    assert after.confidence > before.confidence
    assert names(both, "delegation", "met") - names(alone, "delegation", "met") == {"林知远"}
    admitted, doubts = admit(both)
    assert names(admitted, "delegation", "met") == names(alone, "delegation", "met")
    assert any("met 林知远" in d.reason for d in doubts)


def test_an_answer_is_asked_for_once_and_its_cost_is_counted(server: Endpoint, settings: LlmSettings) -> None:
    reader = LlmReader(settings)
    first = reader(article())
    assert reader(article()) == first
    again = LlmReader(settings)
    assert again(article()) == first
    assert len(server.asked) == 1
    assert (reader.client.spent.calls, reader.client.spent.cached, again.client.spent.cached) == (1, 1, 1)
    assert reader.client.spent.cost == pytest.approx((1500 * 2 + 200 * 8) / 1e6)


def test_a_busy_endpoint_is_asked_again_and_one_that_is_down_leaves_the_rules_reading(server: Endpoint, settings: LlmSettings) -> None:
    server.plan = [(503, "busy"), (429, "slow down")]
    assert not [d for d in LlmReader(settings)(article()).doubts if d.reason == "llm: no answer"]
    assert len(server.asked) == 3
    down = LlmReader(replace(settings, url="http://127.0.0.1:9/v1", cache=settings.cache / "other"))(article())
    assert [d.reason for d in down.doubts if d.reason.startswith("llm")] == ["llm: no answer"]
    assert down.records == read_article(article()).records


def test_a_model_that_is_too_slow_is_asked_once(settings: LlmSettings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.setblocking(False)
        slow = replace(settings, url=f"http://127.0.0.1:{silent.getsockname()[1]}/v1", seconds=0.2)
        (doubt,) = LlmReader(slow, alone=True)(article()).doubts
        silent.accept()[0].close()
        with pytest.raises(BlockingIOError):
            silent.accept()
    assert "no answer in 0.2 s" in doubt.detail


def test_of_an_answer_that_breaks_off_the_whole_records_count() -> None:
    whole = '{"type": "tenure", "person": ["林知远"], "post": ["安康市长"]}'
    found = heard(article(), f'{{"records": [{whole},\n {whole}, {{"type": "signing", "party": ["安康市')
    assert [kind for kind, _ in found.records] == ["tenure", "tenure"]
    assert "llm: the answer breaks off" in {d.reason for d in found.doubts}


@pytest.mark.parametrize(
    "answer", ["", "I cannot help", "{", '{"records": 3}', "[1, 2]", '{"records": [1, null, {"type": ["x"]}]}', "[" * 5000]
)
def test_whatever_it_says_nothing_breaks(answer: str) -> None:
    found = heard(article(), answer)
    assert found.records == []


def test_extract_reads_with_the_model_and_says_what_it_took(server: Endpoint, tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text(f"{TITLE}\n2023-05-08\n样报\n\n{BODY}\n", "utf-8")
    env = {"ZHAOSHANG_LLM_URL": server.url, "ZHAOSHANG_LLM_MODEL": "recorded", "ZHAOSHANG_LLM_CACHE": str(tmp_path / "cache")}
    done = CliRunner().invoke(extract, [str(source), "--llm", "--out", str(tmp_path / "out")], env=env, catch_exceptions=False)
    assert "1 calls, 0 answers from the cache; 1500 tokens in, 200 out" in done.stderr
    read = json.loads((tmp_path / "out" / "a.json").read_text("utf-8"))
    assert "青禾智能" in {e["names"][0] for e in read["companies"]}


def test_without_a_model_it_says_what_to_set(tmp_path: Path) -> None:
    env = {"ZHAOSHANG_LLM_URL": "", "ZHAOSHANG_LLM_MODEL": ""}
    with pytest.raises(UsageError, match="no language model"):
        CliRunner().invoke(extract, [str(tmp_path), "--llm", "--out", str(tmp_path / "out")], env=env, catch_exceptions=False)
