"""Free text as a dossier: what the reading finds in it, about whom or what it mostly is.

The service does not understand text; ``ingest`` does, which it may not import. So whoever starts the service hands in a
`Reader` (docs/decisions/2026-11-30-a-reader-is-handed-in.md).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from zhaoshang.ontology.article import Article
from zhaoshang.ontology.errors import InputError, ToolError
from zhaoshang.ontology.reading import Entity, Kind, Reading
from zhaoshang.ontology.values import Span

from ..reconcile.terms import is_a
from ..search.forms import normal
from .draft import Draft
from .fields import fields_of

Reader = Callable[[Article], Reading]
"""``ingest.pipeline.read_article``."""
_CLASS = {Kind.OFFICIAL: "Official", Kind.EXECUTIVE: "Executive", Kind.COMPANY: "Company", Kind.BODY: "Body", Kind.PROJECT: "Project"}
_ROLES = {"tenure": ("person", {"post": "post"}), "project": ("project", {"investor": "investor", "location": "place", "stage": "stage"})}
"""Record -> the role that its subject fills, and which fields the other roles make."""


def complete(draft: Draft, reader: Reader | None) -> Draft:
    """The draft with the fields that its text tells and that it does not have itself; as it is if it has no text.

    Raises ToolError where nothing can read, InputError where the text names nobody that a dossier could be about.
    """
    if not draft.text or (reader is None and draft.names):
        return draft
    if reader is None:
        raise ToolError("This service cannot read free text.", remedy="give a name and fields, or start it with: zhaoshang serve")
    reading = reader(_article(draft.text))
    subject = _subject(draft, reading)
    if subject is None:
        if draft.names:
            return draft
        raise InputError("The text names no person, firm or project.", where="text", remedy="give a name beside the text")
    told = _told(subject, reading)
    type_ = draft.type or _CLASS[subject.kind]
    own = fields_of(type_)
    return replace(draft, type=type_, fields={**{k: v for k, v in told.items() if k in own}, **draft.fields})


def _article(text: str) -> Article:
    """The text as an article without title and date; its paragraphs are its lines."""
    spans, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    return Article("dossier", text, tuple(spans), False)


def _subject(draft: Draft, reading: Reading) -> Entity | None:
    """The entity that bears one of the draft's names; without any, the one that is named most, the first of several."""
    fitting = [e for e in reading.entities if e.kind in _CLASS and (not draft.type or is_a(_CLASS[e.kind], draft.type))]
    wanted = {normal(name) for name in draft.names}
    if wanted:
        return next((e for e in fitting if wanted & {normal(name) for name in e.names}), None)
    return max(fitting, key=lambda e: (len(e.mentions), -min((m.start for m in e.mentions), default=0)), default=None)


def _told(subject: Entity, reading: Reading) -> dict[str, tuple[str, ...]]:
    names = {e.id: e.names[0] for e in reading.entities if e.names}
    found: dict[str, list[str]] = {"name": list(subject.names[:1]), "alias": list(subject.names[1:])}
    for record in reading.records:
        role, fields = _ROLES.get(record.type, ("", {}))
        if subject.id not in record.values(role):
            continue
        for other, field in fields.items():
            found.setdefault(field, []).extend(names.get(value, value) for value in record.values(other))
        for value in record.values("amount"):
            number, _, currency = value.partition(" ")
            found.setdefault("amount", []).append(number)
            found.setdefault("currency", []).append(currency)
    return {field: tuple(dict.fromkeys(values)) for field, values in found.items() if values}
