"""Phrases that name projects by where they stand, whatever their last word: the members of 签约A、B、C等11个项目, X in 就X达成意向."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from zhaoshang.ingest.document import Type

from .bounds import behind_stop, later_starts
from .mask import letter, pattern
from .phrases import Phrase
from .several import members_of
from .slotrules import RULES
from .table import words

_MOST_NAMED = 6
"""A longer list is one of goods or trades (采购的项目包括毛巾、小家电、水果…)."""
_NO_MEMBER = re.compile(
    r"^(?:将|拟|主要|或|因|而|凡|可以|可|共|辐射|了|吸引|既|这|该|其|一批|包括|以及|不少|先后|通过|围绕|重点招引|受|使|让|个)|(?:的|了|等|企业|产业|领域|行业|产品|设备|旺|不足)$"
    r"|等(?:\d+|多|[一二三四五六七八九十]+)[余多]?[个家项]|进行|实现|提高|促进|加强|完善|需求|调整|融合|[“”]$"
)

_LEAD = pattern(
    r"(?:(?:与|和|及|暨|先建的|[^，。；、]{0,10}(?:建设|运营|投资|承建|主导|牵头)(?:并运营)?的(?=<P>)|<OX>(?:也|还|都|已)?[与同和跟](?=[^，。；]{2}))|(?:计划|预计)?(?:总)?投资(?:额)?[^，。；、的]{0,8}<M>的|(?:在|于)[^，。；、]{1,20}?(?:投资|规划)?(?:建设|新建|兴建|打造|设立|投建)|共建|设立|共同(?:建设|打造))?"
)
"""What may stand before a member and is no part of its name: its sum, or where it is built."""
_OTHER = pattern(r"<N>|<T>|[\d一二三]+[月日]|领导|出席|代表")
"""A member that names people or days is no project."""


LOOSE = ("list.number", "list.done", "list.kept", "list.amount", "item.sum", "item.bracket", "item.by")
"""Rules that take whatever a list has: what any other rule names there is told by that one."""
_LISTS_ONLY = ("list.signed.two", "list.grouped", "list.items", "list.number", "list.done", "list.kept", "list.amount")
"""Rules so loose that one member alone says nothing."""
_ETC = ("等",)
_MONEY = letter(Type.MONEY)
_NEEDED = {
    "list.signed": ("等", "在内"), "list.including": ("等", "在内"), "list.signed.kind": _ETC, "list.talked": _ETC, "list.agreed": _ETC,
    "list.begin": _ETC, "list.then": _ETC, "list.such": _ETC, "list.dash": ("——",), "phase": ("期",), "intent.about": ("就",),
    "list.signed.two": ("签",), "list.equal": ("是", "为", "即", "有", "：", "看到"), "list.sites": ("等",), "sum.then": (_MONEY,),
    "list.grouped": ("项目", "工程"), "list.many": _ETC, "list.items": ("包括", "为", "有", "是", "涵盖", "涉及", "即"),
    "list.headed": ("为",), "named": ("“", "「"), "found.body": ("立", "建"),
    "landed": ("落户", "落地", "奠基", "动工", "开工", "竣工", "封顶", "产", "建", "破土", "开业"),
    "list.done": ("在建", "工", "破土", "奠基", "产", "封顶", "建成", "落", "签", "开建", "投用", "通车", "推进"),
    "list.number": ("个", "项", "宗", "大", "只", "座", "家"), "list.kept": ("有", "是", "为"), "list.amount": ("，", "："),
    "item.sum": (_MONEY,), "item.bracket": (_MONEY,), "item.by": ("由",),
    "firm.brought": ("的",), "firm.spent": ("投资",), "firm.is": ("是",), "bare": ("设", "建", "办", "盖"),
    "firm.sum": (_MONEY,), "firm.ground": (_MONEY,), "firm.makes": ("产", "加工", "处理", "建造"), "firm.row": ("项目", "企业"),
    "list.intended": ("的有", "的项目有", "包括", "的是", "的企业是", "的项目是", "的为", "是", "为"),
    "list.sum": ("投资",), "list.kinds": _ETC, "list.drafts": _ETC,
    "list.are": ("它们", "主要", "分别"), "found": ("立", "建", "办", "设", "新添", "新上"), "list.among": ("列", "其中", "榜上", "落户"),
    "road": ("高速", "铁路", "公路", "段"), "list.counted": ("个", "条", "座", "大"), "list.of": ("项目", "工程"),
}  # fmt: skip
"""What of a rule's words its text must have at least one of: looked for first, for it is a hundred times sooner said than the rule."""


@cache
def _compiled() -> tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]:
    works = "|".join(words("heads", "works"))
    heads = "抽水蓄能电站|电站|水库|大桥|高速公路|铁路"
    return tuple(
        (name, _NEEDED.get(name, ("",)), pattern(text.replace("{heads}", heads).replace("{works}", works))) for name, text in RULES
    )


def by_slot(text: str) -> Iterator[Phrase]:
    """Every phrase that a rule's place makes a candidate; the kind is ``slot`` and ``made`` the rule's name."""
    for name, needed, rule in _compiled():
        if not any(map(text.__contains__, needed)):
            continue
        for found in rule.finditer(text):
            members = list(members_of(text, *found.span("list")))
            if (name in ("list.of", "list.begin") and len(members) > _MOST_NAMED) or (name in _LISTS_ONLY and len(members) < 2):
                continue
            for start, end in members:
                start += len(_LEAD.match(text[start:end]).group())  # type: ignore[union-attr]
                end -= text.endswith("的", start, end)
                if _OTHER.search(text[start:end]) or (name.startswith("list") and _NO_MEMBER.search(text[start:end])):
                    continue
                yield Phrase(start, end, end, "", "slot", "slot", name)
                yield from (Phrase(at, end, end, "", "slot", "slot", name) for at in later_starts(text, start, end))
                if (start, end) == members[0] and len(members) > 1 and (later := behind_stop(text, start, end)):
                    yield Phrase(later, end, end, "", "slot", "slot", name)
