"""Files and folders to articles, one after the other: what cannot be read is handed on as such and stops nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from zhaoshang.ontology.article import Article
from zhaoshang.ontology.errors import InputError, NotFoundError, ZhaoshangError

from .decode import decode
from .draft import Note, finish
from .limits import VARIABLE, Limits
from .objects import is_article, load, read_object
from .one import read_bytes

TEXTS = frozenset({".md", ".markdown", ".html", ".htm", ".shtml", ".xhtml", ".txt", ".text"})
LINES = frozenset({".jsonl", ".ndjson"})
_DOCUMENTS = frozenset({".pdf", ".doc", ".docx", ".rtf", ".odt", ".wps", ".epub", ".xls", ".xlsx", ".csv", ".mhtml"})
_ABOUT = frozenset({"README", "CHANGELOG", "LICENSE", "CONTRIBUTING", "NOTICE"})


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file, or a line of one, that gave no article; ``error`` says why and what to do."""

    path: str
    error: ZhaoshangError


def read_path(
    path: Path | str, *, encoding: str = "", limits: Limits | None = None, note: Note | None = None
) -> Iterator[Article | Unreadable]:
    """The articles at ``path``: a file, a folder of files (recursive, in sorted order, read as they are asked for), or ``-`` for stdin.

    In a folder, files of other kinds than text, HTML, Markdown and JSON are passed over (documents such as PDF are
    reported), and so are hidden files and links to folders. ``note`` is told of reservations. Raises NotFoundError if
    nothing is there; whatever else goes wrong is yielded.
    """
    limits = limits or Limits.from_env()
    if str(path) == "-":
        yield from read_stream(sys.stdin.buffer, encoding=encoding, limits=limits, note=note)
        return
    root = Path(path)
    try:
        is_folder = root.is_dir()
        exists = root.exists()
    except OSError as error:
        yield _unreadable(str(root), error)
        return
    if not exists:
        raise NotFoundError("there is no such file or folder", where=str(root), remedy="check the path")
    if not is_folder:
        yield from _file(root, root.name, encoding, limits, note)
        return
    for found in _walk(root):
        if isinstance(found, Unreadable):
            yield found
        else:
            yield from _file(found, found.relative_to(root).as_posix(), encoding, limits, note, explicit=False)


def read_stream(
    stream: BinaryIO, *, name: str = "stdin", encoding: str = "", limits: Limits | None = None, note: Note | None = None
) -> Iterator[Article | Unreadable]:
    """The article, or the lines of JSONL, in a stream of bytes."""
    limits = limits or Limits.from_env()
    first = stream.readline(limits.article_bytes + 1)
    if _is_line(first):
        yield from _lines(stream, name, name, encoding, limits, note, first)
        return
    rest = stream.read(max(0, limits.article_bytes + 1 - len(first)))
    yield from _one(lambda: read_bytes(first + rest, name, name, encoding=encoding, limits=limits, note=note), name)


def _walk(root: Path) -> Iterator[Path | Unreadable]:
    failed: list[Unreadable] = []
    for folder, below, files in os.walk(root, onerror=lambda error: failed.append(_unreadable(str(error.filename), error))):
        below[:] = sorted(name for name in below if not name.startswith("."))
        yield from failed
        failed.clear()
        for name in sorted(files):
            path = Path(folder, name)
            suffix = path.suffix.lower()
            if name.startswith(".") or path.stem.upper() in _ABOUT:
                continue
            if suffix in TEXTS | LINES or suffix == ".json":
                yield path
            elif suffix in _DOCUMENTS:
                yield Unreadable(
                    str(path), InputError(f"files of the kind {suffix} are not read", where=str(path), remedy="convert it to text or HTML")
                )
    yield from failed


def _file(
    path: Path, shown: str, encoding: str, limits: Limits, note: Note | None, explicit: bool = True
) -> Iterator[Article | Unreadable]:
    suffix = path.suffix.lower()
    try:
        if suffix in LINES:
            with path.open("rb") as stream:
                yield from _lines(stream, path.stem, shown, encoding, limits, note)
            return
        with path.open("rb") as stream:
            raw = stream.read(limits.article_bytes + 1)
    except OSError as error:
        yield _unreadable(str(path), error)
        return
    if suffix == ".json":
        yield from _json(raw, path, shown, encoding, limits, note, explicit)
    else:
        yield from _one(lambda: read_bytes(raw, path.stem, shown, encoding=encoding, limits=limits, note=note), str(path))


def _json(
    raw: bytes, path: Path, shown: str, encoding: str, limits: Limits, note: Note | None, explicit: bool
) -> Iterator[Article | Unreadable]:
    """One object or a list; in a folder, JSON that is no article (gold records, settings) is passed over."""
    try:
        if len(raw) > limits.article_bytes:
            raise InputError(
                f"the file is longer than {limits.article_bytes:,} bytes", where=str(path), remedy=f"give JSONL, or raise {VARIABLE}"
            )
        data = load(decode(raw, str(path), encoding), str(path))
    except InputError as error:
        yield Unreadable(str(path), error)
        return
    many = isinstance(data, list)
    for number, item in enumerate(data if many else [data], 1):
        if explicit or is_article(item):
            name, place = (f"{path.stem}-{number}", f"{shown}#{number}") if many else (path.stem, shown)
            yield from _one(partial(_object, item, name, place, note), f"{path}:{number}")


def _lines(
    stream: BinaryIO, name: str, shown: str, encoding: str, limits: Limits, note: Note | None, first: bytes | None = None
) -> Iterator[Article | Unreadable]:
    number = 0
    line = first if first is not None else stream.readline(limits.article_bytes + 1)
    while line:
        number += 1
        place = f"{shown}:{number}"
        if line.strip():
            yield from _one(partial(_line, line, f"{name}-{number}", place, encoding, limits, note), place)
        while line and not line.endswith(b"\n") and len(line) > limits.article_bytes:
            line = stream.readline(limits.article_bytes + 1)
        line = stream.readline(limits.article_bytes + 1)


def _line(line: bytes, name: str, place: str, encoding: str, limits: Limits, note: Note | None) -> Article:
    if len(line) > limits.article_bytes:
        raise InputError(f"the line is longer than {limits.article_bytes:,} bytes", where=place, remedy=f"split it, or raise {VARIABLE}")
    return finish(read_object(load(decode(line, place, encoding), place), name, place), note)


def _object(item: object, name: str, place: str, note: Note | None) -> Article:
    return finish(read_object(item, name, place), note)


def _is_line(first: bytes) -> bool:
    return first.lstrip()[:1] == b"{" and first.rstrip()[-1:] == b"}"


def _one(read: Callable[[], Article], path: str) -> Iterator[Article | Unreadable]:
    try:
        yield read()
    except ZhaoshangError as error:
        yield Unreadable(path, error)


def _unreadable(path: str, error: OSError) -> Unreadable:
    remedy = "allow reading it (chmod), or leave it out" if isinstance(error, PermissionError) else "check the file and the disk"
    return Unreadable(path, InputError(f"it cannot be opened: {error.strerror or error}", where=path, remedy=remedy))
