"""Candidates with a score from 0 to 100, the features behind it, and whether one of them is safe to take unseen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from zhaoshang.stores.triples.store import TripleStore

from ..search.forms import normal
from .asked import Asked, Condition
from .candidates import Blocks
from .names import Likeness, likeness
from .terms import is_a
from .values import Value, agreement, bearers, values

CLEAR = 10.0
"""So far must the next candidate's score be behind that of one that is taken unseen."""
LEAST = 35.0
"""Below this a candidate is not worth a person's time."""
KEYED = 99.0
"""What an entity has that bears the key asked for, whatever it is called; one with another key has half of what it would have."""
AWAY = 0.25
"""What a date outside the span counts for: that papers tell of other years speaks against it, and rules nothing out."""
UNKNOWN = 0.5
"""What a property counts for that the graph says nothing about: papers leave out most things."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that may be meant; ``features`` are named figures from 0 to 1."""

    id: str
    name: str
    type: str
    score: float
    features: tuple[tuple[str, float], ...]
    match: bool = False
    denied: bool = False
    keyed: bool = False


def reconcile(store: TripleStore, blocks: Blocks, batch: Sequence[Asked]) -> list[list[Candidate]]:
    """The candidates of each query, best first. Properties are read once for the whole batch."""
    bearers = _bearers(store, batch)
    chosen = [_entities(asked, blocks, bearers) for asked in batch]
    wanted: dict[str, tuple[Condition, set[str]]] = {}
    for asked, ids in zip(batch, chosen, strict=True):
        for c in asked.conditions:
            wanted.setdefault(c.prop.id, (c, set()))[1].update(ids)
    known = {name: values(store, c.prop, ids, wide=True) for name, (c, ids) in wanted.items()}
    return [_ranked(asked, ids, blocks, known) for asked, ids in zip(batch, chosen, strict=True)]


def _bearers(store: TripleStore, batch: Sequence[Asked]) -> dict[tuple[str, str], list[str]]:
    """(property, value) -> the entities that have this value, for all keys that are asked for."""
    keys = {(c.prop, value) for asked in batch for c in asked.conditions if c.key for value in c.wanted}
    return {(prop.id, value): bearers(store, prop, value) for prop, value in keys}


def _entities(asked: Asked, blocks: Blocks, known: dict[tuple[str, str], list[str]]) -> list[str]:
    keyed = [one for c in asked.conditions if c.key for value in c.wanted for one in known[c.prop.id, value] if one in blocks.cards]
    return list(dict.fromkeys([*keyed, *_by_name(asked, blocks)]))


def _by_name(asked: Asked, blocks: Blocks) -> list[str]:
    if asked.ids:
        found = [one.partition("/id/")[2] or one for one in asked.ids]
        return [one for one in found if one in blocks.cards]
    types = asked.types if asked.strict else asked.within
    if asked.name:
        return blocks.candidates(asked.name, types)
    near = [c.id for c in blocks.cards.values() if not types or any(is_a(c.type, t) for t in types)]
    return near[:20_000]


def _ranked(asked: Asked, ids: list[str], blocks: Blocks, known: dict[str, dict[str, list[Value]]]) -> list[Candidate]:
    found = [c for entity in ids if (c := _candidate(asked, entity, blocks, known)) is not None and c.score >= LEAST]
    found.sort(key=lambda c: (-c.score, -blocks.cards[c.id].articles, c.id))
    if found and _safe(asked, found, blocks):
        found[0] = replace(found[0], match=True)
    return found[: asked.limit]


