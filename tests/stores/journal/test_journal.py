"""The journal keeps everything that it was told, once, and says what stands."""

import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from zhaoshang.ontology.errors import BusyError, InputError, NotFoundError, StoreError, UsageError
from zhaoshang.ontology.reading import Doubt, Entity, Filler, Reading, Record, Status
from zhaoshang.ontology.reading import Kind as EntityKind
from zhaoshang.ontology.statement import Identity, Literal, Outcome
from zhaoshang.ontology.values import Evidence
from zhaoshang.stores.journal import Claim, Journal, Kind, Result

Say = Callable[..., Outcome]
_FOUND = [*sorted(str(p) for p in Path("/usr/lib/postgresql").glob("*/bin")), *(str(Path(p).parent) for p in [shutil.which("initdb")] if p)]
POSTGRES = _FOUND[0] if _FOUND else ""


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A PostgreSQL of our own on a socket in a folder of its own."""
    if not POSTGRES:
        pytest.skip("no PostgreSQL server on this machine")
    pytest.importorskip("psycopg", reason="the extra 'postgres' is not installed")
    home = Path(tempfile.mkdtemp(prefix="zs-pg-"))
    run = ["su", "postgres", "-s", "/bin/sh", "-c"] if os.getuid() == 0 else ["/bin/sh", "-c"]
    if os.getuid() == 0:
        shutil.chown(home, "postgres")
    data, tool = home / "data", f"{POSTGRES}/pg_ctl"
    subprocess.run([*run, f"{POSTGRES}/initdb -D {data} -U journal -A trust -E UTF8 --no-sync"], check=True, capture_output=True)
    start = f"{tool} -D {data} -w -o \"-k {home} -c listen_addresses='' -c fsync=off\" -l {home}/log start"
    subprocess.run([*run, start], check=True, stdout=subprocess.DEVNULL)
    yield f"postgresql://journal@/postgres?host={home}"
    subprocess.run([*run, f"{tool} -D {data} -m immediate stop"], check=True, capture_output=True)
    shutil.rmtree(home)


@pytest.fixture(params=["sqlite", "postgres"])
def journal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Journal]:
    if request.param == "sqlite":
        url = f"sqlite://{tmp_path}/journal.db"
    else:
        base = request.getfixturevalue("server")
        name = f"j{abs(hash(request.node.nodeid))}"
        import psycopg

        with psycopg.connect(base, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        url = base.replace("/postgres?", f"/{name}?")
    with Journal.open(url) as opened:
        yield opened


def test_an_outcome_comes_back_as_it_was(journal: Journal, say: Say) -> None:
    said = say(doubts=(Doubt("no such place", Evidence(0, 3, "佳木斯")), Doubt("empty", None, "x")))
    entity = Entity("e1", EntityKind.OFFICIAL, ("何淼", "何"), (Evidence(20, 22, "何淼"),), "")
    record = Record(
        "delegation", {"leader": (Filler("e1", (Evidence(20, 22, "何淼"),), 0.5, "r", "2022-02-13", "e2"),)}, Status.PLANNED, (), 0.7, "r"
    )
    said = replace(
        said,
        reading=Reading("a", "2022-02-14", (entity,), (record,), said.doubts),
        identities=(Identity("e1", "official/he", 0.8, ("same name",), True),),
    )
    done = journal.append(said)
    assert done.result is Result.NEW
    stored = journal.stored(said.article.id)
    assert stored is not None and stored.outcome == said
    assert stored.seq == done.seq == journal.head()
    assert stored.learnt_at.endswith("+00:00")
    assert journal.article(said.article.id) == said.article


def test_the_same_again_adds_nothing(journal: Journal, say: Say) -> None:
    first = journal.append(say())
    again = journal.append(say())
    assert (again.result, again.seq, journal.head()) == (Result.UNCHANGED, first.seq, first.seq)


def test_a_newer_version_supersedes_and_nothing_is_lost(journal: Journal, say: Say) -> None:
    old, new = say(), say(text="佳木斯赴深圳招商\n何淼带队。", claims=(("official/x", "type", "Official", "何淼"),))
    journal.append(old)
    assert journal.append(new).result is Result.CHANGED
    assert [s.statement for s in journal.statements_of(old.article.id)] == list(new.statements)
    history = journal.history(old.article.id)
    assert [journal.outcome_at(e.seq).outcome for e in history] == [old, new]


def test_another_extractor_is_another_reading(journal: Journal, say: Say) -> None:
    journal.append(say())
    assert journal.append(say(extractor="test/2")).result is Result.REREAD
    now = journal.current(say().article.id)
    assert now is not None and now.extractor == "test/2"


def test_a_retraction_hides_until_the_article_is_asked_back(journal: Journal, say: Say) -> None:
    article = say().article.id
    journal.append(say())
    journal.retract(article, "the paper took it back", "editor")
    assert journal.stored(article) is None and journal.articles() == [] and journal.statements_of(article) == []
    assert journal.append(say()).result is Result.RETRACTED
    assert journal.append(say(text="佳木斯赴深圳招商\n更正。")).result is Result.RETRACTED
    assert journal.append(say(), again=True).result is Result.REREAD
    assert journal.articles() == [article]
    assert [e.kind for e in journal.history(article)] == [Kind.OUTCOME, Kind.RETRACTION, Kind.OUTCOME]


def test_a_retraction_needs_a_reason_and_an_article(journal: Journal, say: Say) -> None:
    journal.append(say())
    with pytest.raises(UsageError, match="reason"):
        journal.retract(say().article.id, " ", "editor")
    with pytest.raises(NotFoundError):
        journal.retract("article/0000", "why not", "editor")


@pytest.mark.parametrize("table", ["entries", "statements", "identities", "doubts"])
@pytest.mark.parametrize("change", ["UPDATE {} SET seq = seq + 1", "DELETE FROM {}"])
def test_the_database_itself_refuses_change(journal: Journal, say: Say, table: str, change: str) -> None:
    journal.append(say(doubts=(Doubt("why"),), identities=(Identity("e", "official/x", 1, (), True),)))
    with pytest.raises(StoreError, match="append-only"):
        journal._db.run(change.format(table))
    assert journal.stored(say().article.id) is not None


def test_statements_are_found_by_id_subject_and_object(journal: Journal, say: Say) -> None:
    said = say()
    journal.append(said)
    visited = next(s for s in said.statements if s.predicate == "visited")
    found = journal.statement(visited.id)
    assert found is not None and found.statement == visited and found.published == "2022-02-14"
    firm = {s.statement.predicate for s in journal.statements_about(str(visited.object))}
    assert firm == {"type", "name", "visited"}
    assert journal.articles_about([str(visited.object)]) == [said.article.id]


def test_articles_are_found_by_id_hash_url_path_and_name(journal: Journal, say: Say) -> None:
    said = say("2022/a_b.md")
    journal.append(said)
    for text in (said.article.id, said.article.id[8:], said.article.url, said.article.path, "a_b.md"):
        assert journal.find(text) == [said.article.id]
    assert journal.find("axb.md") == journal.find("%") == []


def test_merges_are_derived_from_the_decisions(journal: Journal, say: Say) -> None:
    journal.append(say())
    journal.decide("merge", {"entities": ["company/a", "company/b"]}, "rule")
    journal.decide("merge", {"entities": ["company/c", "company/a"]}, "editor")
    assert {journal.canonical(e) for e in ("company/a", "company/b", "company/c")} == {"company/c"}
    assert journal.canon().group("company/b") == ("company/c", "company/a", "company/b")
    journal.decide("split", {"entities": ["company/a", "company/c"]}, "editor")
    assert journal.canonical("company/b") == "company/a" and journal.canonical("company/c") == "company/c"


def test_a_split_in_one_article_holds_over_its_versions(journal: Journal, say: Say) -> None:
    said = say()
    article = said.article.id
    journal.append(said)
    journal.decide("split", {"article": article, "entity": "official/he-miao-11111111", "into": "official/other"}, "editor", article)
    led = next(s for s in said.statements if s.predicate == "led")
    assert journal.canon().statement(led).subject == "official/other"
    assert journal.canon().canonical("official/he-miao-11111111") == "official/he-miao-11111111"
    assert journal.append(say(text=said.article.text + "完。")).result is Result.CHANGED
    assert journal.canon().canonical("official/he-miao-11111111", article) == "official/other"


@pytest.mark.parametrize(
    "body", [{}, {"entities": ["company/a"]}, {"entities": ["company/a", "company/a"]}, {"entities": ["", "company/a"]}, {"into": "x"}]
)
def test_an_unclear_identity_decision_is_refused(journal: Journal, body: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        journal.decide("split", body, "editor")
    assert journal.head() == 0


def test_doubts_wait_until_they_are_settled(journal: Journal, say: Say) -> None:
    journal.append(say(doubts=(Doubt("who is 何?", Evidence(0, 1, "佳")), Doubt("no date"))))
    queue = journal.doubts()
    assert [d.doubt.reason for d in queue] == ["who is 何?", "no date"]
    assert queue[0].title == "佳木斯赴深圳招商"
    journal.decide("review", {"doubt": queue[0].id, "verdict": "dismissed"}, "editor")
    assert [d.doubt.reason for d in journal.doubts()] == ["no date"]
    journal.append(say())
    assert journal.doubts() == []


def test_an_unreadable_file_waits_until_it_can_be_read(journal: Journal, say: Say) -> None:
    assert journal.unreadable("a.md", "not UTF-8", "byte 0xff at 3").result is Result.NEW
    assert journal.unreadable("a.md", "not UTF-8", "byte 0xff at 3").result is Result.UNCHANGED
    assert [(d.title, d.doubt.reason, d.doubt.detail) for d in journal.doubts()] == [("a.md", "not UTF-8", "byte 0xff at 3")]
    assert journal.unreadable("a.md", "empty").result is Result.NEW
    assert [d.doubt.reason for d in journal.doubts()] == ["empty"]
    journal.append(say("a.md"))
    assert journal.doubts() == []
    assert [e.kind for e in journal.entries_after(0)] == [Kind.UNREADABLE, Kind.UNREADABLE, Kind.OUTCOME]


def test_half_a_character_is_refused_and_leaves_no_trace(journal: Journal, say: Say) -> None:
    with pytest.raises((InputError, StoreError)):
        journal.append(say(text="标题\n坏\ud800字", claims=()))
    assert journal.head() == 0 and journal.articles() == []


def test_what_is_settled_inside_writing_is_one_transaction(journal: Journal, say: Say) -> None:
    with pytest.raises(RuntimeError), journal.writing():
        journal.append(say())
        raise RuntimeError("cut off")
    assert journal.head() == 0 or journal.articles() == []
    assert journal.append(say()).result is Result.NEW


def test_a_snapshot_does_not_move(journal: Journal, say: Say) -> None:
    journal.append(say("a.md"))
    with Journal.open(journal._db._url if hasattr(journal._db, "_url") else Path(journal.where)) as other, journal.snapshot():
        assert len(journal.articles()) == 1
        other.append(say("b.md"))
        assert len(journal.articles()) == 1
    assert len(journal.articles()) == 2
    assert journal.articles_after(1) == [say("b.md").article.id]


def test_a_follower_misses_nothing_while_several_write(journal: Journal, say: Say) -> None:
    """Sequence numbers become visible in their order: whoever asks for what came after the last one seen gets it all."""

    def write(writer: int) -> None:
        for n in range(15):
            journal.append(say(f"{writer}-{n}.md"))

    writers = [threading.Thread(target=write, args=(n,)) for n in range(3)]
    for thread in writers:
        thread.start()
    seen: list[int] = []
    while any(thread.is_alive() for thread in writers) or journal.head() > (seen or [0])[-1]:
        seen += [entry.seq for entry in journal.entries_after((seen or [0])[-1])]
    assert len(seen) == 45 and seen == [entry.seq for entry in journal.entries_after(0)]


def test_a_writer_that_waits_too_long_is_told_so(journal: Journal, say: Say) -> None:
    impatient = Journal.open(journal._db._url if hasattr(journal._db, "_url") else Path(journal.where), busy_seconds=0.2)
    with journal.writing(), impatient, pytest.raises(BusyError, match="writing to the journal"):
        impatient.append(say())
    assert journal.append(say()).result is Result.NEW


def test_a_file_that_is_no_journal(tmp_path: Path) -> None:
    (tmp_path / "journal.db").write_bytes(b"this is a text, not a database" * 100)
    with pytest.raises(StoreError, match="damaged"):
        Journal.open(tmp_path / "journal.db")


@pytest.mark.parametrize("url", ["mysql://host/db", "sqlite:", "nonsense"])
def test_an_address_that_is_no_journals(url: str) -> None:
    with pytest.raises(UsageError, match="sqlite:///path"):
        Journal.open(url)


def test_a_server_out_of_reach_is_named_without_its_password() -> None:
    pytest.importorskip("psycopg", reason="the extra 'postgres' is not installed")
    with pytest.raises(StoreError, match="out of reach") as caught:
        Journal.open("postgresql://me:secret@127.0.0.1:1/db")
    assert "secret" not in str(caught.value) and "127.0.0.1:1" in str(caught.value)


def test_equal_claims_are_counted_and_the_gazetteer_speaks_once(journal: Journal, say: Say) -> None:
    def about(name: str, published: str, called: str, code: str) -> Outcome:
        said = say(name, (("city/1", "name", Literal(called), ""), ("city/1", "divisionCode", Literal(code), "")), published=published)
        return replace(said, statements=(said.statements[0], replace(said.statements[1], rule="gazetteer")))

    for n, (published, called, code) in enumerate([("2022-03", "甲市", "old"), ("2022-01", "甲市", "old"), ("2022-02", "甲", "new")]):
        journal.append(about(f"{n}.md", published, called, code))

    def told(*apart: str) -> list[Claim]:
        return sorted(journal.claims(["city/1"], ["name", "divisionCode"], apart), key=lambda c: (c.predicate, str(c.object), c.seq))

    code, short, full = told()
    assert (code.object, code.articles, code.seq) == (Literal("new"), 1, 3)
    assert (short.object, short.articles, short.published) == (Literal("甲"), 1, "2022-02")
    assert (full.object, full.articles, full.published, full.seq, full.article) == (Literal("甲市"), 2, "2022-03", 1, "")
    one = about("0.md", "2022", "", "").article.id
    assert {(c.article, c.articles, c.seq) for c in told(one) if c.object == Literal("甲市")} == {(one, 1, 1), ("", 1, 2)}
    journal.retract(about("2.md", "2022", "", "").article.id, "wrong", "editor")
    assert [c.object for c in told()] == [Literal("old"), Literal("甲市")]


def test_it_can_be_read_as_it_stood_at_an_entry(journal: Journal, say: Say) -> None:
    leader, firm = "official/he-miao-11111111", "company/lan-tian-22222222"
    journal.append(say())
    first = journal.head()
    journal.append(say(claims=((leader, "name", Literal("何淼"), "何淼"),)))
    journal.decide("merge", {"entities": ["official/kept", leader]}, "editor")
    journal.retract(say().article.id, "a test", "editor")
    assert {one.statement.predicate for one in journal.statements_at([leader], first)} == {"type", "name", "led"}
    assert {one.statement.predicate for one in journal.statements_at([firm], first)} == {"type", "name", "visited"}
    assert [one.statement.predicate for one in journal.statements_at([leader], first + 1)] == ["name"]
    assert journal.statements_at([leader], journal.head()) == []
    assert (journal.canon_at(first).canonical(leader), journal.canon().canonical(leader)) == (leader, "official/kept")
    assert (journal.said(first), journal.said()) == (first, journal.head())
    assert {leader, firm} <= journal.touched_after(first)
    assert journal.touched_after(journal.head()) == set()


def test_decisions_of_one_kind_are_found_among_others(journal: Journal, say: Say) -> None:
    journal.append(say())
    journal.decide("dossier", {"note": '"kind":"review"}', "action": "put"}, "a")
    journal.decide("review", {"doubt": "d"}, "b")
    journal.decide("merge", {"entities": ["company/a", "company/b"]}, "c")
    assert [d.author for _, d in journal.decisions_after(0, "dossier")] == ["a"]
    assert [d.author for _, d in journal.decisions_after(0, "review")] == ["b"]
    assert [d.author for _, d in journal.decisions_after(0)] == ["a", "b", "c"]
    assert journal.canonical("company/b") == "company/a"  # it is known after decisions that are about no identity as well
    journal.decide("dossier", {"action": "delete"}, "a")
    assert journal.canonical("company/b") == "company/a"
