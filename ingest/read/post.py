"""Jekyll posts: front matter between ``---`` lines, then Markdown or HTML, the address of the original, links back."""

from __future__ import annotations

import re

from zhaoshang.ontology.errors import InputError

from .clean import paragraph
from .draft import Draft, Piece
from .markup import paragraphs, parse

_FENCE = re.compile(r"\s*---[ \t]*\r?\n")
_CLOSE = re.compile(r"(?:^|\n)---[ \t]*(?:\r?\n|$)")
_FIELD = re.compile(r"([A-Za-z_][\w-]*):[ \t]*(.*)")
_ADDRESS = re.compile(r"^[ \t]*<(https?://[^>\s]*)?>[ \t]*$", re.M)
_BACK = re.compile(r"^[ \t]*\[返回[^\]\n]*\]\([^)\n]*\)(?:[｜| ]*\[返回[^\]\n]*\]\([^)\n]*\))*[ \t]*$", re.M)
_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]{0,2000}|!--)")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,400})\]\([^()\s]{0,2000}\)")
_MARKS = re.compile(r"^(?:#{1,6} |[*+-] )|\*\*|__|`", re.M)
_HEAD_LIMIT = 20_000


def is_post(text: str) -> bool:
    """True if ``text`` begins with front matter (blank lines before it are allowed)."""
    return bool(_FENCE.match(text))


def read_post(text: str, name: str, path: str) -> Draft:
    """The post's parts; raises InputError where the front matter does not end."""
    opening = _FENCE.match(text)
    closing = _CLOSE.search(text, opening.end() - 1, opening.end() + _HEAD_LIMIT) if opening else None
    if not opening or not closing:
        raise InputError("the front matter is not closed", where=path, remedy="end it with a line ---")
    fields = _fields(text[opening.end() : closing.start()])
    body = text[closing.end() :]
    url = next((found[1] for found in _ADDRESS.finditer(body) if found[1]), "")
    body = _BACK.sub("", _ADDRESS.sub("", body))
    day = re.match(r"\d{4}-\d{2}-\d{2}(?=-|$)", name)
    return Draft(
        name=name,
        path=path,
        title=fields.get("title", ""),
        date=fields.get("date", ""),
        day=day.group() if day else "",
        source=fields.get("source", "") or _feed(fields.get("tags", "")),
        url=fields.get("url", "") or fields.get("link", "") or url,
        byline=fields.get("author", ""),
        pieces=_body(body),
    )


def _fields(head: str) -> dict[str, str]:
    """Front matter of one level; a value may be in quotes and hold quotes of its own."""
    found: dict[str, str] = {}
    for line in head.splitlines():
        match = _FIELD.match(line)
        if match:
            value = match[2].strip()
            if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
                value = value[1:-1].replace('\\"', '"')
            found[match[1].lower()] = value
    return found


def _feed(tags: str) -> str:
    """The paper or feed that the tags name: 黑龙江日报新闻 is 黑龙江日报's."""
    tag = tags.strip("[] ").split(",")[0].strip(" \"'")
    return tag.removesuffix("新闻") if re.search(r"(?:报|网|社|台|刊|客户端)新闻$", tag) else tag


def _body(body: str) -> list[Piece]:
    """Blocks between blank lines: HTML where they hold tags, else Markdown; a digest that the text repeats is left out."""
    digest: list[Piece] = []
    pieces: list[Piece] = []
    for block in re.split(r"\n[ \t]*\r?\n", body.replace("\r\n", "\n")):
        if not block.strip():
            continue
        if block.lstrip().startswith(">") and not pieces:
            digest += _markdown(re.sub(r"^[ \t]*>[ \t]?", "", block, flags=re.M))
        elif _TAG.search(block):
            pieces += paragraphs(parse(block).body)
        else:
            pieces += _markdown(block)
    rest = "".join(paragraph(piece.text) for piece in pieces)
    return [piece for piece in digest if _gist(piece) not in rest] + pieces


def _gist(piece: Piece) -> str:
    """The beginning of a digest, by which its repetition is known."""
    return paragraph(piece.text)[:24]


def _markdown(block: str) -> list[Piece]:
    plain = _MARKS.sub("", _LINK.sub(r"\1", block))
    return [Piece(line) for line in plain.splitlines() if line.strip()]
