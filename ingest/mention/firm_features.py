"""What speaks for and against a proposal for a firm: its company, its place in a list, what it does, how its name is built."""

from __future__ import annotations

import re

from zhaoshang.ingest.edges import ends

from .brands import brand_kind
from .candidate import Candidate, shown
from .context import Context
from .kinds import suffix_of
from .known import known_firms

_TAIL = re.compile(r"(?:[、和与及][^、，。；]{2,14}){0,9}等[^，。；]{0,10}(?:企业|公司|集团|厂商|客商|巨头|金融机构|财团|单位|商家|卖场)")
_HEAD = re.compile(r"(?:企业|公司|厂商|巨头|客商|集团)(?:有|包括|如|——|—|:|：|，如|，包括|代表)?(?:[^、，。；]{2,14}[、和与及]){0,9}$")
_ACT = re.compile(r"(?:将|已|拟|计划|投资|签|总投资|落户|在|集团|总部|分公司|年产|也|则|的负责人|一期|二期)")
_TARGET = tuple(
    word + done
    for word in (
        "走访", "考察", "拜访", "参观", "来到", "走进", "前往", "深入", "对接", "引进", "联手", "携手", "会见", "企业", "公司",
        "在", "与", "和", "同", "由", "的",
    )
    for done in ("", "了")
)  # fmt: skip


_LEGAL = re.compile(r"(?:有限|股份|有限责任)公司$|集团(?:公司)?$")
_CLOSES = (")", "）", "公司", "集团", "\n")
_BRACKETED = re.compile(r"[（(][\u4e00-\u9fff]{2,6}[)）](?:[\u4e00-\u9fff]{0,12}(?:公司|集团))?$")


_LEFT = re.compile(r"[、，。；：:（(“‘\s由与和同及为是对到了的等在向]$|^$")
_RIGHT = re.compile(
    r"[、，。；：:）)（(”’\s与和同及的等将已拟在就签]|$|董事|总经理|总裁|首席|创始|负责人|副总|老总|投资|落户|项目|两家|有限|代表|方面|正式|一期|二期"
)


def _brand(name: str, context: Context, candidate: Candidate) -> str:
    """What is left of the name between a place and a trade word, by its kind."""
    place = context.place_end(candidate.span) - candidate.span.start
    return brand_kind(name[place : len(name) - len(suffix_of(name)[0])])


def _build(name: str, before: str, after: str, context: Context, candidate: Candidate) -> list[str]:
    """How the name is built: place, brand, trade and form; and which other proposals end with it."""
    span = candidate.span
    kind = suffix_of(name)[1]
    place = context.place_end(span) - span.start
    brand, held = _brand(name, context, candidate), "place" if place else "bare"
    tail = "legal" if _LEGAL.search(name) else kind or "none"
    edge = "edge" if _LEFT.search(before[-1:]) else "inside"
    closed = "closed" if _RIGHT.match(after) else "open"
    around = f"{edge}&{closed}&{held}"
    return [
        f"brand={brand}",
        f"brand={brand}&tail={tail}",
        f"brand={brand}&{held}",
        f"tail={tail}&left={edge}",
        f"tail={tail}&right={closed}",
        f"{around}&tail={tail}",
        f"{around}&brand={brand}",
        *[f"tail={tail}&rival-{rival}" for rival in context.firm_rivals(span)],
        *[f"tail={tail}&source={source}" for source in sorted(candidate.sources)],
    ]


def firm_features(name: str, before: str, after: str, context: Context, candidate: Candidate) -> list[str]:
    """What tells a firm from other names: how it is built, its company, its place in a list, what it does."""
    found = _build(name, before, after, context, candidate)
    found += _form(name, before, after)
    found += _phrase(before, after, _brand(name, context, candidate))
    found += _company(context, candidate)
    if _TAIL.match(after):
        found.append("list-tail")
    if _HEAD.search(before):
        found.append("list-head")
    if _ACT.match(after):
        found.append("acts")
    if ends(before, _TARGET):
        found.append("target")
    found += _words(name, context, candidate)
    if before[-1:] in "、，。；：“” \n了" and after[:1] in "、，。；：“” \n等":
        found.append("whole-item")
        found += [f"whole-item&{source}" for source in ("cutword:org", "rule:trade", "rule:list") if source in candidate.sources]
    return found


