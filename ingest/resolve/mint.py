"""New graph ids: from the features that make the identity, so that the order of reading matters as little as it can."""

from __future__ import annotations

from zhaoshang.ontology.known import Known
from zhaoshang.ontology.names import key, normal
from zhaoshang.ontology.vocabulary import SLUGS

from .firms import FirmName
from .places import Places


def mint(known: Known, places: Places, article: str, taken: frozenset[str]) -> str:
    """A graph id for what `describe` describes. ``taken`` are ids that it must not be: of others that it was told from.

    ``article`` is part of the id only where the features alone would join what is not known to be one.
    """
    features = _features(known, places)
    if not features:
        return _id(known, "in", article)
    found = _id(known, *features)
    return _id(known, *features, "in", article) if found in taken else found


def own(known: Known, places: Places, article: str) -> frozenset[str]:
    """The ids that `mint` makes for this article alone: who bears one was told of by an earlier reading of it."""
    return frozenset({_id(known, "in", article), _id(known, *_features(known, places), "in", article)})


def _id(known: Known, *features: str) -> str:
    name = known.names[0] if known.names else known.start or "undated"
    shown = FirmName.of(name, Places({})).stem if known.cls == "Company" else name
    return f"{SLUGS[known.cls]}/{key(shown, known.cls, *features)}"


def _features(known: Known, places: Places) -> tuple[str, ...]:
    """What identity rests on (design, section 3); () where the article gives too little of it."""
    name = normal(known.names[0]) if known.names else ""
    if known.cls in ("Official", "Executive"):
        owners = [h.of for h in known.holdings if h.of] or sorted(known.tied("from", "firm", "host"))
        return (name, owners[0]) if owners else ()
    if known.cls == "Company":
        firm = FirmName.of(known.names[0], places)
        return (known.codes[0],) if known.codes else (firm.place, firm.stem)
    if known.cls == "Body":
        return (name, *sorted(known.tied("seat"))) if known.tied("seat") or len(name) > 4 else ()
    if known.cls == "Project":
        around = sorted(known.tied("location")) or sorted(known.tied("investor", "party"))
        return (name, *around) if around else ()
    return _event(known)


def _event(known: Known) -> tuple[str, ...]:
    if known.cls == "Delegation":
        who = sorted(known.tied("leader")) or sorted(known.tied("sender"))
        rest = () if known.tied("leader") else tuple(sorted(known.tied("destination", "visited")))
        return (known.start, *who, *rest) if len(known.start) == 10 and who and (known.tied("leader") or rest) else ()
    ties = sorted(f"{role}:{other}" for role, other in known.ties if role in ("party", "project"))
    return (known.start, *ties, *known.codes) if ties and (known.start or known.tied("project")) else ()
