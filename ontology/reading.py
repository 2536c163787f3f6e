"""What reading one article yields: its entities and its records, each with the words that say so.

The entity kinds, record types and roles are those of the gold-record guide; `to_guide` writes its JSON form. A
`Reading` holds more than the guide: planned and called-off events (with that status), evidence, confidence and the
name of the rule that made each record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .values import Evidence


class Kind(StrEnum):
    """What kind of thing an entity of an article is."""

    OFFICIAL = "official"
    EXECUTIVE = "executive"
    COMPANY = "company"
    REGION = "region"
    BODY = "body"
    PROJECT = "project"


GUIDE_KEY = {
    Kind.OFFICIAL: "officials", Kind.EXECUTIVE: "executives", Kind.COMPANY: "companies",
    Kind.REGION: "regions", Kind.BODY: "bodies", Kind.PROJECT: "projects",
}  # fmt: skip


class Status(StrEnum):
    """How real an event is."""

    PLANNED = "planned"
    HAPPENED = "happened"
    CANCELLED = "cancelled"


ROLES: Mapping[str, tuple[str, ...]] = {
    "tenure": ("person", "post"),
    "delegation": ("leader", "member", "sender", "destination", "visited", "met", "start", "end"),
    "signing": ("party", "signer", "project", "place", "date", "count", "amount"),
    "project": ("project", "investor", "location", "amount", "stage"),
}
LITERAL_ROLES = frozenset({"post", "start", "end", "date", "count", "amount", "stage"})
STAGES = ("negotiating", "signed", "construction", "operating", "cancelled")

MODEL_ENTITY = "llm-"
"""How the ids begin of entities that only a language model names."""

_PERSON = frozenset({Kind.OFFICIAL, Kind.EXECUTIVE})
_FIRM_OR_BODY = frozenset({Kind.COMPANY, Kind.BODY})
ROLE_KINDS: Mapping[str, frozenset[Kind]] = {
    "leader": _PERSON, "member": _PERSON, "met": _PERSON, "person": _PERSON, "signer": _PERSON,
    "destination": frozenset({Kind.REGION}), "location": frozenset({Kind.REGION}), "place": frozenset({Kind.REGION}),
    "investor": _FIRM_OR_BODY, "visited": _FIRM_OR_BODY, "project": frozenset({Kind.PROJECT}),
    "sender": _FIRM_OR_BODY | {Kind.REGION}, "party": _FIRM_OR_BODY | {Kind.REGION},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing that the article names. ``id`` is unique in the article; ``names`` are its forms, the fullest first.

    ``names`` may hold a certain full form that the text does not print; ``mentions`` are the places that name it.
    ``code`` is an identifier that the text or a gazetteer makes certain: a GB/T 2260 division code for a region, a
    stock code or unified social credit code for a firm; else "".
    """

    id: str
    kind: Kind
    names: tuple[str, ...]
    mentions: tuple[Evidence, ...] = ()
    code: str = ""


@dataclass(frozen=True, slots=True)
class Filler:
    """One filler of one role: an entity's id, or for the roles in LITERAL_ROLES the value itself in the guide's form.

    ``evidence`` are the words that fill the role. ``when`` (ISO, may be reduced) and ``where`` (a region's id) say
    on which day and in which place of a trip this filler was visited or met, if the text tells; else "".
    """

    value: str
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 1.0
    rule: str = ""
    when: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One record of the guide's four types. ``evidence`` are the sentences that carry it; ``rule`` names what made it."""

    type: str
    roles: Mapping[str, tuple[Filler, ...]]
    status: Status = Status.HAPPENED
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 1.0
    rule: str = ""

    def values(self, role: str) -> tuple[str, ...]:
        """The values of the fillers of ``role``, () where it has none."""
        return tuple(filler.value for filler in self.roles.get(role, ()))


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that could not be used, for the review queue: why, and which words."""

    reason: str
    evidence: Evidence | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one article says, in the article's own terms."""

    article: str
    date: str
    entities: tuple[Entity, ...] = ()
    records: tuple[Record, ...] = ()
    doubts: tuple[Doubt, ...] = field(default=())

    def entity(self, entity_id: str) -> Entity:
        """The entity of that id; raises KeyError."""
        for entity in self.entities:
            if entity.id == entity_id:
                return entity
        raise KeyError(entity_id)
