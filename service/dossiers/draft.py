"""What somebody puts, made into fields: their own names for them, FollowTheMoney JSON, or a row of a table."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from zhaoshang.ontology.errors import InputError

from .codes import is_credit_code
from .fields import field_called, fields_of, ftm_fields, guess_type, type_called
from .words import amount, stage

MAX_VALUE, MAX_VALUES, MAX_TEXT = 500, 50, 100_000
"""Characters of a value, values of a field, characters of a text."""
_SEPARATORS = re.compile(r"[;；|\n]")
_VARIANT = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_COUNTRY = re.compile("[a-z]{2}")
"""FollowTheMoney writes countries by their codes; the graph is about places inside one."""
_ID = re.compile(r"[\w.~-]{1,100}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Draft:
    """A dossier that is not kept yet. ``warnings`` say what of it cannot be used."""

    type: str
    fields: Mapping[str, tuple[str, ...]]
    text: str = ""
    form: str = "fields"
    id: str = ""
    warnings: tuple[str, ...] = field(default=())

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the preferred one first."""
        return (*self.fields.get("name", ()), *self.fields.get("alias", ()))


def clean(value: object, where: str, limit: int = MAX_VALUE) -> str:
    """The value as text without what is not to be seen: controls, joiners and marks of direction, by which two names that look alike
    differ. Raises InputError for what is no text, is too long, or is half a surrogate pair."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)) or (isinstance(value, float) and not isfinite(value)):
        raise InputError("A value is a text or a number.", where=where)
    text = unicodedata.normalize("NFC", str(value))
    if any("\ud800" <= c <= "\udfff" for c in text):
        raise InputError("The text holds half a surrogate pair, which is no character.", where=where, remedy="send UTF-8")
    kept = "".join(c for c in text if c in "\n\t" or not (unicodedata.category(c) in ("Cc", "Cf") or _VARIANT.match(c)))
    if len(kept) > limit:
        raise InputError(f"The value has {len(kept)} characters; there may be {limit}.", where=where)
    return kept.strip() if limit > MAX_VALUE else " ".join(kept.split())


def dossier_id(text: str) -> str:
    """``dossier/…`` from what an address, a column or a client gives; raises InputError for what cannot stand in one."""
    key = text.removeprefix("dossier/")
    if not _ID.fullmatch(key) or key in (".", ".."):
        raise InputError(f"{text[:100]!r} is no name of a dossier.", where="id", remedy="use up to 100 ASCII letters, digits and . _ ~ -")
    return f"dossier/{key}"


def from_json(given: Any, where: str = "body", type_: str = "") -> Draft:
    """A draft from an object: with ``schema`` and ``properties`` it is FollowTheMoney's, else fields by any of their names, either
    beside ``type`` and ``text`` or below ``fields``; see `make`. Raises InputError naming the member that is wrong."""
    if not isinstance(given, dict):
        raise InputError("A dossier is an object.", where=where)
    if isinstance(given.get("properties"), dict):
        return _ftm(given, where)
    inner = given.get("fields", {})
    if not isinstance(inner, dict):
        raise InputError("fields is an object of names and values.", where=f"{where}/fields")
    return make({**{k: v for k, v in given.items() if k != "fields"}, **inner}, where, type_)


OWN = {"id": "id", "编号": "id", "type": "type", "schema": "type", "类型": "type", "类别": "type", "text": "text", "正文": "text"}
"""What a key or heading means that names no field."""


def make(pairs: Mapping[str, Any], where: str, type_: str = "") -> Draft:
    """A draft from values under any of the fields' names; a name that none has is a warning. ``type_`` is what it is about where it
    does not say, neither outright nor by how it calls the name (姓名, 企业名称, 项目名称)."""
    own = {OWN[k.lower()]: v for k, v in pairs.items() if k.lower() in OWN and v not in (None, "")}
    found: dict[str, list[str]] = {}
    warnings = []
    for heading, value in pairs.items():
        if heading.lower() in OWN:
            continue
        name = field_called(clean(heading, where))
        if name:
            found.setdefault(name, []).extend(_values(value, f"{where}/{heading}", split=name != "note"))
        elif value not in ("", None, []):
            warnings.append(f"{clean(heading, where)}: no such field")
    said = clean(own["type"], f"{where}/type") if "type" in own else ""
    kind = type_called(said, f"{where}/type") if said else type_ or guess_type(pairs, frozenset(k for k, v in found.items() if v))
    text = clean(own.get("text", ""), f"{where}/text", MAX_TEXT)
    return _checked(kind, found, text, "fields" if found else "text", clean(own.get("id", ""), f"{where}/id"), where, warnings)


def _ftm(given: Mapping[str, Any], where: str) -> Draft:
    """Properties that say nothing to the graph are left out; nested entities count by their names."""
    kind = type_called(clean(given.get("schema") or "", f"{where}/schema"), f"{where}/schema")
    known = ftm_fields(kind)
    found: dict[str, list[str]] = {}
    for prop, values in given["properties"].items():
        if name := known.get(str(prop)):
            said = _values(values, f"{where}/properties/{prop}", split=False)
            found.setdefault(name, []).extend(one for one in said if name != "place" or not _COUNTRY.fullmatch(one))
    return _checked(kind, found, "", "ftm", str(given.get("id") or ""), where, [])


def _values(value: Any, where: str, *, split: bool) -> list[str]:
    every: list[Any] = value if isinstance(value, list) else [value]
    found: list[str] = []
    for one in every:
        if isinstance(one, dict):  # a nested entity of FollowTheMoney
            inner = one.get("properties")
            names = inner.get("name", []) if isinstance(inner, dict) else []
            one = next(iter(names), None) if isinstance(names, list) else names
        if one is None:
            continue
        parts: Iterable[Any] = _SEPARATORS.split(one) if split and isinstance(one, str) else [one]
        found += [text for part in parts if (text := clean(part, where))]
    if len(found) > MAX_VALUES:
        raise InputError(f"{len(found)} values are too many for one field.", where=where, remedy=f"there may be {MAX_VALUES}")
    return found


def _checked(kind: str, found: Mapping[str, list[str]], text: str, form: str, ident: str, where: str, warnings: list[str]) -> Draft:
    own = fields_of(kind) if kind else None
    kept: dict[str, tuple[str, ...]] = {}
    for name, values in found.items():
        if own is not None and name not in own:
            warnings.append(f"{name}: a {kind} has no such field")
        elif values:
            kept[name] = tuple(dict.fromkeys(values))
    if "creditCode" in kept:
        codes = tuple(code.upper().replace(" ", "") for code in kept.pop("creditCode"))
        warnings += [f"{code}: no unified social credit code (GB 32100)" for code in codes if not is_credit_code(code)]
        kept |= {"creditCode": good} if (good := tuple(code for code in codes if is_credit_code(code))) else {}
    for name, said in (("amount", amount), ("stage", stage)):
        if name in kept:
            kept[name] = tuple(map(said, kept[name]))
    if not kept.get("name") and not text:
        raise InputError("A dossier needs a name.", where=where, remedy="give a field called name (姓名, 名称), or a text")
    return Draft(kind, kept, text, form, dossier_id(ident) if ident else "", tuple(warnings))
