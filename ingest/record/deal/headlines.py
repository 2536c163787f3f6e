"""A headline's own name for the project that the lead tells of: 佛塑动力电池项目 above, 动力电池隔膜生产基地 of 佛塑 below, are one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from zhaoshang.ingest.document import Document
from zhaoshang.ontology.values import Span

from .entities import Cluster, phases
from .mask import bounded, readable
from .table import words

Chosen = tuple[Cluster, float]
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LEAD = 4
"""How many sentences behind the title are its lead."""
_TOLD, _NAMED = 0.6, 0.5
"""How much of the title's name the lead's sentence must say, and the name there where the sentence holds other projects."""


def joined(document: Document, chosen: Sequence[Chosen]) -> list[Chosen]:
    """``chosen`` with each project that only the title names made one with the lead's project that its words tell of."""
    title = document.article.paragraphs[0] if document.article.titled and document.article.paragraphs else None
    if title is None:
        return list(chosen)
    heads = [pair for pair in chosen if all(title.covers(site.span) for site in pair[0].sites)]
    rest = [pair for pair in chosen if pair not in heads]
    for head in heads:
        home = _home(document, head[0], rest, title)
        if home is None:
            rest.append(head)
        else:
            at = rest.index(home)
            rest[at] = (Cluster(tuple(sorted([*head[0].sites, *home[0].sites], key=lambda s: s.span))), max(head[1], home[1]))
    return sorted(rest, key=lambda pair: pair[0].sites[0].span)


def _home(document: Document, head: Cluster, rest: Sequence[Chosen], title: Span) -> Chosen | None:
    """The lead's project that the title's name means."""
    said = _pairs(head.names[0])
    lead = [span for span in document.sentences if span.start >= title.end][:_LEAD]
    for sentence in lead if len(said) >= 2 else ():
        here = [pair for pair in rest if any(sentence.covers(site.span) for site in pair[0].sites)]
        told = _share(said, readable(bounded(sentence).of(document.text)))
        fitting = [pair for pair in here if phases(pair[0].names[0]) == phases(head.names[0])]
        named = [pair for pair in fitting if len(here) == 1 or _share(said, " ".join(map(readable, pair[0].names))) >= _NAMED]
        if told >= _TOLD and len(named) == 1:
            return named[0]
    return None


def _pairs(name: str) -> frozenset[str]:
    """Every two characters that stand side by side in the name before its head."""
    plain = readable(name)
    plain = re.sub(r"(?:建设|投资)?(?:项目|工程|专案)$", "", plain)
    ends = (head for kind in ("works", "public") for head in words("heads", kind) if plain.endswith(head))
    stem = plain.removesuffix(max(ends, key=len, default=""))
    return frozenset(a + b for run in _HAN.findall(stem) for a, b in pairwise(run))


def _share(said: frozenset[str], text: str) -> float:
    return sum(pair in text for pair in said) / len(said) if said else 0.0
