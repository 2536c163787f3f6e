"""Where and when signings were, and who was there: the surest of the places, days and people around each, by the trained scorers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zhaoshang.ingest.document import Mention, Type

from .drafts import Draft
from .scorer import scorer
from .settingview import SettingView

SETTINGS: dict[str, tuple[Type, ...]] = {
    "signer": (Type.PERSON,),
    "place": (Type.PLACE, Type.DEIXIS),
    "date": (Type.DATE,),
}
"""The roles that a signing's occasion fills, with the mentions that may."""

Weighed = tuple[float, str, Mention]
"""(probability, value, mention)."""


def asks(draft: Draft) -> bool:
    """True if the draft has an occasion of its own: a period has none, a sub-total its total's."""
    return not draft.main and not draft.is_period


def settle(view: SettingView, drafts: Sequence[Draft]) -> None:
    """Fill signers, place and date of every draft; a sub-total is whose, where and when its total was, and nobody signed it."""
    for draft in drafts:
        for role in SETTINGS if asks(draft) else ():
            _fill(view, draft, role)
    for draft in drafts:
        if main := draft.main and (draft.main.main or draft.main):
            for role in ("party", "place", "date"):
                for filler in main.fillers.get(role, {}).values() if role != "party" or not draft.values("party") else ():
                    draft.fillers.setdefault(role, {}).setdefault(filler.value, filler)


def _fill(view: SettingView, draft: Draft, role: str) -> None:
    weights = scorer(f"signing-{role}")
    weighed = [(weights.probability(features), value, mention) for value, mention, features in view.candidates(draft, *SETTINGS[role])]
    best: dict[str, tuple[float, Mention]] = {}
    for probability, value, mention in _rows(view, weighed) if role == "signer" else weighed:
        if value not in best or probability > best[value][0]:
            best[value] = (probability, mention)
    chosen = sorted(((p, v, m) for v, (p, m) in best.items() if p >= weights.threshold), key=lambda c: (-c[0], c[1]))
    for probability, value, mention in chosen if role == "signer" else chosen[:1]:
        draft.add(role, value, view.document, mention, round(probability, 4), f"{role}.scored")


def _rows(view: SettingView, weighed: Sequence[Weighed]) -> Iterator[Weighed]:
    """People named in one row were there together: each is as sure as the row's mean."""
    rows: dict[tuple[int, int], list[Weighed]] = {}
    for item in weighed:
        rows.setdefault(view.row(item[2]), []).append(item)
    for row in rows.values():
        mean = sum(probability for probability, _, _ in row) / len(row)
        yield from ((mean, value, mention) for _, value, mention in row)
