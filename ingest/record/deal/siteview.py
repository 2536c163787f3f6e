"""What stands around a site: the features by which the scorer tells projects from other things that end in 项目, 中心 or 基地."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from .mask import pattern, readable
from .sites import Site
from .sitewords import spoken
from .table import choice, words

_BEFORE: tuple[tuple[str, str], ...] = (
    ("sum.de", r"<M>(?:人民币)?的[^，。；]{0,6}$"),
    ("sum.build", r"(?:投资|出资|增资|拿出|投入)[^，。；]{0,6}<M>[^，。；]{0,4}[，,]?[^，。；]{0,6}$"),
    ("build", r"(?:建设|新建|兴建|修建|建立|再建|建|打造|设立|筹建|开发|成立|创建|共建|扩建|上)(?:了|的)?[^，。；]{0,4}$"),
    (
        "build.will",
        r"(?:拟|将|计划|欲|有意|打算|考虑|争取)[^。；]{0,20}(?:建设|新建|兴建|建立|建|打造|设立|筹建|开发|上)(?:了|的)?[^，。；]{0,4}$",
    ),
    ("sign", r"(?:签|签订|签署|签约|签下|签了|举行)(?:了)?[^，。；]{0,2}$"),
    ("talk", r"(?:洽谈|商谈|谈|论证|磋商|考虑|规划|筹建|推进)(?:了)?[^，。；]{0,3}$"),
    ("move", r"(?:引进|引入|招引|落户|落地)(?:了)?[^，。；]{0,3}$"),
    ("start", r"(?:启动|开工|实施|推进|加快)(?:了)?[^，。；]{0,3}$"),
    ("visit", r"(?:参观|考察|走访|察看|视察|看了|看|来到|走进|深入|赴|到|实地|调研)(?:了)?[^，。；]{0,12}$"),
    ("as", r"(?:成为|作为|是|建成|打造成|打造为|建设成为|形成|为)(?:了)?[^，。；]{0,10}$"),
    ("at", r"(?:在|于|位于|落户|来到|选址|进驻|入驻)[^，。；]{0,3}$"),
    ("list", r"、$"),
    ("include", r"(?:包括|其中|如|涵盖|有)(?:了)?[^，。；]{0,2}$"),
    ("firm", r"(?:<F>|<B>)(?:的|投资的|建设的)?$"),
    ("org.subject", r"(?:<F>|<B>)[^，。；]{0,12}$"),
    ("begin", r"(?:^|[，。；：])$"),
    (
        "component",
        r"(?:主要建设|主要包括|主要有|配套建设|规划建设|同步建设|建设内容|购置|新建厂房|分别建设|重点建设|将建设|计划引进)[^。；]{0,40}$",
    ),
    ("output", r"(?:可|设计|形成|实现|达到|达|具备)$"),
    (
        "invests",
        r"(?:投资|出资|增资|拿出|投入|追加|斥资|耗资|投)[^。；]{0,8}<M>[^。；]{0,28}(?:建设|新建|兴建|修建|建立|再建|建|打造|设立|启动|上马|开发|扩建|上|用于)(?:了|的)?(?:一[座个家条])?[^，。；]{0,4}$",
    ),
    ("firm.acts", r"<F>(?:<T>|<N>)*[^。；]{0,40}(?:建设|新建|兴建|建立|建|打造|设立|启动|上马|投建|布局|共建|落户|放)[^，。；]{0,6}$"),
    ("in.place", r"(?:在|于|落户|选址)<P>[^，。；]{0,8}(?:建设|新建|兴建|建立|建|打造|设立|投建|布局)[^，。；]{0,4}$"),
    ("plural", r"(?:\d+|[二两三四五六七八九十百]+|多|几|一批)[余多]?(?:个|项|大|宗|批)(?:<P>)?$"),
    ("item", r"^[◆▲●■·]?(?:[（(]?[\d一二三四五六七八九十]{1,3}[)）]?[、.．）)：]|[◆▲●■])$"),
    ("held", r"(?:在|于)$"),
)
_AFTER: tuple[tuple[str, str], ...] = (
    ("stage", r"^[^，。；]{0,12}(?:{stages})"),
    ("stage.now", r"^(?:也|都|均)?(?:已|正式|顺利|目前|眼下|正在|如今|昨日|成功|全面|将|即将|预计)*(?:{stages})"),
    ("stage.next", r"^[，,][^，。；]{0,10}(?:{stages})"),
    ("agreement", r"^(?:的)?(?:投资|合作|框架|战略|建设|入园|意向|购销)*(?:协议|合同|意向书|意向|备忘录|签约|签字)"),
    ("sum", r"^[^。；]{0,20}(?:总投资|投资额|投资|投资总额|估算|概算)[^，。；]{0,5}<M>"),
    ("sum.own", r"^(?:项目)?[，,（(]?(?:该项目)?(?:计划|预计|总|概算|估算)*投资[^，。；]{0,5}<M>"),
    ("many", r"^等?(?:在内)?的?(?:\d+|多)[余多]?(?:个|项)"),
    ("list", r"^(?:、|和|与|及|以及)"),
    ("place", r"^[^，。；]{0,8}(?:选址|位于|坐落|占地|落点)"),
    ("end", r"^(?:[，。；]|$)"),
    ("de", r"^的"),
    ("counted", r"^(?:共|有|共有)?\d+[余多]?(?:个|项)"),
    ("item", r"^(?:（[^）]*）)?[。：]?$"),
    ("ceremony", r"^(?:集中)?(?:签约|签字|开工|奠基|启动|竣工|投产)?(?:仪式|活动|大会|暨)"),
    ("there", r"^(?:现场|工地|规划展示馆|内|里|隆重举行|举行)"),
    ("act", r"^的?(?:建设|推进|落地|落户|启动|开工|签约)"),
    ("negative", r"^(?:的)?(?:负责人|发展|作用|水平|地位|优势|参观|考察|举行|召开|座谈|干部|企业|产品|员工|调研|改革)"),
)
_CLAUSE: tuple[tuple[str, str], ...] = (
    ("sum", r"<M>"),
    ("sign", r"签(?:约|订|署|下|了)|协议|合同|意向书|备忘录"),
    ("invest", r"投资"),
    ("plan", r"拟|将|计划|欲|有意|争取|力争|规划"),
    ("stage", r"{stages}"),
    ("say", r"表示|指出|强调|认为|说"),
    ("visit", r"参观|考察|走访|察看|调研|座谈"),
    ("firm", r"<F>"),
    ("place", r"<P>"),
    ("past", r"近年来|多年|历来|一直|已经|已有"),
)


_LIST_BEFORE: tuple[tuple[str, str], ...] = (
    ("sign", r"签(?:约|订|署|下|了)"),
    ("talk", r"洽谈|商谈|谈|推进|谋划|推介"),
    ("build", r"建设|新建|建|打造|开工|投产|竣工|落户|引进"),
    ("include", r"包括|如|涵盖|其中|有"),
    ("project", r"项目"),
    ("visit", r"参观|考察|走访|察看|调研"),
    ("products", r"生产|产品|主营|销售|应用|涉及|领域|产业"),
)
_LIST_AFTER: tuple[tuple[str, str], ...] = (
    ("many", r"等?(?:在内)?的?(?:\d+|多|一批|大)[余多]?(?:个|项)?[^，。；]{0,12}项目"),
    ("projects", r"项目|工程"),
    ("stage", r"{stages}"),
    ("firms", r"等?(?:企业|公司|领域|产业|行业|产品)"),
)


@cache
def _stage_words() -> str:
    return "|".join(
        map(re.escape, sorted((w for w, s, _ in _stage_rows() if s in ("construction", "operating", "signed")), key=len, reverse=True))
    )


def _stage_rows() -> tuple[tuple[str, ...], ...]:
    from .table import rows

    return rows("stages", 3)


@cache
def _compiled() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    found = [("before", name, text) for name, text in _BEFORE]
    found += [("after", name, text) for name, text in _AFTER]
    found += [("clause", name, text) for name, text in _CLAUSE]
    found += [("list<", name, text) for name, text in _LIST_BEFORE] + [("list>", name, text) for name, text in _LIST_AFTER]
    return tuple((where, f"{where}:{name}", pattern(text.replace("{stages}", _stage_words()))) for where, name, text in found)


def features(site: Site) -> dict[str, float]:
    """The named features of a site, 0 or 1 each (absent is 0)."""
    text = site.sentence.text
    before, after, clause = text[max(0, site.start - 60) : site.start], text[site.end : site.end + 45], _clause(text, site.start, site.end)
    where = {
        "before": before,
        "after": after,
        "clause": clause,
        "list<": _list_before(text, site.start),
        "list>": _list_after(text, site.end),
    }
    found = {name: 1.0 for part, name, rule in _compiled() if rule.search(where[part])}
    found[f"kind:{site.phrase.kind}"] = 1.0
    found[f"made:{site.phrase.made}"] = 1.0
    found[f"opened:{site.phrase.opened}"] = 1.0
    found |= _form_features(site)
    return found | _together(site, found) | spoken(site)


_TOLD = ("sum.de", "sum.build", "invests", "build", "build.will", "firm.acts", "in.place", "sign", "move", "start", "list", "begin", "item")


def _together(site: Site, found: Mapping[str, float]) -> dict[str, float]:
    """What two signs say together: a sign before the name and the kind of its head, or how short it is."""
    said = [name for name in _TOLD if f"before:{name}" in found]
    pairs = {f"{site.phrase.kind}&{name}": 1.0 for name in said} | {f"short&{name}": 1.0 for name in said if "short" in found}
    pairs |= {"short&none": 1.0} if "short" in found and not said else {}
    pairs |= {"plural&项目": 1.0} if "before:plural" in found and "ends:项目" in found else {}
    return pairs


def _form_features(site: Site) -> dict[str, float]:
    form = readable(site.forms[0])
    found = {
        "owner": float(bool(site.owner)),
        "ends:项目": float(form.endswith(("项目", "工程"))),
        "digit": float(any(c.isdigit() for c in form)),
    }
    found["short"] = float(len(form) <= 4)
    found["long"] = float(len(form) > 22)
    found["verbs"] = float(bool(re.search(r"进行|通过|以及|因为|提高|满足|推动|能够|发展|实现|经济", form)))
    found["phase"] = float(any(word in form for word in words("heads", "phase")))
    found["market"] = float(form.endswith(("市场", "平台", "中心")))
    found["zone"] = float(form.endswith(("园区", "集群", "工业园", "新城", "小镇", "景区")))
    found["bias"] = 1.0
    return {name: value for name, value in found.items() if value}


def _list_before(text: str, start: int) -> str:
    """What stands before the list that the site is a later member of, its first member included; "" where it is the first."""
    wall = max(text.rfind(mark, 0, start) for mark in "，。；：") + 1
    return text[wall : text.find("、", wall)] if text[start - 1 : start] in "、和与及" and "、" in text[wall:start] else ""


def _list_after(text: str, end: int) -> str:
    """What stands behind the list that the site is an earlier member of, up to the next mark; "" for the last member."""
    if text[end : end + 1] not in tuple("、和与及等"):
        return ""
    stop = min((i for i in (text.find(mark, end) for mark in "，。；：") if i >= 0), default=len(text))
    return text[max(end, text.rfind("、", end, stop)) : stop]


def _clause(text: str, start: int, end: int) -> str:
    left = max(text.rfind(mark, 0, start) for mark in "。；！？") + 1
    right = min((i for i in (text.find(mark, end) for mark in "。；！？") if i >= 0), default=len(text))
    return text[left:start] + "□" + text[end:right]


__all__ = ["choice", "features"]
