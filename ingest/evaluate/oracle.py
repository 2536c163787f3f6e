"""A document with perfect mentions, made from an article and its gold: what records would be worth if the mention room made no mistakes.

`oracle` string-matches every gold entity (longest form first) and takes posts, back-references and values from the rules.
Gold lists places and bodies only where they fill a role, so an oracle document is poorer in distractors than a real one:
it tells the mention room's errors from the record room's and is never a figure of merit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ingest.gazetteer import resolve
from zhaoshang.ingest.values import find_values
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.errors import InputError
from zhaoshang.ontology.reading import GUIDE_KEY, Entity, Kind
from zhaoshang.ontology.values import Evidence, PartialDate, Span

_TYPE = {
    Kind.OFFICIAL: Type.PERSON, Kind.EXECUTIVE: Type.PERSON, Kind.COMPANY: Type.FIRM, Kind.BODY: Type.BODY,
    Kind.REGION: Type.PLACE, Kind.PROJECT: Type.PROJECT,
}  # fmt: skip
_TITLE = r"(?:副)?(?:总经理|董事长|会长|书记|市长|县长|区长|州长|省长|部长|局长|主任|主席|行长|总裁|总|厅长)"


def plain_article(path: Path) -> Article:
    """The four-line-header text or Jekyll post at ``path``, tags dropped: enough for the evaluation sets, not `ingest.read`."""
    raw = path.read_text("utf-8")
    if raw.startswith("---\n"):
        head, _, body = raw[4:].partition("\n---\n")
        title, date = (_field(head, name) for name in ("title", "date"))
        body = re.sub(r"\n(?:<http|\[返回).*", "", body, flags=re.S)
        lines = re.sub(r"<[^>]+>", "", body.replace("</p>", "\n")).splitlines()
        source = ""
    else:
        title, date, source, *lines = [*raw.splitlines(), "", "", ""][: max(3, raw.count("\n") + 1)]
    parts = [part.strip() for part in [title, *lines] if part.strip()]
    text = "\n".join(parts)
    spans: list[Span] = []
    for part in parts:
        start = spans[-1].end + 1 if spans else 0
        spans.append(Span(start, start + len(part)))
    published = PartialDate.parse(date[:10]) if date.strip() else None
    return Article(path.stem, text, tuple(spans), bool(title.strip()), published, source.strip(), path=path.name)


def _field(head: str, name: str) -> str:
    found = re.search(rf'^{name}: *"?(.*?)"?$', head, re.M)
    return found.group(1) if found else ""


def oracle(article: Article, gold: Mapping[str, Any]) -> Document:
    """The document of ``article`` with the entities of ``gold`` (the guide's JSON object); entity ids are the gold's.

    Raises InputError where ``gold`` is about another article.
    """
    if gold.get("article") != article.name:
        raise InputError("the gold belongs to another article", where=str(gold.get("article")))
    from zhaoshang.ingest.mention.back import find_back_references
    from zhaoshang.ingest.mention.posts import find_posts
    from zhaoshang.ingest.mention.sentences import split
    from zhaoshang.ingest.mention.view import look

    sentences = split(article.text, article.paragraphs)
    [view] = look([(article.text, sentences)])
    named = list(_entity_mentions(article.text, gold))
    values = [m for m in find_values(article.text, article.published) if not any(m.span.overlaps(n.span) for n in named)]
    backs = [Mention(c.span, c.type) for c in find_back_references(view)]
    backs = [m for m in backs if not any(m.span.overlaps(n.span) for n in named + values)]
    posts = _held(article.text, [*named, *(Mention(p.span, Type.POST) for p in find_posts(view))])
    mentions = sorted([*named, *values, *backs, *posts], key=lambda m: (m.span.start, -m.span.end, m.type))
    return Document(article, sentences, tuple(mentions), _entities(article.text, gold, named))


def _held(text: str, mentions: list[Mention]) -> list[Mention]:
    """One POST for each of its holders; one without an entity where nobody holds it."""
    from zhaoshang.ingest.entity.holders import find_holdings

    holders: dict[Span, set[str]] = {}
    for holding in find_holdings(text, sorted(mentions, key=lambda m: (m.span.start, -m.span.end, m.type))):
        holders.setdefault(holding.post.span, set()).add(holding.person.entity)
    posts = [m for m in mentions if m.type is Type.POST]
    return [replace(p, entity=e) for p in posts for e in sorted(holders.get(p.span, {""}))]


def _entity_mentions(text: str, gold: Mapping[str, Any]) -> Iterator[Mention]:
    forms = {n: (e["id"], _TYPE[kind]) for kind, key in GUIDE_KEY.items() for e in gold.get(key, ()) for n in e["names"]}
    if not forms:
        return
    pattern = "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
    surnames = "".join({n[0] for n, (_, kind) in forms.items() if kind is Type.PERSON}) or "\0"
    latest: dict[str, str] = {}
    for found in re.finditer(f"{pattern}|(?P<back>[{surnames}](?P<title>{_TITLE}))", text):
        if not found["back"]:
            entity, kind = forms[found.group()]
            if kind is Type.PERSON:
                before = text[max(0, found.start() - 12) : found.start()]
                latest.update({found.group()[0] + title: entity for title in re.findall(_TITLE, before)} | {found.group()[0]: entity})
            yield Mention(Span(*found.span()), kind, entity=entity, sources=("oracle",))
        elif holder := latest.get(found["back"]) or latest.get(found["back"][0]):
            yield Mention(Span(*found.span()), Type.PERSON, entity=holder, sources=("oracle",))


def _code(names: list[str]) -> str:
    """The division code of a region, by the first of its names that only one division can mean."""
    return next((place.code for name in names if (place := resolve(name))), "")


def _entities(text: str, gold: Mapping[str, Any], named: list[Mention]) -> dict[str, Entity]:
    found: dict[str, Entity] = {}
    for kind, key in GUIDE_KEY.items():
        for entity in gold.get(key, ()):
            spans = tuple(Evidence.at(text, m.span.start, m.span.end) for m in named if m.entity == entity["id"])
            code = _code(entity["names"]) if kind is Kind.REGION else ""
            found[entity["id"]] = Entity(entity["id"], kind, tuple(entity["names"]), spans, code)
    return found
