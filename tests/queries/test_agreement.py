"""Every question gives the same rows in both languages: Oxigraph and the real Neo4j, made from the same journal."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from zhaoshang.ontology.errors import NotFoundError
from zhaoshang.queries.answer import Answer, answer
from zhaoshang.queries.catalogue import catalogue, question
from zhaoshang.queries.ports import Oxigraph
from zhaoshang.stores.graph import GraphStore
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings

from .corpus import journal_at
from .ports import Neo4j

pytestmark = pytest.mark.neo4j


@pytest.fixture(scope="module")
def graph(neo4j_server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4j]:  # type: ignore[no-untyped-def]
    folder: Path = tmp_path_factory.mktemp("graph")
    settings: Settings = neo4j_server.settings(folder)
    neo4j_server.wipe()
    with journal_at(folder) as journal, GraphStore.open(settings) as store:
        _fill(store, journal)
        yield Neo4j(store)


def _fill(store: GraphStore, journal: Journal) -> None:
    store.catch_up(journal)


ASKED: list[tuple[str, dict[str, str | int]]] = [
    ("firms-visited", {"leader": "郝云帆"}),
    ("firms-visited", {"sender": "黑龙江", "since": "2023-06"}),
    ("firms-visited", {"until": "2023-05"}),
    ("firms-visited", {"sender": "鸡西", "leader": "严素秋"}),
    ("delegations-led", {"leader": "郝云帆"}),
    ("delegations-led", {"leader": "hao yunfan", "until": "2023-06-30"}),
    ("cities-toured", {"leader": "严素秋"}),
    ("cities-toured", {"sender": "黑龙江省"}),
    ("met-by-official", {"person": "郝云帆"}),
    ("met-by-official", {"person": "陆远舟", "since": "2023"}),
    ("visitors-of-firm", {"firm": "云杉重工"}),
    ("visitors-of-firm", {"firm": "雲杉重工股份有限公司", "sender": "鹤岗市"}),
    ("projects-signed", {"place": "黑龙江"}),
    ("projects-signed", {"place": "鸡西", "since": "2024"}),
    ("signed-sums", {"place": "鸡西", "until": "2023"}),
    ("investors-of-project", {"project": "碳纤维工厂"}),
    ("investments-of-firm", {"firm": "白桦药业"}),
    ("outcomes-of-visits", {"months": 3}),
    ("outcomes-of-visits", {"firm": "云杉重工", "months": 6}),
    ("posts-of-official", {"person": "郝云帆"}),
    ("people-of-firm", {"firm": "云杉重工"}),
    ("delegation-flows", {"sender": "黑龙江", "minimum": 1}),
    ("firms-courted", {"minimum": 1}),
    ("travelled-together", {"person": "纪晓棠"}),
    ("biggest-projects", {"currency": "USD", "limit": 1}),
    ("biggest-projects", {"place": "黑龙江"}),
    ("what-an-article-says", {"article": "鸡西签下齿轮箱基地"}),
    ("latest-trips", {"limit": 2}),
    ("latest-trips", {"place": "江苏省"}),
    ("unrealised-trips", {"status": "cancelled"}),
    ("paths-between", {"person": "郝云帆", "firm": "云杉重工"}),
    ("paths-between", {"person": "纪晓棠", "firm": "青檀材料"}),
    ("paths-between", {"person": "陆远舟", "firm": "云杉重工", "length": 3}),
    *((name, {}) for name, it in catalogue().items() if not any(p.required for p in it.parameters)),
]


def told(found: Answer) -> tuple[object, ...]:
    return found.rows, found.evidence, found.truncated


@pytest.mark.parametrize(
    ("name", "given"), ASKED, ids=lambda value: value if isinstance(value, str) else ",".join(map(str, value.values()))
)
def test_both_languages_give_the_same_rows(triples: Oxigraph, graph: Neo4j, name: str, given: dict[str, str | int]) -> None:
    it = question(name)
    assert told(answer(triples, it, given)) == told(answer(graph, it, given))


def test_the_evidence_of_each_statement_is_the_same(triples: Oxigraph, graph: Neo4j) -> None:
    statements = {s for row in answer(triples, question("firms-visited"), {}).records() for s in row["statements"]}  # type: ignore[union-attr]
    assert statements
    for statement in sorted(statements):
        given = {"statement": statement}
        one = answer(triples, question("evidence-of-statement"), given)
        assert told(one) == told(answer(graph, question("evidence-of-statement"), given))
        assert len(one.rows) >= 1


def test_every_question_is_compared() -> None:
    assert {name for name, _ in ASKED} | {"evidence-of-statement"} == set(catalogue())


def test_names_are_understood_alike(triples: Oxigraph, graph: Neo4j) -> None:
    for name in ("郝云帆", "雲杉重工", "yunshanzhonggong"):
        for store in (triples, graph):
            parameter = "person" if name == "郝云帆" else "firm"
            it = question("posts-of-official" if parameter == "person" else "people-of-firm")
            assert answer(store, it, {parameter: name}).rows
    for store in (triples, graph):
        with pytest.raises(NotFoundError, match="云杉重工"):
            answer(store, question("people-of-firm"), {"firm": "云杉"})
