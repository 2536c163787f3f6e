"""Decisions of the review: in the journal, carried out in both stores, holding for later readings, written out as gold."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from zhaoshang.cli.reviewing import decision, export, waiting
from zhaoshang.cli.settling import Settler
from zhaoshang.ingest.evaluate.run import article_path, read_one
from zhaoshang.ingest.statement import settle
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.reading import Filler, Reading, Record
from zhaoshang.ontology.values import Evidence
from zhaoshang.stores.graph import GraphStore
from zhaoshang.stores.graph.verify import verify as verify_graph
from zhaoshang.stores.journal import Journal, Result
from zhaoshang.stores.settings import Settings
from zhaoshang.stores.triples import TripleStore
from zhaoshang.stores.triples.verify import verify as verify_triples

from ..resolve.articles import article, entity

TEXT = "5月8日，鸡西市长郝云帆率队赴苏州，走访云杉重工、白桦药业。"


def source(text: str = TEXT) -> Article:
    return article("trip", "2023-05-12", "鸡西赴苏州招商", text)


def reading(of: Article) -> Reading:
    """A trip to two firms, the second of them uncertain."""
    text = of.text
    named = [("o1", "郝云帆"), ("c1", "云杉重工"), ("c2", "白桦药业"), ("r1", "鸡西市"), ("r2", "苏州")]
    entities = tuple(entity(local, name, text=text) for local, name in named)

    def said(value: str, words: str, sure: float = 0.9) -> tuple[Filler, ...]:
        at = text.index(words)
        return (Filler(value, (Evidence.at(text, at, at + len(words)),), sure, "test"),)

    visited = said("c1", "云杉重工") + said("c2", "白桦药业", 0.3)
    roles = {"leader": said("o1", "郝云帆"), "sender": said("r1", "鸡西"), "destination": said("r2", "苏州"), "visited": visited}
    at = text.index("5月8日")
    trip = Record("delegation", roles, evidence=(Evidence.at(text, at, len(text)),), confidence=0.9, rule="test")
    return Reading(of.name, "2023-05-12", entities, (trip,))


class House:
    """A journal with the article in it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.journal = Journal.open(settings.journal)
        self.settler = Settler(settings, self.journal)
        self.take_in(source())

    def take_in(self, of: Article) -> Result:
        """As ``ingest`` does."""
        with self.journal.writing():
            self.settler._index.catch_up(leave_out=of.id)
            outcome = settle(of, reading(of), self.settler._index, self.settler.rulings.of(of.id), self.settler.rulings.least)
            return self.journal.append(outcome).result

    def visited(self) -> set[str]:
        """The firms visited, as both the journal and the triple store have them."""
        with TripleStore.current(self.settings, self.journal) as store:
            assert verify_triples(store, self.journal).agrees
        (of,) = self.journal.articles()
        return {str(s.statement.object) for s in self.journal.statements_of(of) if _is_visit(s.statement)}

    def statement(self) -> str:
        """The id of the first statement that the trip visited a firm."""
        (of,) = self.journal.articles()
        return next(s.statement.id for s in self.journal.statements_of(of) if _is_visit(s.statement))

    def decide(self, body: dict[str, object]) -> None:
        (of,) = self.journal.articles()
        self.journal.decide("review", body, "tester", of)
        self.settler.apply(of)


def _is_visit(statement) -> bool:  # type: ignore[no-untyped-def]
    return bool(statement.predicate == "visited" and statement.subject.startswith("delegation/"))


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    found = House(Settings.at(tmp_path))
    yield found
    found.settler.close()
    found.journal.close()


def test_what_is_uncertain_waits_and_is_not_in_the_graph(house: House) -> None:
    assert len(house.visited()) == 1
    assert [item.doubt.evidence.quote for item in waiting(house.journal) if item.doubt.evidence] == ["白桦药业"]


def test_an_accepted_doubt_enters_and_undone_it_leaves_again(house: House) -> None:
    (item,) = waiting(house.journal)
    house.decide(decision(item, "accept"))
    assert len(house.visited()) == 2
    assert waiting(house.journal) == []
    house.decide(decision(item, "undo"))
    assert len(house.visited()) == 1
    assert [again.id for again in waiting(house.journal)] == [item.id]


