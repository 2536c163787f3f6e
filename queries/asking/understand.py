"""From a question to an interpretation, or to a refusal that says why and what could be meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..catalogue import Text
from . import refusals
from .interpretation import Interpretation, read
from .names import Entity, Names
from .pieces import nested, unexplained, without_particle
from .rules import rules
from .said import href, label, said
from .titles import held, of_firms, settle
from .tokens import Token, cut

ENOUGH = 0.9
"""A interpretation that leaves more than this over is not taken: not a single deed (`LIGHT` words cost half of one)."""
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

    interpretation: Interpretation
    said: Text
    href: str

    @classmethod
    def of(cls, interpretation: Interpretation) -> Choice:
        """The choice that stands for an interpretation."""
        return cls(interpretation, said(interpretation), href(interpretation))


@dataclass(frozen=True, slots=True)
class Understood:
    """The interpretation taken, and others that were possible, the likelier first; ``ignored`` are words that it does not use."""

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
    tokens = without_particle(settle(of_firms(held(nested(cut(question, names, today))), names), names))
    tags = frozenset(tag for token in tokens for tag in token.tags)
    if not any(token.weighs for token in tokens):
        return _refuse("out-of-scope" if any(token.text.isalnum() for token in tokens) else "empty")
    if "never" in tags:
        return _refuse("out-of-scope", next(t.text for t in tokens if "never" in t.tags))
    unknown = unexplained(tokens)
    interpretations = sorted((r for rule in rules() if (r := read(rule, tokens))), key=_rank)
    if not interpretations:
        return _bare(tokens, unknown)
    if unknown:
        return _unknown_name(tokens, unknown, interpretations, names)
    if "not" in tags:
        return _refuse("unsupported", next(t.text for t in tokens if "not" in t.tags))
    return _take(interpretations)


def _rank(interpretation: Interpretation) -> tuple[float, int]:
    return interpretation.cost + 2.0 * len(interpretation.missing), -interpretation.fit


def _take(interpretations: Sequence[Interpretation]) -> Understood | Refusal:
    best = interpretations[0]
    if best.unplaced:
        return _refuse("unsupported", "、".join(best.unplaced), [] if best.missing else [best])
    if best.missing:
        return _refuse("missing", _asked(best), [best])
    if best.several and best.cost <= ENOUGH:
        return _several_names(best)
    whole = [r for r in interpretations[1:] if not r.missing and not r.unplaced and not r.several]
    rivals = [r for i, r in enumerate(whole) if not any(r.same(other) for other in (best, *whole[:i]))]
    close = [r for r in rivals if r.cost - best.cost < CLOSE and r.fit >= best.fit]
    if close and best.cost <= 1:
        return _refuse("several-meanings", "", [best, *close])
    if best.cost > ENOUGH:
        return _refuse("out-of-scope", "、".join(best.over), [best])
    others = {r.question: Choice.of(r) for r in reversed(rivals) if r.question != best.question}
    ranked = tuple(choice for r in rivals if (choice := others.get(r.question)) and choice.interpretation is r)
    return Understood(Choice.of(best), best.confidence, best.over, ranked[:3])


def _several_names(best: Interpretation) -> Refusal:
    parameter, meant = next(iter(best.several.items()))
    rest = {name: found for name, found in best.several.items() if name != parameter}
    choices = [replace(best, entities=best.entities | {parameter: one}, several=rest) for one in meant]
    return _refuse("ambiguous-name", meant[0].label, choices)


def _unknown_name(tokens: Sequence[Token], unknown: Sequence[Token], interpretations: Sequence[Interpretation], names: Names) -> Refusal:
    said_of = "、".join(token.text for token in unknown)
    size = sum(len(token.text) for token in tokens if token.text.isalnum())
    if len(unknown) > 1 or len(said_of) > 0.7 * size:
        return _refuse("out-of-scope", said_of)
    choices = []
    for entity in names.near(unknown[0].text):
        choices += _with(tokens, unknown[0], entity)[:1]
    if (
        not interpretations[0].missing
        and not interpretations[0].unplaced
        and not interpretations[0].several
        and interpretations[0].cost <= ENOUGH
    ):
        choices.append(interpretations[0])  # the same without the words that are not known
    return _refuse("unknown-name", said_of, choices)


def _with(tokens: Sequence[Token], unknown: Token, entity: Entity) -> list[Interpretation]:
    """The complete interpretations with ``entity`` in the place of what is unknown, the best first."""
    tried = [Token(entity.label, entities=(entity,)) if token is unknown else token for token in tokens]
    found = sorted((r for rule in rules() if (r := read(rule, tried))), key=_rank)
    return [r for r in found if not r.missing and not r.unplaced and not r.several and entity in r.entities.values()]


def _bare(tokens: Sequence[Token], unknown: Sequence[Token]) -> Refusal:
    """No rule fits: a name and nothing else has choices, the rest is out of scope."""
    weighty = [token for token in tokens if token.weighs]
    if unknown or not all(token.entities for token in weighty):
        return _refuse("out-of-scope", "、".join(token.text for token in unknown))
    choices: list[Interpretation] = []
    for entity in weighty[0].entities:
        starters = next((names for cls, names in _STARTERS.items() if entity.fits(cls)), ())
        choices += [r for name in starters if (r := _starter(name, entity))]
    return _refuse("several-meanings", label(weighty[0].entities[0]), choices)


def _starter(question: str, entity: Entity) -> Interpretation | None:
    slots = (slot for rule in rules() if rule.question == question for slot in rule.slots)
    slot = next((s for s in slots if s.takes[0].isupper() and entity.fits(s.takes)), None)
    return Interpretation(question, {slot.parameter: entity}) if slot else None


def _asked(interpretation: Interpretation) -> str:
    return said(replace(interpretation, entities={}, values={}, several={})).zh


def _refuse(reason: str, what: str = "", choices: Sequence[Interpretation] = ()) -> Refusal:
    return Refusal(reason, refusals.detail(reason, what), what, tuple(map(Choice.of, choices[:MAX_CHOICES])))
