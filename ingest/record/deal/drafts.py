"""A signing in the making, and when two tellings of a text are of one signing."""

from __future__ import annotations

from dataclasses import dataclass, field

from zhaoshang.ingest.document import Document, Mention
from zhaoshang.ontology.reading import Filler, Status
from zhaoshang.ontology.values import Span

RECENT = 60
"""How many signings back a telling may repeat one: more than any article of the genre has."""


@dataclass(slots=True)
class Draft:
    """A signing in the making; ``fillers`` by role and value; ``main`` is the total that a sub-total is part of."""

    sentence: int
    at: int
    rule: str
    status: Status
    is_total: bool
    main: Draft | None = None
    is_period: bool = False
    fillers: dict[str, dict[str, Filler]] = field(default_factory=dict)
    evidence: list[Span] = field(default_factory=list)

    def add(self, role: str, value: str, document: Document, mention: Mention | None, confidence: float, rule: str) -> None:
        """Fill ``role`` with ``value`` unless it has it already."""
        quotes = (document.quote(mention.span),) if mention else ()
        self.fillers.setdefault(role, {}).setdefault(value, Filler(value, quotes, confidence, rule))

    def values(self, role: str) -> set[str]:
        """The values of a role."""
        return set(self.fillers.get(role, ()))


def _close(one: Draft, other: Draft) -> bool:
    """True if the sums of two totals differ by what a headline rounds: 超3500亿 for 3578.2亿."""
    sums = [{tuple(v.split()) for v in draft.values("amount")} for draft in (one, other)]
    return any(a[1] == b[1] and 0.8 <= int(a[0]) / max(1, int(b[0])) <= 1.2 for a in sums[0] for b in sums[1])


def same(one: Draft, other: Draft, title: bool) -> bool:
    """True if the two drafts tell of one signing; ``title`` says that the first stands in a headline, which says less."""
    if one.is_total != other.is_total:
        return title and bool(one.values("party") & other.values("party"))
    if one.is_total and title and _close(one, other):
        return True
    if one.is_total:
        return bool(one.values("count") & other.values("count")) or bool(
            one.values("amount") & other.values("amount") and not (one.values("count") and other.values("count"))
        )
    mine, its = one.values("party"), other.values("party")
    if not title and one.values("project") and other.values("project") and not one.values("project") & other.values("project"):
        return False
    return ((mine <= its or its <= mine) and bool(mine or one.values("project") & other.values("project"))) or (
        title and len(mine & its) >= 1
    )
