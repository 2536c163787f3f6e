"""Many dossiers at once: NDJSON or a table, row by row, a bad row named by its line and the others kept."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, ParamSpec

from zhaoshang.ontology.errors import InputError, ZhaoshangError

from ..reconcile.asked import parse
from .desk import Desk
from .draft import Draft, from_json, make
from .fields import field_called
from .propose import Answer
from .text import Reader, complete

BATCH = 50
MAX_ROWS = 50_000
P = ParamSpec("P")
Propose = Callable[[Sequence[Draft]], list[Answer]]


@dataclass(frozen=True, slots=True)
class Row:
    """A row by the number of the line that it begins on, from 1; either a draft or what is wrong with it."""

    line: int
    draft: Draft | None = None
    fault: str = ""


def decoded(body: bytes) -> str:
    """UTF-8 with or without a mark, else GB 18030, in which spreadsheets save tables in China; raises InputError."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError("The rows are neither UTF-8 nor GB 18030.", where="body", remedy="save the file as UTF-8")


def rows(text: str, media: str, type_: str = "", reader: Reader | None = None) -> list[Row]:
    """The rows of NDJSON (a media type or file name that ends in ``json``, ``jsonl`` or ``ndjson``) or of a table; empty lines count
    as lines and are no rows. ``type_`` is what they are about where a row does not say. Raises InputError for a table without a heading."""
    found = _ndjson(text, type_) if media.endswith(("json", "jsonl")) else _table(text, type_)
    every = list(islice(found, MAX_ROWS + 1))
    if len(every) > MAX_ROWS:
        raise InputError(f"There are more than {MAX_ROWS} rows.", where="body", remedy="send them in several parts")
    return [_completed(row, reader) for row in every]


def _completed(row: Row, reader: Reader | None) -> Row:
    return _row(row.line, complete, row.draft, reader) if row.draft and row.draft.text else row


def _row(line: int, read: Callable[P, Draft], *args: P.args, **more: P.kwargs) -> Row:
    try:
        return Row(line, read(*args, **more))
    except ZhaoshangError as error:
        where = f"{error.where}: " if error.where else ""
        return Row(line, fault=where + error.what + (f" ({error.remedy})" if error.remedy else ""))


def _ndjson(text: str, type_: str) -> Iterator[Row]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _row(number, _typed, line, type_)


def _typed(line: str, type_: str) -> Draft:
    return from_json(parse(line), "row", type_)


def _table(text: str, type_: str) -> Iterator[Row]:
    first = text.partition("\n")[0]
    delimiter = max(",\t;", key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    headings: list[str] = []
    line = 1
    while True:
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(line, fault=f"the row cannot be read: {error}")
            line = lines.line_num + 1
            continue
        if any(cell.strip() for cell in cells):
            if not headings:
                headings = _headings(cells)
            else:
                yield _row(line, _cells, headings, cells, type_)
        line = lines.line_num + 1


def _headings(cells: list[str]) -> list[str]:
    found = [cell.strip() for cell in cells]
    if "name" not in map(field_called, found) and not {"text", "正文"} & set(found):
        raise InputError("The table has no column of names.", where="line 1", remedy="call one name, 姓名, 名称, 企业名称 or 项目名称")
    return found


def _cells(headings: list[str], cells: list[str], type_: str) -> Draft:
    if len(cells) > len(headings):
        raise InputError(f"{len(cells)} cells where the heading has {len(headings)}", remedy='put a cell that holds a comma into "…"')
    pairs: dict[str, list[str]] = {}
    for heading, cell in zip(headings, cells, strict=False):
        if cell.strip():
            pairs.setdefault(heading, []).append(cell.strip())
    return make(_split(pairs), "row", type_)


def _split(pairs: dict[str, list[str]]) -> dict[str, Any]:
    """One value for each heading is a text, in which several may stand."""
    return {heading: cells[0] if len(cells) == 1 else cells for heading, cells in pairs.items()}


def upload(desk: Desk, every: Sequence[Row], propose: Propose, author: str, accept_above: float = 101.0) -> Iterator[dict[str, Any]]:
    """Keep the rows, batch by batch, and say of each what came of it; the last object counts. A candidate is accepted where it alone
    reaches ``accept_above``."""
    counts: Counter[str] = Counter()
    for low in range(0, len(every), BATCH):
        part = every[low : low + BATCH]
        drafts = [row.draft for row in part if row.draft]
        done = iter(zip(desk.put(drafts, author), propose(drafts), strict=True)) if drafts else iter(())
        for place, row in enumerate(part, low + 1):
            told: dict[str, Any] = {"line": row.line, "row": place, "of": len(every)}
            if row.draft is None:
                told |= {"result": "error", "detail": row.fault}
            else:
                put, answer = next(done)
                told |= {"id": put.id, "name": next(iter(row.draft.names), ""), "result": put.result, "warnings": list(row.draft.warnings)}
                told |= _best(desk, put.id, answer, author, accept_above)
                counts["accepted"] += told["accepted"]
            counts[told["result"]] += 1
            yield told
    yield {"done": True, "rows": len(every), **{name: counts[name] for name in ("new", "changed", "unchanged", "error", "accepted")}}


def alone(answer: Answer, accept_above: float) -> bool:
    """True if exactly one candidate has that score or more."""
    return sum(c.score >= accept_above for c in answer.candidates) == 1


def _best(desk: Desk, ident: str, answer: Answer, author: str, accept_above: float) -> dict[str, Any]:
    first = next(iter(answer.candidates), None)
    found = {"entity": first.entity, "name": first.name, "score": first.score, "match": first.match} if first else None
    taken = first is not None and alone(answer, accept_above) and not desk.get(ident).verdicts
    if first and taken:
        desk.decide(ident, "accept", first.entity, author, f"the only candidate with {accept_above:g} or more", first.score)
    return {"best": found, "candidates": len(answer.candidates), "accepted": taken}
