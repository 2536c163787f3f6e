"""Small values with a meaning of their own: places in a text, dates that are not complete, sums of money.

Offsets everywhere count Unicode code points in ``Article.text`` and are half-open: ``text[start:end]``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range ``[start, end)`` of code points in an article's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"no span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of ``text`` that the span covers."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """True if ``other`` lies inside this span (or is equal to it)."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """True if the two share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """A quotation with its exact place: ``text[start:end] == quote`` (W3C Web Annotation selectors)."""

    start: int
    end: int
    quote: str

    @classmethod
    def at(cls, text: str, start: int, end: int) -> Evidence:
        """The evidence that ``text`` gives at ``[start, end)``."""
        return cls(start, end, text[start:end])

    @property
    def span(self) -> Span:
        """The place without the words."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A calendar date of which month or day may be unknown (ISO 8601 reduced precision; local Chinese time, UTC+8)."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ``2022``, ``2022-02`` or ``2022-02-13``; raises ValueError for anything else or an impossible day."""
        found = _DATE.match(text)
        if not found:
            raise ValueError(f"no ISO date: {text!r}")
        year, month, day = (int(part) if part else None for part in found.groups())
        assert year is not None
        if month is not None:
            date(year, month, day or 1)
        return cls(year, month, day)

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in the currency's main unit (yuan, not fen) with its ISO 4217 code."""

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        """The gold guide's form: ``2400000000 CNY``, a plain integer."""
        return f"{int(self.amount)} {self.currency}"
