"""Is an article's project, trip or signing one that is known? By who, where, and when."""

from __future__ import annotations

from zhaoshang.ontology.known import Known
from zhaoshang.ontology.names import normal

from .regions import related
from .verdict import Verdict, best, overlap, shared


def compare_projects(new: Known, old: Known) -> Verdict:
    """Name with host region and investors; a name alone is not enough, for many cities build a 纺织产业园."""
    where = any(related(a, b) in ("same", "above", "below") for a in new.tied("location") for b in old.tied("location"))
    apart = new.tied("location") and old.tied("location") and not where
    who = sorted(new.tied("investor", "party") & old.tied("investor", "party"))
    name = shared([normal(n) for n in new.names], [normal(n) for n in old.names])
    alike = 1.0 if name else max((_alike(normal(a), normal(b)) for a in new.names for b in old.names), default=0.0)
    if apart:
        return Verdict(0.1, ("They lie in different places.",))
    reasons = (
        f"The names are alike by {alike:.0%}.",
        *(["They lie in one place."] if where else []),
        *(f"{w} stands behind both." for w in who[:1]),
    )
    if name and (where or who):
        return Verdict(0.95, (f"Both are called {name}.", *reasons[1:]))
    if alike >= 0.6 and where and who:
        return Verdict(0.85, reasons)
    return Verdict(0.6 if name or (alike >= 0.4 and where and who) else 0.0, reasons)


def _alike(a: str, b: str) -> float:
    """Shared pairs of characters, as a part of the shorter name's."""
    one, other = ({n[i : i + 2] for i in range(len(n) - 1)} for n in (a, b))
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def compare_delegations(new: Known, old: Known) -> Verdict:
    """One leader or sender at one time is one trip; without dates the stops must be the same."""
    when = overlap(new, old)
    if when is False:
        return Verdict(0.0, ())
    leaders = sorted(new.tied("leader") & old.tied("leader"))
    if not leaders and new.tied("leader") and old.tied("leader"):
        return Verdict(0.0, ())
    senders = sorted(new.tied("sender") & old.tied("sender"))
    stops = sorted(new.tied("destination", "visited", "met") & old.tied("destination", "visited", "met"))
    apart = new.tied("destination") and old.tied("destination") and not _meet(new, old)
    day = bool(when) and len(new.start) == len(old.start) == 10
    return best(
        Verdict(0.83 if apart else 0.95, (f"{leaders[0]} led both, at one time.",)) if leaders and day else None,
        Verdict(0.85, (f"{leaders[0]} led both, and both reached {stops[0]}.",)) if leaders and stops else None,
        Verdict(0.85, (f"{senders[0]} sent both at one time, and both reached {stops[0]}.",)) if senders and stops and day else None,
        Verdict(0.6, ("One leader, and times that may be the same.",)) if leaders and not apart else None,
    )


def _meet(new: Known, old: Known) -> bool:
    return any(related(a, b) in ("same", "above", "below", "") for a in new.tied("destination") for b in old.tied("destination"))


def compare_signings(new: Known, old: Known) -> Verdict:
    """The same projects, or the same parties on the same day; totals only with equal figures."""
    if overlap(new, old) is False or (new.codes and old.codes and set(new.codes).isdisjoint(old.codes)):
        return Verdict(0.0, ())
    projects = sorted(new.tied("project") & old.tied("project"))
    parties = sorted(new.tied("party") & old.tied("party"))
    if projects and parties:
        return Verdict(0.92, (f"Both are about {projects[0]}, with {parties[0]}.",))
    if bool(new.tied("project")) != bool(old.tied("project")) or not new.tied("project"):
        same = bool(overlap(new, old)) and len(new.start) == 10 and len(old.start) == 10
        if len(parties) > 1 and same:
            return Verdict(0.88, (f"{parties[0]} and {parties[1]} signed both, on one day.",))
        if parties and new.codes and not set(new.codes).isdisjoint(old.codes):
            return Verdict(0.88, (f"{parties[0]} signed both, with equal figures.",))
    return Verdict(0.0, ())
