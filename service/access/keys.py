"""API keys: random, shown once, kept only as hashes in ``keys.json`` of the data folder.

A key is ``zk_<id>_<secret>``. The secret has 256 random bits, so a plain SHA-256 cannot be guessed back; the slow hashes made
for passwords would only slow the service down.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from zhaoshang.ontology.errors import InputError, NotFoundError, StoreError
from zhaoshang.stores.neo4j.lock import exclusive

SCOPES = ("read", "write", "admin")
"""Each has all that stand before it."""
FILE = "keys.json"


@dataclass(frozen=True, slots=True)
class Key:
    """One key as it is kept. Times are ISO 8601 in UTC; ``expires`` and ``revoked`` are empty where they do not apply."""

    id: str
    name: str
    scope: str
    hash: str
    created: str
    expires: str = ""
    revoked: str = ""

    @property
    def scopes(self) -> frozenset[str]:
        """Its scope and those below."""
        return frozenset(SCOPES[: SCOPES.index(self.scope) + 1])

    def fault(self, now: datetime) -> str:
        """Why the key is not good any more; empty if it is."""
        if self.revoked:
            return "revoked"
        return "expired" if self.expires and datetime.fromisoformat(self.expires) <= now else ""


class KeyRing:
    """The keys of a data folder. Many processes may use it; a change by one is seen by the others at their next look."""

    def __init__(self, data: Path) -> None:
        self._path = data / FILE
        self._seen: tuple[int, int, int] | None = None
        self._keys: dict[str, Key] = {}

    def all(self) -> tuple[Key, ...]:
        """All that were ever made, revoked ones included, oldest first. Raises StoreError for a damaged file."""
        self._look()
        return tuple(self._keys.values())

    @property
    def in_use(self) -> bool:
        """True if at least one key stands that was not revoked."""
        return any(not key.revoked for key in self.all())

    def find(self, secret: str) -> Key | None:
        """The key whose secret this is, good or not (see `Key.fault`); None for what is no key of this folder."""
        self._look()
        parts = secret.split("_", 2)
        known = self._keys.get(parts[1]) if len(parts) == 3 and parts[0] == "zk" else None
        return known if known and hmac.compare_digest(known.hash, _hash(secret)) else None

    def create(self, name: str, scope: str, days: float | None = None) -> tuple[Key, str]:
        """Make a key that is good for ``days`` (None: until revoked); also gives its secret, which is kept nowhere.

        Raises InputError for a scope that is none, StoreError where the folder cannot be written.
        """
        if scope not in SCOPES:
            raise InputError(f"{scope!r} is no scope", where="scope", remedy=f"use one of {', '.join(SCOPES)}")
        now = datetime.now(UTC).replace(microsecond=0)
        ident = secrets.token_hex(4)
        secret = f"zk_{ident}_{secrets.token_urlsafe(32)}"
        expires = (now + timedelta(days=days)).isoformat() if days else ""
        key = Key(ident, name, scope, _hash(secret), now.isoformat(), expires)
        with self._changing() as keys:
            keys[ident] = key
        return key, secret

    def revoke(self, ident: str) -> Key:
        """End a key at once, named by its id. Raises NotFoundError."""
        with self._changing() as keys:
            if ident not in keys:
                raise NotFoundError("there is no such key", where=ident, remedy="see their ids with: zhaoshang key list")
            if not keys[ident].revoked:
                keys[ident] = replace(keys[ident], revoked=datetime.now(UTC).replace(microsecond=0).isoformat())
            return keys[ident]

    @contextmanager
    def _changing(self) -> Iterator[dict[str, Key]]:
        try:
            with exclusive(self._path.with_suffix(".lock"), 10.0):
                self._look()
                keys = dict(self._keys)
                yield keys
                fresh = self._path.with_suffix(".new")
                with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
                    json.dump([asdict(key) for key in keys.values()], file, ensure_ascii=False, indent=1)
                    file.flush()
                    os.fsync(file.fileno())
                fresh.replace(self._path)
        except OSError as error:
            remedy = "set ZHAOSHANG_DATA to a folder that you may write to"
            raise StoreError(f"the keys cannot be kept: {error.strerror}", where=str(self._path), remedy=remedy) from error

    def _look(self) -> None:
        """Read the file again if it is another one than last time."""
        try:
            stat = self._path.stat()
            seen = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
            if seen != self._seen:
                self._keys = {key["id"]: Key(**key) for key in json.loads(self._path.read_text("utf-8"))}
                if not all(key.scope in SCOPES for key in self._keys.values()):
                    raise ValueError("a scope that is none")
                self._seen = seen
        except FileNotFoundError:
            self._keys, self._seen = {}, None
        except (OSError, ValueError, TypeError, KeyError) as error:
            remedy = "restore it from a backup, or take it away and make new keys"
            raise StoreError(f"the file of keys cannot be read: {error}", where=str(self._path), remedy=remedy) from error


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
