"""Is an article's person one that is known? By post and jurisdiction, by firm; never by the name alone."""

from __future__ import annotations

from zhaoshang.ontology.known import Holding, Known

from .regions import related
from .verdict import ACCEPT, Verdict, best


def compare(new: Known, old: Known) -> Verdict:
    """Both bear one name. What decides is whose posts they hold, and where they act."""
    pairs = [(mine, theirs) for mine in new.holdings for theirs in old.holdings]
    posts = best(*(_holdings(mine, theirs) for mine, theirs in pairs))
    found = posts if posts.score >= ACCEPT else best(posts, _ties(new, old))
    return found if found.score else Verdict(0.2, ("They share a name and nothing else that is known.",))


def _holdings(mine: Holding, theirs: Holding) -> Verdict | None:
    if not (mine.of and theirs.of):
        return (
            Verdict(0.55, (f"Both hold the post {mine.office}, of a place that one article does not tell.",))
            if _same(mine, theirs)
            else None
        )
    how = related(mine.of, theirs.of)
    if how == "same":
        if mine.office == theirs.office:
            return Verdict(0.97, (f"Both hold the post {mine.office} of {mine.of}.",))
        return _later(mine, theirs)
    if how in ("above", "below"):
        words = "is promoted" if how == "above" else "moves"
        return Verdict(
            0.65, (f"{mine.of} and {theirs.of} lie one in the other; perhaps the person {words}: {theirs.office}, {mine.office}.",)
        )
    if how == "province":
        return Verdict(0.5, (f"{mine.of} and {theirs.of} lie in one province; perhaps the person moves: {theirs.office}, {mine.office}.",))
    return None


def _same(mine: Holding, theirs: Holding) -> bool:
    return mine.office == theirs.office


def _later(mine: Holding, theirs: Holding) -> Verdict:
    """Another office of the same jurisdiction: surer the closer in time."""
    years = abs(int(mine.on[:4]) - int(theirs.on[:4])) if mine.on and theirs.on else 0
    reason = f"Both hold posts of {mine.of}: {theirs.office}, {mine.office}."
    return Verdict(0.9 if years <= 6 else 0.7, (reason, *((f"{years} years lie between them.",) if years > 6 else ())))


def _ties(new: Known, old: Known) -> Verdict | None:
    """Where they act, for articles that give no post: who sent them, who they host, for which firm they speak. Of whom the
    article tells nothing of the kind may be of a firm, or an official of a place, that it names."""
    mine, theirs = (k.tied("from", "host", "firm") | {h.of for h in k.holdings if h.of} for k in (new, old))
    if both := sorted(mine & theirs):
        return Verdict(0.86, (f"Both act for {both[0]}.",))
    if named := sorted((new.tied("beside") & theirs) | (old.tied("beside") & mine)):
        return Verdict(0.82, (f"One acts for {named[0]}; the article on the other names it and tells nothing nearer.",))
    return None
