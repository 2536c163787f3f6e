"""The forward chaining itself: rounds of rules over sets of pairs, until nothing new comes."""

from __future__ import annotations

from collections import defaultdict

from .entailment import TYPE, Pair, Relations, Rules, rules

Found = dict[str, set[Pair]]


def inferred(stated: Relations, by: Rules | None = None) -> Found:
    """All that follows from ``stated`` and is not stated itself. Work grows with what is stated and what follows."""
    by = by or rules()
    known: Found = defaultdict(set, {p: set(pairs) for p, pairs in stated.items()})
    fresh: Found = {p: set(pairs) for p, pairs in known.items() if p != TYPE}
    _merge(known, fresh, _by_value(known, by))
    while fresh:
        new: Found = defaultdict(set)
        for predicate, pairs in fresh.items():
            _directly(predicate, pairs, by, new)
        for predicate, chain in by.chains:
            if any(step in fresh for step in chain):
                new[predicate] |= _joined(chain, known, fresh)
        fresh = {}
        _merge(known, fresh, new)
    _classes(known, by)
    return {p: rest for p, pairs in known.items() if (rest := pairs - stated.get(p, set()))}


def _merge(known: Found, fresh: Found, new: Found) -> None:
    """Put what is not known yet into both."""
    for predicate, pairs in new.items():
        rest = pairs - known[predicate]
        if rest:
            known[predicate] |= rest
            fresh.setdefault(predicate, set()).update(rest)


def _by_value(known: Found, by: Rules) -> Found:
    """The classes that a value makes, and the loops by which chains test them."""
    found: Found = defaultdict(set)
    for predicate, value, cls in by.values:
        members = {s for s, o in known.get(predicate, ()) if o == value}
        found[TYPE] |= {(s, f"<{cls}>") for s in members}
        if cls in by.selves:
            found[by.selves[cls]] |= {(s, s) for s in members}
    known[TYPE] |= found.pop(TYPE, set())
    return found


def _directly(predicate: str, pairs: set[Pair], by: Rules, new: Found) -> None:
    for above in by.super_properties.get(predicate, ()):
        new[above] |= pairs
    for back in by.inverses.get(predicate, ()):
        new[back] |= {(o, s) for s, o in pairs}


def _joined(chain: tuple[str, ...], known: Found, fresh: Found) -> set[Pair]:
    """The ends of the paths along ``chain`` that pass through something fresh (semi-naive evaluation)."""
    found: set[Pair] = set()
    for at, step in enumerate(chain):
        if step in fresh:
            paths = fresh[step]
            for after in chain[at + 1 :]:
                paths = _compose(paths, known[after])
            for before in reversed(chain[:at]):
                paths = _compose(known[before], paths)
            found |= paths
    return found


def _compose(left: set[Pair], right: set[Pair]) -> set[Pair]:
    if len(left) < len(right):
        ends: dict[str, list[str]] = defaultdict(list)
        for s, o in left:
            ends[o].append(s)
        return {(s, o) for middle, o in right for s in ends.get(middle, ())}
    starts: dict[str, list[str]] = defaultdict(list)
    for s, o in right:
        starts[s].append(o)
    return {(s, o) for s, middle in left for o in starts.get(middle, ())}


def _classes(known: Found, by: Rules) -> None:
    """Domains and ranges, then superclasses."""
    members: dict[str, set[str]] = defaultdict(set)
    for subject, cls in known[TYPE]:
        members[cls[1:-1]].add(subject)
    for predicate in list(known):
        for cls in by.domains.get(predicate, ()):
            members[cls].update(s for s, _ in known[predicate])
        for cls in by.ranges.get(predicate, ()):
            members[cls].update(o for _, o in known[predicate])
    for cls, subjects in list(members.items()):
        for above in by.super_classes.get(cls, ()):
            members[above] |= subjects
    known[TYPE] |= {(subject, f"<{cls}>") for cls, subjects in members.items() for subject in subjects}
