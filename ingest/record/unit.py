"""The unit of a post: as printed in front of it, else carried over from the post before, else the article's own place or firm."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ingest.mention.posts import split_post
from zhaoshang.ontology.reading import Entity, Kind
from zhaoshang.ontology.values import Span

from .beside import posts_beside
from .owner import DUTY, can_have, ends_with, is_of_bodies, of_place, sent_to

_LEVEL = re.compile(r"^(自治区|省|市|州|盟|县|区|旗|镇|乡)")
_HEAD_LEVEL = re.compile(r"^(?:原|前|时任|代理|代|常务|副|第一|执行)*([省市州县区旗镇乡])长")
_PARTY = re.compile(r"(?<=[省市州盟县区旗乡镇])委$|(?<=自治区)党委$")
_FAR = 50
"""So many posts, or firms and bodies, back a bare post's unit is looked for."""
_THEN = re.compile(r"^时任")
"""Says when a post was held, and is no part of it."""
_ORGAN = re.compile(r"^(?:人大常委会|人大|政协)$")
_OF_PARTY = re.compile(r"^(?:统战|组织|宣传)部长$")
_SOCIETY = re.compile(r"^(?:该|本|我)?(商会|协会|学会|联合会|促进会|总会|联盟|学院|大学|学校|研究院|医院|中心|办事处|局|厅)$")
_RANK = re.compile(r"^(?:原|前|时任|常务|第一|执行|副|总)+")
_ZONE_ORGAN = re.compile(r"^(?:管委会|党工委|工委)$")
_ZONE_COMMITTEE = re.compile(r"^(.+?)(?:党工委|工委|党委|管委会)")
_SEAT = re.compile(r"^(.{2,}?(?:自治区|[省市州盟县区旗]))(?:党委|委)?$")
_PARTY_OR_HEAD = re.compile(r"^[省市州盟县区旗乡镇]委(?!.*部)|[省市县区州旗镇乡]长$")
_OF_COMMITTEE = re.compile(r"^(?:常委|副?书记|副?秘书长)$")
"""Posts inside a party committee: 市委常委、秘书长 is its secretary general."""
_DEICTIC = re.compile(r"^其$|^(?:其|该|本|我|我们|贵)(?:公司|司|企业|集团|厂|方)")
_PARTY_ORGAN = re.compile(r"(?:党委|党组|董事会|监事会)$")
_GENERIC_FIRM = re.compile(r"^(?:该|本|我)?(?:公司|集团公司|集团|企业|总公司)$|^(?:其|该|本|我)")


