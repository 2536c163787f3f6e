"""Values in the text: dates, sums of money, counts, and the quantities that must not be taken for them.

Belongs here: one grammar a kind, its word lists and its corpus (``corpus/*.tsv``: phrasing and value, also phrasings that
yield nothing). Does not: which event a value belongs to (``ingest.record``). All functions take the article's text as it
is stored, and their offsets refer to it; full-width digits and traditional characters are read as well.
"""

from __future__ import annotations

from zhaoshang.ingest.document import Mention
from zhaoshang.ontology.values import PartialDate

from .counts import Quantity, find_counts, find_quantities
from .dates import find_dates
from .money import find_money

__all__ = ["Quantity", "find_counts", "find_dates", "find_money", "find_quantities", "find_values"]


def find_values(text: str, published: PartialDate | None = None) -> tuple[Mention, ...]:
    """All dates, sums and counts of ``text``, sorted by place and without overlaps (sums before dates before counts)."""
    chosen: list[Mention] = []
    taken = bytearray(len(text))
    for mentions in (find_money(text), find_dates(text, published), find_counts(text)):
        for mention in mentions:
            start, end = mention.span.start, mention.span.end
            if not any(taken[start:end]):
                taken[start:end] = b"\x01" * (end - start)
                chosen.append(mention)
    return tuple(sorted(chosen, key=lambda m: m.span))
