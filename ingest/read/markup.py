"""HTML to paragraphs: block elements part them; what is hidden, a caption or a control is no text; stock codes are kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .clean import squeeze, visible
from .draft import Piece

_SKIPPED = frozenset(
    ("script", "style", "noscript", "template", "head", "title", "nav", "footer", "aside", "form", "button", "select", "option", "input",
     "textarea", "iframe", "object", "embed", "svg", "canvas", "audio", "video", "figcaption", "img", "map", "link", "meta")
)  # fmt: skip
_BLOCKS = frozenset(
    ("p", "div", "br", "li", "ul", "ol", "dl", "dt", "dd", "tr", "table", "tbody", "thead", "h1", "h2", "h3", "h4", "h5", "h6", "section",
     "article", "main", "header", "blockquote", "center", "figure", "pre", "hr", "address", "body")
)  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.I)
_CAPTION = 60
"""A caption has at most so many characters."""
_NO_TEXT = re.compile(
    r"(?:^|[\s_-])(?:caption|share|bshare|jiathis|breadcrumb|crumbs?|pagination|related|recommend|comment|copyright|toolbar|sidebar)(?:$|[\s_-])",
    re.I,
)
_MARKETS = {"0": "SZ", "1": "SH", "105": "US", "106": "US", "107": "US", "116": "HK"}


class Builder:
    """Collects text into paragraphs, with the codes of the names in them."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._parts: list[str] = []
        self._codes: list[tuple[int, int, str]] = []
        self._size = 0
        self._image = False

    def image(self) -> None:
        """A picture stands here: what follows may be its caption."""
        self._image = True

    def add(self, text: str) -> None:
        """More text of the paragraph at hand; white space runs are joined across borders."""
        clean = squeeze(visible(text))
        if clean[:1] == " " and (not self._parts or self._parts[-1][-1:] == " "):
            clean = clean[1:]
        if clean:
            self._parts.append(clean)
            self._size += len(clean)

    def mark(self, start: int, code: str) -> None:
        """What was added since ``start`` is the name of a firm with this stock code."""
        if self._size > start:
            self._codes.append((start, self._size, code))

    @property
    def size(self) -> int:
        """How long the paragraph at hand is."""
        return self._size

    def end(self, centred: bool = False) -> None:
        """The paragraph is complete; a short centred one below a picture is its caption and no text."""
        text = "".join(self._parts)
        caption = centred and self._image and len(text) <= _CAPTION
        if text.strip():
            self._image = False
        if text.strip() and not caption:
            self.pieces.append(Piece(text.rstrip(), [c for c in self._codes if c[1] <= len(text.rstrip())]))
        self._parts, self._codes, self._size = [], [], 0


def parse(html: str) -> LexborHTMLParser:
    """The page's tree."""
    return LexborHTMLParser(html)


def paragraphs(node: LexborNode | None) -> list[Piece]:
    """The paragraphs inside ``node``, in order. The walk keeps its own stack, so that deep nesting does no harm."""
    builder = Builder()
    if node is not None:
        _walk(node, builder)
    builder.end()
    return builder.pieces


def _walk(root: LexborNode, builder: Builder) -> None:
    stack: list[tuple[LexborNode | None, str, int]] = [(root, "", 0)]
    while stack:
        node, leaving, start = stack.pop()
        if node is None:
            if leaving == "block":
                builder.end(centred=bool(start))
            else:
                builder.mark(start, leaving)
            continue
        if node.is_text_node:
            builder.add(node.text_content or "")
            continue
        tag = node.tag or ""
        if tag == "img":
            builder.image()
        if tag in _SKIPPED or tag.startswith(("-", "!")) or _is_hidden(node):
            continue
        if tag in _BLOCKS:
            builder.end()
            stack.append((None, "block", int(_is_centred(node))))
        elif code := stock_code(node.attributes.get("data-code") or ""):
            stack.append((None, code, builder.size))
        elif tag in ("td", "th"):
            builder.add(" ")
        stack.extend((child, "", 0) for child in reversed(list(_children(node))))


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def _is_centred(node: LexborNode) -> bool:
    attributes = node.attributes
    return attributes.get("align") == "center" or bool(_CENTRED.search(attributes.get("style") or ""))


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    if not attributes:
        return False
    if "hidden" in attributes or _HIDDEN.search(attributes.get("style") or ""):
        return True
    return bool(_NO_TEXT.search(attributes.get("class") or ""))


def stock_code(data: str) -> str:
    """``1,600160`` of the markup as ``600160.SH``; "" for what is no firm (boards and indices: BK0473)."""
    market, _, code = data.partition(",")
    known = _MARKETS.get(market.strip())
    code = code.strip()
    return f"{code}.{known}" if known and re.fullmatch(r"[0-9A-Z.]{1,6}", code) and not code.startswith("BK") else ""
