"""The room's own sentences and what they mean: tests run them, the scorers learn from them.

A file in ``corpus/`` holds blocks parted by empty lines: the text, in which brackets name what stands there, and the records that it
must yield. Brackets: ``[F:firm]``, ``[B:body]``, ``[P:place]``, ``[N:person]``, ``[T:post]``, ``[X:back-reference]``;
``[P:青河|青河市]`` names the entity 青河市; ``{1:phrase}`` is the phrase of project 1. A record line is ``= project 1 investor=A,B
stage=signed`` or ``= signing party=A,B project=1 count=3``. ``#`` lines are comments; a block that begins with ``?`` is not yet read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ingest.mention.sentences import split
from zhaoshang.ingest.values import find_values
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.errors import DataError
from zhaoshang.ontology.reading import GUIDE_KEY, ROLES, Entity, Kind
from zhaoshang.ontology.values import PartialDate, Span

FOLDER = Path(__file__).parent / "corpus"
PUBLISHED = PartialDate(2021, 6, 15)
"""The day on which every text of the corpora is taken to have appeared."""
_MARK = re.compile(r"\[(?P<kind>[FBPNTX]):(?P<name>[^\]|]+)(?:\|(?P<entity>[^\]]+))?\]|\{(?P<project>\d+):(?P<phrase>[^}]+)\}")
_KINDS = {"F": (Type.FIRM, Kind.COMPANY), "B": (Type.BODY, Kind.BODY), "P": (Type.PLACE, Kind.REGION), "N": (Type.PERSON, Kind.OFFICIAL)}
_LINE = re.compile(r"= (?P<type>project|signing)(?P<rest>.*)$")


@dataclass(frozen=True, slots=True)
class Case:
    """One block: the document without projects, and its gold in the guide's form. ``open`` is True for what is not read yet."""

    name: str
    document: Document
    gold: dict[str, Any]
    open: bool


def cases(name: str) -> Iterator[Case]:
    """The blocks of ``corpus/NAME.txt`` in order; raises DataError with file and line for one that cannot be read."""
    for number, (line, block) in enumerate(_blocks(FOLDER / f"{name}.txt"), 1):
        try:
            yield _case(f"corpus:{name}:{number}", block)
        except (ValueError, KeyError) as error:
            raise DataError(
                f"a block that cannot be read: {error}", where=f"{name}.txt:{line}", remedy="see ingest/record/deal/corpus.py"
            ) from error


def _blocks(path: Path) -> Iterator[tuple[int, list[str]]]:
    block: list[str] = []
    start = 1
    for number, line in enumerate([*path.read_text("utf-8").splitlines(), ""], 1):
        if line.startswith("#"):
            continue
        if line.strip():
            start = start if block else number
            block.append(line.strip())
        elif block:
            yield start, block
            block = []


def _case(name: str, block: list[str]) -> Case:
    texts = [line for line in block if not line.startswith("=")]
    is_open = texts[0].startswith("?")
    text, marks = _unmarked("\n".join(texts).lstrip("?").strip())
    paragraphs = tuple(Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text))
    article = Article(name, text, paragraphs, False, PUBLISHED)
    entities, mentions = _entities(article, marks)
    gold = _gold(name, entities, marks, [line for line in block if line.startswith("=")])
    values = [v for v in find_values(text, PUBLISHED) if not any(v.span.overlaps(m.span) for m in mentions)]
    ordered = tuple(sorted([*mentions, *values], key=lambda m: (m.span.start, -m.span.end, m.type)))
    return Case(name, Document(article, split(text, paragraphs), ordered, entities), gold, is_open)


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    kind: str
    name: str
    entity: str


def _unmarked(marked: str) -> tuple[str, list[_Mark]]:
    plain, marks, last = "", [], 0
    for found in _MARK.finditer(marked):
        plain += marked[last : found.start()]
        name = found["phrase"] or found["name"]
        marks.append(_Mark(len(plain), "J" if found["project"] else found["kind"], name, found["project"] or found["entity"] or name))
        plain += name
        last = found.end()
    return plain + marked[last:], marks


def _entities(article: Article, marks: list[_Mark]) -> tuple[dict[str, Entity], list[Mention]]:
    forms: dict[str, tuple[str, Kind, list[str]]] = {}
    for mark in marks:
        if mark.kind in _KINDS or (mark.kind == "X" and mark.entity != mark.name):
            kind = _KINDS[mark.kind][1] if mark.kind in _KINDS else _meant(mark.entity)
            entry = forms.setdefault(mark.entity, (f"{kind[0]}{len(forms) + 1}", kind, [mark.entity]))
            entry[2].extend([] if mark.name in entry[2] else [mark.name])
    mentions = [
        Mention(Span(m.start, m.start + len(m.name)), _type(m.kind), None, forms[m.entity][0] if m.entity in forms else "")
        for m in marks
        if m.kind != "J"
    ]
    entities = {}
    for entity, kind, names in forms.values():
        evidence = tuple(_quote(article, m) for m in mentions if m.entity == entity)
        entities[entity] = Entity(entity, kind, tuple(names), evidence)
    return entities, mentions


def _meant(name: str) -> Kind:
    """What a back-reference means: a place by its last character, else a firm."""
    return Kind.REGION if name.endswith(("省", "市", "州", "县", "区", "镇")) else Kind.COMPANY


def _quote(article: Article, mention: Mention) -> Any:
    from zhaoshang.ontology.values import Evidence

    return Evidence.at(article.text, mention.span.start, mention.span.end)


def _type(kind: str) -> Type:
    return {"T": Type.POST, "X": Type.DEIXIS}.get(kind) or _KINDS[kind][0]


def _gold(name: str, entities: dict[str, Entity], marks: list[_Mark], lines: list[str]) -> dict[str, Any]:
    gold: dict[str, Any] = {"article": name, "date": str(PUBLISHED), **{key: [] for key in GUIDE_KEY.values()}, "records": []}
    ids = {n: e.id for e in entities.values() for n in e.names}
    for entity in entities.values():
        gold[GUIDE_KEY[entity.kind]].append({"id": entity.id, "names": list(entity.names)})
    for number in sorted({m.entity for m in marks if m.kind == "J"}):
        names = list(dict.fromkeys(m.name for m in marks if m.kind == "J" and m.entity == number))
        gold["projects"].append({"id": f"j{number}", "names": [*names, *(n.removesuffix("项目") for n in names if n.endswith("项目"))]})
    for line in lines:
        gold["records"].append(_record(line, ids))
    return gold


def _record(line: str, ids: dict[str, str]) -> dict[str, Any]:
    found = _LINE.match(line)
    if not found:
        raise ValueError(f"no record: {line!r}")
    fields = found["rest"].strip()
    record: dict[str, Any] = {"type": found["type"]}
    number, _, fields = fields.partition(" ") if found["type"] == "project" else ("", "", fields)
    if number:
        record["project"] = [f"j{number}"]
    for role, value in re.findall(r"(\w+)=(\S+(?: [A-Z]{3})?)", fields):
        if role not in ROLES[found["type"]]:
            raise ValueError(f"no role {role!r}")
        literal = role in ("amount", "stage", "count", "date", "status")
        record[role] = [value] if literal else [f"j{v}" if role == "project" else ids[v] for v in value.split(",")]
    return record


@cache
def all_cases() -> tuple[Case, ...]:
    """Every block of every file, in the order of names."""
    return tuple(case for path in sorted(FOLDER.glob("*.txt")) for case in cases(path.stem))
