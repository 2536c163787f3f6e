"""The sample corpus's gold, asked in both languages: the storylines come out, and the answers agree row by row."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from zhaoshang.queries.answer import Answer, answer
from zhaoshang.queries.catalogue import catalogue, question
from zhaoshang.queries.ports import Oxigraph
from zhaoshang.stores.graph import GraphStore
from zhaoshang.stores.settings import Settings
from zhaoshang.stores.triples import TripleStore

from .ports import Neo4j
from .sample import sample_journal


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    sample_journal(folder).close()
    return folder


@pytest.fixture(scope="module")
def triples(data: Path) -> Iterator[Oxigraph]:
    from zhaoshang.stores.journal import Journal

    with Journal.open(data / "journal.db") as journal, TripleStore.current(Settings.at(data), journal) as store:
        yield Oxigraph(store.store, store.base)


@pytest.fixture(scope="module")
def graph(neo4j_server, data: Path) -> Iterator[Neo4j]:  # type: ignore[no-untyped-def]
    from zhaoshang.stores.journal import Journal

    neo4j_server.wipe()
    with Journal.open(data / "journal.db") as journal, GraphStore.open(neo4j_server.settings(data)) as store:
        store.catch_up(journal)
        yield Neo4j(store)


def ask(store: Oxigraph, name: str, **given: str | int) -> list[dict[str, object]]:
    return [dict(record) for record in answer(store, question(name), given).records()]


def test_the_first_trip_is_followed_by_a_signing_and_a_works(triples: Oxigraph) -> None:
    found = ask(triples, "outcomes-of-visits", leader="陆闻溪", firm="远岫新材料股份有限公司")
    assert [(row["firm"], row["signed"]) for row in found][:1] == [("远岫新材料股份有限公司", "2021-09-16")]
    (project,) = {row["project"] for row in ask(triples, "investments-of-firm", firm="远岫新材") if row["amount"] == 3200000000}
    assert "负极材料" in str(project)


def test_namesakes_in_two_cities_are_two_people(triples: Oxigraph) -> None:
    found = {row["person_id"]: set() for row in ask(triples, "posts-of-official", person="周立诚")}
    for row in ask(triples, "posts-of-official", person="周立诚"):
        found[row["person_id"]] |= set(row["jurisdiction"])  # type: ignore[call-overload]
    assert sorted(map(sorted, found.values())) == [["榆林市"], ["赣州市"]]


def test_a_trip_told_by_two_papers_is_one(triples: Oxigraph) -> None:
    trips = ask(triples, "delegations-led", leader="陆闻溪", since="2022-03", until="2022-03")
    assert len(trips) == 1
    articles = {
        q.article
        for q in answer(triples, question("delegations-led"), {"leader": "陆闻溪", "since": "2022-03", "until": "2022-03"}).evidence[0]
    }
    assert len(articles) == 2


def told(found: Answer) -> tuple[object, ...]:
    return found.rows, found.evidence, found.truncated


WHO = {
    "Person": ("陆闻溪", "周立诚", "顾承安"),
    "Organization": ("远岫新材", "珩舟集团"),
    "Company": ("远岫新材", "珩舟集团"),
    "Region": ("鹤岗", "江西省"),
}


def given_for(name: str) -> list[dict[str, str]]:
    """Parameters to ask a question with: none, and each of its entity parameters in turn with each of some names."""
    it = question(name)
    needed = {p.name: WHO[p.type][0] for p in it.parameters if p.required and p.type in WHO}
    if any(p.required and p.type not in WHO for p in it.parameters):
        return []
    return [needed, *({**needed, p.name: who} for p in it.parameters for who in WHO.get(p.type, ()))]


ASKED = [(name, given) for name in catalogue() for given in given_for(name)]


@pytest.mark.neo4j
@pytest.mark.parametrize("name", sorted({name for name, _ in ASKED}))
def test_both_languages_give_the_same_rows(triples: Oxigraph, graph: Neo4j, name: str) -> None:
    for given in (given for asked, given in ASKED if asked == name):
        assert told(answer(triples, question(name), given)) == told(answer(graph, question(name), given)), given


@pytest.mark.neo4j
def test_what_each_article_says_is_the_same(triples: Oxigraph, graph: Neo4j, data: Path) -> None:
    articles = sorted({q.article for row in answer(triples, question("latest-trips"), {"limit": 5}).evidence for q in row})
    assert articles
    for article in articles:
        it, given = question("what-an-article-says"), {"article": article}
        assert told(answer(triples, it, given)) == told(answer(graph, it, given))
