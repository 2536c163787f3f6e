"""From a question to a reading, or to a refusal that says why and what could be meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..catalogue import Text
from . import refusals
from .names import Entity, Names
from .reading import Reading, read
from .rules import rules
from .said import href, label, said
from .titles import settle
from .tokens import Token, cut

ENOUGH = 0.9
"""A reading that leaves more than this over is not taken: not a single deed (`LIGHT` words cost half of one)."""
CLOSE = 0.25
"""Readings nearer to each other than this, and equal in what they explain, cannot be told apart."""
MAX_CHOICES = 6
_STARTERS = {
    "Person": ("posts-of-official", "delegations-led", "firms-visited", "cities-toured", "met-by-official", "travelled-together"),
    "Organization": ("visitors-of-firm", "people-of-firm", "investments-of-firm"),
    "Region": ("firms-visited", "cities-toured", "projects-signed", "signed-sums", "biggest-projects", "latest-trips"),
    "Project": ("investors-of-project",),
    "Delegation": ("firms-visited", "cities-toured"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that could be meant: a question as `said`, with its address in the service."""

    reading: Reading
    said: Text
    href: str

    @classmethod
    def of(cls, reading: Reading) -> Choice:
        """The choice that stands for a reading."""
        return cls(reading, said(reading), href(reading))


@dataclass(frozen=True, slots=True)
class Understood:
    """The reading taken, and others that were possible, the likelier first; ``ignored`` are words that it does not use."""

    taken: Choice
    confidence: float
    ignored: tuple[str, ...] = ()
    alternatives: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer: ``reason`` is one of ``refusals.tsv``; ``what`` the words that it is about; choices ranked."""

    reason: str
    detail: Text
    what: str = ""
    choices: tuple[Choice, ...] = ()


def understand(question: str, names: Names, today: date) -> Understood | Refusal:
    """What ``question`` asks, by the names of the graph and ``today`` (Chinese local time)."""
    result = _understand(question, names, today)
    chinese = any("\u3400" <= c <= "\u9fff" for c in question)
    if isinstance(result, Refusal) and result.reason in ("out-of-scope", "unknown-name") and not chinese:
        return replace(result, reason="english", detail=refusals.detail("english", result.what))
    return result


def _understand(question: str, names: Names, today: date) -> Understood | Refusal:
    tokens = _without_particle(settle(cut(question, names, today), names))
    tags = frozenset(tag for token in tokens for tag in token.tags)
    if not any(token.weighs for token in tokens):
        return _refuse("empty")
    if "never" in tags:
        return _refuse("out-of-scope", next(t.text for t in tokens if "never" in t.tags))
    unknown = _unknown(tokens)
    readings = sorted((r for rule in rules() if (r := read(rule, tokens))), key=_rank)
    if not readings:
        return _bare(tokens, unknown)
    if unknown:
        return _unknown_name(tokens, unknown, readings, names)
    if "not" in tags:
        return _refuse("unsupported", next(t.text for t in tokens if "not" in t.tags))
    return _take(readings)


def _rank(reading: Reading) -> tuple[float, int]:
    return reading.cost + 2.0 * len(reading.missing), -reading.fit


def _take(readings: Sequence[Reading]) -> Understood | Refusal:
    best = readings[0]
    if best.missing:
        return _refuse("missing", _asked(best), [best])
    if best.unplaced:
        return _refuse("unsupported", "、".join(best.unplaced), [best])
    if best.several and best.cost <= ENOUGH:
        return _several_names(best)
    whole = [r for r in readings[1:] if not r.missing and not r.unplaced and not r.several]
    rivals = [r for i, r in enumerate(whole) if not any(r.same(other) for other in (best, *whole[:i]))]
    close = [r for r in rivals if r.cost - best.cost < CLOSE and r.fit >= best.fit]
    if close and best.cost <= 1:
        return _refuse("several-readings", "", [best, *close])
    if best.cost > ENOUGH:
        return _refuse("out-of-scope", "、".join(best.over), [best])
    others = {r.question: Choice.of(r) for r in reversed(rivals) if r.question != best.question}
    ranked = tuple(choice for r in rivals if (choice := others.get(r.question)) and choice.reading is r)
    return Understood(Choice.of(best), best.confidence, best.over, ranked[:3])


def _several_names(best: Reading) -> Refusal:
    parameter, meant = next(iter(best.several.items()))
    rest = {name: found for name, found in best.several.items() if name != parameter}
    choices = [replace(best, entities=best.entities | {parameter: one}, several=rest) for one in meant]
    return _refuse("ambiguous-name", meant[0].label, choices)


def _without_particle(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Without a 没有 that ends the question (签了没有): there it asks, and denies nothing."""
    last = next((i for i in range(len(tokens) - 1, -1, -1) if tokens[i].weighs), None)
    return tokens[:last] if last and tokens[last].text in ("没有", "没") else tokens


