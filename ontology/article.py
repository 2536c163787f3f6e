"""An article as the house keeps it: the one text that every offset refers to, and where it came from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from .values import PartialDate, Span


@dataclass(frozen=True, slots=True)
class Article:
    """One version of one article.

    ``text`` is the title (if any) and the paragraphs of the body, joined by one ``\\n`` each; ``paragraphs`` are
    their spans in it, in order; ``titled`` says whether the first of them is the title. ``published`` is the
    article's own date (local Chinese time) or None. ``source`` is the paper or feed, ``url`` the address of the
    original or "" (then ``path``, relative to the folder read, stands in for it in the identity).
    """

    name: str
    text: str
    paragraphs: tuple[Span, ...]
    titled: bool
    published: PartialDate | None = None
    source: str = ""
    url: str = ""
    path: str = ""
    byline: str = ""
    codes: tuple[tuple[int, int, str], ...] = ()
    """Stock codes that the markup gave: (start, end, code) of the firm's name in ``text``."""

    @property
    def title(self) -> str:
        """The headline, or ""."""
        return self.paragraphs[0].of(self.text) if self.titled and self.paragraphs else ""

    @property
    def id(self) -> str:
        """The article's identity, ``article/`` and 16 hex digits: its source and url (else path), never its body."""
        return _identity(self.source, self.url or self.path or self.name)

    @property
    def version(self) -> str:
        """The version's identity, 16 hex digits: a hash of all that a reading depends on."""
        return _hash(self.text, str(self.published), str(self.titled), self.source, self.url, repr(self.codes))[:16]

    def to_json(self) -> dict[str, Any]:
        """A JSON object from which `from_json` makes the same article."""
        return {
            "name": self.name, "text": self.text, "paragraphs": [[s.start, s.end] for s in self.paragraphs], "titled": self.titled,
            "published": str(self.published) if self.published else None, "source": self.source, "url": self.url,
            "path": self.path, "byline": self.byline, "codes": [list(c) for c in self.codes],
        }  # fmt: skip

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Article:
        """The inverse of `to_json`."""
        return cls(
            name=data["name"], text=data["text"], paragraphs=tuple(Span(a, b) for a, b in data["paragraphs"]), titled=data["titled"],
            published=PartialDate.parse(data["published"]) if data["published"] else None, source=data["source"], url=data["url"],
            path=data["path"], byline=data["byline"], codes=tuple((a, b, c) for a, b, c in data["codes"]),
        )  # fmt: skip


@lru_cache(maxsize=4096)
def _identity(source: str, place: str) -> str:
    """Kept, for each statement asks for its article's."""
    return "article/" + _hash(source, place)[:16]


def _hash(*parts: str) -> str:
    digest = hashlib.sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass")
        digest.update(str(len(raw)).encode() + b":" + raw)
    return digest.hexdigest()
