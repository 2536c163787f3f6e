"""The surroundings of a place in the text, as the features ask for them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from zhaoshang.ontology.values import Span

from .posts import Post
from .view import View

_WINDOW = 24


class Context:
    """Looks things up around a span. ``posts`` are in order of place."""

    def __init__(self, view: View, posts: Sequence[Post]) -> None:
        self.view = view
        self.posts = posts
        self._post_ends = {post.span.end for post in posts}
        self._post_starts = {post.core for post in posts}
        self._cores = [post.core for post in posts]
        self._counts: dict[str, int] = {}

    def around(self, span: Span) -> tuple[str, str]:
        """The characters just before and just behind ``span``."""
        text = self.view.text
        return text[max(0, span.start - _WINDOW) : span.start], text[span.end : span.end + _WINDOW]

    def behind_post(self, place: int) -> bool:
        """True if a post ends at ``place`` (or one 的 before it)."""
        return place in self._post_ends or (self.view.text[place - 1 : place] == "的" and place - 1 in self._post_ends)

    def before_post(self, place: int) -> bool:
        """True if a post's own words begin at ``place`` (or one 的 behind it)."""
        return place in self._post_starts or (self.view.text[place : place + 1] == "的" and place + 1 in self._post_starts)

    def is_post_part(self, span: Span) -> bool:
        """True if the span overlaps the modifiers and head of a post."""
        low, high = bisect_left(self._cores, span.start - 12), bisect_right(self._cores, span.end)
        return any(p.core < span.end and span.start < p.span.end for p in self.posts[low:high])

    def count(self, name: str) -> int:
        """How often ``name`` stands in the text."""
        if name not in self._counts:
            self._counts[name] = self.view.text.count(name)
        return self._counts[name]
