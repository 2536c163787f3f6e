"""A backup taken while the service runs and an ingest writes, put back into an empty folder; files that are none."""

import json
import shutil
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from tests.service.conftest import serve
from zhaoshang.cli.main import cli
from zhaoshang.ontology.errors import InputError, NotFoundError, StoreError, UsageError
from zhaoshang.service.access import KeyRing
from zhaoshang.stores.backup import backup, restore
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings
from zhaoshang.stores.triples import TripleStore, verify


def run(data: Path, *args: str) -> str:
    done = CliRunner().invoke(cli, args, env={"ZHAOSHANG_DATA": str(data)}, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample corpus, a key and a decision."""
    data = tmp_path_factory.mktemp("source")
    run(data, "ingest", "--sample")
    KeyRing(data).create("newsroom", "write")
    with Journal.open(Settings.at(data).journal) as journal:
        journal.decide("review", {"doubt": journal.doubts()[0].id, "verdict": "refuse"}, "editor")
    return data


@pytest.fixture(scope="module")
def file(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("backups") / "one.zip"
    backup(Settings.at(source), target)
    return target


def asked(client: httpx.Client) -> object:
    return client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"}).json()


def test_what_is_put_back_answers_as_the_first_did(source: Path, tmp_path: Path) -> None:
    for client in serve(Settings.at(source)):
        told = json.loads(run(source, "backup", str(tmp_path / "one.zip"), "--json"))
        before = asked(client)
    run(tmp_path / "again", "restore", str(tmp_path / "one.zip"))
    again = Settings.at(tmp_path / "again")
    for client in serve(again):
        assert asked(client) == before
    with Journal.open(again.journal) as journal, TripleStore.current(again, journal) as store:
        assert journal.head() == told["head"] >= 47
        assert [decision.author for _, decision in journal.decisions_after(0)] == ["editor"]
        assert verify(store, journal).agrees
    assert [key.name for key in KeyRing(again.data).all()] == ["newsroom"]
    assert (again.data / "keys.json").stat().st_mode & 0o077 == 0


def test_a_copy_taken_amid_writing_is_one_whole_state(source: Path, tmp_path: Path) -> None:
    data = tmp_path / "busy"
    shutil.copytree(source, data, ignore=shutil.ignore_patterns("triples*", "*-wal", "*-shm"))
    settings = Settings.at(data)
    stop, written = threading.Event(), []
    with Journal.open(settings.journal) as journal:
        first = journal.head()

        def write() -> None:
            while not stop.is_set():
                written.append(journal.decide("note", {"n": len(written)}, "writer"))

        writer = threading.Thread(target=write)
        writer.start()
        try:
            heads = [backup(settings, tmp_path / f"{n}.zip").head for n in range(3)]
        finally:
            stop.set()
            writer.join()
        assert first <= heads[0] <= heads[1] <= heads[2] <= journal.head()
        assert heads[2] > first  # it really was amid writing
    for number, head in enumerate(heads):
        copy = Settings.at(tmp_path / f"copy-{number}")
        restore(copy, tmp_path / f"{number}.zip")
        with Journal.open(copy.journal) as journal:
            assert journal.head() == head
            assert len(list(journal.decisions_after(first))) == head - first


def test_a_backup_is_for_its_owner_alone_and_replaces_an_older_one(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "one.zip"
    backup(Settings.at(source), target)
    target.chmod(0o644)
    backup(Settings.at(source), target)
    assert target.stat().st_mode & 0o077 == 0
    assert set(zipfile.ZipFile(target).namelist()) == {"manifest.json", "journal.db", "keys.json"}
    assert [path.name for path in tmp_path.iterdir()] == ["one.zip"]


def test_a_backup_is_put_over_no_other_file(source: Path, tmp_path: Path) -> None:
    journal = source / "journal.db"
    held = journal.read_bytes()
    with pytest.raises(UsageError, match="no backup"):
        backup(Settings.at(source), journal)
    assert journal.read_bytes() == held
    odd = tmp_path / "50% #1?"
    odd.mkdir()
    Journal.open(Settings.at(odd).journal).close()
    assert backup(Settings.at(odd), tmp_path / "odd.zip").head == 0


def test_keys_made_since_are_not_taken_away(file: Path, tmp_path: Path) -> None:
    KeyRing(tmp_path).create("later", "read")
    held = (tmp_path / "keys.json").read_bytes()
    with pytest.raises(UsageError, match="keys of its own"):
        restore(Settings.at(tmp_path), file)
    assert (tmp_path / "keys.json").read_bytes() == held
    assert not (tmp_path / "journal.db").exists()


def test_nothing_is_put_over_data(source: Path, file: Path) -> None:
    before = (source / "journal.db").stat().st_ino
    with pytest.raises(UsageError, match="in use"):
        restore(Settings.at(source), file)
    assert (source / "journal.db").stat().st_ino == before


def damaged(file: Path, folder: Path) -> Iterator[Path]:
    whole = file.read_bytes()
    for name, content in {"cut": whole[: len(whole) // 2], "text": b"not a zip", "empty": b"", "flipped": flip(whole)}.items():
        (folder / name).write_bytes(content)
        yield folder / name
    for name, manifest in {"later": {"format": "zhaoshang-backup", "version": 99}, "other": {"format": "x"}, "list": []}.items():
        with zipfile.ZipFile(folder / name, "w") as archive:
            archive.writestr("manifest.json", json.dumps(manifest))
        yield folder / name
    with zipfile.ZipFile(folder / "escape", "w") as archive:
        told = {"program": "1", "created": "", "head": 1, "base": "", "sha256": {"../../evil": "0" * 64, "journal.db": "0" * 64}}
        archive.writestr("manifest.json", json.dumps({"format": "zhaoshang-backup", "version": 1, **told}))
        archive.writestr("../../evil", "x")
    yield folder / "escape"


def flip(whole: bytes) -> bytes:
    middle = len(whole) // 2
    return whole[:middle] + bytes([whole[middle] ^ 0xFF]) + whole[middle + 1 :]


def test_a_damaged_backup_is_refused_and_leaves_nothing(file: Path, tmp_path: Path) -> None:
    (tmp_path / "bad").mkdir()
    for bad in damaged(file, tmp_path / "bad"):
        with pytest.raises(InputError):
            restore(Settings.at(tmp_path / "data"), bad)
        assert list((tmp_path / "data").iterdir()) == []
    restore(Settings.at(tmp_path / "data"), file)


def test_postgresql_is_told_which_tool_to_use(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, journal="postgresql://localhost/zhaoshang")
    for work in (backup, restore):
        with pytest.raises(UsageError, match="pg_dump"):
            work(settings, tmp_path / "x.zip")


def test_what_is_missing_is_said(tmp_path: Path, source: Path) -> None:
    with pytest.raises(NotFoundError):
        backup(Settings.at(tmp_path / "none"), tmp_path / "x.zip")
    with pytest.raises(NotFoundError):
        restore(Settings.at(tmp_path / "none"), tmp_path / "x.zip")
    with pytest.raises(StoreError):
        backup(Settings.at(source), tmp_path / "no" / "such" / "folder" / "x.zip")
