"""``backup``: one file from a data folder in use. Writers are not held up and see nothing of it."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from zhaoshang import __version__
from zhaoshang.ontology.errors import NotFoundError, StoreError, UsageError

from ..settings import Settings
from .archive import JOURNAL, KEYS, MANIFEST, Manifest, digest, journal_file


def backup(settings: Settings, target: Path) -> Manifest:
    """Write ``target``, whole or not at all; an older backup of that name is replaced. It is readable for its owner alone.

    The copy of the journal is one state of it (SQLite's online backup in a single step, which in WAL mode holds no writer up),
    checked before it is packed. Raises NotFoundError where there is no journal, UsageError for one in PostgreSQL and for a target
    that is a file of another kind (the journal itself, say), StoreError.
    """
    source = journal_file(settings)
    if not source.is_file():
        raise NotFoundError("there is no journal to copy", where=str(source), remedy="look at ZHAOSHANG_DATA and ZHAOSHANG_JOURNAL")
    if target.exists() and not zipfile.is_zipfile(target):
        raise UsageError("there is a file already, and it is no backup", where=str(target), remedy="name another one, or take it away")
    try:
        with tempfile.TemporaryDirectory(dir=target.absolute().parent, prefix=".backup-") as folder:
            members = {JOURNAL: Path(folder) / JOURNAL}
            head = _copy(source, members[JOURNAL], settings.busy_seconds)
            keys = settings.data / KEYS
            if keys.is_file():
                members[KEYS] = Path(folder) / KEYS
                members[KEYS].write_bytes(keys.read_bytes())
            manifest = _describe(settings, head, members)
            packed = Path(folder) / "packed"
            _pack(packed, manifest, members)
            packed.replace(target)
            return manifest
    except OSError as error:
        raise StoreError(f"the backup cannot be written: {error.strerror}", where=str(target), remedy="name a place with room") from error
    except sqlite3.Error as error:
        raise StoreError(f"the journal cannot be copied: {error}", where=str(source)) from error


def _copy(source: Path, target: Path, busy: float) -> int:
    """The journal as it is at this moment; gives its last sequence number. Raises StoreError if the copy is not whole."""
    with (
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True, timeout=busy)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new)
        new.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
        fault = new.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if fault != "ok":
            raise StoreError(f"the journal is damaged: {fault}", where=str(source), remedy="restore an older backup")
        return int(new.execute("SELECT coalesce(max(seq), 0) FROM entries").fetchone()[0])


def _describe(settings: Settings, head: int, members: dict[str, Path]) -> Manifest:
    digests = {}
    for name, path in members.items():
        with path.open("rb") as file:
            digests[name] = digest(file)
    return Manifest(__version__, datetime.now(UTC).isoformat(timespec="seconds"), head, settings.base, digests)


def _pack(target: Path, manifest: Manifest, members: dict[str, Path]) -> None:
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(MANIFEST, manifest.dump())
            for name, path in members.items():
                archive.write(path, name)
        file.flush()
        os.fsync(file.fileno())
