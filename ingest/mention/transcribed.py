"""Names written by sound: 约瑟夫·伊伦古, 奥云其其格. Networks cut them short, or glue on what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from zhaoshang.ontology.values import Span

from .candidate import Candidate
from .posts import Post
from .table import words
from .view import View

_BY_SOUND = 3
"""So many characters a name written by sound has at least."""
_TAIL = frozenset({"n", "nz", "nr", "nt", "ns", "nw", "PER", "xc", "m", "a", "ORG", "LOC", "g"})
"""Labels under which LAC cuts a name's end off: 约瑟夫·伊伦｜古发."""


@cache
def _run() -> str:
    return "[" + "".join(sorted(words("transcribed"))) + "]"


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(rf"{_run()}{{1,8}}(?:[·•・.\-]{_run()}{{1,8}}){{0,4}}")


@cache
def _end() -> re.Pattern[str]:
    return re.compile(rf"{_run()}{{1,3}}")


def behind_posts(view: View, posts: Sequence[Post]) -> Iterator[tuple[int, int]]:
    """(start, end) of what is written by sound right behind a post: 总统|努比舍夫, 部长|包·德力格尔赛罕."""
    for post in posts:
        start = post.span.end + (view.text[post.span.end : post.span.end + 1] in ("的", " "))
        found = _whole().match(view.text, start)
        if found and found.end() - start >= _BY_SOUND:
            yield start, found.end()


def in_full(view: View, found: Sequence[Candidate]) -> list[Candidate]:
    """The names that ``found`` proposes, those with a dot to their real end."""
    word_at = {w.start: (w.end, w.label) for w in view.words}
    return [_in_full(view, c, word_at) if any(dot in view.of(c.span.start, c.span.end) for dot in "·•・") else c for c in found]


def _in_full(view: View, name: Candidate, word_at: dict[int, tuple[int, str]]) -> Candidate:
    end = _grown(view, name.span.end, word_at)
    return name if end == name.span.end else Candidate(Span(name.span.start, end), name.type, name.sources)


def _grown(view: View, end: int, word_at: dict[int, tuple[int, str]]) -> int:
    """Where the name that a network ends at ``end`` really ends: with the characters of sound of an odd word behind it."""
    behind = word_at.get(end)
    if behind is None or behind[1] not in _TAIL or view.text[end : behind[0]] in words("common_words"):
        return end
    found = _end().match(view.text, end, behind[0])
    return found.end() if found else end
