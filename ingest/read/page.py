"""Web pages: which part is the article, and what the page says of its title, date, source and address."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .clean import paragraph
from .draft import Draft
from .headline import Heading, read_heading
from .markup import paragraphs, parse

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|div|article|section|p|h1|table|center|span)\b",
    re.I | re.S,
)
_PLACES = (
    "#zoom", "#Zoom", "#UCAP-CONTENT", ".TRS_Editor", "[itemprop=articleBody]", "#artibody", "#article_content", "#articleContent",
    "#content_area", "#ContentBody", "#js_content", ".article-content", ".article-body", ".post-content", ".entry-content",
    ".news_content", ".newsContent", "article", "main",
)  # fmt: skip
_HEADS = ("h1", ".rich_media_title", ".article-title", ".articleTitle", ".news_title", ".newstitle", "#title", "td.title")
_ENOUGH = 40
_SITE = re.compile(r"\s*[-_|–—｜]\s*[^-_|–—｜]{2,20}(?:网|报|台|政府|频道|新闻|门户|在线|客户端|首页)[^-_|–—｜]{0,12}$")


def is_page(text: str) -> bool:
    """True if ``text`` begins like HTML."""
    return bool(_PAGE.match(text[:4000]))


def read_page(text: str, name: str, path: str) -> Draft:
    """The page's parts; the body is the marked one, else the element with most text in its own paragraphs."""
    tree = parse(text)
    pieces = paragraphs(_article(tree))
    title = _title(tree)
    heading = Heading()
    for piece in pieces[:4]:
        heading = heading.joined(read_heading(paragraph(piece.text)))
    around = _meta_lines(tree) if not heading.date else Heading()
    pieces = [piece for piece in pieces if not read_heading(paragraph(piece.text)).date or len(piece.text) > 120]
    return Draft(
        name=name,
        path=path,
        title=title,
        date=_meta(tree, "PubDate", "publishdate", "article:published_time", "publish_time", "date", "datePublished")
        or heading.date
        or around.date,
        source=_meta(tree, "ContentSource", "source", "article:author", "mediaid") or heading.source or around.source,
        url=_url(tree),
        byline=_meta(tree, "author", "Author") or heading.byline,
        pieces=pieces,
    )


def _article(tree: LexborHTMLParser) -> LexborNode | None:
    for place in _PLACES:
        found = tree.css_first(place)
        if found is not None and sum(len(piece.text) for piece in paragraphs(found)) >= _ENOUGH:
            return found
    return _densest(tree) or tree.body


def _densest(tree: LexborHTMLParser) -> LexborNode | None:
    """The parent whose own ``p`` elements hold most text outside links."""
    weights: dict[int, tuple[int, LexborNode]] = {}
    for node in tree.css("p"):
        parent = node.parent
        if parent is None:
            continue
        linked = sum(len(a.text()) for a in node.css("a") if not a.attributes.get("data-code"))
        size, _ = weights.get(parent.mem_id, (0, parent))
        weights[parent.mem_id] = (size + len(node.text().strip()) - 2 * linked, parent)
    best = max(weights.values(), key=lambda item: item[0], default=None)
    return best[1] if best and best[0] >= _ENOUGH else None


def _title(tree: LexborHTMLParser) -> str:
    said = _meta(tree, "ArticleTitle", "og:title")
    heads = (paragraph(node.text()) for place in _HEADS for node in tree.css(place))
    said = said or next((head for head in heads if 4 <= len(head) <= 80), "")
    if not said:
        node = tree.css_first("title")
        said = paragraph(node.text()) if node else ""
    return _SITE.sub("", said)


def _meta(tree: LexborHTMLParser, *names: str) -> str:
    wanted = {name.lower(): rank for rank, name in enumerate(names)}
    found: list[tuple[int, str]] = []
    for node in tree.css("meta[content]"):
        name = (node.attributes.get("name") or node.attributes.get("property") or node.attributes.get("itemprop") or "").lower()
        if name in wanted and (content := (node.attributes.get("content") or "").strip()):
            found.append((wanted[name], content))
    return min(found)[1] if found else ""


def _meta_lines(tree: LexborHTMLParser) -> Heading:
    """Date and source from the short lines of the whole page."""
    node = tree.css_first("time[datetime]")
    heading = Heading(date=(node.attributes.get("datetime") or "") if node else "")
    for piece in paragraphs(tree.body)[:60]:
        if len(piece.text) <= 120:
            heading = heading.joined(read_heading(paragraph(piece.text)))
    return heading


def _url(tree: LexborHTMLParser) -> str:
    node = tree.css_first("link[rel=canonical][href]")
    return (node.attributes.get("href") or "") if node else _meta(tree, "og:url")
