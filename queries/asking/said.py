"""What was understood, said back in Chinese and English from the catalogue's own words; links to the same question."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from ..catalogue import Parameter, Question, Text, catalogue
from .interpretation import Interpretation
from .names import Entity

_CUT = re.compile(r"[：:（(,;；]")


def said(interpretation: Interpretation) -> Text:
    """``团组走访过的企业（领队：陆闻溪；时间：2022）`` and the same in English."""
    question = catalogue()[interpretation.question]
    shown = [p for p in question.parameters if p.name in interpretation.parameters and p.name not in ("since", "until")]
    parts = [(_label(p), _shown(interpretation, p)) for p in shown]
    time = _time(interpretation)
    zh = [f"{label.zh}：{value}" for label, value in parts] + ([f"时间：{time.zh}"] if time else [])
    en = [f"{label.en}: {value}" for label, value in parts] + ([f"time: {time.en}"] if time else [])
    missing = [p for p in question.parameters if p.name in interpretation.missing]
    zh += [f"{_label(p).zh}：？" for p in missing]
    en += [f"{_label(p).en}: ?" for p in missing]
    return Text(_whole(question, "zh", zh), _whole(question, "en", en))


def href(interpretation: Interpretation) -> str:
    """The address of the named question with these parameters, within the service."""
    query = urlencode(interpretation.parameters)
    return f"/questions/{interpretation.question}" + (f"?{query}" if query else "")


def label(entity: Entity) -> str:
    """The name, and what tells it from others of that name."""
    return f"{entity.label}（{entity.hint}）" if entity.hint else entity.label


def _whole(question: Question, language: str, parts: list[str]) -> str:
    title = question.title.zh if language == "zh" else question.title.en
    if not parts:
        return title
    return f"{title}（{'；'.join(parts)}）" if language == "zh" else f"{title} ({'; '.join(parts)})"


def _label(parameter: Parameter) -> Text:
    return Text(_CUT.split(parameter.help.zh)[0].strip(), _CUT.split(parameter.help.en)[0].strip())


def _shown(interpretation: Interpretation, parameter: Parameter) -> str:
    entity = interpretation.entities.get(parameter.name)
    return label(entity) if entity else interpretation.values[parameter.name]


def _time(interpretation: Interpretation) -> Text | None:
    since, until = interpretation.values.get("since", ""), interpretation.values.get("until", "")
    if since and since == until:
        return Text(since, since)
    if since and until:
        return Text(f"{since} 至 {until}", f"{since} to {until}")
    if since:
        return Text(f"{since} 起", f"since {since}")
    return Text(f"{until} 止", f"until {until}") if until else None
