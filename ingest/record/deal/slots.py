"""Phrases that name projects by where they stand, whatever their last word: the members of 签约A、B、C等11个项目, X in 就X达成意向.

Every rule is a pattern over a masked sentence whose group ``list`` holds one name or several, joined by 、.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from zhaoshang.ingest.document import Type

from .bounds import behind_stop
from .mask import letter, pattern
from .phrases import Phrase
from .several import members_of

_LIST = r"(?P<list>[^，。；：！？,;:!?\s]{2,120}?)"
_LONG = r"(?P<list>[^，。；：！？,;:!?\s]{2,400}?)"
_MANY = r"(?:\d+|[一二两三四五六七八九十百]+|多|几|一批|数)[多余几]?(?:个|项|宗|大)"
_KINDS = r"(?:(?!企业|公司|单位)[^，。；、\d]){0,14}?(?:项目|工程|意向)"
_WHEN = r"(?:今年|去年|本月|上月|日前|近日|昨日|昨天|今天|当天|\d{1,2}月(?:\d{1,2}日|底|初)?)?"
_RULES: tuple[tuple[str, str], ...] = (
    ("list.signed", rf"(?:签约|签订|签署|签下|签)(?:了|的)?(?:包括)?{_LIST}(?:等|在内)(?:的)?{_MANY}{_KINDS}"),
    (
        "list.signed.two",
        rf"(?:签约|签订|签署|签下|签)(?:了|的)?{_LIST}{_MANY}(?:项目|工程|协议|合同)(?=[，。；]|$|的?(?:投资|合作|框架)*(?:协议|合同))",
    ),
    ("list.signed.kind", rf"签约(?:了)?包括{_LIST}等{_KINDS}{_MANY}"),
    ("list.kinds", rf"(?:^|[，。；：])(?:[^，。；：、]{{0,12}}?(?:签下|签约|引进|当中|其中)(?:了|有|包括)?)?{_LIST}等{_KINDS}\d+[余多]?个"),
    (
        "list.drafts",
        rf"(?:^|[，。；：])(?:[^，。；：、]{{0,12}}?(?:签下|签订|签署)了?)?{_LIST}等{_MANY}(?:框架|合作|投资|意向)*(?:协议|合同)",
    ),
    ("list.are", rf"(?:项目|工程)[^。；：]{{0,24}}[，：](?:它们|主要|分别)(?:是|有|为)：?{_LIST}(?:等)?(?=[，。；]|$)"),
    (
        "found",
        r"(?:设立|成立|组建|创办|新设|建起|办起|兴建|新建|新添|新上)(?:了)?(?:一家)?[^，。；、]{0,8}?“?(?P<list><F>)”?(?=[，。；、（]|[和与][^，。；、]{2,12}[，。；]|$)",
    ),
    (
        "list.talked",
        rf"(?:洽谈|推进|商谈|谈判|对接|磋商|争取|引进|引来|引入|招引|招来|促成|谋划|储备|推动|实施|建设)+(?:了)?{_LIST}等(?:{_MANY})?{_KINDS}",
    ),
    ("list.including", rf"(?:包括|涵盖|涉及|中有|共有|，有|的有|分别是|分别为|，如|例如){_LIST}(?:等|等在内|在内)的?{_MANY}{_KINDS}"),
    ("list.agreed", rf"(?:签订|签署|签下|签约|达成)(?:了)?{_LIST}等[^，。；、]{{0,10}}?(?:协议|合同|意向书|意向)"),
    ("list.of", r"(?:项目|工程)(?:主要|分别)?(?:包括|有|为|是)(?P<list>[^，。；：！？,;:!?\s]{2,120}?)(?:等)?(?:项目|工程)?(?=[，。；]|$)"),
    (
        "list.intended",
        rf"(?:签约|意向|在谈|在建|续建|开工|动工|投产|竣工|落户|引进|建成)(?:建设)?(?:的|项目|企业)*的(?:项目|企业)?(?:主要|分别)?(?:有|包括|是|为)"
        rf"(?:[^，。；：、]{{0,20}}：)?{_LIST}(?:等)?(?:[\d一二两三四五六七八九十]+[余多]?[个家只项])?(?=[，。；]|$)",
    ),
    (
        "list.begin",
        r"(?:^|[，。；：])(?:随着)?(?P<list>[^，。；：]{4,80}?)等(?:一批)?(?:重点|重大|新|大|标志性|优质|优秀|在建|续建|新建|产业|骨干|龙头|高质量|科技)*(?:项目|工程)(?!类|机械|师|院|量|技术|公司)",
    ),
    (
        "list.then",
        rf"(?:^|[，。；：])(?P<list>[^，。；：！？,;:!?\s]{{2,120}}?|<F>)等(?:{_MANY})?{_KINDS}[^，。；]{{0,12}}(?:开工|签约|落户|竣工|投产|集中|顺利|正式|破土|动工|奠基|启动|落地|建成)",
    ),
    (
        "list.items",
        rf"{_MANY}[^，。；、\d]{{0,6}}，(?:主要)?(?:包括|为|有|是|分别是|分别为|主要有|涵盖|涉及|即){_LONG}(?:等)?(?:{_MANY}[^，。；、]{{0,8}}?)?(?:项目|工程)?(?=[。；]|$)",
    ),
    ("list.many", rf"(?:^|[，。；：]){_LIST}等(?:在内)?的?{_MANY}{_KINDS}"),
    ("list.headed", rf"以{_LIST}(?:等)?为(?:首|代表|龙头|主|标志|引领)的{_KINDS}"),
    (
        "named",
        r"(?:名为|叫做|叫作|叫|称为|建设|打造|开工的|启动的|奠基的|动工的|投产的|推出|一[个座处]|项目|建起|建成)[“「](?P<list>[^，。；：！？、“”「」\s]{3,20})[”」]"
        r"(?!战略|工程|行动|计划|模式|理念|目标|活动|格局|体系|平台|机制|论坛|大会|系列|效应|品牌|名片|精神)",
    ),
    (
        "landed",
        r"(?P<list><F>(?:[、和与]<F>)*)(?:等)?(?:[\d一二两三四五六七八九十]+[余多]?[个家只项])?(?:企业|公司|项目)?"
        rf"{_WHEN}(?:也|都|均|已经?|先后|相继|分别|陆续|成功|正式|顺利|即将|正|抓紧|全面|同时|同日|当天)*"
        r"(?:落户|落地|奠基|动工|开工|竣工|封顶|投产|建成|试产|试生产|进入(?:了)?[^，。；]{0,2}投产|破土|开业|就要投产|建设(?=[，。；]|$))",
    ),
    (
        "firm.sum",
        r"(?:^|[，。；：、])(?P<list><F>)(?:项目)?[，（(]?(?:计划|预计)?(?:总投资|投资总额|投资|合同外资)?额?(?:约|达|为|共)*<M>(?=[，。；）)]|$)",
    ),
    (
        "firm.ground",
        r"(?:^|[，。；：、])(?P<list><F>)(?:占地|用地|建筑面积)[^，。；]{1,12}，(?:计划|预计)?(?:总投资|投资总额|投资)额?(?:约|达|为|共)*<M>(?=[，。；）)]|$)",
    ),
    ("firm.makes", r"(?:年产|日产|年加工|年处理|建造)[^，。；、]{2,20}的(?P<list><F>)(?!项目)"),
    (
        "firm.row",
        r"(?:项目|企业)[^，。；]{0,6}?(?:\d+|[一二两三四五六七八九十])[余多]?[个项家][，：](?:即|分别是|分别为|主要有|有|包括|为|是)?(?P<list><F>(?:[、和与]<F>)+)",
    ),
    ("found.body", r"(?:共建|创建|新建|兴建|建起|设立|组建|筹建|成立|建立|建设)(?:了)?(?P<list><B>(?:[、和与]<B>)*)(?=[，。；、和与]|$)"),
    ("list.grouped", rf"(?:^|；|包括){_LIST}(?:等)?{_MANY}[^，。；、\d]{{0,6}}?(?:项目|工程)(?=[，。；]|$)"),
    ("list.such", rf"(?:，|、|：)(?:比如|例如|譬如|包括|如){_LIST}等(?=[，。；]|$)"),
    (
        "list.counted",
        rf"(?:建设|新建|开工|实施|推进|谋划|启动|抓好)+{_LIST}(?:\d+|[两三四五六七八九十]+)(?:个|条|座|大)(?:[^，。；、\d]{{0,10}}?(?:项目|工程)|{{heads}})",
    ),
    ("list.dash", rf"——{_LIST}——"),
    (
        "list.sum",
        r"投资(?:总额|额)?(?:约|超|超过|达|为|近|逾)*<M>(?:人民币)?的(?P<list><F>(?!项目|工程|[的、\w“]{0,3}<[FBP]>)|(?:(?!项目|工程)[^，。；：、\s的]){2,30}?)(?=[，。；、]|[和及与](?:总|计划)?投资|$"
        r"|等|已|正|将|也|在|于|本月|今年|明年|年底|进入|落户|落地|签约|开工|动工|奠基|竣工|投产|建成|启动|入驻|成功|顺利|即将|昨|今|近|位于|选址|由|占地)",
    ),
    (
        "list.among",
        r"(?:^|[，。；：])(?P<list>[^，。；：！？\s]{4,100}?)(?:等)?(?:项目|工程)?(?:都|均|也|皆|悉数)?(?:在列|在其中|(?:位|名)列其中|在[^，。；]{0,4}之?列|榜上有名|(?:先后|相继|陆续)落户)",
    ),
    (
        "intent.about",
        r"就(?P<list>[^，。；、\s]{3,20}?)(?:项目)?(?:初步)?(?:达成|签订|签署|签下)(?:了)?(?:合作|投资|初步)*(?:意向|协议|共识)",
    ),
    ("intent.develop", r"(?:共同|合作)(?:开发|打造|建设|推进)(?P<list>[^，。；、\s]{3,16}?)(?=[，。；]|$|(?:总|计划)?投资)"),
    (
        "agreed.on",
        r"(?:签订|签署|签下|签)(?:了)?(?:为期[^，。；的]{1,6}的)?《?(?P<list>(?:(?!”的)[^，。；、《》\s]){4,22}?)》?(?:投资|合作|框架|建设|项目|战略|意向|意向性|三方|四方|全面|深化|共建|推广|运营)*(?:协议|意向书|备忘录|合同)",
    ),
    (
        "make",
        r"(?:先上一期|上一期)?，(?:计划|预计)?(?:投资|总投资)<M>，(?:做|上|主营|主要生产|生产)(?P<list>[^，。；、\s]{3,16})(?=[，。；]|$)",
    ),
    (
        "sum.then",
        r"(?:投资?|出资?|拿出?|投入|斥资|增资|追加|砸下|耗资)[^，。；]{0,4}<M>[^，。；]{0,3}，?(?:用于|来|在<P>)?"
        r"(?:搞|做|上|办起|办|建起|建设|新建|兴建|建|开发|收购|打造|发展|从事)(?:了|起)?(?:一[座个家条])?(?P<list>(?![好成设筑]|周期)[^，。；、\s的已将在为正于]{3,16}?)(?=[，。；]|$)",
    ),
    ("list.equal", rf"(?:，即|分别是|分别为|依次是|依次为|项目有|名单(?:上|里)(?:能看到|有)|项目[是为：]){_LONG}(?:等)?(?=[。；]|$)"),
    (
        "list.sites",
        rf"(?:看了|察看|走进|来到|走访|视察|查看|调研|观摩)(?:了)?{_LIST}等(?:地|处|[几多数两三四五六七八九十\d]+[余多]?[处个]?)[^，。；、]{{0,6}}?(?:工地|现场|建设|点|处)",
    ),
    (
        "phase",
        r"的?(?P<list>[一二三四五]期[^，。；、\s在]{0,6}?)(?=项目|工程|眼下|正在|已|将|预计|今年|明年|即将|总?投资|计划|则|也|扩建|上马|开工|投产|建成|动工|主体|<M>)",
    ),
    (
        "road",
        r"(?<![项工])(?P<list>(?:(?!项目|工程|[路速道][和与])[^，。；、：\s]){2,12}(?:至|到)[^，。；、：\s]{2,10}?(?:高速公路|高速|铁路|公路|(?<!阶)段))",
    ),
)


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


_LISTS_ONLY = ("list.signed.two", "list.grouped", "list.items")
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
    "firm.sum": (_MONEY,), "firm.ground": (_MONEY,), "firm.makes": ("产", "加工", "处理", "建造"), "firm.row": ("项目", "企业"),
    "list.intended": ("的有", "的项目有", "包括", "的是", "的企业是", "的项目是", "的为", "是", "为"),
    "list.sum": ("投资",), "list.kinds": _ETC, "list.drafts": _ETC,
    "list.are": ("它们", "主要", "分别"), "found": ("立", "建", "办", "设", "新添", "新上"), "list.among": ("列", "其中", "榜上", "落户"),
    "road": ("高速", "铁路", "公路", "段"), "list.counted": ("个", "条", "座", "大"), "list.of": ("项目", "工程"),
}  # fmt: skip
"""What of a rule's words its text must have at least one of: looked for first, for it is a hundred times sooner said than the rule."""


@cache
def _compiled() -> tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]:
    heads = "抽水蓄能电站|电站|水库|大桥|高速公路|铁路"
    return tuple((name, _NEEDED.get(name, ("",)), pattern(text.replace("{heads}", heads))) for name, text in _RULES)


def by_slot(text: str) -> Iterator[Phrase]:
    """Every phrase that a rule's place makes a candidate; the kind is ``slot`` and ``made`` the rule's name."""
    for name, needed, rule in _compiled():
        if not any(word in text for word in needed):
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
                if (start, end) == members[0] and len(members) > 1 and (later := behind_stop(text, start, end)):
                    yield Phrase(later, end, end, "", "slot", "slot", name)
