"""How sure a reading must be to enter the graph: what lies under it waits in the review queue with its reason.

Precision first: a wrong fact costs more trust than a missing one. The reading itself keeps everything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from zhaoshang.ontology.reading import LITERAL_ROLES, Doubt, Filler, Reading, Record
from zhaoshang.ontology.values import Evidence

MIN_CONFIDENCE: Mapping[str, float] = {"tenure": 0.5, "delegation": 0.6, "signing": 0.5, "project": 0.5}
"""Record type -> the least confidence of a record and of each of its fillers."""


def admit(reading: Reading, least: Mapping[str, float] = MIN_CONFIDENCE) -> tuple[Reading, tuple[Doubt, ...]]:
    """The reading without what is too uncertain, and a doubt for each record and filler left out."""
    names = {entity.id: entity.names[0] for entity in reading.entities}
    kept: list[Record] = []
    doubts: list[Doubt] = []
    for record in reading.records:
        limit = least.get(record.type, 0.0)
        if record.confidence < limit:
            doubts.append(_doubt(f"{record.type}: not sure enough for the graph", record.evidence, record.confidence, limit))
            continue
        roles = {}
        for role, fillers in record.roles.items():
            sure = tuple(filler for filler in fillers if filler.confidence >= limit)
            doubts += [_filler(record.type, role, filler, names, limit) for filler in fillers if filler.confidence < limit]
            if sure:
                roles[role] = sure
        kept.append(replace(record, roles=roles))
    return replace(reading, records=tuple(kept)), tuple(doubts)


def _filler(type_: str, role: str, filler: Filler, names: Mapping[str, str], limit: float) -> Doubt:
    shown = filler.value if role in LITERAL_ROLES else names.get(filler.value, filler.value)
    return _doubt(f"{type_}: {role} {shown}: not sure enough for the graph", filler.evidence, filler.confidence, limit)


def _doubt(reason: str, evidence: tuple[Evidence, ...], confidence: float, limit: float) -> Doubt:
    return Doubt(reason, evidence[0] if evidence else None, f"confidence {confidence:.2f}, asked for {limit:.2f}")
