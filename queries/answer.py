"""Asking a named question: names to entities, parameters into the text, rows out, the evidence behind each row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any

from zhaoshang.ontology.errors import UsageError

from .binding import Bound, check, cypher, sparql
from .catalogue import Column, Question
from .evidence import Quote, quotes
from .names import Named, find
from .ports import Cell, Graph, Triples, members, short

MAX_ROWS = 10_000


@dataclass(frozen=True, slots=True)
class Answer:
    """``rows`` have a cell for each of ``columns``; ``evidence`` has for each row the sentences that it rests on.

    ``bound`` are the parameters as they were understood and ``named`` the entities that names were understood as; ``text`` is
    the query as it was run. ``truncated`` is True where there were more rows than allowed.
    """

    question: Question
    language: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    evidence: tuple[tuple[Quote, ...], ...]
    bound: Bound
    named: Mapping[str, tuple[Named, ...]]
    text: str
    truncated: bool

    def records(self) -> list[dict[str, Cell]]:
        """The rows as dicts by column name."""
        names = [column.name for column in self.columns]
        return [dict(zip(names, row, strict=True)) for row in self.rows]


def answer(
    store: Triples | Graph,
    question: Question,
    given: Mapping[str, str | int | None],
    *,
    max_rows: int = MAX_ROWS,
    with_evidence: bool = True,
) -> Answer:
    """Ask ``question`` with the parameters ``given``, in the store's own query language.

    Raises UsageError for a missing, unknown or malformed parameter, NotFoundError (with near names) where nothing bears a
    name, and what the store raises.
    """
    bound, named = bind(store, question, given)
    if isinstance(store, Triples):
        language, text = "sparql", sparql(question, bound, store.base)
        found: Iterable[Mapping[str, Any]] = store.sparql(text)
    else:
        language, text = "cypher", question.cypher
        found = store.cypher(text, cypher(bound))
    kept = list(islice(found, max_rows + 1))
    base = store.base if isinstance(store, Triples) else ""
    readers = [(column.name, _reader(column, base)) for column in question.columns]
    rows = tuple(tuple(read(record.get(name)) for name, read in readers) for record in kept[:max_rows])
    evidence = _evidence(store, question, rows) if with_evidence else tuple(() for _ in rows)
    return Answer(question, language, question.columns, rows, evidence, bound, named, text, len(kept) > max_rows)


def bind(store: Triples | Graph, question: Question, given: Mapping[str, str | int | None]) -> tuple[Bound, dict[str, tuple[Named, ...]]]:
    """The parameters checked, names turned into the graph ids of all that bear them."""
    known = {parameter.name for parameter in question.parameters}
    for name in given:
        if name not in known:
            raise UsageError(f"{question.name} has no parameter {name!r}", remedy=f"it has {', '.join(sorted(known)) or 'none'}")
    bound: dict[str, tuple[str, ...] | str | int | None] = {}
    named: dict[str, tuple[Named, ...]] = {}
    for parameter in question.parameters:
        value = check(parameter, given.get(parameter.name))
        if parameter.is_entity and value is not None:
            named[parameter.name] = find(store, str(value), parameter.type)
            bound[parameter.name] = tuple(entity.id for entity in named[parameter.name])
        else:
            bound[parameter.name] = value
    return bound, named


def _reader(column: Column, base: str) -> Callable[[Any], Cell]:
    """Makes the same value from either store the same Python type; what a column is made of is asked once, not for each row."""
    if column.type in ("list", "statements"):
        return lambda value: [short(member, base) for member in members(value)]
    if column.type == "integer":
        return lambda value: None if value is None or value == "" else int(value)
    if column.type == "decimal":
        return _number
    return lambda value: None if value is None or value == "" else str(value)


def _number(value: Any) -> Cell:
    if value is None or value == "":
        return None
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    return int(number) if number == number.to_integral_value() else number.normalize()


def _evidence(store: Triples | Graph, question: Question, rows: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Quote, ...], ...]:
    place = next((i for i, column in enumerate(question.columns) if column.type == "statements"), None)
    if place is None:
        return tuple(() for _ in rows)
    ids = [[str(i) for i in cell] if isinstance(cell := row[place], list) else [] for row in rows]
    found = quotes(store, sorted({i for row in ids for i in row}))
    return tuple(_telling(row, [q for i in told for q in found.get(i, ())]) for row, told in zip(rows, ids, strict=True))


def _telling(row: tuple[Cell, ...], found: list[Quote]) -> tuple[Quote, ...]:
    """Each quote once; first those whose sentence names what the row is about (its first cell), then by date and place."""
    about = str(row[0])
    return tuple(sorted(set(found), key=lambda q: (about not in q.sentence, q.published, q.article, q.start, q.end)))