def _form(name: str, before: str, after: str) -> list[str]:
    """Legal form, brackets and letters of the name."""
    found: list[str] = []
    if form := _LEGAL.search(name):
        found += ["legal", f"legal&{'whole' if form.start() >= 2 else 'bare'}"]
    if name.endswith(_CLOSES) and _BRACKETED.search(name):
        found.append("bracketed")
    if any(c.isascii() and c.isalpha() for c in name):
        found.append("latin")
    if before.endswith("《") or after.startswith("》"):
        found.append("title")
    if name in known_firms():
        found.append("known")
    return found


def _company(context: Context, candidate: Candidate) -> list[str]:
    """Which firms stand beside the name, in its row and elsewhere."""
    span, found = candidate.span, list[str]()
    neighbours, named = context.firm_neighbours(span), context.named_neighbours(span)
    if neighbours:
        found += ["neighbour", f"neighbours={neighbours}"]
    if named:
        found.append(f"named-neighbours={named}")
    items, firms = context.listed(span)
    if items:
        found += [f"listed-firms={min(firms, 4)}", f"listed-none={min(items - firms, 4)}"]
    if context.begins_with_place(span):
        found.append("place-first")
        if neighbours or named:
            found.append("place-first&listed")
    if context.is_strong_elsewhere(span):
        found.append("strong-elsewhere")
    return found


_PHRASE = re.compile(
    r"(?P<gap>[^，。；、：！？“”\n]{0,20}?)"
    r"(?:项目|工程|生产线|基地|产业园|工业园|科技园|园区|技改|扩建|改造|加工|总部|工厂|厂房|新厂|[一二三四]期)(?=[，。；、：）)（(等与和及共]|$)"
)
_FIGURES = re.compile(r"年产|总投资|投资|[\d一二两三四五六七八九十]+(?:期|万|亿|条|个|[GM]W|吨|兆)|[新扩]建")


def _phrase(before: str, after: str, brand: str) -> list[str]:
    """Whether the name begins the name of a project: 精锐恒丰｜年产300万只汽车传动皮带轮, 信义｜特种玻璃生产线项目."""
    if not (found := _PHRASE.match(after)):
        return []
    left = "edge" if before[-1:] in "、，；：\n" else "said" if before[-1:] in "有是即为的" else "other"
    what = "figures" if _FIGURES.match(found["gap"]) else "bare" if not found["gap"] else "named"
    return ["phrase", f"phrase&{left}", f"phrase&{left}&{what}&brand={brand}"]


_FUNCTION = frozenset({"v", "d", "p", "c", "u", "r", "xc", "q"})


def _words(name: str, context: Context, candidate: Candidate) -> list[str]:
    """LAC's words beside and inside the name, and what cutword takes it for."""
    span, found = candidate.span, list[str]()
    for side, word in (("before", context.word_before(span)), ("behind", context.word_behind(span))):
        found.append(f"tag-{side}={word.label if word else ''}")
        found.append(f"word-{side}={shown(context.view.of(word.start, word.end)) if word else ''}")
    found.append(f"ends={suffix_of(name)[0]}")
    inside = context.words_inside(span)
    found.append(f"first={inside[0].label if inside[0].start == span.start else 'cut'}")
    if inside[-1].end != span.end:
        found.append("cut-behind")
    if any(w.label in _FUNCTION for w in inside[1:]):
        found.append("function-word-inside")
    if other := context.other_name(span):
        found.append(f"cutword-says={other}")
    return found
