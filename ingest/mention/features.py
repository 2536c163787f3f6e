"""What speaks for and against a proposal: who found it, what it looks like, what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhaoshang.ingest.document import Type
from zhaoshang.ingest.edges import ends

from .candidate import Candidate, shown
from .context import Context
from .firm_features import firm_features
from .kinds import suffix_of
from .known import known_firms
from .surnames import surname_length

_SPEECH = re.compile(r"(?:说|表示|介绍|指出|强调|认为|告诉|率|带队|带领|出席|会见|陪同|主持|致辞|一行|透露|率队|参加)")
_TITLE = re.compile(r"副?(?:先生|女士|同志|博士|一行|总|董事长|书记|市长|县长|区长|局长|主任|主席|会长|总经理|总裁)")
_FIRM_BEFORE = (
    "企业", "公司", "走访", "考察", "拜访", "参观", "来到", "走进", "前往", "引进", "对接", "对接了", "客商", "会见", "会见了", "包括",
    "与", "和", "、", "如", "像", "“", "由",
)  # fmt: skip
_FIRM_AFTER = re.compile(
    r"(?:等\d*[多余几]?家?(?:知名)?(?:企业|公司|集团)|董事|总经理|总裁|副总|负责人|签|投资|落户|有限|\(以下简称|、|等|与|和|的|项目|在|首席|创始|考察|代表|党委|将|已)"
)
_BYLINE = re.compile(
    r"(?:记者|通讯员|编辑|摄影|摄|责编|实习生|特派员|作者|文/|图/|撰稿|本报|校对|审核|供稿|主播|编导|监制|责任编辑)[:： \s/]*"
    r"(?:[\u4e00-\u9fff]{2,4}[ \s、，和]+)*$|[电讯]\s*[（(]\s*(?:[\u4e00-\u9fff]{2,4}[ \s、，和]+)*$"
)


def features(candidate: Candidate, context: Context) -> list[str]:
    """The names of the features that hold of the candidate; each is true or absent."""
    sources = candidate.sources
    if sources == {"rule:surname-title"}:
        return ["surname-title"]
    found = ["bias", *(f"source={source}" for source in sorted(sources))]
    if "lac" in sources and "cutword" in sources:
        found.append("both-networks")
    before, after = context.around(candidate.span)
    name = context.view.of(candidate.span.start, candidate.span.end)
    if candidate.type is Type.PERSON:
        name = name.replace(" ", "") if "rule:spaced" in sources else name
        found += _person(name, before, after, context, candidate)
    elif candidate.type in (Type.FIRM, Type.BODY, Type.PLACE):
        found += _organisation(name, before, after, context, candidate)
    if context.is_post_part(candidate.span):
        found.append("overlaps-post-head")
    return found


def _person(name: str, before: str, after: str, context: Context, candidate: Candidate) -> Iterator[str]:
    size, behind_post = surname_length(name), "rule:behind-post" in candidate.sources
    yield f"length={min(len(name), 6)}"
    if "·" in name or "•" in name or "?" in name:
        yield "dotted"
    elif size:
        yield f"surname-and-{min(len(name) - size, 3)}"
    else:
        yield "no-surname"
    if name in known_firms():
        yield "known-firm"
    if context.behind_post(candidate.span.start):
        yield "behind-post"
    if _TITLE.match(after):
        yield "title-after"
    if _SPEECH.match(after):
        yield "speech-after"
        if behind_post:
            yield "behind-post&speech-after"
    if len(candidate.sources) == 1:
        yield f"only={min(candidate.sources)}"
        if behind_post:
            yield f"only-behind-post&length={len(name)}"
    if neighbours := context.person_neighbours(candidate.span):
        yield f"person-neighbours={neighbours}"
    yield from _stand(name, before, after, context, candidate)
    if _BYLINE.search(before):
        yield "byline"
    yield f"next={shown(after[:1])}"
    yield f"next2={shown(after[:2])}"
    yield f"last={shown(before[-1:])}"
    if context.count(name) > 1:
        yield "repeated"


_MARK = re.compile(r"[、，。；,;：:（()）\s“”等和与]|$")
_SLOTS = frozenset(f"rule:{slot}" for slot in ("whole-behind-post", "before-post", "row", "latin", "repeat", "behind-post", "spaced"))


def _stand(name: str, before: str, after: str, context: Context, candidate: Candidate) -> Iterator[str]:
    """Where the name stands and who sees it there, what LAC makes of its first and last character, and its rivals."""
    span, seen = candidate.span, "+".join(sorted(candidate.sources - _SLOTS)) or "rules"
    slot = (
        "post" if context.behind_post(span.start) else "row" if before.endswith("、") else "edge" if _MARK.match(before[-1:]) else "inside"
    )
    if context.before_post(span.end):
        yield f"seen={seen}&before-post"
    yield f"seen={seen}&slot={slot}"
    yield f"seen={seen}&{'closed' if _MARK.match(after) else 'open'}"
    if not surname_length(name):
        yield f"no-surname&slot={slot}"
    yield from (f"rival-{rival}" for rival in context.rivals(span))
    yield from (f"rival-{rival}&seen={seen}" for rival in context.rivals(span))
    if "lac" not in candidate.sources:
        yield f"starts-as={context.label_at(span.start)}"
        yield f"ends-as={context.label_at(span.end - 1)}"
        if context.label_at(span.end) and context.word_behind(span) is None:
            yield "cuts-word"


def _organisation(name: str, before: str, after: str, context: Context, candidate: Candidate) -> list[str]:
    suffix, kind, weight = suffix_of(name)
    found = ["no-suffix"] if not suffix else [] if candidate.type is Type.PLACE else [f"suffix-{int(weight)}", f"suffix={kind}"]
    found.append(f"length={min(len(name), 12) // 2 * 2}")
    if candidate.type is Type.FIRM:
        if ends(before, _FIRM_BEFORE):
            found.append("firm-before")
        if _FIRM_AFTER.match(after):
            found.append("firm-after")
        if context.before_post(candidate.span.end):
            found.append("before-post")
        found += firm_features(name, before, after, context, candidate)
    if context.count(name) > 1:
        found.append("repeated")
    return found