class Units:
    """Writes posts out. Keeps, for each level, which places the text names and where."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._places = [m for m in document.mentions if m.type is Type.PLACE and m.entity]
        self._firms = [m for m in document.mentions if m.type in (Type.FIRM, Type.BODY) and m.entity]
        self._posts = [m for m in document.mentions if m.type is Type.POST]
        self._beside = posts_beside(document)
        self._units = {m.span.start for m in self._posts}
        self._sentence_starts = [s.start for s in document.sentences]
        self._post_starts = [m.span.start for m in self._posts]
        self._place_starts = [m.span.start for m in self._places]
        self._firm_starts = [m.span.start for m in self._firms]

    def sentence_of(self, post: Mention) -> Span:
        """The sentence that holds the post."""
        return self._document.sentences[bisect_right(self._sentence_starts, post.span.start) - 1]

    def written_out(self, post: Mention) -> str:
        """The post with its unit; as the text prints it where nothing is certain."""
        text = self._document.text
        unit, rest = split_post(_THEN.sub("", post.span.of(text)))
        unit = unit.removesuffix("的")
        ranked = _HEAD_LEVEL.match(rest) if not unit else re.match("[省市县区]委$", unit)
        if ranked and (sent := sent_to(text[max(0, post.span.start - 12) : post.span.start])):
            return sent + unit + rest
        if not unit or DUTY.match(unit):
            rest = unit + rest
            carried = self._beside.get(post.span.start) or self._carried(post, rest) or self._sibling(post, rest)
            return carried or self._own_place(post, rest) or self._own_firm(post, rest) or rest
        if _ZONE_ORGAN.match(unit):
            return self._zone(post) + unit + rest
        if _ORGAN.match(unit):
            return self._same_place(post) + unit + rest
        if society := _SOCIETY.match(unit):
            return (self._unit_before(post, rest, society.group(1)) or unit) + rest
        if _GENERIC_FIRM.match(unit):
            firm = self._unit_before(post, rest, "集团" if "集团" in unit else "") or self._unit_before(post, rest)
            return (firm + _GENERIC_FIRM.sub("", unit) + rest) if firm else _DEICTIC.sub("", unit) + rest
        if level := _LEVEL.match(unit):
            place = self._place(level.group(1), post)
            if place and place.endswith(level.group(1)):
                return place + unit[level.end() :] + rest
        return unit + rest

    def _carried(self, post: Mention, rest: str) -> str:
        """The unit of the post just before in the same row (党委书记、董事长), or "" if there is none."""
        text = self._document.text
        earlier = self._just_before(post)
        if earlier is None or text[earlier.span.end : post.span.start].strip("、兼暨和 "):
            return ""
        full = self.written_out(earlier)
        unit, _ = split_post(full)
        head = _HEAD_LEVEL.match(rest)
        if head:  # 佳木斯市委副书记、市长
            place = _PARTY.sub("", unit).removeprefix("中共")
            return of_place(place, rest) if place.endswith(head.group(1)) and place != head.group(1) else ""
        if _OF_PARTY.match(rest) and not unit.endswith("委"):  # 县委常委、办公室主任、统战部长
            return ""
        if _PARTY.search(unit) and not _OF_COMMITTEE.match(rest):
            return ""
        return unit + rest if unit else ""

    def _just_before(self, post: Mention) -> Mention | None:
        """The post of the same person that ends one or two characters before this one."""
        high = bisect_left(self._post_starts, post.span.start)
        near = (p for p in reversed(self._posts[max(0, high - 8) : high]) if 0 < post.span.start - p.span.end <= 2)
        return next((p for p in near if p.entity == post.entity), None)

    def _sibling(self, post: Mention, rest: str) -> str:
        """市投资促进局局长甲、副局长乙: the unit of the post of the same head before it in the sentence."""
        text = self._document.text
        start = self.sentence_of(post).start
        low, high = bisect_left(self._post_starts, start), bisect_left(self._post_starts, post.span.start)
        for earlier in reversed(self._posts[max(low, high - _FAR) : high]):
            unit, other = split_post(earlier.span.of(text))
            if unit and _RANK.sub("", other) == _RANK.sub("", rest) and not _HEAD_LEVEL.match(rest):
                if self._another_firm(earlier, post):
                    return ""
                return self.written_out(earlier).removesuffix(other) + rest
        return ""

    def _another_firm(self, earlier: Mention, post: Mention) -> bool:
        """A firm is named between the two posts behind a semicolon: what stands before it is told of another."""
        text = self._document.text
        last = max(text.rfind(mark, earlier.span.end, post.span.start) for mark in "；;")
        low, high = bisect_left(self._firm_starts, last), bisect_left(self._firm_starts, post.span.start)
        return last >= 0 and any(unit.type is Type.FIRM for unit in self._firms[low:high])

    def _zone(self, post: Mention) -> str:
        """The zone whose party committee the post before speaks of (高新区党工委书记、管委会主任); "" where there is none."""
        text = self._document.text
        earlier = self._just_before(post)
        found = _ZONE_COMMITTEE.search(earlier.span.of(text)) if earlier else None
        return found.group(1) if found and len(found.group(1)) > 1 else ""

    def _same_place(self, post: Mention) -> str:
        """某县委书记、人大常委会主任: the place whose party committee the post before speaks of; "" where there is none."""
        earlier = self._just_before(post)
        if earlier is None or self._document.text[earlier.span.end : post.span.start].strip("、兼暨和 "):
            return ""
        unit, _ = split_post(self.written_out(earlier))
        found = _SEAT.match(unit)
        return found.group(1) if found else ""

    def _own_place(self, post: Mention, rest: str) -> str:
        head = _HEAD_LEVEL.match(rest)
        if not head:
            return ""
        place = self._place(head.group(1), post)
        return of_place(place, rest) if place else ""

    def _own_firm(self, post: Mention, rest: str) -> str:
        if _HEAD_LEVEL.match(rest) or self._document.entities[post.entity].kind is not Kind.EXECUTIVE:
            return ""
        firm = self._told_once(post) or self._unit_before(post, rest)
        return firm + rest if firm else ""

    def _told_once(self, post: Mention) -> str:
        """华域发展党委书记伍某、董事长张某、安全总监毛某: the unit of the last post before, where no firm or body is named since."""
        text = self._document.text
        low, high = (bisect_left(self._post_starts, place) for place in (self.sentence_of(post).start, post.span.start))
        for earlier in reversed(self._posts[max(low, high - _FAR) : high]):
            unit, _ = split_post(earlier.span.of(text))
            index = bisect_left(self._firm_starts, post.span.start) - 1
            if index >= 0 and self._firm_starts[index] >= earlier.span.start:
                return ""
            if unit and not _GENERIC_FIRM.match(unit):
                executive = earlier.entity and self._document.entities[earlier.entity].kind is Kind.EXECUTIVE
                ours = executive and len(unit) > 3 and "；" not in text[earlier.span.end : post.span.start]
                return _PARTY_ORGAN.sub("", unit) if ours else ""
        return ""

    def _place(self, level: str, post: Mention) -> str:
        """The place of that level: that of the post before it in its sentence; "" where there is none.

        The article's own place would often be right, but not often enough: a bare 市长 is left as it is printed.
        """
        start = self.sentence_of(post).start
        named = _PARTY_OR_HEAD.search(post.span.of(self._document.text))
        low, high = bisect_left(self._place_starts, start), bisect_left(self._place_starts, post.span.start)
        for mention in reversed(self._places[low:high] if named else []):
            if mention.span.start in self._units and (full := self._full(self._document.entities[mention.entity], level)):
                return full
        return ""

    def _full(self, entity: Entity, level: str) -> str:
        names = [n for n in entity.names if n.endswith(level)] if entity.code[:2].isdigit() else []
        return next((n for n in names if n in self._document.text), names[0] if names else "")

    def _unit_before(self, post: Mention, rest: str, ending: str = "") -> str:
        """The nearest firm or body before the post that can have such a post, its name ending with ``ending``."""
        text = self._document.text
        high = bisect_left(self._firm_starts, post.span.start)
        for unit in reversed(self._firms[max(0, high - _FAR) : high]):
            name = unit.span.of(text)
            if name == ending or not ends_with(name, ending):
                continue
            if (unit.type is Type.BODY) == bool(is_of_bodies(rest)) and can_have(name, rest):
                return name
        return ""
