"""How posts and firms are written: with their unit named, or bare (副县长, 区国投公司), as a paper writes of one house alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhaoshang.ingest.document import Type
from zhaoshang.ontology.values import Span

from .scene import Scene
from .view import TripView

_TIER = re.compile(r"(?:原|前|时任|代理|代|常务|副|第一|执行)*(自治区|[省市州盟县区旗镇乡])(?!域)")
_HOUSE = re.compile(r"(?:我|本|该)?(?:集团公司|集团|公司|总公司|商会|协会|学院|学校|校)")
_UNITS = (Type.PLACE, Type.FIRM, Type.BODY)
_REACH = 30
"""How far before a post its unit may begin."""


def standing(scene: Scene, person: str) -> str:
    """The tier of a bare post (县), ``house`` for one of 集团公司 and the like, ``named`` or ``bare`` for whether another names its unit;
    "" without a post."""
    post = scene.posts.get(person)
    if post is None:
        return ""
    words = scene.folded[post.span.start : post.span.end]
    if tier := _TIER.match(words):
        return tier.group(1)
    if _HOUSE.match(words):
        return "house"
    near = scene.document.inside(Span(max(0, post.span.start - _REACH), post.span.end), *_UNITS)
    return "named" if any(m.span.end >= post.span.start and m.entity for m in near) else "bare"


def _sort(standing: str) -> str:
    return standing if standing in ("named", "house", "bare", "") else "tier"


def _lead(view: TripView) -> str:
    return standing(view.scene, view.trip.leaders[0]) if view.trip.leaders else ""


_BARE = re.compile(r"[省市州盟县区旗镇](?![内外中区域场县])")
_CORE = re.compile(r"^(?:中国|[\u4e00-\u9fff]{2,3}[省市县区])?(..)")


def house_cues(view: TripView, firm: str) -> Iterator[str]:
    """Whether a firm or body is written as one of the leader's own house: 区国投公司 beside a 区长, 湖南龙源 beside 龙源电力."""
    entities = view.scene.document.entities
    names = entities[firm].names
    lead = _lead(view)
    if tiers := {n[0] for n in names if _BARE.match(n)}:
        yield "bare-tier-firm"
        yield f"bare-tier-firm&leader-{_sort(lead)}"
        if _sort(lead) == "tier":
            yield "firm-tier-of-leader" if lead in tiers else "firm-tier-of-others"
    own = (o for o in view.trip.own - view.own_regions() if o in entities and o != firm)
    cores = {found.group(1) for o in own for n in entities[o].names if (found := _CORE.match(n))}
    if any(core in n for core in cores for n in names):
        yield "firm-like-own"
    yield f"leader-post-{_sort(lead)}&{entities[firm].kind}"


_INVITED = re.compile(r"(?:欢迎|邀请|诚邀|[请盼邀])[^。；“”]{0,30}(?:来|到|赴|去|落户|走进)$")
_SAID = re.compile(r"(?:说|表示|指出|介绍|谈到|称|强调)(?:道)?[，：,:][“「]?$")
_AHEAD = 40
"""How many characters before a place are looked at."""


def ground_cues(view: TripView, place: str) -> Iterator[str]:
    """What makes a place the ground of the leader or of others: its level, who speaks of it first, whoever is asked to come to it."""
    text, scene = view.scene.folded, view.scene
    lead = _lead(view)
    fits = _sort(lead) == "tier" and any(n.endswith(lead) for n in scene.document.entities[place].names)
    yield f"{'tier' if fits else 'no-tier'}-of-leader&{_sort(lead)}"
    names = [n for p in view.trip.leaders for n in scene.document.entities[p].names]
    for m in view.by_entity.get(place, []):
        sentence = scene.document.sentence_at(m.span.start)
        before = text[max(sentence.start, m.span.start - _AHEAD) : m.span.start]
        if _INVITED.search(before):
            yield "invited-to"
        if found := _SAID.search(before):
            yield "opens-speech-of-leader" if any(n in before[: found.start()] for n in names) else "opens-speech"
