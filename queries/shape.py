"""Answers as JSON and CSV: the same shape on the command line and over HTTP."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from functools import lru_cache
from typing import Any

from .answer import Answer
from .catalogue import Question


def as_json(found: Answer, limit: int) -> dict[str, Any]:
    """An answer as a JSON object: decimals as numbers, dates as ISO strings, each row with its ``evidence``."""
    fixed = _fixed(found.question)
    return {
        "question": found.question.name,
        "title": fixed["title"],
        "parameters": {name: list(value) if isinstance(value, tuple) else value for name, value in found.bound.items()},
        "named": {key: [asdict(one) for one in value] for key, value in found.named.items()},
        "columns": fixed["columns"],
        "rows": _rows(found),
        "row_limit": limit,
        "truncated": found.truncated,
        "queries": fixed["queries"],
    }


@lru_cache(maxsize=256)
def _fixed(it: Question) -> Mapping[str, Any]:
    """What every answer to a question says of it; not to be changed."""
    return {
        "title": asdict(it.title),
        "columns": [asdict(column) for column in it.columns],
        "queries": {"sparql": it.sparql, "cypher": it.cypher},
    }


def _rows(found: Answer) -> list[dict[str, Any]]:
    names = [column.name for column in found.columns]
    rows = []
    for cells, quotes in zip(found.rows, found.evidence, strict=True):
        row = dict(zip(names, map(_plain, cells), strict=True))
        row["evidence"] = [asdict(quote) for quote in quotes]
        rows.append(row)
    return rows


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value


def as_csv(found: Answer) -> str:
    """A header line, then a line for each row; members of lists joined by ``; ``, the sentences last (RFC 4180)."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([*(column.name for column in found.columns), "sentences"])
    for row, quotes in zip(found.rows, found.evidence, strict=True):
        sentences = " ".join(dict.fromkeys(quote.sentence for quote in quotes))
        writer.writerow([*(text(cell) for cell in row), sentences])
    return buffer.getvalue()


def text(cell: Any) -> str:
    """A cell as one piece of text, "" for nothing."""
    return "" if cell is None else "; ".join(cell) if isinstance(cell, list) else str(cell)
