"""What a rule makes of the pieces of a question: parameters, and what it leaves over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..catalogue import catalogue
from .names import Entity
from .rules import Rule, Slot
from .tokens import Token

FREE = frozenset({"which", "count", "about", "to", "from", "at", "cny", "usd", "eur", "hkd", "krw"})
"""Concepts that any interpretation may hold."""
WEAK = FREE | {"who", "person", "firm", "body", "place", "trip", "project", "sum", "when", "article"}
"""What a question is about, but not what it says of it: alone no ground to ask back for the name that is missing."""
LIGHT = FREE | {"person", "trip", "when", "post", "latest", "lately", "yearly", "lead", "graph"}
"""Concepts that, left over, say little against an interpretation."""
LIMITS = frozenset({"planned", "cancelled", "most", "biggest", "kind"})
"""Concepts that narrow down what is asked: a question that has no place for one is another question."""
_CURRENCIES = ("usd", "eur", "hkd", "krw", "cny")
_HERE = frozenset({"之行", "行", "被"})
_CAME = frozenset({"来过", "来了", "来", "迎来", "迎来了", "迎来过"})
_VISITS = "次回趟"
"""Units that do not count places or people: 三次以上 is no number of them."""
_ASKED = frozenset({"which", "who", "count"})
_ADVERBS = frozenset({"都", "曾", "曾经", "先后", "有", "也", "一共", "总共", "共", "最近", "近期"})
_TOWARDS = frozenset({"go", "visit", "to", "at", "land"})


@dataclass(frozen=True, slots=True)
class Interpretation:
    """A named question with parameters: texts, numbers, or the entities meant. ``over`` are words that it leaves over, ``unplaced``
    names, times and numbers that it has no place for, ``missing`` parameters that it needs; ``cost`` 0 for a perfect fit."""

    question: str
    entities: dict[str, Entity] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    several: dict[str, tuple[Entity, ...]] = field(default_factory=dict)
    over: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    cost: float = 0.0
    fit: int = 0

    @property
    def parameters(self) -> dict[str, str]:
        """What the question is asked with: graph ids for entities."""
        return {name: entity.id for name, entity in self.entities.items()} | self.values

    def same(self, other: Interpretation) -> bool:
        """True if both ask the same."""
        return (self.question, self.parameters) == (other.question, other.parameters)

    @property
    def confidence(self) -> float:
        """In (0, 1]: falls with what is left over."""
        return round(max(0.05, 1 / (1 + 0.35 * self.cost)), 2)


@dataclass(slots=True)
class _Draft:
    rule: Rule
    free: list[int]
    entities: dict[str, tuple[Entity, ...]] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)


def read(rule: Rule, tokens: Sequence[Token]) -> Interpretation | None:
    """The rule's interpretation of the pieces, None where a word that it needs is not there; a name that it needs may be missing."""
    tags = frozenset(tag for token in tokens for tag in token.tags)
    draft = _Draft(rule, [i for i, token in enumerate(tokens) if token.weighs and token.known])
    for slot in rule.slots:
        _fill(draft, slot, tokens, tags)
    _time(draft, tokens)
    missing = _missing(draft, tags)
    if missing is None:
        return None
    over, unplaced, cost = _left(draft, tokens)
    fit = (
        sum(1 for need in rule.needs for _ in need & tags - FREE)
        + len(draft.entities)
        + sum(1 for t in tokens if t.tags & rule.consumes - FREE)
    )
    one = {name: found[0] for name, found in draft.entities.items() if len(found) == 1}
    several = {name: found for name, found in draft.entities.items() if len(found) > 1}
    return Interpretation(rule.question, one, draft.values, several, over, unplaced, missing, cost, fit)


