"""The graph says what the journal says: after each new word, correction, retraction and decision, and after a replay."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from zhaoshang.ontology.errors import StoreError
from zhaoshang.ontology.statement import Literal, Outcome
from zhaoshang.stores.graph import GraphStore, project, verify
from zhaoshang.stores.graph.verify import digest
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings

Say = Callable[..., Outcome]
Claim = tuple[str, str, str | Literal, str]
pytestmark = pytest.mark.neo4j
TRIP, LEADER, FIRM = "delegation/jia-mu-si-2022-02-0a1b2c3d", "official/he-miao-11111111", "company/lan-tian-22222222"


def zh(text: str) -> Literal:
    return Literal(text, "string", "zh")


CLAIMS: tuple[Claim, ...] = (
    (LEADER, "type", "Official", "何淼"),
    (LEADER, "name", zh("何淼"), "何淼"),
    (TRIP, "type", "Delegation", "带队"),
    (TRIP, "startDate", Literal("2022-02", "gYearMonth"), "2月13日"),
    ("city/230800", "type", "City", "佳木斯市"),
    (LEADER, "led", TRIP, "何淼带队"),
    (TRIP, "sentBy", "city/230800", "佳木斯市"),
)


def test_an_article_becomes_entities_relationships_and_the_words_behind_them(graph_settings: Settings, journal: Journal, say: Say) -> None:
    article = say().article.id
    journal.append(say("a.md", (*CLAIMS, (article, "mentions", LEADER, "何淼"))))
    with GraphStore.open(graph_settings) as graph:
        assert graph.catch_up(journal).articles == 1
        found = graph.run_read(
            """MATCH (o:Official {name: '何淼'})-[r:LED]->(d:Delegation)-[:SENT_BY]->(:City:Region)
               MATCH (s:Statement {id: r.statements[0]})-[:EVIDENCED_BY]->(e:Evidence)-[:IN_ARTICLE]->(a:Article)-[:MENTIONS]->(o)
               RETURN d.startDate AS start, r.confidence AS sure, s.predicate AS says,
                      e.quote AS quote, e.sentence AS sentence, a.title AS title"""
        ).dicts()
        assert found == [
            {
                "start": "2022-02", "sure": 0.9, "says": "led", "quote": "何淼带队", "title": "佳木斯赴深圳招商",
                "sentence": "2月13日，佳木斯市市长何淼带队赴深圳，走访了蓝田医药有限公司。",
            }
        ]  # fmt: skip
        assert verify(graph, journal).agrees


def test_a_fact_of_two_articles_is_one_relationship(graph_settings: Settings, journal: Journal, say: Say) -> None:
    journal.append(say("a.md"))
    journal.append(say("b.md"))
    with GraphStore.open(graph_settings) as graph:
        graph.catch_up(journal)
        assert graph.run_read("MATCH (:Delegation)-[r:VISITED]->(:Company) RETURN size(r.statements)").rows == ((2,),)
        journal.retract(journal.find("a.md")[0], "not true", "test")
        graph.catch_up(journal)
        assert graph.run_read("MATCH (:Delegation)-[r:VISITED]->(:Company) RETURN size(r.statements)").rows == ((1,),)
        assert verify(graph, journal).agrees


def test_what_only_a_retracted_article_said_is_gone(graph_settings: Settings, journal: Journal, say: Say) -> None:
    journal.append(say("a.md"))
    journal.append(say("b.md", ((LEADER, "type", "Official", "何淼"), (LEADER, "name", zh("何市长"), "何淼"))))
    with GraphStore.open(graph_settings) as graph:
        graph.catch_up(journal)
        journal.retract(journal.find("a.md")[0], "not true", "test")
        graph.catch_up(journal)
        assert graph.run_read("MATCH (e:Entity) RETURN e.id, e.name, e.alias").rows == ((LEADER, "何市长", None),)
        assert verify(graph, journal).agrees


def test_a_new_version_takes_the_place_of_the_old(graph_settings: Settings, journal: Journal, say: Say) -> None:
    journal.append(say("a.md"))
    with GraphStore.open(graph_settings) as graph:
        graph.catch_up(journal)
        text = "佳木斯赴深圳招商\n佳木斯市副市长何淼带队，走访了青禾种业。"
        claims = ((LEADER, "type", "Official", "何淼"), (LEADER, "joined", TRIP, "何淼带队"), (TRIP, "type", "Delegation", "带队"))
        journal.append(say("a.md", claims, text=text))
        graph.catch_up(journal)
        assert graph.run_read("MATCH (a:Entity)-[r]->(b:Entity) RETURN type(r)").rows == (("JOINED",),)
        assert graph.run_read("MATCH (c:Company) RETURN c").rows == ()
        assert verify(graph, journal).agrees


def test_merged_entities_are_one_node_and_a_split_makes_them_two_again(graph_settings: Settings, journal: Journal, say: Say) -> None:
    other = "official/he-miao-99999999"
    journal.append(say("a.md"))
    journal.append(
        say("b.md", ((other, "type", "Official", "何淼"), (other, "name", zh("何淼同志"), "何淼"), (other, "led", TRIP, "何淼带队")))
    )
    with GraphStore.open(graph_settings) as graph:
        graph.catch_up(journal)
        before = digest(graph)
        journal.decide("merge", {"entities": [LEADER, other]}, "test")
        graph.catch_up(journal)
        assert graph.run_read("MATCH (o:Official)-[r:LED]->() RETURN o.id, size(r.statements)").rows == ((LEADER, 2),)
        assert verify(graph, journal).agrees
        journal.decide("split", {"entities": [LEADER, other]}, "test")
        graph.catch_up(journal)
        assert digest(graph) == before


def test_a_replay_changes_nothing_and_a_wiped_graph_comes_back(graph_settings: Settings, journal: Journal, say: Say) -> None:
    journal.append(say("a.md"))
    journal.append(say("b.md"))
    with GraphStore.open(graph_settings) as graph:
        graph.catch_up(journal)
        before = digest(graph)
        assert graph.catch_up(journal).articles == 0
        with graph.session() as session:
            session.run("MATCH (p:Projection) SET p.sequence = 1").consume()
        assert graph.catch_up(journal).articles == 1
        assert digest(graph) == before
        graph.wipe()
        assert (graph.seq, graph.run_read("MATCH (n) RETURN count(n)").rows) == (0, ((0,),))
        graph.catch_up(journal)
        assert (digest(graph), graph.seq) == (before, journal.head())


def test_verify_names_what_somebody_changed_by_hand(graph_settings: Settings, journal: Journal, say: Say) -> None:
    journal.append(say())
    with GraphStore.open(graph_settings) as graph:
        graph.catch_up(journal)
        with graph.session() as session:
            session.run("MATCH (c:Company) SET c.name = '别名'").consume()
            session.run("MATCH ()-[r:LED]->() DELETE r").consume()
        report = verify(graph, journal)
        assert not report.agrees
        assert report.differing == (f"entity {FIRM}", f"fact {LEADER} LED {TRIP}")


def test_nodes_of_others_are_left_alone(graph_settings: Settings, journal: Journal, say: Say) -> None:
    journal.append(say())
    with GraphStore.open(graph_settings) as graph:
        with graph.session() as session:
            session.run("CREATE (:Note {text: 'mine'})").consume()
        graph.catch_up(journal)
        graph.wipe()
        assert graph.run_read("MATCH (n) RETURN labels(n), n.text").rows == ((["Note"], "mine"),)


def test_the_graph_of_another_journal_is_not_overwritten(graph_settings: Settings, journal: Journal, say: Say) -> None:
    journal.append(say())
    with GraphStore.open(graph_settings) as graph:
        graph.catch_up(journal)
        with Journal.open(graph_settings.data / "other.db") as other:
            other.append(say())
            with pytest.raises(StoreError, match=r"another journal.*zhaoshang rebuild"):
                graph.catch_up(other)
        assert verify(graph, journal).agrees


def test_one_statement_said_twice_in_an_article_is_there_once(graph_settings: Settings, journal: Journal, say: Say) -> None:
    journal.append(say("a.md", ((LEADER, "type", "Official", "何淼"), (LEADER, "type", "Official", "市长何淼"), (LEADER, "led", TRIP, ""))))
    with GraphStore.open(graph_settings) as graph:
        graph.catch_up(journal)
        assert graph.run_read("MATCH (s:Statement {predicate: 'type'})-[:EVIDENCED_BY]->(e) RETURN count(e)").rows == ((2,),)
        assert verify(graph, journal).agrees


def test_an_entity_that_is_only_named_has_the_class_of_its_id(graph_settings: Settings, journal: Journal, say: Say) -> None:
    journal.append(say("a.md", ((say("a.md").article.id, "mentions", "development-zone/x-1", ""),)))
    with GraphStore.open(graph_settings) as graph:
        graph.catch_up(journal)
        ((labels,),) = graph.run_read("MATCH (z {id: 'development-zone/x-1'})<-[:MENTIONS]-() RETURN labels(z)").rows
        assert sorted(labels) == ["DevelopmentZone", "Entity", "Region"]
        assert verify(graph, journal).agrees


@pytest.mark.parametrize("batch", [7, 5_000], ids=["many small transactions", "one large"])
@pytest.mark.parametrize("seed", range(2))
def test_whatever_happens_the_graph_follows(
    graph_settings: Settings, journal: Journal, say: Say, seed: int, batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Random words, corrections, retractions, returns, merges and splits; after some of them the graph catches up."""
    monkeypatch.setattr(project, "BATCH", batch)
    dice = random.Random(seed)
    people = [f"official/p-{n}" for n in range(4)] + [f"company/c-{n}" for n in range(4)]

    def claims(article: str) -> tuple[Claim, ...]:
        found: dict[tuple[str, str, str | Literal], str] = {}
        for _ in range(dice.randrange(1, 9)):
            who, firm = dice.choice(people[:4]), dice.choice(people[4:])
            found[who, "type", "Official"] = "何淼"
            found[who, dice.choice(["name", "alias"]), zh(dice.choice("何林高"))] = "何淼"
            if dice.random() < 0.7:
                found[firm, "type", "Company"] = "蓝田医药有限公司"
                found[dice.choice([TRIP, "delegation/x"]), "visited", firm] = "走访了"
            if dice.random() < 0.5:
                found[article, "mentions", dice.choice(people)] = "何淼"
            found[who, dice.choice(["led", "joined"]), dice.choice([TRIP, "delegation/x"])] = "带队"
        return tuple((*key, quote) for key, quote in found.items())

    with GraphStore.open(graph_settings) as graph:
        for step in range(12):
            deed, name = dice.random(), f"{dice.randrange(5)}.md"
            if deed < 0.6 or not journal.articles():
                journal.append(say(name, claims(say(name).article.id), extractor=f"test/{dice.randrange(9)}"), again=dice.random() < 0.5)
            elif deed < 0.75:
                journal.retract(dice.choice(journal.articles()), "not true", "test")
            elif deed < 0.95:
                journal.decide(dice.choice(["merge", "merge", "split"]), {"entities": dice.sample(people[:4], 2)}, "test")
            else:
                moved = {"article": dice.choice(journal.articles()), "entity": dice.choice(people), "into": dice.choice(people)}
                journal.decide("split", moved, "test")
            if dice.random() < 0.3 or step == 11:
                graph.catch_up(journal)
                report = verify(graph, journal)
                assert report.agrees, report.differing
        grown = digest(graph)
        graph.wipe()
        graph.catch_up(journal)
        assert digest(graph) == grown


def test_an_empty_journal_makes_an_empty_graph_that_can_be_searched(graph_settings: Settings, journal: Journal) -> None:
    with GraphStore.open(graph_settings) as graph:
        assert graph.catch_up(journal).seq == 0
        found = graph.run_read("CALL db.index.fulltext.queryNodes('entity_names', '何淼') YIELD node RETURN node.id")
        assert found.rows == ()
        assert verify(graph, journal).agrees


def test_the_settings_of_another_database_are_used(graph_settings: Settings) -> None:
    with GraphStore.open(replace(graph_settings, neo4j_database="system")) as graph:
        assert graph.run_read("SHOW PROCEDURES YIELD name RETURN count(name) > 0 AS some").rows == ((True,),)
