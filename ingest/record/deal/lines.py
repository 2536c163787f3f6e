"""The places of a road, railway, pipeline or canal: both ends in its own name (甲城至乙县高速), and those that it passes (途经丙县)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ontology.values import Span

from .mask import Masked, letter, pattern

_NEAR = 12
_MOST = 16

_LINE = re.compile(
    r"(?:铁路|高铁|公路|高速|快速路|城际|客运专线|客专|线路|运河|航道|管道|管线|快线|轻轨|地铁|大道|国道|省道|输电|[线路段])(?:[^，。；]{0,8})$"
)
_ENDS = pattern(r"(?P<one><P>)(?:市|县|区)?[至到—－-](?P<other><P>)")
_PASSES = pattern(
    r"(?:起于|起自|始于|起点(?:位于|在|为|是)?|途经|途径|经过|途中经|止于|终于|终点(?:位于|在|为|是)?|穿越|贯穿|连接|串联|连通|沿线经?)(?P<list><P>(?:(?:市|县|区|等|、|和|与|及)*<P>)*)"
)


def is_line(names: tuple[str, ...]) -> bool:
    """True if one of a project's names ends in the word for a line."""
    return any(_LINE.search(name) for name in names)


def ends(document: Document, project: Mention) -> Iterator[Mention]:
    """The places that a line's own name joins by 至: the first may stand just before the mention."""
    text = document.text
    for one in document.inside(project.span, Type.PLACE):
        before, after = text[one.span.start - 1 : one.span.start], text[one.span.end : one.span.end + 1]
        if before in tuple("至到") or after in tuple("至到"):
            yield one
    if text[project.span.start] in "至到":
        near = Span(max(0, project.span.start - _NEAR), project.span.start)
        yield from (m for m in document.inside(near, Type.PLACE) if m.span.end == project.span.start)


def passed(sentence: Masked) -> Iterator[Mention]:
    """The places that the sentence says a line begins in, passes or ends in; none where it names several projects."""
    if sentence.text.count(letter(Type.PROJECT)) > 1:
        return
    for found in _PASSES.finditer(sentence.text):
        yield from sentence.within(*found.span("list"), Type.PLACE)