def _candidate(asked: Asked, entity: str, blocks: Blocks, known: dict[str, dict[str, list[Value]]]) -> Candidate | None:
    card = blocks.cards[entity]
    features: list[tuple[str, float]] = []
    parts: list[float] = []
    denied = False
    for c in asked.conditions:
        rate = _rate(c, known[c.prop.id].get(entity), blocks)
        if c.required and not rate:
            return None
        denied = denied or rate == 0
        features.append((f"property_{c.prop.id}", UNKNOWN if rate is None else rate))
        parts.append(UNKNOWN if rate is None else rate)
    fitting = not asked.types or any(is_a(card.type, t) for t in asked.types)
    score = 100.0
    if asked.name:
        firm = is_a(card.type, "Organization") or is_a(card.type, "Project")
        like = likeness(asked.name, card.name, card.aliases, firm=firm, places=blocks.places)
        features = [*_named(like), *features]
        score = like.score
    elif parts and not any(part > UNKNOWN for part in parts):
        return None
    if parts:
        weight = 0.3 if asked.name else 1.0
        score = (1 - weight) * score + weight * 100 * sum(parts) / len(parts)
    score *= 1.0 if fitting else 0.85
    keys = [rate for c, rate in zip(asked.conditions, parts, strict=True) if c.key and known[c.prop.id].get(entity)]
    if keys:
        score = max(score, KEYED) if min(keys) == 1.0 else score / 2
    keyed = bool(keys) and min(keys) == 1.0
    return Candidate(entity, card.name, card.type, round(score, 2), (*features, ("type_match", float(fitting))), denied=denied, keyed=keyed)


def _named(like: Likeness) -> list[tuple[str, float]]:
    figures = (like.exact, like.alias, like.core, like.sound, like.similarity)
    return list(zip(("name_exact", "alias_exact", "core_name", "pinyin", "name_similarity"), figures, strict=True))


def _rate(c: Condition, said: list[Value] | None, blocks: Blocks) -> float | None:
    """How well the graph's values meet the condition; None where it has none of the kind that is asked for."""
    said = [v for v in said or () if v.id not in blocks.cards or any(is_a(blocks.cards[v.id].type, kind) for kind in c.prop.range)]
    if not said:
        return None
    if c.quantifier == "during":
        return 1.0 if any(_within(value.text, *c.wanted) for value in said) else AWAY
    best = [max(agreement(one, value, blocks.cards) for value in said) for one in c.wanted]
    best = [float(rate == 1.0) for rate in best] if c.exact or c.key else best
    if c.quantifier == "none":
        return 1.0 - max(best)
    return min(best) if c.quantifier == "all" else max(best)


def rates(store: TripleStore, blocks: Blocks, entity: str, conditions: Sequence[Condition]) -> list[float | None]:
    """How well each condition is met by one entity, from 0 to 1; None where the graph says nothing."""
    return [_rate(c, values(store, c.prop, [entity], wide=True).get(entity), blocks) for c in conditions]


def _within(date: str, start: str, end: str) -> bool:
    """True if a date, perhaps reduced, is not surely outside the span."""
    return (not start or date[: len(start)] >= start[: len(date)]) and (not end or date[: len(end)] <= end[: len(date)])


def _safe(asked: Asked, found: list[Candidate], blocks: Blocks) -> bool:
    """One exact full name of the type asked for, nothing that speaks against it, and no other near; where others bear the name, a
    property that speaks for it: that they are not meant does not say that it is. A key, and an id that is asked for, are safe."""
    first = found[0]
    if first.keyed:
        return sum(c.keyed for c in found) == 1
    if asked.ids:
        return len(found) == 1 and not first.denied
    card = blocks.cards[first.id]
    full = [card.name, *(a for a in card.aliases if is_a(card.type, "Region") or a.endswith("公司"))]
    same = [c for c in found if dict(c.features).get("name_exact") or dict(c.features).get("alias_exact")]
    told = any(rate > UNKNOWN for name, rate in first.features if name.startswith("property_"))
    fitting = not asked.types or dict(first.features)["type_match"] == 1.0
    exact = normal(asked.name) in {normal(form) for form in full}
    clear = len(found) == 1 or first.score - found[1].score >= CLEAR
    return bool(asked.name) and exact and fitting and not first.denied and clear and (len(same) == 1 or told)
