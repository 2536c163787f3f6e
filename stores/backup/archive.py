"""The file: a ZIP of the journal's database, the keys, and a manifest that says what they are and how they are checked."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import BinaryIO, Self
from urllib.parse import unquote, urlsplit

from zhaoshang.ontology.errors import InputError, UsageError

from ..settings import Settings

FORMAT = "zhaoshang-backup"
VERSION = 1
MANIFEST, JOURNAL, KEYS = "manifest.json", "journal.db", "keys.json"
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """``head`` is the journal's last sequence number; ``sha256`` has the digest of each member; ``created`` is ISO 8601 in UTC."""

    program: str
    created: str
    head: int
    base: str
    sha256: dict[str, str] = field(default_factory=dict)

    def dump(self) -> str:
        """As JSON."""
        return json.dumps({"format": FORMAT, "version": VERSION, **asdict(self)}, indent=1)

    @classmethod
    def load(cls, text: bytes, where: str) -> Self:
        """Raises InputError for what is no manifest, or one of a later version."""
        try:
            found = json.loads(text)
            if found.pop("format") != FORMAT:
                raise ValueError
            version = found.pop("version")
            if version != VERSION:
                remedy = "use a newer zhaoshang"
                raise InputError(f"this backup has the form {version}; this program knows {VERSION}", where=where, remedy=remedy)
            return cls(**found)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(
                "this is no backup: its manifest cannot be read", where=where, remedy="name a file of zhaoshang backup"
            ) from error


def journal_file(settings: Settings) -> Path:
    """Where the SQLite journal is. Raises UsageError for PostgreSQL, which has tools of its own."""
    parts = urlsplit(settings.journal)
    if parts.scheme != "sqlite":
        remedy = f"use pg_dump and pg_restore for it, and keep {settings.data / KEYS} beside the dump"
        raise UsageError("the journal is in PostgreSQL, which this command does not copy", where="ZHAOSHANG_JOURNAL", remedy=remedy)
    return Path(unquote(parts.path))


def digest(file: BinaryIO) -> str:
    """SHA-256 of what is left to read, in hexadecimal."""
    found = hashlib.sha256()
    while part := file.read(CHUNK):
        found.update(part)
    return found.hexdigest()
