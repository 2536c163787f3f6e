"""What speaks for and against a proposal for a firm: its company, its place in a list, what it does, how its name is built."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .brands import brand_kind
from .candidate import Candidate, shown
from .context import Context
from .kinds import suffix_of
from .known import known_firms

_TAIL = re.compile(r"(?:[、和与及][^、，。；]{2,14}){0,9}等[^，。；]{0,10}(?:企业|公司|集团|厂商|客商|巨头|金融机构|财团|单位|商家|卖场)")
_HEAD = re.compile(r"(?:企业|公司|厂商|巨头|客商|集团)(?:有|包括|如|——|—|:|：|，如|，包括|代表)?(?:[^、，。；]{2,14}[、和与及]){0,9}$")
_ACT = re.compile(r"(?:将|已|拟|计划|投资|签|总投资|落户|在|集团|总部|分公司|年产|也|则|的负责人|一期|二期)")
_TARGET = re.compile(r"(?:走访|考察|拜访|参观|来到|走进|前往|深入|在|对接|引进|联手|携手|会见|企业|公司|与|和|同|由|的)了?$")


_LEGAL = re.compile(r"(?:有限|股份|有限责任)公司$|集团(?:公司)?$")
_BRACKETED = re.compile(r"[（(][\u4e00-\u9fff]{2,6}[)）](?:[\u4e00-\u9fff]{0,12}(?:公司|集团))?$")


_LEFT = re.compile(r"[、，。；：:（(“‘\s由与和同及为是对到了的等在向]$|^$")
_RIGHT = re.compile(
    r"[、，。；：:）)（(”’\s与和同及的等将已拟在就签]|$|董事|总经理|总裁|首席|创始|负责人|副总|老总|投资|落户|项目|两家|有限|代表|方面|正式|一期|二期"
)


def _build(name: str, before: str, after: str, context: Context, candidate: Candidate) -> Iterator[str]:
    """How the name is built: place, brand, trade and form; and which other proposals end with it."""
    span = candidate.span
    suffix, kind, _ = suffix_of(name)
    place = context.place_end(span) - span.start
    brand = brand_kind(name[place : len(name) - len(suffix)])
    tail = "legal" if _LEGAL.search(name) else kind or "none"
    yield f"brand={brand}"
    yield f"brand={brand}&tail={tail}"
    yield f"brand={brand}&{'place' if place else 'bare'}"
    edge = "edge" if _LEFT.search(before[-1:]) else "inside"
    yield f"tail={tail}&left={edge}"
    closed = "closed" if _RIGHT.match(after) else "open"
    yield f"tail={tail}&right={closed}"
    yield f"{edge}&{closed}&{'place' if place else 'bare'}&tail={tail}"
    yield f"{edge}&{closed}&{'place' if place else 'bare'}&brand={brand}"
    yield from (f"tail={tail}&rival-{rival}" for rival in context.firm_rivals(span))
    yield from (f"tail={tail}&source={source}" for source in sorted(candidate.sources))


def firm_features(name: str, before: str, after: str, context: Context, candidate: Candidate) -> Iterator[str]:
    """What tells a firm from other names: its company, its place in a list, what it does."""
    yield from _build(name, before, after, context, candidate)
    if form := _LEGAL.search(name):
        yield "legal"
        yield f"legal&{'whole' if form.start() >= 2 else 'bare'}"
    if _BRACKETED.search(name):
        yield "bracketed"
    if any(c.isascii() and c.isalpha() for c in name):
        yield "latin"
    if before.endswith("《") or after.startswith("》"):
        yield "title"
    if name in known_firms():
        yield "known"
    if neighbours := context.firm_neighbours(candidate.span):
        yield "neighbour"
        yield f"neighbours={neighbours}"
    if named := context.named_neighbours(candidate.span):
        yield f"named-neighbours={named}"
    items, firms = context.listed(candidate.span)
    if items:
        yield f"listed-firms={min(firms, 4)}"
        yield f"listed-none={min(items - firms, 4)}"
    if context.begins_with_place(candidate.span):
        yield "place-first"
        if context.firm_neighbours(candidate.span) or named:
            yield "place-first&listed"
    if context.is_strong_elsewhere(candidate.span):
        yield "strong-elsewhere"
    if _TAIL.match(after):
        yield "list-tail"
    if _HEAD.search(before):
        yield "list-head"
    if _ACT.match(after):
        yield "acts"
    if _TARGET.search(before):
        yield "target"
    for side, word in (("before", context.word_before(candidate.span)), ("behind", context.word_behind(candidate.span))):
        yield f"tag-{side}={word.label if word else ''}"
        yield f"word-{side}={shown(context.view.of(word.start, word.end)) if word else ''}"
    yield f"ends={suffix_of(name)[0]}"
    inside = context.words_inside(candidate.span)
    yield f"first={inside[0].label if inside[0].start == candidate.span.start else 'cut'}"
    if inside[-1].end != candidate.span.end:
        yield "cut-behind"
    if any(w.label in ("v", "d", "p", "c", "u", "r", "xc", "q") for w in inside[1:]):
        yield "function-word-inside"
    if other := context.other_name(candidate.span):
        yield f"cutword-says={other}"
    whole = before[-1:] in "、，。；：“” \n了" and after[:1] in "、，。；：“” \n等"
    if whole:
        yield "whole-item"
    for source in ("cutword:org", "rule:trade", "rule:list"):
        if source in candidate.sources and whole:
            yield f"whole-item&{source}"
