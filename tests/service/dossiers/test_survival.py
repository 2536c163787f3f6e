"""Links outlive what happens to the graph, and say when it has changed: articles read again, added and withdrawn; merges; splits."""

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from click.testing import CliRunner

from tests.service.conftest import serve
from zhaoshang.cli.main import cli
from zhaoshang.ingest.sample import POSTS
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings

TRIP, SIGNING = "2021-04-15-20210415000177.md", "2021-09-17-20210917000177.md"
Told = dict[str, Any]


class House:
    """A data folder with some of the sample's posts, its service, and the commands that change it."""

    def __init__(self, folder: Path, client: httpx.Client) -> None:
        self.posts, self.client = folder / "posts", client
        self.settings = Settings.at(folder / "data")

    def run(self, *args: str) -> None:
        done = CliRunner().invoke(cli, args, env={"ZHAOSHANG_DATA": str(self.settings.data)}, catch_exceptions=False)
        assert done.exit_code == 0, done.output

    def read(self, post: str, change: Callable[[str], str] = str) -> None:
        """Take in a post, as it is or changed."""
        (self.posts / post).write_text(change((POSTS / post).read_text("utf-8")), "utf-8")
        self.run("ingest", str(self.posts), "--again", "--jobs", "1")

    def decide(self, kind: str, **body: Any) -> None:
        with Journal.open(self.settings.journal) as journal:
            journal.decide(kind, body, "editor")

    def told(self, done: Callable[[Told], bool]) -> Told:
        """The dossier once the service has followed the journal so far that ``done`` holds."""
        until = time.monotonic() + 20
        while True:
            answer: Told = self.client.get("/dossiers/kept").json()
            if done(answer):
                return answer
            assert time.monotonic() < until, answer
            time.sleep(0.1)

    def accept(self, entity: str) -> Told:
        answer = self.client.post("/dossiers/kept/decisions", json={"action": "accept", "entity": entity})
        assert answer.status_code == 201, answer.text
        told: Told = answer.json()
        assert told["state"] == "linked"
        return told


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    (tmp_path / "posts").mkdir()
    for client in serve(Settings.at(tmp_path / "data")):
        it = House(tmp_path, client)
        it.read(TRIP)
        client.put("/dossiers/kept", json={"type": "Person", "name": "陆闻溪", "place": "鹤岗市"})
        it.told(lambda d: bool(d["candidates"]))
        yield it


def best(house: House) -> str:
    entity: str = house.client.get("/dossiers/kept").json()["candidates"][0]["entity"]
    return entity


def facts(told: Told, kind: str) -> set[str]:
    return {change["predicate"] for change in told["changed"] if change["kind"] == kind}


def test_reading_the_same_again_changes_nothing(house: House) -> None:
    entity = best(house)
    house.accept(entity)
    house.read(TRIP)
    shutil.rmtree(house.posts)  # nothing hangs on the files
    told = house.told(lambda d: True)
    assert (told["state"], told["changed"], told["link"]["entity"]["id"]) == ("linked", [], entity)


def test_a_new_article_asks_for_another_look_and_says_what_is_new(house: House) -> None:
    entity = best(house)
    house.accept(entity)
    house.read(SIGNING)
    told = house.told(lambda d: d["state"] == "again")
    assert told["link"]["entity"]["id"] == entity
    assert "hasSigner" in facts(told, "added")
    assert not facts(told, "gone")
    listed = house.client.get("/dossiers", params={"state": "again"}).json()
    assert [(d["id"], d["changes"]) for d in listed["dossiers"]] == [("dossier/kept", len(told["changed"]))]
    assert "关联之后的变化" in house.client.get("/dossiers/kept", headers={"accept": "text/html"}).text
    house.accept(entity)  # looked at; it is still so
    assert house.client.get("/dossiers", params={"state": "again"}).json()["total"] == 0


def test_another_version_of_an_article_is_compared_fact_by_fact(house: House) -> None:
    entity = best(house)
    house.accept(entity)
    house.read(TRIP, lambda text: text.replace("率队赴", "率队到").replace("鹤岗市委副书记、市长陆闻溪", "鹤岗市市长陆闻溪"))
    told = house.told(lambda d: d["state"] == "again")
    assert "holds" in facts(told, "gone")
    assert "led" not in facts(told, "added") | facts(told, "gone")  # that is said as before
    assert told["link"]["present"] is True


def test_a_withdrawn_article_leaves_the_link_and_says_that_nothing_is_left(house: House) -> None:
    entity = best(house)
    house.accept(entity)
    house.run("retract", TRIP, "--reason", "a test")
    told = house.told(lambda d: d["link"]["present"] is False)
    assert [c["kind"] for c in told["changed"]] == ["lost"]
    assert (told["state"], told["facts"], told["link"]["entity"]["id"]) == ("again", None, entity)
    assert "图谱中已没有关于它的内容" in house.client.get("/dossiers/kept", headers={"accept": "text/html"}).text
    house.read(TRIP)
    told = house.told(lambda d: d["link"]["present"])
    assert (told["state"], told["link"]["entity"]["id"]) == ("linked", entity)


def test_a_link_follows_a_merge_and_comes_back_with_its_undoing(house: House) -> None:
    entity, other = best(house), "official/somebody-else-00000000"
    house.accept(entity)
    house.decide("merge", entities=[other, entity])
    told = house.told(lambda d: d["link"]["entity"]["id"] == other)
    assert told["link"]["decided_on"] == entity
    assert [(c["kind"], c["other"]["id"], c["by"]) for c in told["changed"]] == [("merged", other, "editor")]
    assert told["facts"]["name"] == "陆闻溪"
    house.decide("split", entities=[other, entity])
    told = house.told(lambda d: d["link"]["entity"]["id"] == entity)
    assert [c["kind"] for c in told["changed"]] == ["merged", "split"]


def test_a_link_stays_when_an_article_turns_out_to_mean_another(house: House) -> None:
    entity = best(house)
    house.read(SIGNING)
    house.told(lambda d: bool(d["candidates"][0]["articles"] == 2))
    house.accept(entity)
    with Journal.open(house.settings.journal) as journal:
        article = journal.find(SIGNING)[0]
    house.decide("split", article=article, entity=entity, into="official/namesake-00000000")
    told = house.told(lambda d: d["state"] == "again")
    assert told["link"]["entity"]["id"] == entity
    assert "hasSigner" in facts(told, "gone")
    assert ("split", "official/namesake-00000000") in {(c["kind"], (c["other"] or {}).get("id")) for c in told["changed"]}


def test_a_dossier_that_is_put_anew_keeps_its_link_and_asks_for_a_look(house: House) -> None:
    house.accept(best(house))
    told = house.client.put("/dossiers/kept", json={"type": "Person", "name": "陆闻溪", "post": "副市长"}).json()
    assert (told["state"], told["result"]) == ("again", "changed")
    assert [c["kind"] for c in told["changed"]] == ["dossier"]


def test_links_are_there_again_after_a_restart_and_a_rebuild(house: House) -> None:
    entity = best(house)
    house.accept(entity)
    for client in serve(house.settings):  # beside the first one, which owns the triple store
        assert client.get("/dossiers/kept").json()["link"]["entity"]["id"] == entity
