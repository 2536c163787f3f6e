"""Is an article's firm or body one that is known? By codes, by names without form, by place."""

from __future__ import annotations

from zhaoshang.ontology.known import Known
from zhaoshang.ontology.names import normal

from .firms import FirmName
from .places import Places
from .regions import related
from .verdict import Verdict, best, shared

_COMPATIBLE = frozenset({"", "same", "above", "below"})


def compare_firms(new: Known, old: Known, places: Places) -> Verdict:
    """Codes decide where both are known; else the names, unless the places that they bear exclude each other."""
    if new.codes and old.codes and _comparable(new, old):
        code = shared(new.codes, old.codes)
        return Verdict(0.99, (f"Both have the code {code}.",)) if code else Verdict(0.05, ("Their codes differ.",))
    if clash := _clash(new, old):
        return Verdict(0.1, (clash,))
    mine = [FirmName.of(n, places) for n in new.names]
    theirs = [FirmName.of(n, places) for n in old.names]
    return best(*(_names(a, b) for a in mine for b in theirs))


def _comparable(new: Known, old: Known) -> bool:
    return bool({len(c) for c in new.codes} & {len(c) for c in old.codes})


def _clash(new: Known, old: Known) -> str:
    """Why the two cannot be one: names of places that lie apart. A place on one side only excludes nothing."""
    mine, theirs = sorted(new.tied("seat")), sorted(old.tied("seat"))
    if mine and theirs and not any(related(a, b) in _COMPATIBLE | {"province"} for a in mine for b in theirs):
        return f"Their names bear different places: {mine[0]}, {theirs[0]}."
    return ""


def _names(a: FirmName, b: FirmName) -> Verdict | None:
    if a.place and b.place and related(a.place, b.place) == "apart":
        return None
    if a.whole == b.whole:
        return Verdict(0.96 if a.legal else 0.92, (f"Both are called {a.whole}.",))
    if a.legal and b.legal:
        return _registered(a, b)
    if a.stem == b.stem and len(a.stem) > 2:
        return Verdict(0.88, (f"Without place and legal form both are {a.stem}.",))
    short, full = sorted((a, b), key=lambda n: len(n.stem))
    if full.stem.startswith(short.stem) and short.stem.startswith(full.core) and len(short.stem) >= 3:
        return Verdict(0.82, (f"{short.whole} begins {full.whole} with its whole trade name, {full.core}.",))
    if a.core == b.core or (full.stem.startswith(short.stem) and len(short.stem) >= 2):
        return Verdict(0.55, (f"Both bear the trade name {short.core}, with different words of trade or form.",))
    return None


def _registered(a: FirmName, b: FirmName) -> Verdict | None:
    """Two full registered names that differ: two firms, but for a place that one paper leaves out."""
    if a.stem == b.stem and (not a.place or not b.place):
        return Verdict(0.84, (f"Both are registered as {a.stem}; one name leaves out its place.",))
    return None


def compare_bodies(new: Known, old: Known) -> Verdict:
    """By a full name, or a short one with its place."""
    name = shared([normal(n) for n in new.names], [normal(n) for n in old.names])
    if not name:
        return Verdict(0.0, ())
    mine, theirs = new.tied("seat"), old.tied("seat")
    if mine and theirs and not any(related(a, b) == "same" for a in mine for b in theirs):
        return Verdict(0.1, (f"Both are called {name}, of different places.",))
    if mine and theirs:
        return Verdict(0.95, (f"Both are called {name}, of {min(mine & theirs)}.",))
    if not mine and not theirs and len(name) > 4:
        return Verdict(0.9, (f"Both are called {name}.",))
    return Verdict(0.6, (f"Both are called {name}; one article does not tell of which place.",))
