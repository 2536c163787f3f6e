"""A reading in the gold guide's JSON form: what happened, as ids and values, without evidence."""

from __future__ import annotations

from typing import Any

from zhaoshang.ontology.reading import GUIDE_KEY, Reading, Record, Status


def to_guide(reading: Reading) -> dict[str, Any]:
    """The guide's object for one article. It holds what happened only: planned and called-off events are left out.

    Regions, bodies and projects that only a left-out record names are left out with it.
    """
    happened = [r for r in reading.records if r.status is Status.HAPPENED]
    used = {value for record in happened for role in record.roles for value in record.values(role)}
    always = ("officials", "executives", "companies")
    result: dict[str, Any] = {"article": reading.article, "date": reading.date}
    for kind, key in GUIDE_KEY.items():
        listed = [e for e in reading.entities if e.kind is kind and (key in always or e.id in used)]
        result[key] = [{"id": e.id, "names": list(e.names)} for e in listed]
    result["records"] = [_record(record) for record in happened]
    return result


def _record(record: Record) -> dict[str, Any]:
    return {"type": record.type} | {role: list(record.values(role)) for role in record.roles if record.roles[role]}
