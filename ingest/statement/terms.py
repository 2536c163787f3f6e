"""The terms of ``tables/records.tsv``: which roles each needs, and what it gives for one choice of fillers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from zhaoshang.ontology.names import key, pinyin
from zhaoshang.ontology.reading import LITERAL_ROLES, ROLES
from zhaoshang.ontology.statement import Literal

from .binding import Binding

Value = str | Literal | None
Give = Callable[[Binding], Value]


@dataclass(frozen=True, slots=True)
class Term:
    """``roles`` are those of which one filler each must be chosen; ``give`` is the subject or object, None for nothing."""

    roles: tuple[str, ...]
    give: Give


def text(value: str) -> Literal | None:
    """A Chinese string; None for an empty one."""
    return Literal(value, lang="zh") if value else None


def plain(value: str) -> Literal | None:
    """A code or notation; None for an empty one."""
    return Literal(value) if value else None


def date(value: str) -> Literal | None:
    """An ISO date with the XSD type that fits its precision; None for an empty one."""
    return Literal(value, {4: "gYear", 7: "gYearMonth"}.get(len(value), "date")) if value else None


def _entity(role: str) -> Give:
    return lambda b: b.entity(role)


def _tenure(b: Binding) -> str | None:
    person = b.entity("person")
    return f"tenure/{key(b.label(b.value('person')), 'tenure', person, b.post.id)}" if person else None


def _trip_name(b: Binding) -> Literal | None:
    places = [b.label(v) for v in b.record.values("sender") if v in b.context.regions]
    sender = places[0] if places else b.first("sender")
    who = "、".join(filter(None, (sender, b.first("leader")))) or b.first("visited") or b.first("destination")
    when = b.first("start") or b.context.date
    return text(f"{who}招商团组" + (f"（{when}）" if when else ""))


def _signing_name(b: Binding) -> Literal | None:
    parties = "—".join(b.label(v) for v in b.record.values("party")[:2])
    return text(f"{b.first('project') or parties}签约" + (f"（{b.first('date')}）" if b.first("date") else ""))


def _money(part: int) -> Give:
    return lambda b: Literal(b.value("amount").split(" ")[part], ("decimal", "string")[part])


_NODES: dict[str, Term] = {
    "trip": Term((), lambda b: b.node),
    "signing": Term((), lambda b: b.node),
    "visit": Term(("visited",), lambda b: b.event("visit", "visited")),
    "meeting": Term(("met",), lambda b: b.event("meeting", "met")),
    "post": Term(("post",), lambda b: b.post.id),
    "tenure": Term(("person", "post"), _tenure),
}
_NAMES: dict[str, Term] = {
    "trip-name": Term((), _trip_name),
    "signing-name": Term((), _signing_name),
    "visit-name": Term(("visited",), lambda b: text(f"走访{b.label(b.value('visited'))}")),
    "meeting-name": Term(("met",), lambda b: text(f"会见{b.label(b.value('met'))}")),
    "post-name": Term(("post",), lambda b: text(b.post.name)),
    "post-pinyin": Term(("post",), lambda b: Literal(pinyin(b.post.name), lang="zh-Latn")),
    "tenure-name": Term(("person", "post"), lambda b: text(f"{b.label(b.value('person'))}：{b.post.name}")),
}
_VALUES: dict[str, Term] = {
    "status": Term((), lambda b: Literal(b.record.status.value)),
    "stage": Term(("stage",), lambda b: Literal(b.value("stage"))),
    "count": Term(("count",), lambda b: Literal(b.value("count"), "integer")),
    "amount": Term(("amount",), _money(0)),
    "currency": Term(("amount",), _money(1)),
    "former": Term(("post",), lambda b: Literal("true", "boolean") if b.post.former else None),
    "post-of": Term(("post",), lambda b: b.post.of or None),
    "post-rank": Term(("post",), lambda b: plain(b.post.rank)),
    "published": Term((), lambda b: date(b.context.date)),
    "visited-when": Term(("visited",), lambda b: date(b.fillers["visited"].when)),
    "visited-where": Term(("visited",), lambda b: b.context.ids.get(b.fillers["visited"].where)),
    "met-when": Term(("met",), lambda b: date(b.fillers["met"].when)),
    "met-where": Term(("met",), lambda b: b.context.ids.get(b.fillers["met"].where)),
    **{role: Term((role,), lambda b, role=role: date(b.value(role))) for role in ("start", "end", "date")},  # type: ignore[misc]
}
_ROLES: dict[str, Term] = {
    role: Term((role,), _entity(role)) for roles in ROLES.values() for role in roles if role not in LITERAL_ROLES
}  # fmt: skip
TERMS: dict[str, Term] = {**_ROLES, **_NODES, **_NAMES, **_VALUES}
"""By name; a table's ``=Class`` is no term but that class's name."""

CONDITIONS: dict[str, Callable[[Binding], bool]] = {
    "any": lambda b: True,
    "happened": lambda b: b.record.status == "happened",
    "unrealised": lambda b: b.record.status != "happened",
    "present": lambda b: not b.post.former,
    "sender": lambda b: b.record.status == "happened" and (_is_place(b) or not _has_place(b)),
    "companion": lambda b: b.record.status == "happened" and _has_place(b) and not _is_place(b),
}
"""What a row's column ``when`` may ask for."""


def _is_place(b: Binding) -> bool:
    return b.value("sender") in b.context.regions


def _has_place(b: Binding) -> bool:
    return any(value in b.context.regions for value in b.record.values("sender"))
