"""Why a candidate has its score, in sentences of both languages, from ``reasons.tsv``."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ..pages.terms import term
from ..search.index import Named
from .draft import Draft
from .fields import fields_of

NAME_FEATURES = ("name_exact", "alias_exact", "core_name", "pinyin", "name_similarity")
"""From the strongest to the weakest: the first that is there is the reason."""


@dataclass(frozen=True, slots=True)
class Reason:
    """``speaks`` is for, against or open; ``dossier`` and ``graph`` are the values compared."""

    feature: str
    speaks: str
    score: float
    dossier: tuple[str, ...]
    graph: tuple[str, ...]
    zh: str
    en: str


@cache
def _texts() -> dict[str, tuple[str, str]]:
    lines = files(__package__).joinpath("reasons.tsv").read_text("utf-8").splitlines()
    return {row["feature"]: (row["zh"], row["en"]) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}


def _reason(
    feature: str, kind: str, speaks: str, score: float, dossier: tuple[str, ...], graph: tuple[str, ...], labels: tuple[str, str]
) -> Reason:
    said = [
        text.format(d=mark.join(dossier), g=mark.join(graph), p=round(100 * score), label=label)
        for text, mark, label in zip(_texts()[kind], ("、", ", "), labels, strict=True)
    ]
    return Reason(feature, speaks, score, dossier, graph, *said)


def reasons(
    draft: Draft, card: Named, features: Mapping[str, float], said: Mapping[str, tuple[str, ...]], asked: frozenset[str]
) -> tuple[Reason, ...]:
    """The reasons for one candidate: its name first, then the fields that were ``asked`` for in the dossier's order."""
    found = [_named(draft, card, features)]
    for name, it in fields_of(draft.type).items() if draft.type else ():
        if name not in asked:
            continue
        rate, graph, labels = features.get(name, 0.5), said.get(name, ()), it.labels
        own = draft.fields.get(name, ())
        if it.compare == "during" and name == "from":
            own = ("–".join((own[0], next(iter(draft.fields.get("to", ())), ""))),)
        kind, speaks = _said(rate, bool(graph), it.compare)
        found.append(_reason(name, kind, speaks, rate, own, graph, labels))
    if not features.get("type_match", 1.0):
        kinds = (term(draft.type, "zh"), term(card.type, "zh"))
        found.append(_reason("type_match", "type_match", "against", 0.0, kinds[:1], kinds[1:], ("", "")))
    return tuple(found)


def _named(draft: Draft, card: Named, features: Mapping[str, float]) -> Reason:
    kind = next((name for name in NAME_FEATURES if features.get(name)), "name_similarity")
    score = features.get(kind, 0.0)
    speaks = "for" if kind != "name_similarity" or score >= 0.8 else "open"
    return _reason(kind, kind, speaks, score, draft.names[:1], (card.name,), ("", ""))


def _said(rate: float, known: bool, compare: str) -> tuple[str, str]:
    """The kind of sentence, and for what it speaks."""
    if not known:
        return "unknown", "open"
    if rate == 1.0:
        return "same", "for"
    if compare == "during":
        return "away", "against"
    return ("near", "for") if rate > 0.5 else ("other", "against")
