"""Who and what of a frame's mentions: people, firms, places and the noun that stands for a group, by what each entity is."""

from __future__ import annotations

from collections.abc import Iterator

from zhaoshang.ingest.document import Mention, Type
from zhaoshang.ontology.reading import Kind

from .scene import FIRMS, PEOPLE, Scene


def people(scene: Scene, mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    """The ids of the named people among ``mentions``, each once, in order."""
    return unique(m.entity for m in mentions if m.type is Type.PERSON and scene.kind(m.entity) in PEOPLE)


def partied(scene: Scene, mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    """The ids of those named as a party, 甲一行: they have come, whatever the others of the row do."""
    return people(scene, tuple(m for m in mentions if scene.folded.startswith("一行", m.span.end)))


def orgs(scene: Scene, mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    """The ids of firms, bodies and regions among ``mentions``, whatever type the words had."""
    return unique(m.entity for m in mentions if m.type is not Type.PERSON and scene.kind(m.entity) in {*FIRMS, Kind.REGION})


def places(scene: Scene, mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    """The ids of the regions among ``mentions``."""
    return unique(m.entity for m in mentions if scene.kind(m.entity) is Kind.REGION)


def firms(scene: Scene, mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    """The ids of the firms and bodies among ``mentions``."""
    return unique(m.entity for m in mentions if scene.kind(m.entity) in FIRMS)


def group(scene: Scene, mentions: tuple[Mention, ...]) -> str:
    """The first noun among ``mentions`` that stands for a group (考察团, 一行); empty where there is none."""
    return next((m.span.of(scene.folded) for m in mentions if m.type is Type.GROUP), "")


def unique(ids: Iterator[str]) -> tuple[str, ...]:
    """``ids`` without the empty and the repeated, in order."""
    return tuple(dict.fromkeys(i for i in ids if i))