def _fill(draft: _Draft, slot: Slot, tokens: Sequence[Token], tags: frozenset[str]) -> None:
    if slot.takes == "status":
        if any("cancelled" in need for need in draft.rule.needs):
            draft.values[slot.parameter] = "cancelled"
        return
    if slot.takes == "currency":
        if code := next((c for c in _CURRENCIES if c in tags), ""):
            draft.values[slot.parameter] = code.upper()
        return
    for i in draft.free:
        token = tokens[i]
        if slot.takes in ("number", "months") and slot.takes in token.tags:
            if slot.parameter == "minimum" and any(unit in token.text for unit in _VISITS):
                continue
            draft.values[slot.parameter] = str(token.value)
        elif token.literal and slot.takes == ("Statement" if token.literal.startswith("statement/") else "Article"):
            draft.values[slot.parameter] = token.literal
        elif fitting := tuple(e for e in token.entities if e.fits(slot.takes)):
            if slot.side and (slot.side == "to") != towards(tokens, i):
                continue
            draft.entities[slot.parameter] = fitting
        else:
            continue
        draft.free.remove(i)
        return


def towards(tokens: Sequence[Token], at: int) -> bool:
    """True if the name at ``at`` is where somebody went: a word of going, visiting or being there, or who went, stands before it, 之行
    or 被 behind it, or 来过 and no other name (鹤岗来过哪些团)."""
    behind = [token for token in tokens[at + 1 :] if token.text not in _ADVERBS]
    if behind and (behind[0].text in _HERE or _are_guests(behind)):
        return True
    before = next((token for token in reversed(tokens[:at]) if token.weighs), None)
    if at and tokens[at - 1].text == "的":  # 去考察的鹤岗代表团
        return False
    if before is None or before.tags & _TOWARDS:
        return before is not None
    return any(entity.fits("Person") for entity in before.entities)


def _are_guests(behind: Sequence[Token]) -> bool:
    """True for 来过哪些团 and 有哪些团来 behind a place, with no other name that they could have come to."""
    came = next((i for i, token in enumerate(behind) if token.text in _CAME), None)
    if came is None or any(token.entities for token in behind):
        return False
    return came == 0 or any(token.tags & _ASKED for token in behind[:came])


def _time(draft: _Draft, tokens: Sequence[Token]) -> None:
    known = {p.name for p in catalogue()[draft.rule.question].parameters}
    place = next((i for i in draft.free if tokens[i].time), None)
    if place is None or "since" not in known:
        return
    time = tokens[place].time
    assert time is not None
    draft.values |= {name: day for name, day in (("since", time.since), ("until", time.until)) if day}
    draft.free.remove(place)


def _missing(draft: _Draft, tags: frozenset[str]) -> tuple[str, ...] | None:
    """The names that are needed and not there; None if a word is needed and not there, or no word of the rule is."""
    slots = [slot for slot in draft.rule.slots if slot.parameter in draft.entities or slot.parameter in draft.values]
    filled = {slot.takes for slot in slots} | {f"{slot.takes}.{slot.side}" for slot in slots}
    absent: list[str] = []
    for need in draft.rule.needs:
        if need & tags or need & filled:
            continue
        classes = [word for word in sorted(need) if word[0].isupper()]
        slot = next((s for s in draft.rule.slots if s.takes in classes or f"{s.takes}.{s.side}" in classes), None)
        if slot is None:
            return None
        absent.append(slot.parameter)
    if absent and not any(need & tags - WEAK for need in draft.rule.needs):
        return None
    parameters = catalogue()[draft.rule.question].parameters
    given = {*draft.entities, *draft.values}
    absent += [p.name for p in parameters if p.required and p.name not in given and p.name not in absent]
    return tuple(absent)


def _left(draft: _Draft, tokens: Sequence[Token]) -> tuple[tuple[str, ...], tuple[str, ...], float]:
    over: list[str] = []
    unplaced: list[str] = []
    cost = 0.0
    for i in draft.free:
        token = tokens[i]
        if token.entities or token.time or token.literal or "months" in token.tags or ("number" in token.tags and token.value > 1):
            unplaced.append(token.text or token.literal)
            cost += 3.0
        elif (token.tags & LIMITS) - draft.rule.consumes:
            unplaced.append(token.text)
            cost += 2.0
        elif not token.tags & (draft.rule.consumes | FREE | {"number"}):
            over.append(token.text)
            cost += 0.5 if token.tags & LIGHT else 1.0
    return tuple(over), tuple(unplaced), cost
