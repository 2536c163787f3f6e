"""How sure a reading must be to enter the graph: what lies under it waits in the review queue with its reason.

Precision first: a wrong fact costs more trust than a missing one. The reading itself keeps everything. What a person has ruled on is
not asked again: accepted it enters whatever its confidence, corrected another filler enters in its place, refused it stays out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from zhaoshang.ontology.errors import UsageError
from zhaoshang.ontology.reading import LITERAL_ROLES, MODEL_ENTITY, ROLES, Doubt, Entity, Filler, Reading, Record
from zhaoshang.ontology.values import Evidence

from .rulings import ACCEPT, CORRECT, Ruling, certain, on_doubts, replaced

MIN_CONFIDENCE: Mapping[str, float] = {"tenure": 0.5, "delegation": 0.5, "signing": 0.5, "project": 0.5}
"""Record type -> the least confidence of a record and of each of its fillers; with calibrated ones, right more often than wrong."""

UNSURE = "not sure enough for the graph"


def thresholds(asked: Iterable[str]) -> dict[str, float]:
    """The thresholds with those asked for: ``0.7`` for all record types, ``signing=0.8`` for one. Raises UsageError for anything else."""
    found = dict(MIN_CONFIDENCE)
    for text in asked:
        kind, equals, number = text.rpartition("=")
        try:
            least = float(number)
        except ValueError:
            least = -1.0
        if not 0.0 <= least <= 1.0 or (equals and kind not in ROLES):
            raise UsageError(
                f"{text!r} is no least confidence",
                where="--min-confidence",
                remedy=f"a number from 0 to 1, or TYPE=N with {', '.join(ROLES)}",
            )
        found |= {kind: least} if equals else dict.fromkeys(found, least)
    return found


def admit(
    reading: Reading, least: Mapping[str, float] = MIN_CONFIDENCE, rulings: Iterable[Ruling] = (), text: str = ""
) -> tuple[Reading, tuple[Doubt, ...]]:
    """The reading without what is too uncertain, and a doubt for each record and filler left out that nobody has ruled on.

    ``text`` is the article's, where a correction's words are looked for.
    """
    door = _Door({entity.id: entity.names[0] for entity in reading.entities}, on_doubts(rulings))
    for record in reading.records:
        limit = least.get(record.type, 0.0)
        if record.confidence >= limit:
            door.kept.append(door.sure(record, limit))
        elif door.ruled(_doubt(f"{record.type}: {UNSURE}", record.evidence, record.confidence, limit)) == ACCEPT:
            door.kept.append(certain(record))
    admitted = replace(reading, records=tuple(door.kept))
    for number, role, filler, value in door.corrections:
        admitted = replaced(admitted, text, number, role, filler, value)
    return replace(admitted, entities=tuple(_known(admitted))), tuple(door.doubts)


def _known(reading: Reading) -> Iterator[Entity]:
    """All entities but those that only a language model names and that fill nothing."""
    fill = {filler.value for record in reading.records for fillers in record.roles.values() for filler in fillers}
    return (entity for entity in reading.entities if entity.id in fill or not entity.id.startswith(MODEL_ENTITY))


class _Door:
    """What has been let in, what waits, and the corrections that are due, while the records go by."""

    def __init__(self, names: Mapping[str, str], rulings: Mapping[tuple[str, str], Ruling]) -> None:
        self._names, self._rulings = names, rulings
        self.kept: list[Record] = []
        self.doubts: list[Doubt] = []
        self.corrections: list[tuple[int, str, Filler, str]] = []

    def ruled(self, doubt: Doubt) -> str:
        """What was ruled on the doubt; where nothing was, it goes into the queue."""
        found = self._rulings.get(about(doubt))
        if found is None:
            self.doubts.append(doubt)
        return found.verdict if found else ""

    def sure(self, record: Record, limit: float) -> Record:
        """The record with the fillers that are sure enough or accepted, and those that a correction replaces afterwards."""
        roles = {role: tuple(self._passing(record.type, role, fillers, limit)) for role, fillers in record.roles.items()}
        return replace(record, roles={role: fillers for role, fillers in roles.items() if fillers})

    def _passing(self, type_: str, role: str, fillers: Iterable[Filler], limit: float) -> Iterator[Filler]:
        for filler in fillers:
            if filler.confidence >= limit:
                yield filler
                continue
            shown = filler.value if role in LITERAL_ROLES else self._names.get(filler.value, filler.value)
            doubt = _doubt(f"{type_}: {role} {shown}: {UNSURE}", filler.evidence, filler.confidence, limit)
            verdict = self.ruled(doubt)
            if verdict == ACCEPT:
                yield replace(filler, confidence=1.0)
            elif verdict == CORRECT and (value := self._rulings[about(doubt)].value):
                self.corrections.append((len(self.kept), role, filler, value))
                yield filler


def about(doubt: Doubt) -> tuple[str, str]:
    """By what a ruling knows the doubt again: its reason and its words."""
    return doubt.reason, doubt.evidence.quote if doubt.evidence else ""


def _doubt(reason: str, evidence: tuple[Evidence, ...], confidence: float, limit: float) -> Doubt:
    return Doubt(reason, evidence[0] if evidence else None, f"confidence {confidence:.2f}, asked for {limit:.2f}")
