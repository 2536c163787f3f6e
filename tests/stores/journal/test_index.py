"""The index over the journal knows exactly what an index that was told everything in memory knows."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from zhaoshang.ingest.resolve import MemoryIndex
from zhaoshang.ingest.statement import settle
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.known import Known
from zhaoshang.ontology.reading import Entity, Filler, Reading, Record
from zhaoshang.ontology.reading import Kind as EntityKind
from zhaoshang.ontology.statement import Outcome
from zhaoshang.ontology.values import Evidence, PartialDate, Span
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.journal.index import JournalIndex

FIRMS = ("蓝田医药有限公司", "蓝田医药", "青禾电子科技股份有限公司", "青禾电子", "远山集团有限公司")
PEOPLE = ("何淼", "陶一苇", "何淼淼")


def profiles(outcome: Outcome) -> tuple[Known, ...]:
    """A plain stand-in for the resolver's: every statement of a name is a key."""
    return tuple(
        Known(s.subject, "Company", (s.object.value,), (s.object.value,))
        for s in outcome.statements
        if s.predicate == "name" and not isinstance(s.object, str) and s.subject.startswith("company/")
    )


@pytest.fixture
def index(journal: Journal, tmp_path: Path) -> Iterator[JournalIndex]:
    opened = JournalIndex(journal, tmp_path / "known.db", profiles, "test")
    yield opened
    opened.close()


def found(index: JournalIndex, *keys: str) -> dict[str, tuple[str, ...]]:
    index.catch_up()
    return {known.id: known.names for known in index.candidates("Company", keys)}


def test_it_follows_the_journal(index: JournalIndex, journal: Journal, say: Callable[..., Outcome]) -> None:
    firm = "company/lan-tian-22222222"
    assert found(index, "蓝田医药有限公司") == {}
    journal.append(say("a.md"))
    assert found(index, "蓝田医药有限公司", "x") == {firm: ("蓝田医药有限公司",)}
    assert found(index, "x") == {}
    journal.retract(say("a.md").article.id, "wrong", "editor")
    assert found(index, "蓝田医药有限公司") == {}
    journal.append(say("a.md"), again=True)
    journal.decide("merge", {"entities": ["company/kept", firm]}, "editor")
    assert found(index, "蓝田医药有限公司") == {"company/kept": ("蓝田医药有限公司",)}
    assert index.canonical(firm) == "company/kept" and not index.refused(firm, "company/kept")
    journal.decide("refuse", {"entities": ["company/kept", firm]}, "editor")
    assert index.refused("company/kept", firm) and index.canonical(firm) == firm


def test_a_split_moves_what_one_article_tells(index: JournalIndex, journal: Journal, say: Callable[..., Outcome]) -> None:
    firm = "company/lan-tian-22222222"
    journal.append(say("a.md"))
    journal.append(say("b.md"))
    assert set(found(index, "蓝田医药有限公司")) == {firm}
    journal.decide("split", {"article": say("b.md").article.id, "entity": firm, "into": "company/other"}, "editor")
    assert set(found(index, "蓝田医药有限公司")) == {firm, "company/other"}


def test_another_journal_or_another_reading_of_it_begins_anew(tmp_path: Path, journal: Journal, say: Callable[..., Outcome]) -> None:
    journal.append(say("a.md"))
    file = tmp_path / "known.db"
    assert found(JournalIndex(journal, file, profiles, "1"), "蓝田医药有限公司")
    assert not found(JournalIndex(journal, file, lambda _: (), "2"), "蓝田医药有限公司")
    other = Journal.open(tmp_path / "other.db")
    assert not found(JournalIndex(other, file, profiles, "2"), "蓝田医药有限公司")


def test_an_article_is_not_its_own_candidate(index: JournalIndex, journal: Journal, say: Callable[..., Outcome]) -> None:
    journal.append(say("a.md"))
    index.catch_up(leave_out=say("a.md").article.id)
    assert not index.candidates("Company", ["蓝田医药有限公司"])
    journal.append(say("b.md"))
    index.catch_up(leave_out=say("a.md").article.id)
    assert [known.id for known in index.candidates("Company", ["蓝田医药有限公司"])] == ["company/lan-tian-22222222"]


def article_about(number: int, rng: random.Random) -> tuple[Article, Reading]:
    firms, people = rng.sample(FIRMS, 2), rng.sample(PEOPLE, 1)
    text = f"招商\n佳木斯市市长{people[0]}走访{firms[0]}、{firms[1]}。"
    day = f"2022-0{rng.randint(1, 3)}-1{rng.randint(0, 9)}"
    article = Article(
        f"n{number}", text, (Span(0, 2), Span(3, len(text))), True, PartialDate.parse(day), "试报", f"https://n.example/{number}"
    )

    def entity(key: str, kind: EntityKind, name: str, code: str = "") -> Entity:
        start = text.index(name)
        return Entity(key, kind, (name,), (Evidence(start, start + len(name), name),), code)

    entities = (
        entity("p", EntityKind.OFFICIAL, people[0]), entity("f1", EntityKind.COMPANY, firms[0]),
        entity("f2", EntityKind.COMPANY, firms[1]), entity("r", EntityKind.REGION, "佳木斯市", "230800"),
    )  # fmt: skip
    roles = {"leader": (Filler("p"),), "sender": (Filler("r"),), "visited": (Filler("f1"), Filler("f2")), "start": (Filler(day),)}
    records = (Record("tenure", {"person": (Filler("p"),), "post": (Filler("佳木斯市市长"),)}), Record("delegation", roles))
    return article, Reading(article.name, day, entities, records)


@pytest.mark.parametrize("seed", range(4))
def test_it_settles_every_article_as_the_index_in_memory_does(journal: Journal, tmp_path: Path, seed: int) -> None:
    from zhaoshang.ingest.resolve import profiles as real

    rng = random.Random(seed)
    index, memory = JournalIndex(journal, tmp_path / "known.db", real, "real"), MemoryIndex()
    pairs = [article_about(n, rng) for n in range(25)]
    for article, reading in [*pairs, *rng.sample(pairs, 5)]:
        with journal.writing():
            index.catch_up()
            ours = settle(article, reading, index)
            done = journal.append(ours)
        assert ours == settle(article, reading, memory)
        memory.learn(ours)
        if rng.random() < 0.5:
            index.heard(done.seq, ours)
