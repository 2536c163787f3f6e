"""The model's records beside the rules': where both say the same it is surer, where they differ the difference is kept.

The rules' reading stays whole. What only the model says enters it with a low confidence and the rule ``llm``, so that it waits in the
review queue unless a lower threshold is asked for; what the rules alone say of a record that the model has too is noted as a doubt.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from zhaoshang.ontology.reading import GUIDE_KEY, LITERAL_ROLES, MODEL_ENTITY, ROLE_KINDS, Doubt, Entity, Filler, Kind, Reading, Record
from zhaoshang.ontology.values import Evidence

from .answers import Heard, Said

ALONE = 0.3
"""The confidence of what only the model says: a small model is right less often than not."""
SHARE = 0.5
"""How much of the doubt is left where the model says the same."""

_ORDER = (Kind.OFFICIAL, Kind.EXECUTIVE, Kind.COMPANY, Kind.REGION, Kind.BODY, Kind.PROJECT)


def merged(reading: Reading, found: Heard, text: str) -> Reading:
    """The reading with the model's records put in."""
    return _Merge(reading, text).run(found)


class _Merge:
    def __init__(self, reading: Reading, text: str) -> None:
        self._reading, self._text = reading, text
        self._entities = list(reading.entities)
        self._records = list(reading.records)
        self._doubts: list[Doubt] = []
        self._numbers: Counter[str] = Counter()

    def run(self, found: Heard) -> Reading:
        """See `merged`."""
        paired: set[int] = set()
        for kind, said in found.records:
            fillers = [(s.role, self._filler(s)) for s in said]
            number = self._partner(kind, fillers, paired)
            if number is None:
                self._records.append(self._alone(kind, fillers))
            else:
                paired.add(number)
                self._records[number] = self._both(self._records[number], fillers)
        doubts = (*self._reading.doubts, *found.doubts, *self._doubts)
        return replace(self._reading, entities=tuple(self._entities), records=tuple(self._records), doubts=doubts)

    def _filler(self, said: Said) -> Filler:
        value = said.value if said.role in LITERAL_ROLES else self._entity(said)
        return Filler(value, said.evidence, ALONE, "llm")

    def _entity(self, said: Said) -> str:
        """The entity of that name and a fitting kind; a new one where the rules have none."""
        kinds = ROLE_KINDS[said.role]
        for entity in self._entities:
            if entity.kind in kinds and said.value in entity.names:
                return entity.id
        kind = next(k for k in _ORDER if k in kinds)
        self._numbers[kind] += 1
        made = Entity(f"{MODEL_ENTITY}{GUIDE_KEY[kind]}-{self._numbers[kind]}", kind, (said.value,), said.evidence)
        self._entities.append(made)
        return made.id

    def _partner(self, kind: str, fillers: Sequence[tuple[str, Filler]], paired: set[int]) -> int | None:
        """The rules' record of that type that shares the most fillers; None if none shares any (a date or stage alone is not enough)."""
        best: tuple[int, int] | None = None
        for number, record in enumerate(self._reading.records):
            if record.type == kind and number not in paired:
                shared = [role for role, f in fillers if f.value in record.values(role)]
                if any(role not in LITERAL_ROLES or role == "count" for role in shared) and (best is None or len(shared) > best[0]):
                    best = len(shared), number
        return best[1] if best else None

    def _alone(self, kind: str, fillers: Sequence[tuple[str, Filler]]) -> Record:
        roles: dict[str, tuple[Filler, ...]] = {}
        for role, filler in fillers:
            if filler.value not in {f.value for f in roles.get(role, ())}:
                roles[role] = (*roles.get(role, ()), filler)
        evidence = tuple(e for _, f in fillers for e in f.evidence)[:1]
        return Record(kind, roles, evidence=evidence, confidence=ALONE, rule="llm")

    def _both(self, record: Record, fillers: Sequence[tuple[str, Filler]]) -> Record:
        told = {(role, f.value) for role, f in fillers}
        roles = {role: tuple(self._weighed(record, role, f, (role, f.value) in told) for f in of) for role, of in record.roles.items()}
        for role, filler in fillers:
            if filler.value not in {f.value for f in roles.get(role, ())}:
                roles[role] = (*roles.get(role, ()), filler)
        return replace(record, roles=roles, confidence=_surer(record.confidence))

    def _weighed(self, record: Record, role: str, filler: Filler, agreed: bool) -> Filler:
        if agreed:
            return replace(filler, confidence=_surer(filler.confidence))
        shown = next((e.names[0] for e in self._entities if e.id == filler.value), filler.value)
        words: Evidence | None = filler.evidence[0] if filler.evidence else None
        self._doubts.append(
            Doubt(f"llm: {record.type}: {role} {shown}: the model does not say so", words, f"rule {filler.rule or record.rule}")
        )
        return filler


def _surer(confidence: float) -> float:
    return round(1 - (1 - confidence) * SHARE, 4)
