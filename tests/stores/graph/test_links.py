"""Accepted links of dossiers stand in the property graph as they do in the triples, through whatever happens to the journal."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from zhaoshang.ontology.statement import Outcome
from zhaoshang.stores.graph import GraphStore, project, verify
from zhaoshang.stores.graph.verify import digest
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings
from zhaoshang.stores.triples import TripleStore
from zhaoshang.stores.triples import verify as verify_triples

Say = Callable[..., Outcome]
pytestmark = pytest.mark.neo4j
TRIP, LEADER, OTHER = "delegation/jia-mu-si-2022-02-0a1b2c3d", "official/he-miao-11111111", "official/he-miao-99999999"
LINKED = "MATCH (d:Dossier)<-[:LINK_OF]-(l:Link)-[:LINK_TO]->(e:Entity) RETURN d.id, l.id, e.id ORDER BY d.id"
LED = "MATCH (d:Dossier)<-[:LINK_OF]-(:Link)-[:LINK_TO]->(:Official)-[:LED]->(t:Delegation) RETURN d.id, t.id"
TRIPLES = """PREFIX zs: <https://w3id.org/zhaoshang/ns#>
SELECT ?dossier ?link ?entity { ?link zs:linkOf ?dossier ; zs:linkTo ?entity } ORDER BY ?dossier"""


class Desk:
    """A journal, and both stores made from it."""

    def __init__(self, settings: Settings, journal: Journal, graph: GraphStore) -> None:
        self.settings, self.journal, self.graph = settings, journal, graph

    def put(self, name: str = "dossier/he", **fields: list[str]) -> None:
        said = {"name": ["何淼"], **fields}
        body = {"action": "put", "dossier": name, "type": "Person", "fields": said, "text": "a secret", "form": "fields"}
        self.journal.decide("dossier", body, "keeper")

    def decide(self, action: str, entity: str = LEADER, name: str = "dossier/he") -> None:
        self.journal.decide("dossier", {"action": action, "dossier": name, "entity": entity, "note": "a secret", "score": 90.0}, "keeper")

    def links(self) -> list[tuple[Any, ...]]:
        """What both stores show, once they have followed; they agree with the journal and with one another."""
        self.graph.catch_up(self.journal)
        report = verify(self.graph, self.journal)
        assert report.agrees, report.differing
        with TripleStore.open(self.settings, writable=True) as triples:
            triples.catch_up(self.journal)
            assert verify_triples(triples, self.journal).agrees
            rows = [tuple(row[name].value.partition("/id/")[2] for name in ("dossier", "link", "entity")) for row in triples.query(TRIPLES)]
        shown = list(self.graph.run_read(LINKED).rows)
        assert shown == rows
        return shown


@pytest.fixture
def desk(graph_settings: Settings, journal: Journal, say: Say) -> Iterator[Desk]:
    settings = replace(graph_settings, dossier_links=True)
    journal.append(say("a.md"))
    with GraphStore.open(settings) as graph:
        it = Desk(settings, journal, graph)
        it.put()
        yield it


def test_an_accepted_link_can_be_asked_for_with_the_facts_until_it_is_undone(desk: Desk) -> None:
    assert desk.links() == []
    desk.decide("accept")
    assert desk.links() == [("dossier/he", "link/he", LEADER)]
    assert desk.graph.run_read(LED).rows == (("dossier/he", TRIP),)
    desk.decide("undo")
    assert desk.links() == []
    assert desk.graph.run_read("MATCH (n:Dossier|Link) RETURN n").rows == ()


def test_nothing_of_a_dossier_but_its_name_and_when_it_was_linked(desk: Desk) -> None:
    desk.decide("accept")
    desk.links()
    rows = desk.graph.run_read("MATCH (n:Dossier|Link) RETURN labels(n)[0] AS label, keys(n) AS keys ORDER BY label").rows
    assert [(label, sorted(keys)) for label, keys in rows] == [("Dossier", ["id"]), ("Link", ["generatedAtTime", "id"])]
    everything = desk.graph.run_read("MATCH (n) RETURN collect(properties(n)) AS all").rows
    assert "secret" not in str(everything) and "keeper" not in str(everything)


def test_refused_proposed_and_deleted_dossiers_are_not_shown(desk: Desk) -> None:
    desk.decide("refuse")
    assert desk.links() == []
    desk.decide("accept")
    assert len(desk.links()) == 1
    desk.journal.decide("dossier", {"action": "delete", "dossier": "dossier/he"}, "keeper")
    assert desk.links() == []


def test_a_link_outlives_a_new_version_a_retraction_and_the_return_of_its_article(desk: Desk, say: Say) -> None:
    desk.decide("accept")
    desk.links()
    claims = ((LEADER, "type", "Official", "何淼"), (LEADER, "joined", TRIP, "何淼带队"), (TRIP, "type", "Delegation", "带队"))
    desk.journal.append(say("a.md", claims, text="佳木斯赴深圳招商\n佳木斯市副市长何淼带队，走访了青禾种业。"))
    assert desk.links() == [("dossier/he", "link/he", LEADER)]
    desk.journal.retract(desk.journal.find("a.md")[0], "not true", "test")
    assert desk.links() == [("dossier/he", "link/he", LEADER)]
    assert desk.graph.run_read("MATCH (e:Entity) RETURN e.id, e.name").rows == ((LEADER, None),), "what it leads to says nothing more"
    desk.journal.append(say("a.md"), again=True)
    assert desk.links() == [("dossier/he", "link/he", LEADER)]
    assert desk.graph.run_read(LED).rows == (("dossier/he", TRIP),)
    desk.journal.retract(desk.journal.find("a.md")[0], "not true", "test")
    desk.links()
    desk.decide("undo")
    assert desk.links() == []
    assert desk.graph.run_read("MATCH (e:Entity) RETURN e").rows == (), "and goes with the link"


def test_a_link_follows_a_merge_and_comes_back_with_its_undoing(desk: Desk, say: Say) -> None:
    desk.journal.append(say("b.md", ((OTHER, "type", "Official", "何淼"), (OTHER, "led", TRIP, "何淼带队"))))
    desk.decide("accept", OTHER)
    assert desk.links() == [("dossier/he", "link/he", OTHER)]
    before = digest(desk.graph)
    desk.journal.decide("merge", {"entities": [LEADER, OTHER]}, "editor")
    assert desk.links() == [("dossier/he", "link/he", LEADER)]
    desk.journal.decide("split", {"entities": [LEADER, OTHER]}, "editor")
    assert desk.links() == [("dossier/he", "link/he", OTHER)]
    assert digest(desk.graph) == before
    desk.journal.decide("split", {"article": desk.journal.find("b.md")[0], "entity": OTHER, "into": "official/third-00000000"}, "editor")
    assert desk.links() == [("dossier/he", "link/he", OTHER)]


def test_a_graph_that_is_made_anew_has_them_too(desk: Desk) -> None:
    desk.decide("accept")
    desk.put("dossier/nobody")
    desk.decide("accept", "company/of-no-article-00000000", "dossier/nobody")
    shown = desk.links()
    assert len(shown) == 2
    before = digest(desk.graph)
    desk.graph.wipe()
    assert desk.graph.run_read("MATCH (n) RETURN count(n)").rows == ((0,),)
    assert desk.links() == shown
    assert digest(desk.graph) == before


def test_where_they_are_not_to_be_shown_they_go(desk: Desk, graph_settings: Settings) -> None:
    desk.decide("accept")
    assert len(desk.links()) == 1
    desk.journal.decide("review", {"doubt": "doubt/0", "verdict": "accept"}, "editor")
    with GraphStore.open(graph_settings) as graph:
        graph.catch_up(desk.journal)
        assert graph.run_read("MATCH (n:Dossier|Link) RETURN n").rows == ()
        assert verify(graph, desk.journal).agrees


def test_verify_names_a_link_that_somebody_changed_by_hand_and_the_next_decision_mends_it(desk: Desk) -> None:
    desk.decide("accept")
    desk.links()
    with desk.graph.session() as session:
        session.run("MATCH (:Link)-[r:LINK_TO]->() DELETE r").consume()
        session.run("CREATE (:Dossier {id: 'dossier/stray'})").consume()
    report = verify(desk.graph, desk.journal)
    assert report.differing == ("dossier link/he", "dossier link/stray")
    desk.put("dossier/other")
    assert desk.links() == [("dossier/he", "link/he", LEADER)]


@pytest.mark.parametrize("seed", range(2))
def test_whatever_happens_both_stores_show_the_same_links(desk: Desk, say: Say, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Random readings, retractions, merges, splits and decisions on dossiers; after some of them both stores follow."""
    monkeypatch.setattr(project, "BATCH", 7)
    dice = random.Random(seed)
    people = [f"official/p-{n}" for n in range(4)]
    for step in range(25):
        deed, who = dice.random(), dice.choice(people)
        if deed < 0.25:
            claims = ((who, "type", "Official", "何淼"), (who, dice.choice(["led", "joined"]), TRIP, "带队"))
            desk.journal.append(say(f"{dice.randrange(4)}.md", claims, extractor=f"test/{dice.randrange(9)}"), again=dice.random() < 0.5)
        elif deed < 0.35:
            desk.journal.retract(dice.choice(desk.journal.articles() or ["article/none"]), "not true", "test")
        elif deed < 0.55:
            desk.journal.decide(dice.choice(["merge", "split"]), {"entities": dice.sample(people, 2)}, "test")
        elif deed < 0.65:
            desk.put(f"dossier/d-{dice.randrange(3)}")
        else:
            desk.decide(dice.choice(["accept", "accept", "refuse", "undo"]), who, f"dossier/d-{dice.randrange(3)}")
        if dice.random() < 0.3 or step == 24:
            desk.links()
    grown = digest(desk.graph)
    desk.graph.wipe()
    desk.links()
    assert digest(desk.graph) == grown