def _unknown(tokens: Sequence[Token]) -> list[Token]:
    """What is not explained; a single code point is let pass where it is all there is and can be no part of a name."""
    at = [i for i, token in enumerate(tokens) if not token.known]
    alone = len(at) == 1 and len(tokens[at[0]].text) == 1 and len(tokens) > 3
    if alone and not any(_in_a_name(t) for t in (*tokens[max(0, at[0] - 1) : at[0]], *tokens[at[0] + 1 : at[0] + 2])):
        return []
    return [tokens[i] for i in at]


def _in_a_name(token: Token) -> bool:
    """True for a single character without weight that names are made of too (华为 with 为, 李和 with 和)."""
    return not token.weighs and len(token.text) == 1 and token.text.isalpha() and token.text not in "的了过吗呢吧"


def _unknown_name(tokens: Sequence[Token], unknown: Sequence[Token], readings: Sequence[Reading], names: Names) -> Refusal:
    said_of = "、".join(token.text for token in unknown)
    size = sum(len(token.text) for token in tokens if token.text.isalnum())
    if len(unknown) > 1 or len(said_of) > 0.7 * size:
        return _refuse("out-of-scope", said_of)
    choices = []
    for entity in names.near(unknown[0].text):
        choices += _with(tokens, unknown[0], entity)[:1]
    if not readings[0].missing and not readings[0].unplaced and not readings[0].several and readings[0].cost <= ENOUGH:
        choices.append(readings[0])  # the same without the words that are not known
    return _refuse("unknown-name", said_of, choices)


def _with(tokens: Sequence[Token], unknown: Token, entity: Entity) -> list[Reading]:
    """The complete readings with ``entity`` in the place of what is unknown, the best first."""
    tried = [Token(entity.label, entities=(entity,)) if token is unknown else token for token in tokens]
    found = sorted((r for rule in rules() if (r := read(rule, tried))), key=_rank)
    return [r for r in found if not r.missing and not r.unplaced and not r.several and entity in r.entities.values()]


def _bare(tokens: Sequence[Token], unknown: Sequence[Token]) -> Refusal:
    """No rule fits: a name and nothing else has choices, the rest is out of scope."""
    weighty = [token for token in tokens if token.weighs]
    if unknown or not all(token.entities for token in weighty):
        return _refuse("out-of-scope", "、".join(token.text for token in unknown))
    choices: list[Reading] = []
    for entity in weighty[0].entities:
        starters = next((names for cls, names in _STARTERS.items() if entity.fits(cls)), ())
        choices += [r for name in starters if (r := _starter(name, entity))]
    return _refuse("several-readings", label(weighty[0].entities[0]), choices)


def _starter(question: str, entity: Entity) -> Reading | None:
    slots = (slot for rule in rules() if rule.question == question for slot in rule.slots)
    slot = next((s for s in slots if s.takes[0].isupper() and entity.fits(s.takes)), None)
    return Reading(question, {slot.parameter: entity}) if slot else None


def _asked(reading: Reading) -> str:
    return said(replace(reading, entities={}, values={}, several={})).zh


def _refuse(reason: str, what: str = "", choices: Sequence[Reading] = ()) -> Refusal:
    return Refusal(reason, refusals.detail(reason, what), what, tuple(map(Choice.of, choices[:MAX_CHOICES])))
