"""Which of the model's answers count: only what stands in the text word for word, in the form of the guide."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from zhaoshang.ingest.values import find_values
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.reading import LITERAL_ROLES, ROLES, STAGES, Doubt
from zhaoshang.ontology.values import Evidence

_FENCE = re.compile(r"```(?:json)?\s*(.*?)```", re.S)
_OPENED = re.compile(r'"records"\s*:\s*\[\s*')
_FORMS = {
    "start": re.compile(r"\d{4}(?:-\d{2}){0,2}"), "end": re.compile(r"\d{4}(?:-\d{2}){0,2}"), "date": re.compile(r"\d{4}(?:-\d{2}){0,2}"),
    "count": re.compile(r"\d{1,6}"), "amount": re.compile(r"\d+ [A-Z]{3}"), "stage": re.compile("|".join(STAGES)),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """A value for a role; ``evidence`` are the words, none for what is a value only (a stage)."""

    role: str
    value: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(slots=True)
class Heard:
    """The records that count, and a doubt for what does not."""

    records: list[tuple[str, list[Said]]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def heard(article: Article, answer: str) -> Heard:
    """Read the model's answer. Nothing of it is believed: what is no JSON, no known role or not in the text is a doubt."""
    found = Heard()
    parsed = _parsed(answer)
    if parsed is None:
        parsed = list(_whole(answer))
        why = "the answer breaks off" if parsed else "the answer is no JSON object with records"
        found.doubts.append(Doubt(f"llm: {why}", detail=answer[-200:] if parsed else answer[:200]))
    known = dict(_values(article))
    for one in parsed:
        kind = one.get("type")
        if not isinstance(kind, str) or kind not in ROLES:
            found.doubts.append(Doubt("llm: no such record type", detail=str(kind)[:80]))
            continue
        said = list(_of_record(article, kind, one, known, found.doubts))
        if any(s.role not in LITERAL_ROLES or s.role == "count" for s in said):
            found.records.append((kind, said))
    return found


def _parsed(answer: str) -> list[Mapping[str, Any]] | None:
    fenced = _FENCE.search(answer)
    text = fenced.group(1) if fenced else answer[answer.find("{") : answer.rfind("}") + 1]
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    records = data.get("records") if isinstance(data, dict) else None
    return [one for one in records if isinstance(one, dict)] if isinstance(records, list) else None


def _whole(answer: str) -> Iterator[Mapping[str, Any]]:
    """The whole records of an answer that was cut at its most tokens, as a model that repeats itself leaves one."""
    opened = _OPENED.search(answer)
    at = opened.end() if opened else len(answer)
    while at < len(answer):
        try:
            one, at = json.JSONDecoder().raw_decode(answer, at)
        except (ValueError, RecursionError):
            return
        if isinstance(one, dict):
            yield one
        while answer[at : at + 1] in (",", " ", "\n"):
            at += 1


def _of_record(article: Article, kind: str, one: Mapping[str, Any], known: Mapping[str, Evidence], doubts: list[Doubt]) -> Iterator[Said]:
    for role in ROLES[kind]:
        values = one.get(role) or []
        for value in dict.fromkeys(str(v).strip() for v in (values if isinstance(values, list) else [values])):
            if not value:
                continue
            evidence = _evidence(article, role, value, known)
            if evidence is None:
                doubts.append(Doubt(f"llm: {kind}.{role} does not stand in the text", detail=value[:80]))
            else:
                yield Said(role, value, evidence)


def _evidence(article: Article, role: str, value: str, known: Mapping[str, Evidence]) -> tuple[Evidence, ...] | None:
    """The words behind the value, () for a stage, None where there are none."""
    if role == "stage":
        return () if value in STAGES else None
    if role in _FORMS:
        return (known[value],) if _FORMS[role].fullmatch(value) and value in known else None
    at = article.text.find(value)
    return (Evidence.at(article.text, at, at + len(value)),) if at >= 0 and 2 <= len(value) <= 60 else None


def _values(article: Article) -> Iterator[tuple[str, Evidence]]:
    """The dates, sums and counts that the text gives, in the guide's form, with their words: what a model may say of them."""
    from zhaoshang.ingest.document import Count, DateRange
    from zhaoshang.ontology.values import Money

    for mention in reversed(find_values(article.text, article.published)):
        words = Evidence.at(article.text, mention.span.start, mention.span.end)
        if isinstance(mention.value, DateRange):
            yield from ((str(end), words) for end in (mention.value.start, mention.value.end) if end)
        elif isinstance(mention.value, Money):
            yield str(mention.value), words
        elif isinstance(mention.value, Count):
            yield str(mention.value.value), words
