"""``restore``: a data folder from a backup. The projections are made anew by whoever opens it."""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
import zlib
from pathlib import Path

from zhaoshang.ontology.errors import InputError, NotFoundError, StoreError, UsageError

from ..settings import Settings
from .archive import CHUNK, JOURNAL, KEYS, MANIFEST, Manifest, digest, journal_file


def restore(settings: Settings, source: Path) -> Manifest:
    """Put the journal and the keys of ``source`` into the data folder, which must have neither, nor projections.

    Everything is unpacked beside its place and checked first; the journal comes last, so a restore that is cut off leaves a
    folder that can be restored into again. Raises InputError for a file that is no backup or damaged, NotFoundError, UsageError
    for a folder in use, StoreError.
    """
    place = journal_file(settings)
    if not source.is_file():
        raise NotFoundError("there is no such file", where=str(source), remedy="name a file of zhaoshang backup")
    _must_be_empty(settings, place)
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place.parent, prefix=".restore-") as folder:
            manifest = _unpack(source, Path(folder))
            keys = Path(folder) / KEYS
            _must_be_the_same(settings.data / KEYS, keys)
            if keys.exists():
                shutil.copyfile(keys, settings.data / f"{KEYS}.new")
                (settings.data / f"{KEYS}.new").chmod(0o600)
                (settings.data / f"{KEYS}.new").replace(settings.data / KEYS)
            (Path(folder) / JOURNAL).replace(place)
            return manifest
    except OSError as error:
        raise StoreError(
            f"the backup cannot be put back: {error.strerror}", where=str(settings.data), remedy="name a place with room"
        ) from error


def _must_be_the_same(kept: Path, packed: Path) -> None:
    """Keys that were made here since would be gone, and those revoked would be good again."""
    if kept.exists() and not (packed.exists() and kept.read_bytes() == packed.read_bytes()):
        remedy = "move the file away, or name an empty folder with ZHAOSHANG_DATA"
        raise UsageError("this data folder has keys of its own; a backup is never put over them", where=str(kept), remedy=remedy)


def _must_be_empty(settings: Settings, place: Path) -> None:
    for path in (place, settings.triples, settings.data / "identities.db"):
        if path.exists():
            remedy = "name an empty folder with ZHAOSHANG_DATA, or move this one away"
            raise UsageError("this data folder is in use; a backup is never put over it", where=str(path), remedy=remedy)


def _unpack(source: Path, folder: Path) -> Manifest:
    """The members that the manifest names, each with its digest."""
    damaged = InputError("this backup is damaged, or no backup at all", where=str(source), remedy="take another one")
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = Manifest.load(archive.read(MANIFEST), str(source))
            if JOURNAL not in manifest.sha256:
                raise damaged
            for name, expected in manifest.sha256.items():
                if name not in (JOURNAL, KEYS):
                    raise damaged
                with archive.open(name) as packed, (folder / name).open("wb") as file:
                    shutil.copyfileobj(packed, file, CHUNK)
                    file.flush()
                    os.fsync(file.fileno())
                with (folder / name).open("rb") as file:
                    if digest(file) != expected:
                        raise damaged
            return manifest
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, NotImplementedError) as error:
        raise damaged from error
