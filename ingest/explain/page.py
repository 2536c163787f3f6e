"""The page itself: self-contained HTML without script; every part links to where it stands in the text."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib.resources import files

from zhaoshang.ontology.article import Article
from zhaoshang.ontology.reading import LITERAL_ROLES, ROLES, Entity, Filler, Reading, Record

from .marks import Mark, runs


def explain(article: Article, reading: Reading) -> str:
    """HTML of ``article`` with all that ``reading`` found in it; the reading must be of this version of the article."""
    marks = [*_entity_marks(reading), *_record_marks(reading)]
    paragraphs = "".join(f"<p>{_paragraph(article.text, span.start, span.end, marks)}</p>" for span in article.paragraphs[article.titled :])
    head = " · ".join(filter(None, (str(article.published or ""), article.source, article.url)))
    records = "".join(_record(reading, number, record) for number, record in enumerate(reading.records))
    doubts = "".join(f"<li>{escape(d.reason)} <small>{escape(d.detail)}</small></li>" for d in reading.doubts)
    title = escape(article.title or article.name)
    more = f"<h2>存疑 Doubts</h2><ul>{doubts}</ul>" if doubts else ""
    return f"""<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>
<style>{_style()}</style></head><body><h1>{title}</h1>
<main><p class="meta">{escape(head)}</p>{paragraphs}</main>
<aside><h2>实体 Entities</h2>{_entities(reading)}<h2>记录 Records</h2>{records or "<p>–</p>"}{more}</aside></body></html>
"""


def _style() -> str:
    return files(__package__ or "").joinpath("style.css").read_text("utf-8")


def _entity_marks(reading: Reading) -> Iterator[Mark]:
    for entity in reading.entities:
        for mention in entity.mentions:
            yield Mark(mention.start, mention.end, entity.kind.value, entity.id)


def _record_marks(reading: Reading) -> Iterator[Mark]:
    for number, record in enumerate(reading.records):
        for sentence in record.evidence:
            yield Mark(sentence.start, sentence.end, "record", f"r{number}")
        for role, fillers in record.roles.items():
            if role in LITERAL_ROLES:
                for filler in fillers:
                    for words in filler.evidence:
                        yield Mark(words.start, words.end, "value", f"r{number}")


def _paragraph(text: str, start: int, end: int, marks: list[Mark]) -> str:
    parts = []
    for run in runs(text, start, end, marks):
        shown = escape(run.text)
        for mark in reversed(run.marks):
            anchor = f' id="at-{mark.key}-{mark.start}"' if run.text and text.startswith(run.text, mark.start) else ""
            shown = f'<span class="{mark.style}"{anchor} title="{escape(mark.key)}">{shown}</span>'
        parts.append(shown)
    return "".join(parts)


def _entities(reading: Reading) -> str:
    rows = "".join(
        f'<tr><th id="{e.id}">{_place(e)}</th><td>{e.kind.value} <small>{escape(" · ".join(e.names[1:]))}</small></td></tr>'
        for e in reading.entities
    )
    return f"<table>{rows}</table>" if rows else "<p>–</p>"


def _place(entity: Entity) -> str:
    name = escape(entity.names[0])
    return f'<a href="#at-{entity.id}-{entity.mentions[0].start}">{name}</a>' if entity.mentions else name


def _record(reading: Reading, number: int, record: Record) -> str:
    names = {entity.id: entity.names[0] for entity in reading.entities}
    rows = "".join(
        f"<tr><th>{role}</th><td>{'<br>'.join(_filler(filler, names) for filler in record.roles[role])}</td></tr>"
        for role in ROLES[record.type]
        if record.roles.get(role)
    )
    return (
        f'<section id="r{number}"><strong>{record.type}</strong> <small>{record.status.value} · {record.confidence:.2f} · '
        f"{escape(record.rule)}</small><table>{rows}</table></section>"
    )


def _filler(filler: Filler, names: dict[str, str]) -> str:
    words = "、".join(dict.fromkeys(e.quote for e in filler.evidence))
    more = " · ".join(filter(None, (f"“{words}”" if words else "", filler.rule, f"{filler.confidence:.2f}", filler.when)))
    return f"{escape(names.get(filler.value, filler.value))} <small>{escape(more)}</small>"
