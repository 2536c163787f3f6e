"""What the model is asked for: a JSON schema of the four record types, each role with its definition in the ontology."""

from __future__ import annotations

from functools import cache
from typing import Any

from rdflib.namespace import SKOS
from rdflib.term import Literal, URIRef

from zhaoshang.ingest.statement.tables import record_rows
from zhaoshang.ontology.reading import ROLE_KINDS, ROLES, STAGES
from zhaoshang.ontology.sources import parse, read_text
from zhaoshang.ontology.statement import TYPE
from zhaoshang.ontology.vocabulary import NS

CLASS_OF = {"tenure": "Tenure", "delegation": "Delegation", "signing": "Signing", "project": "Project"}
_TERMS = {
    ("tenure", "person"): "heldBy",
    ("tenure", "post"): "Post",
    ("project", "project"): "Project",
    ("project", "investor"): "investsIn",
}
"""Where no row of the tables states a filler by a property of its own."""

_UNTELLING = frozenset({TYPE, "name", "pinyin", "status"})
_FORMS = {
    "post": "职务全称，照原文", "start": "ISO日期，如2023-05-08", "end": "ISO日期，如2023-05-10", "date": "ISO日期", "count": "整数，如11",
    "amount": "整数和币种，如1200000000 CNY", "stage": "、".join(STAGES) + "之一",
}  # fmt: skip
_KINDS = {"official": "官员", "executive": "企业或机构负责人", "company": "企业", "region": "地区", "body": "机构", "project": "项目"}


@cache
def definitions() -> dict[str, str]:
    """Class or property -> its Chinese definition, from the Turtle."""
    graphs = [parse(read_text(file), f"ontology/{file}") for file in ("classes.ttl", "properties.ttl")]
    found = [(s, o) for graph in graphs for s, o in graph.subject_objects(SKOS.definition) if isinstance(s, URIRef)]
    return {str(s).removeprefix(NS): str(o) for s, o in found if isinstance(o, Literal) and o.language == "zh"}


def property_of(type_: str, role: str) -> str:
    """The property that a filler of the role is stated by; raises KeyError where the tables have none."""
    rows = (row for row in record_rows() if row.record == type_ and row.predicate not in _UNTELLING)
    for row in rows:
        if role in row.roles[-1:]:
            return row.predicate
    raise KeyError(f"{type_}.{role}")


def meaning(type_: str, role: str) -> str:
    """What the role means and which form its fillers have, in Chinese."""
    told = definitions()[_TERMS.get((type_, role)) or property_of(type_, role)]
    form = _FORMS.get(role) or "、".join(_KINDS[kind] for kind in sorted(ROLE_KINDS[role])) + "的名称，照原文"
    return f"{told}（{form}）"


@cache
def schema() -> dict[str, Any]:
    """The JSON schema of an answer: ``{"records": [{"type": …, role: [string, …], …}, …]}``."""
    return {
        "type": "object",
        "properties": {"records": {"type": "array", "items": {"anyOf": [_record(t) for t in ROLES]}}},
        "required": ["records"],
    }


def _record(type_: str) -> dict[str, Any]:
    roles = {role: {"type": "array", "items": {"type": "string"}, "description": meaning(type_, role)} for role in ROLES[type_]}
    return {
        "type": "object", "description": definitions()[CLASS_OF[type_]],
        "properties": {"type": {"const": type_}, **roles}, "required": ["type"], "additionalProperties": False,
    }  # fmt: skip
