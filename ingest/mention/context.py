"""The surroundings of a place in the text, as the features ask for them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from zhaoshang.ingest.document import Type
from zhaoshang.ontology.values import Span

from .candidate import Candidate
from .kinds import suffix_of
from .known import known_firms
from .nets import Token
from .posts import Post
from .view import View, occurrences

_WINDOW = 24
_LIST = frozenset("、和与及")
_MOST_ITEMS = 8
_LONGEST_ITEM = 24
_ITEM_BEFORE = re.compile(r"(?:^|[、，。；：:！？\s“])([^、，。；：:！？\s“”]{2,22})、$")
_ITEM_BEHIND = re.compile(r"、([^、，。；：:！？\s“”]{2,22}?)(?=[、，。；：:！？\s“]|和|与|以及|等|$)")


class Context:
    """Looks things up around a span. ``posts`` are in order of place."""

    def __init__(self, view: View, posts: Sequence[Post], proposals: Sequence[Candidate]) -> None:
        self.view = view
        self.posts = posts
        firms = [c for c in proposals if c.type is Type.FIRM and self._is_strong(c)]
        self._firm_starts = {c.span.start for c in firms}
        self._firm_ends = {c.span.end for c in firms}
        people = [c for c in proposals if c.type is Type.PERSON and {"lac", "cutword"} <= c.sources]
        self._people_starts = {c.span.start for c in people}
        self._people_ends = {c.span.end for c in people}
        self._person_ends: dict[int, list[int]] = defaultdict(list)
        for c in proposals:
            if c.type is Type.PERSON:
                self._person_ends[c.span.start].append(c.span.end)
        self._person_starts: dict[int, int] = {}
        for c in proposals:
            if c.type is Type.PERSON and c.sources & {"lac", "cutword"}:
                self._person_starts[c.span.end] = max(c.span.start, self._person_starts.get(c.span.end, 0))
        self._firm_begins: dict[int, list[int]] = defaultdict(list)
        for c in proposals:
            if c.type is Type.FIRM:
                self._firm_begins[c.span.end].append(c.span.start)
        named = [c for c in proposals if c.type is Type.FIRM and {"lac:org", "cutword:org"} & c.sources]
        self._named_starts = {c.span.start for c in named}
        self._named_ends = {c.span.end for c in named}
        self._places: dict[int, list[int]] = defaultdict(list)
        for c in proposals:
            if c.type is Type.PLACE and "gazetteer" in c.sources:
                self._places[c.span.start].append(c.span.end)
        self._firm_places: dict[str, set[int]] = {}
        for c in firms:
            self._firm_places.setdefault(view.of(c.span.start, c.span.end), set()).add(c.span.start)
        self._post_ends = {post.span.end for post in posts}
        self._post_starts = {post.core for post in posts}
        self._cores = [post.core for post in posts]
        self._counts: Counter[str] = Counter()
        self._distinct = dict.fromkeys(view.of(c.span.start, c.span.end) for c in proposals)
        self._word_starts = [w.start for w in view.words]
        self._name_starts = [n.start for n in view.names]

    def around(self, span: Span) -> tuple[str, str]:
        """The characters just before and just behind ``span``."""
        text = self.view.text
        return text[max(0, span.start - _WINDOW) : span.start], text[span.end : span.end + _WINDOW]

    def behind_post(self, place: int) -> bool:
        """True if a post ends at ``place`` (or one 的 or space before it)."""
        return place in self._post_ends or (self.view.text[place - 1 : place] in ("的", " ") and place - 1 in self._post_ends)

    def before_post(self, place: int) -> bool:
        """True if a post's own words begin at ``place`` (or one 的 behind it)."""
        return place in self._post_starts or (self.view.text[place : place + 1] == "的" and place + 1 in self._post_starts)

    def is_post_part(self, span: Span) -> bool:
        """True if the span overlaps the modifiers and head of a post."""
        low, high = bisect_left(self._cores, span.start - 12), bisect_left(self._cores, span.end)
        return any(span.start < p.span.end for p in self.posts[low:high])

    def _is_strong(self, firm: Candidate) -> bool:
        """True for a firm that hardly needs its surroundings: a legal form, a known name, or both networks say so."""
        name = self.view.of(firm.span.start, firm.span.end)
        _, kind, weight = suffix_of(name)
        both = {"lac:org", "cutword:org"} <= firm.sources
        return both or (kind == "firm" and weight >= 3 and len(name) > 4) or name in known_firms()

    def firm_neighbours(self, span: Span) -> int:
        """On how many sides a strong firm is the next item of a list: 0, 1 or 2."""
        text = self.view.text
        left = text[span.start - 1 : span.start] in _LIST and span.start - 1 in self._firm_ends
        right = text[span.end : span.end + 1] in _LIST and span.end + 1 in self._firm_starts
        return left + right

    def named_neighbours(self, span: Span) -> int:
        """The same for what a network takes for an organisation."""
        text = self.view.text
        left = text[span.start - 1 : span.start] in _LIST and span.start - 1 in self._named_ends
        right = text[span.end : span.end + 1] in _LIST and span.end + 1 in self._named_starts
        return left + right

    def listed(self, span: Span) -> tuple[int, int]:
        """How many other items the row joined by 、 has that ``span`` stands in, and how many of them are firms to a network or a rule."""
        text = self.view.text
        items, firms, place = 0, 0, span.start
        while items < _MOST_ITEMS and text[place - 1 : place] in ("、", "\n"):
            if not (found := _ITEM_BEFORE.search(text, max(0, place - _LONGEST_ITEM), place)):
                break
            place = found.start(1)
            items += 1
            firms += found.end(1) in self._firm_ends or found.end(1) in self._named_ends
        place = span.end
        while items < 2 * _MOST_ITEMS and text.startswith("、", place):
            if not (found := _ITEM_BEHIND.match(text, place, place + _LONGEST_ITEM)):
                break
            place = found.end()
            items += 1
            firms += found.start(1) in self._firm_starts or found.start(1) in self._named_starts
        return items, firms

    def person_neighbours(self, span: Span) -> int:
        """The same for what both networks take for a person."""
        text = self.view.text
        left = text[span.start - 1 : span.start] in _LIST and span.start - 1 in self._people_ends
        right = text[span.end : span.end + 1] in _LIST and span.end + 1 in self._people_starts
        return left + right

    def rivals(self, span: Span) -> Iterator[str]:
        """Which other proposals for a person begin there, longer or shorter ones, and whether the networks see a name in its tail."""
        ends = self._person_ends[span.start]
        if ends and max(ends) > span.end:
            yield "longer"
        if ends and min(ends) < span.end:
            yield "shorter"
        if self._person_starts.get(span.end, 0) > span.start:
            yield "tail"

    def firm_rivals(self, span: Span) -> Iterator[str]:
        """Which other proposals for a firm end there: longer, shorter ones."""
        starts = self._firm_begins[span.end]
        if starts and min(starts) < span.start:
            yield "longer"
        if starts and max(starts) > span.start:
            yield "shorter"

    def label_at(self, place: int) -> str:
        """The label of LAC's word that holds the character at ``place``; "" where none does."""
        index = bisect_right(self._word_starts, place) - 1
        return self.view.words[index].label if index >= 0 and place < self.view.words[index].end else ""

    def begins_with_place(self, span: Span) -> bool:
        """True if a place of the gazetteer begins where the span does."""
        return span.start in self._places

    def place_end(self, span: Span) -> int:
        """Where the longest place that begins with the span ends inside it; the span's start where none does."""
        return max((end for end in self._places.get(span.start, ()) if end < span.end), default=span.start)

    def is_strong_elsewhere(self, span: Span) -> bool:
        """True if the same words are a strong firm at another place of the text."""
        return bool(self._firm_places.get(self.view.of(span.start, span.end), set()) - {span.start})

    def words_inside(self, span: Span) -> Sequence[Token]:
        """LAC's words that overlap ``span``, in order."""
        low = max(0, bisect_right(self._word_starts, span.start) - 1)
        found = self.view.words[low : bisect_left(self._word_starts, span.end)]
        return [w for w in found if w.end > span.start]

    def word_before(self, span: Span) -> Token | None:
        """LAC's word that ends at ``span.start``."""
        index = bisect_left(self._word_starts, span.start) - 1
        return self.view.words[index] if index >= 0 and self.view.words[index].end == span.start else None

    def word_behind(self, span: Span) -> Token | None:
        """LAC's word that begins at ``span.end``."""
        index = bisect_left(self._word_starts, span.end)
        found = index < len(self.view.words) and self.view.words[index].start == span.end
        return self.view.words[index] if found else None

    def other_name(self, span: Span) -> str:
        """What cutword calls the name that overlaps ``span``, if it is no organisation; else ""."""
        low = max(0, bisect_right(self._name_starts, span.start) - 1)
        for name in self.view.names[low : bisect_left(self._name_starts, span.end)]:
            if name.end > span.start and name.label not in ("ORG", "COMMERCIAL", "TIME"):
                return name.label
        return ""

    def count(self, name: str) -> int:
        """How often a proposal's words stand in the text."""
        if not self._counts:
            names = list(self._distinct)
            self._counts = Counter(names[number] for number, _, _ in occurrences(self.view.text, names))
        return self._counts[name]