def test_a_refused_statement_is_gone_from_the_article_and_all_that_follows_from_it(house: House) -> None:
    (before,) = house.visited()
    firm = house.statement()
    house.decide({"statement": firm, "verdict": "refuse"})
    assert house.visited() == set()
    (of,) = house.journal.articles()
    said = {s.statement.predicate for s in house.journal.statements_of(of) if s.statement.object == before}
    assert said <= {"mentions"}


def test_a_correction_puts_another_filler_in_the_place(house: House) -> None:
    (item,) = waiting(house.journal)
    house.decide(decision(item, "refuse"))
    firm = house.statement()
    house.decide({"statement": firm, "verdict": "correct", "value": "白桦药业"})
    (now,) = house.visited()
    (of,) = house.journal.articles()
    names = {s.statement.object.value for s in house.journal.statements_of(of)  # type: ignore[union-attr]
             if s.statement.predicate == "name" and s.statement.subject == now}  # fmt: skip
    assert names == {"白桦药业"}


def test_a_correction_may_name_what_the_reading_missed(house: House) -> None:
    (item,) = waiting(house.journal)
    house.decide(decision(item, "correct", "白桦药"))
    assert len(house.visited()) == 2


def test_decisions_hold_when_the_article_is_read_again_and_when_it_has_changed_around_the_words(house: House) -> None:
    (item,) = waiting(house.journal)
    firm = house.statement()
    house.decide({"statement": firm, "verdict": "refuse"})
    house.decide(decision(item, "accept"))
    kept = house.visited()
    assert house.take_in(source()) is Result.UNCHANGED
    assert house.visited() == kept
    assert house.take_in(source("据本报消息，" + TEXT)) is Result.CHANGED
    assert house.visited() == kept
    assert waiting(house.journal) == []


def test_a_decision_about_words_that_are_gone_no_longer_holds(house: House) -> None:
    (item,) = waiting(house.journal)
    house.decide(decision(item, "accept"))
    changed = source(TEXT.replace("白桦药业", "白桦药业公司"))
    of = reading(changed)
    trip = of.records[0]
    longer = replace(trip.roles["visited"][1], evidence=(Evidence.at(changed.text, *_place(changed.text, "白桦药业公司")),))
    of = replace(of, records=(replace(trip, roles={**trip.roles, "visited": (trip.roles["visited"][0], longer)}),))
    outcome = settle(changed, of, house.settler._index, house.settler.rulings.of(changed.id))
    assert len([s for s in outcome.statements if _is_visit(s)]) == 1


def _place(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def test_reviewed_articles_are_written_as_gold_once_nothing_waits(house: House, tmp_path: Path) -> None:
    (item,) = waiting(house.journal)
    house.decide({"statement": house.statement(), "verdict": "accept"})
    assert export(house.journal, house.settler, tmp_path / "gold") == (0, 1)
    house.decide(decision(item, "accept"))
    assert export(house.journal, house.settler, tmp_path / "gold") == (1, 0)
    (path,) = (tmp_path / "gold").glob("*.json")
    gold = json.loads(path.read_text("utf-8"))
    names = {e["id"]: e["names"][0] for e in gold["companies"]}
    assert [names[i] for i in gold["records"][0]["visited"]] == ["云杉重工", "白桦药业"]
    assert read_one(article_path(path)).text == source().text


@pytest.mark.neo4j
def test_both_stores_show_what_was_decided(graph_settings: Settings) -> None:
    house = House(graph_settings)
    (item,) = waiting(house.journal)
    house.decide({"statement": house.statement(), "verdict": "refuse"})
    house.decide(decision(item, "accept"))
    assert len(house.visited()) == 1
    with GraphStore.open(graph_settings) as graph:
        graph.catch_up(house.journal)
        assert verify_graph(graph, house.journal).agrees
        rows = graph.run_read("MATCH (:Delegation)-[:VISITED]->(c:Company) RETURN c.name AS name")
        assert rows.rows == (("白桦药业",),)
    house.settler.close()
    house.journal.close()
