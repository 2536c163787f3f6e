"""The features of each entity and record of a reading, as a `Known` whose ``id`` is not settled yet ("")."""

from __future__ import annotations

from collections.abc import Iterable

from zhaoshang.ontology.known import Holding, Known
from zhaoshang.ontology.names import normal
from zhaoshang.ontology.reading import Entity, Kind, Record

from .context import Context
from .firms import FirmName

CLASSES = {
    Kind.OFFICIAL: "Official", Kind.EXECUTIVE: "Executive", Kind.COMPANY: "Company", Kind.BODY: "Body", Kind.PROJECT: "Project",
}  # fmt: skip
Ties = list[tuple[str, str]]
_ORGANISATIONS = ("company/", "body/")


def entity(found: Entity, context: Context) -> Known:
    """The features of an entity that is no region."""
    if found.kind is Kind.COMPANY:
        return _company(found, context)
    if found.kind is Kind.BODY:
        return _body(found, context)
    if found.kind is Kind.PROJECT:
        return _project(found, context)
    return _person(found, context)


def _person(found: Entity, context: Context) -> Known:
    posts = [post for post, _, _ in context.posts(found.id)]
    holdings = tuple(dict.fromkeys(Holding(p.anchor, p.office, context.date) for p in posts))
    firms: Ties = [("firm", p.of) for p in posts if p.of.startswith(_ORGANISATIONS)]
    ties = firms + _trips(found, context)
    if found.kind is Kind.EXECUTIVE:
        ties = [tie for tie in ties if tie[1].startswith(_ORGANISATIONS)]  # a city that received them says nothing of who they are
    if not ties and not any(p.of for p in posts):
        kinds = (Kind.COMPANY, Kind.BODY) if found.kind is Kind.EXECUTIVE else (Kind.REGION,)
        ties = [("beside", context.ids[e.id]) for e in context.entities(*kinds) if e.id in context.ids]
    keys = _name_keys(found.names)
    return Known("", CLASSES[found.kind], keys, found.names, (), _unique(ties), holdings, context.date, context.date)


def _trips(found: Entity, context: Context) -> Ties:
    """Who sent the person's trips, and where they received others'."""
    ties: Ties = []
    for _, record in context.records("delegation"):
        travels = found.id in record.values("leader") + record.values("member")
        if travels or found.id in record.values("met"):
            ties += [("from" if travels else "host", i) for i in context.settled(record, "sender" if travels else "destination")]
    return ties


def _company(found: Entity, context: Context) -> Known:
    names = [FirmName.of(name, context.places) for name in found.names]
    keys = [*_name_keys(found.names), *(f"stem:{n.stem}" for n in names), *(f"core:{n.core[:2]}" for n in names)]
    seats: Ties = [("seat", n.place) for n in names if n.place]
    codes = (found.code,) if found.code else ()
    keys += [f"code:{code}" for code in codes]
    return Known("", "Company", tuple(dict.fromkeys(keys)), found.names, codes, _unique(seats), (), context.date, context.date)


def _body(found: Entity, context: Context) -> Known:
    ties: Ties = []
    for name in found.names:
        form, place = context.places.prefix(normal(name))
        ties += [("seat", place)] if form and place else []
    return Known("", "Body", _name_keys(found.names), found.names, (), _unique(ties), (), context.date, context.date)


def _project(found: Entity, context: Context) -> Known:
    ties: Ties = []
    for _, record in context.records("project"):
        if found.id in record.values("project"):
            ties += [(role, i) for role in ("location", "investor") for i in context.settled(record, role)]
    for _, record in context.records("signing"):
        if found.id in record.values("project"):
            ties += [("party", i) for i in context.settled(record, "party")]
    deals = [f"deal:{p}|{i}" for r, p in ties if r == "location" for s, i in ties if s == "investor"]
    keys = tuple(dict.fromkeys([*_name_keys(found.names), *deals]))
    return Known("", "Project", keys, found.names, (), _unique(ties), (), context.date, context.date)


def delegation(record: Record, context: Context) -> Known:
    """The features of a trip. Its block keys are who led or sent it and the months that it may touch."""
    roles = ("sender", "leader", "member", "destination", "visited", "met")
    ties = _unique((role, i) for role in roles for i in context.settled(record, role))
    start = min(record.values("start"), default="")
    end = max(record.values("end"), default="") or max(record.values("start"), default="")
    who = [i for r, i in ties if r == "leader"] or [i for r, i in ties if r == "sender"]
    keys = tuple(f"trip:{i}|{month}" for i in who for month in _months(start or context.date, end or context.date))
    return Known("", "Delegation", keys, (), (), ties, (), start, end)


def signing(record: Record, context: Context) -> Known:
    """The features of a signing; found again by its projects, and by each party and the month."""
    ties = _unique((role, i) for role in ("party", "project", "place", "signer") for i in context.settled(record, role))
    day = min(record.values("date"), default="")
    month = (day or context.date)[:7]
    keys = [f"signed:{i}" for r, i in ties if r == "project"] + [f"party:{i}|{month}" for r, i in ties if r == "party"]
    codes = tuple(f"{role}:{value}" for role in ("count", "amount") for value in record.values(role))
    return Known("", "Signing", tuple(keys), (), codes, ties, (), day, day)


def _months(start: str, end: str) -> Iterable[str]:
    """The months from start to end and one on either side, ``YYYY-MM``; a bare year gives all its months."""
    if not start:
        return []
    first = _number(start[:7] if len(start) > 4 else f"{start}-01") - 1
    last = _number(end[:7] if len(end) > 4 else f"{end}-12") + 1
    return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(first, min(last, first + 15) + 1)]


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _name_keys(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"name:{normal(name)}" for name in names))


def _unique(ties: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys(ties))
