"""How far a project is: the latest stage that the words beside its name support; what is only planned counts as negotiated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from zhaoshang.ingest.document import Type
from zhaoshang.ontology.reading import STAGES
from zhaoshang.ontology.values import Span

from .links import Links
from .mask import Masked, bounded
from .table import rows

_FUTURE = re.compile(
    r"(?:拟|将|(?<!按)计划(?!总?投资)|预计(?!总?投资)|争取|力争|有望|打算|即将|准备|可望|(?<![期等看])待|(?<![^，。；：])等|确保|年底前|明年|后年|要)[^，。；]{0,14}$"
)
_NOT_YET = re.compile(r"(?:拟|将|(?<![期等看])待|(?<![^，。；：])等|准备)[^，。；]{0,8}$")
_AFTERWARDS = re.compile(r"^(?:运营|运行|使用|投用|投产|达产|投入运营)?(?:后|之后|以后|时)")
_NOT = re.compile(r"(?:未|没有|尚未|还没|不再|暂停|不)[^，。；]{0,3}$")
_IMMINENT = re.compile(r"(?:今日|今天|昨日|昨天|当天|近日|日前|\d+日)[^，。；]{0,10}$")


@dataclass(frozen=True, slots=True)
class Cue:
    """``stage`` as said by ``word`` at ``span`` (``at`` in the masked sentence); ``weight`` 2 tells it, 1 hints at it, 0.5 is a plan for
    it; ``turned`` where the words before or behind make it another stage than the word alone."""

    stage: str
    weight: float
    span: Span
    word: str
    at: int
    turned: bool = False


@cache
def _cues() -> tuple[re.Pattern[str], dict[str, tuple[str, float]]]:
    table = {cue: (stage, float(weight)) for cue, stage, weight in rows("stages", 3)}
    return re.compile("|".join(map(re.escape, sorted(table, key=lambda c: (-len(c), c))))), table


def stage_cues(links: Links, project: str) -> Iterator[Cue]:
    """The cues of every sentence part that names the project."""
    for place in links.places(project):
        sentence = links.masked(links.sentence(place))
        at = sentence.index(place)
        if at >= 0:
            yield from _around(sentence, at)


def _around(sentence: Masked, at: int) -> Iterator[Cue]:
    yield from cues_in(sentence, *scope(sentence, at))


def cues_in(sentence: Masked, left: int, right: int) -> Iterator[Cue]:
    """The cues of a part of a masked sentence, read by the words of that part."""
    pattern, table = _cues()
    for found in pattern.finditer(sentence.text, left, right):
        stage, weight = table[found.group()]
        yield _read(sentence, found, stage, weight, left)


def _read(sentence: Masked, found: re.Match[str], stage: str, weight: float, left: int) -> Cue:
    said = sentence.original(*found.span()), found.group(), found.start()
    before = sentence.text[max(left, found.start() - 18) : found.start()]
    if stage in ("construction", "operating"):
        if _AFTERWARDS.match(sentence.text[found.end() : found.end() + 8]) or _NOT.search(before):
            return Cue(stage, 0.0, *said, turned=True)
        if _FUTURE.search(before):
            return Cue("negotiating", 0.5, *said, turned=True)
    if stage == "signed" and (_NOT.search(before) or _NOT_YET.search(before)):
        return Cue("negotiating", 2.0, *said, turned=True)
    return Cue(stage, weight, *said)


def scope(sentence: Masked, at: int) -> tuple[int, int]:
    """The part of the sentence that speaks of the project at ``at``: between semicolons, and commas that part it from others."""
    text = sentence.text
    others = [i for i, m in sentence.mentions.items() if m.type is Type.PROJECT and i != at]
    left = text.rfind("；", 0, at) + 1
    right = text.find("；", at) if "；" in text[at:] else len(text)
    before, after = [i for i in others if left <= i < at], [i for i in others if at < i < right]
    comma = text.rfind("，", left, at)
    if before and comma > before[-1]:
        left = comma + 1
    if after and "，" in text[at : after[0]]:
        right = text.rfind("，", at, after[0])
    elif after:
        further = [i for a, i in pairwise(after) if "，" in text[a:i]]
        right = text.rfind("，", at, further[0]) if further else right
    return left, right


_SIGNED_NEAR = re.compile(r"签约|签订|签署|签下|协议|合同")
_PLANNED_NEAR = re.compile(r"拟|将|计划(?!总?投资)|有意|打算|争取|力争|希望|洽谈|谋划|推介|商谈|考虑")
_BUILT_NEAR = re.compile(r"在建|施工|建设中|工地|进度|开工")


def stage_told(links: Links, project: str) -> tuple[str, Cue | None, str]:
    """(stage, the cue that says so, the rule's name) by the rules alone.

    Where no cue stands beside the name, the paragraphs that name the project decide: planned, signed or under construction; else signed.
    """
    cues = [cue for cue in stage_cues(links, project) if cue.weight > 0]
    for floor in (2.0, 1.0, 0.5):
        strong = [cue for cue in cues if cue.weight >= floor]
        if strong:
            latest = max(strong, key=lambda cue: (STAGES.index(cue.stage), cue.weight))
            if latest.stage == "negotiating" and _is_signed(links, latest):
                return "signed", latest, "stage.occasion"
            return latest.stage, latest, f"stage.{latest.stage}"
    return _guessed(links, project), None, "stage.paragraph"


def _is_signed(links: Links, cue: Cue) -> bool:
    """True if the plan is told as what was signed: the cue's own sentence says so."""
    document = links.document
    words = bounded(document.sentence_at(cue.span.start)).of(document.text)
    return bool(_PLAN.search(cue.span.of(document.text)) and _SIGNED_NEAR.search(words) and not _NOT_SIGNED.search(words))


_PLAN = re.compile(r"拟|计划|打算|预计|规划|布局")
_NOT_SIGNED = re.compile(r"(?:拟|将|待|等|未|尚未|准备|计划|有望|争取|力争)[^，。；]{0,8}(?:签约|签订|签署|签下)")


def _guessed(links: Links, project: str) -> str:
    document = links.document
    places = links.places(project)[:8]
    sentences = " ".join(bounded(links.sentence(place)).of(document.text) for place in places)
    around = " ".join(document.text[max(0, place.span.start - 200) : place.span.end + 200] for place in places)
    for text in (sentences, around):
        for rule, stage in ((_SIGNED_NEAR, "signed"), (_BUILT_NEAR, "construction"), (_PLANNED_NEAR, "negotiating")):
            if rule.search(text):
                return stage
    return "signed" if _SIGNED_NEAR.search(document.text[:20_000]) else "construction"
