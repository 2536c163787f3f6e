"""The triple store is made from the journal alone, follows it, and can be thrown away."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from zhaoshang.ontology.errors import BusyError, NotFoundError, StoreError
from zhaoshang.ontology.statement import Literal, Outcome
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings
from zhaoshang.stores.triples import TripleStore, merging, verify
from zhaoshang.stores.triples.merging import settle
from zhaoshang.stores.triples.snapshots import snapshots

Say = Callable[..., Outcome]
FIRM = "company/lan-tian-22222222"
PREFIX = "PREFIX zs: <https://w3id.org/zhaoshang/ns#> PREFIX id: <https://zhaoshang.example/id/> "


@pytest.fixture
def store(settings: Settings) -> Iterator[TripleStore]:
    with TripleStore.open(settings, writable=True) as opened:
        yield opened


def names(store: TripleStore, cls: str) -> list[str]:
    rows = store.query(PREFIX + f"SELECT ?n WHERE {{ ?e a zs:{cls} ; zs:name ?n }} ORDER BY ?n")
    return [row["n"].value for row in rows]


def zh(text: str) -> Literal:
    return Literal(text, "string", "zh")


def test_it_says_what_the_journal_says(store: TripleStore, journal: Journal, say: Say) -> None:
    journal.append(say())
    done = store.catch_up(journal)
    assert (done.articles, done.seq, store.seq) == (1, 1, 1)
    assert names(store, "Company") == ["蓝田医药有限公司"]
    report = verify(store, journal)
    assert report.agrees and report.journal_quads == report.store_quads > 100


def test_a_replay_changes_nothing(store: TripleStore, journal: Journal, say: Say) -> None:
    journal.append(say())
    store.catch_up(journal)
    before = str(sorted(map(str, store.store)))
    assert store.catch_up(journal).added == 0
    store.store.update(PREFIX + "DELETE WHERE { GRAPH <https://zhaoshang.example/id/graph/projection> { ?s ?p ?o } }")
    again = store.catch_up(journal)
    assert (again.added, again.removed) == (0, 0)
    assert str(sorted(map(str, store.store))) == before


def test_a_newer_version_replaces_what_the_older_said(store: TripleStore, journal: Journal, say: Say) -> None:
    journal.append(say())
    store.catch_up(journal)
    journal.append(say(text="更正\n没有这回事。", claims=((FIRM, "type", "Company", ""), (FIRM, "name", zh("蓝田"), ""))))
    store.catch_up(journal)
    assert names(store, "Company") == ["蓝田"] and names(store, "Official") == []
    assert verify(store, journal).agrees


def test_a_retraction_takes_the_article_away_and_its_return_brings_it_back(store: TripleStore, journal: Journal, say: Say) -> None:
    journal.append(say("a.md"))
    journal.append(say("b.md", (("company/other-1", "type", "Company", ""), ("company/other-1", "name", zh("他家"), ""))))
    store.catch_up(journal)
    journal.retract(say("a.md").article.id, "wrong", "editor")
    store.catch_up(journal)
    assert names(store, "Company") == ["他家"] and names(store, "City") == []
    assert verify(store, journal).agrees
    journal.append(say("a.md"), again=True)
    store.catch_up(journal)
    assert names(store, "Company") == ["他家", "蓝田医药有限公司"]
    assert verify(store, journal).agrees


def test_an_entity_has_one_name_whatever_many_articles_call_it(store: TripleStore, journal: Journal, say: Say) -> None:
    def called(article: str, name: str) -> Outcome:
        return say(article, ((FIRM, "type", "Company", ""), (FIRM, "name", zh(name), "")))

    for article, name in (("a.md", "蓝田"), ("b.md", "蓝田医药"), ("c.md", "蓝田医药")):
        journal.append(called(article, name))
        store.catch_up(journal)
    assert names(store, "Company") == ["蓝田医药"]
    aliases = store.query(PREFIX + f"SELECT ?n WHERE {{ id:{FIRM.replace('/', chr(92) + '/')} zs:alias ?n }}")
    assert [row["n"].value for row in aliases] == ["蓝田"]
    journal.retract(called("c.md", "").article.id, "wrong", "editor")
    store.catch_up(journal)
    assert names(store, "Company") == ["蓝田医药"] and verify(store, journal).agrees


def test_a_value_is_the_latest_articles_and_a_date_the_most_exact(store: TripleStore, journal: Journal, say: Say) -> None:
    def about(article: str, published: str, stage: str, start: str) -> Outcome:
        claims = (
            ("project/p", "type", "Project", ""),
            ("project/p", "stage", Literal(stage), ""),
            ("delegation/d", "startDate", Literal(start, "date"), ""),
        )
        return say(article, claims, published=published)

    journal.append(about("late.md", "2022-05-01", "construction", "2022-02"))
    journal.append(about("early.md", "2022-02-01", "signed", "2022-02-13"))
    store.catch_up(journal)
    rows = store.query(PREFIX + "SELECT ?s ?d WHERE { ?p zs:stage ?s . ?t zs:startDate ?d }")
    assert [(row["s"].value, row["d"].value) for row in rows] == [("construction", "2022-02-13")]


def test_a_merge_and_its_undoing(store: TripleStore, journal: Journal, say: Say) -> None:
    short = (
        ("company/short", "type", "Company", ""),
        ("company/short", "name", zh("蓝田"), ""),
        ("delegation/x", "visited", "company/short", ""),
    )
    journal.append(say("a.md"))
    journal.append(say("b.md", short))
    store.catch_up(journal)
    before = sorted(map(str, store.store))
    journal.decide("merge", {"entities": [FIRM, "company/short"]}, "editor")
    store.catch_up(journal)
    assert names(store, "Company") == ["蓝田医药有限公司"]
    visits = store.query(PREFIX + f"ASK {{ <https://zhaoshang.example/id/delegation/x> zs:visited <https://zhaoshang.example/id/{FIRM}> }}")
    assert bool(visits) and verify(store, journal).agrees
    journal.decide("split", {"entities": [FIRM, "company/short"]}, "editor")
    store.catch_up(journal)
    after = sorted(map(str, store.store))
    assert [line for line in after if "graph/projection" not in line] == [line for line in before if "graph/projection" not in line]
    assert verify(store, journal).agrees


def test_one_article_may_mean_somebody_else(store: TripleStore, journal: Journal, say: Say) -> None:
    journal.append(say("a.md"))
    journal.append(say("b.md"))
    store.catch_up(journal)
    journal.decide("split", {"article": say("b.md").article.id, "entity": FIRM, "into": "company/lan-tian-99999999"}, "editor")
    store.catch_up(journal)
    assert names(store, "Company") == ["蓝田医药有限公司"] * 2
    assert verify(store, journal).agrees


def test_a_wiped_store_is_made_anew_alike(settings: Settings, journal: Journal, say: Say) -> None:
    for name in ("a.md", "b.md"):
        journal.append(say(name))
    with TripleStore.open(settings, writable=True) as store:
        store.catch_up(journal)
        before = verify(store, journal)
    TripleStore.wipe(settings)
    assert not settings.triples.exists()
    with TripleStore.open(settings, writable=True) as store:
        store.catch_up(journal)
        assert verify(store, journal) == before


def test_a_large_catch_up_by_bulk_comes_to_the_same(
    settings: Settings, journal: Journal, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(40):
        journal.append(say(f"{n}.md"))
    with TripleStore.open(settings, writable=True) as store:
        store.catch_up(journal)
        once = verify(store, journal)
    TripleStore.wipe(settings)
    monkeypatch.setattr("zhaoshang.stores.triples.project.TRANSACTION", 500)
    monkeypatch.setattr("zhaoshang.stores.triples.project.LOAD", 500)
    with TripleStore.open(settings, writable=True) as store:
        store.catch_up(journal)
        assert verify(store, journal) == once and once.agrees


def test_a_store_of_another_journal_is_made_anew(settings: Settings, tmp_path: Path, journal: Journal, say: Say) -> None:
    journal.append(say("a.md"))
    other = Journal.open(tmp_path / "other.db")
    other.append(say("b.md", (("company/o", "type", "Company", ""), ("company/o", "name", zh("他家"), ""))))
    with TripleStore.open(settings, writable=True) as store:
        store.catch_up(journal)
        store.catch_up(other)
        assert names(store, "Company") == ["他家"] and verify(store, other).agrees


def test_another_base_makes_other_addresses(settings: Settings, journal: Journal, say: Say) -> None:
    journal.append(say())
    with TripleStore.open(settings, writable=True) as store:
        store.catch_up(journal)
    moved = Settings.at(settings.data, "https://graph.example")
    with TripleStore.open(moved, writable=True) as store:
        store.catch_up(journal)
        assert not [q for q in store.store if "zhaoshang.example/id" in str(q)]
        assert verify(store, journal).agrees


def test_verify_finds_a_missing_a_false_and_a_strange_quad(store: TripleStore, journal: Journal, say: Say) -> None:
    journal.append(say())
    store.catch_up(journal)
    for change in (
        "DELETE WHERE { GRAPH ?g { ?d zs:visited ?f } }",
        "INSERT DATA { GRAPH id:graph\\/entities { id:company\\/x zs:name 'x' } }",
        "INSERT DATA { GRAPH <https://elsewhere.example/g> { id:company\\/x zs:name 'x' } }",
    ):
        store.store.update(PREFIX + change)
        report = verify(store, journal)
        assert not report.agrees and report.journal_digest != report.store_digest
        TripleStore.catch_up(store, journal)
    assert len(report.differing) == 3


def test_a_second_owner_is_told_who_the_first_is(settings: Settings, store: TripleStore) -> None:
    with pytest.raises(BusyError, match=f"process {os.getpid()}"):
        TripleStore.open(settings, writable=True)


OWN = """
import sys
from pathlib import Path
from zhaoshang.stores.settings import Settings
from zhaoshang.stores.triples import TripleStore
store = TripleStore.open(Settings.at(Path(sys.argv[1])), writable=True)
print("mine", flush=True)
sys.stdin.read()
"""


def test_the_lock_of_a_killed_owner_is_free(settings: Settings) -> None:
    process = subprocess.Popen([sys.executable, "-c", OWN, str(settings.data)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None and process.stdout is not None
    assert process.stdout.readline() == b"mine\n"
    with pytest.raises(BusyError, match=f"process {process.pid}"):
        TripleStore.open(settings, writable=True)
    process.kill()
    process.wait()
    process.stdin.close()
    process.stdout.close()
    TripleStore.open(settings, writable=True).close()


def test_readers_see_whole_states_while_the_owner_writes(settings: Settings, journal: Journal, say: Say) -> None:
    with pytest.raises(NotFoundError, match="ingest"):
        TripleStore.open(settings, writable=False)
    journal.append(say("a.md"))
    with TripleStore.open(settings, writable=True) as owner:
        owner.catch_up(journal)
        first = TripleStore.open(settings, writable=False)
        for n in range(5):
            journal.append(say(f"more-{n}.md"))
            owner.catch_up(journal)
        assert (first.seq, TripleStore.open(settings, writable=False).seq, owner.seq) == (1, 6, 6)
        assert verify(first, journal).store_quads > 100
        with pytest.raises(BusyError, match="for reading"):
            first.catch_up(journal)
        first.close()


def test_snapshots_are_cleared_away_once_nobody_reads_them(settings: Settings, journal: Journal, say: Say) -> None:
    home = settings.triples.with_name("triples.snapshots")
    with TripleStore.open(settings, writable=True) as owner:
        journal.append(say("a.md"))
        owner.catch_up(journal)
        reader = TripleStore.open(settings, writable=False)
        journal.append(say("b.md"))
        owner.catch_up(journal)
        assert len(list(home.iterdir())) == 2
        reader.close()
        journal.append(say("c.md"))
        owner.catch_up(journal)
        assert len(list(home.iterdir())) == 1


def test_a_reading_command_catches_up_or_waits_for_the_owner(settings: Settings, journal: Journal, say: Say) -> None:
    journal.append(say("a.md"))
    with TripleStore.current(settings, journal) as alone:
        assert alone.writable and alone.seq == 1
    with TripleStore.open(settings, writable=True) as owner:
        with TripleStore.current(settings, journal) as beside:
            assert not beside.writable and beside.seq == 1
        journal.append(say("b.md"))
        with pytest.raises(BusyError, match="has not caught up"):
            TripleStore.current(settings, journal, wait_seconds=0.3)
        owner.catch_up(journal)
        with TripleStore.current(settings, journal) as beside:
            assert beside.seq == 2


def test_damaged_files_are_reported_with_the_remedy(settings: Settings, journal: Journal, say: Say) -> None:
    journal.append(say())
    with TripleStore.open(settings, writable=True) as store:
        store.catch_up(journal)
    for path in settings.triples.glob("*"):
        if path.name.startswith(("MANIFEST", "CURRENT")):
            path.write_bytes(b"\x00" * 16)
    with pytest.raises(StoreError, match="rebuild --triples"):
        TripleStore.open(settings, writable=True)
    TripleStore.wipe(settings)
    with TripleStore.open(settings, writable=True) as store:
        store.catch_up(journal)
        assert verify(store, journal).agrees


@pytest.fixture
def locked() -> Iterator[Path]:
    """A folder that we may not write to; root becomes nobody for the test, for root may write everywhere."""
    folder = Path(tempfile.mkdtemp(prefix="zs-locked-"))
    folder.chmod(0o555)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    yield folder
    if root:
        os.seteuid(0)
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_folder_without_rights(locked: Path) -> None:
    with pytest.raises(StoreError, match="ZHAOSHANG_DATA"):
        TripleStore.open(Settings.at(locked / "data"), writable=True)
    with pytest.raises(StoreError, match="ZHAOSHANG_DATA"):
        Journal.open(Settings.at(locked / "data").journal)
    with pytest.raises(StoreError, match="ZHAOSHANG_DATA"):
        Journal.open(Settings.at(locked).journal)


def test_much_writing_ends_in_one_merge_that_readers_see(
    settings: Settings, store: TripleStore, journal: Journal, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.append(say())
    store.catch_up(journal)
    assert not settle(store)  # an article is not much
    monkeypatch.setattr(merging, "LEAST", 100)
    before, said = snapshots(settings.triples)[-1], sorted(map(str, store.store))
    assert settle(store)
    assert snapshots(settings.triples)[-1] != before
    with TripleStore.open(settings, writable=False) as reader:
        assert sorted(map(str, reader.store)) == said
        assert not settle(reader)  # what another owns is not ours to merge
    assert not settle(store)  # nothing was written since
