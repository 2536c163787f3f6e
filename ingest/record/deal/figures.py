"""Figures of speech between a project and the firms and places around it: 在X建设Y, Y落户X, 由X投资的Y, X与Z签订Y."""

from __future__ import annotations

import re
from functools import cache

from .mask import pattern

_BETWEEN: tuple[tuple[str, str], ...] = (
    ("invest", r"投资|出资|增资"),
    ("build", r"建设|建立|新建|兴建|打造|设立|建|筹建|开发"),
    ("sign", r"签|协议|合同"),
    ("move", r"落户|入驻|落地|选址|落点|位于|坐落|来到"),
    ("at", r"在|于"),
    ("de", r"的"),
    ("with", r"与|和|同|跟"),
    ("sum", r"<M>"),
    ("plan", r"拟|将|计划|愿|有意|打算"),
    ("of", r"旗下|公司|企业|集团"),
    ("by", r"由"),
    ("visit", r"考察|参观|走访|来到|拜访|会见"),
    ("say", r"说|介绍|表示"),
    ("project", r"<J>"),
)
_LEFT: tuple[tuple[str, str], ...] = (
    ("at", r"(?:在|于)$"),
    ("move", r"(?:落户|位于|选址|入驻|落地|落点|坐落于|落户于|放在|放到|到|来)(?:在|于|了)?$"),
    ("with", r"(?:与|和|同|跟)$"),
    ("by", r"由$"),
    ("built", r"(?:承建|施工|总包|承包|设计|监理|代建)(?:方|单位)?(?:是|为)?$"),
    ("list", r"、$"),
    ("begin", r"(?:^|[，。；：])$"),
    ("from", r"(?:来自|赴|前往|从)$"),
    ("say", r"(?:希望|邀请|推介|介绍)$"),
)
_RIGHT: tuple[tuple[str, str], ...] = (
    ("invest", r"^(?:拟|将|计划|也|还|再|已|共同|联合|等|合作)*(?:投资|出资|增资|增加)"),
    ("plan", r"^(?:拟|将|计划|愿意|愿|有意|打算|欲|提出)"),
    ("build", r"^(?:投资)?(?:建设|建立|新建|兴建|打造|设立|建|筹建|开发)"),
    ("built", r"^(?:负责|具体|联合|总)*(?:承建|施工|总承包|承包|设计|监理|代建|中标)"),
    ("held", r"^[^，。；]{0,20}?(?:举行|召开|举办|推介会|洽谈会|恳谈会)"),
    ("with", r"^(?:与|和|同|跟)"),
    ("sign", r"^[^，。；]{0,6}签"),
    ("de", r"^的"),
    ("project", r"^(?:的)?<J>"),
    ("firm", r"^<F>"),
    ("post", r"^(?:<T>|<N>)"),
    ("list", r"^、"),
    ("move", r"^(?:落户|入驻|选址)"),
)

_BUILD = "(?:投资|建设|建立|新建|兴建|打造|设立|筹建|开发|共建|合作|建|上|设)"
_BUILT = "(?:落户|落地|选址|位于|坐落|落点|入驻|放在|设在|建在|投向|布局)"
_BEGUN = "(?:开工|奠基|破土|动工|投产|竣工|启动|封顶|点火|落成|开建|动土|试产|开园|开业)"
_FIGURES: tuple[tuple[str, str], ...] = (
    (
        "begun.at",
        rf"#[^；。]{{0,12}}?(?:在|于)(?:<P>)?@[^；。，#]{{0,14}}?{_BEGUN}|(?:在|于)(?:<P>)?@[^；。，#]{{0,10}}?{_BEGUN}[^；。]{{0,24}}#",
    ),
    ("at.build", rf"在@[^；。]{{0,30}}?{_BUILD}[^；。@]{{0,24}}?#"),
    ("moved.to", rf"#[^；。]{{0,24}}?{_BUILT}(?:于|在|到)?(?:<P>)?@"),
    ("sign.with", r"[与和同、]@[^；。]{0,10}?签[^；。]{0,16}?#"),
    ("signs", r"@(?:<P>)?[^；。]{0,16}?签[^；。]{0,16}?#"),
    ("of", r"@(?:的|市|县|区)?(?:<F>)?#"),
    ("at.begin", r"(?:^|[；。])(?:[^，。；]{0,4})在@[^；。]{0,60}#"),
    ("begin", r"(?:^|[，；。])@[^；。]{0,60}#"),
    ("builds", rf"@[^；。]{{0,12}}?{_BUILD}[^；。]{{0,20}}?#"),
    ("of.its", r"@(?:投资|建设|投建|承建|打造|开发|引进|兴建)?的[^；。，]{0,4}#"),
    ("by", r"由@[^；。，]{0,16}#|#[^；。]{0,16}由@"),
    ("built.by", rf"#[^；。]{{0,12}}@(?:独资|全额)?{_BUILD}"),
    ("is.going", r"@(?:<T>|<N>)*[^；。，]{0,8}(?:拟|将|计划|愿意|有意|提出|打算|考虑|准备|同意|决定)[^；。]{0,40}#"),
    ("same.part", r"@[^；。]{0,80}#|#[^；。]{0,80}@"),
    ("same.clause", r"@[^；。，]{0,40}#|#[^；。，]{0,40}@"),
    ("outer", r"@<P>"),
    ("inner", r"<P>@"),
    ("lead", r"@(?:市|县|区)?(?:人民)?政府|@(?:市|县)?委"),
)
"""Figures of speech with ``@`` for the firm or place and ``#`` for the project."""


@cache
def _figures() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((f"figure:{name}", pattern(text)) for name, text in _FIGURES)


@cache
def neighbours() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """(where, feature, pattern): what stands left or right of a mention, or between it and the project."""
    table = [("between", n, t) for n, t in _BETWEEN] + [("left", n, t) for n, t in _LEFT] + [("right", n, t) for n, t in _RIGHT]
    return tuple((where, f"{where}:{name}", pattern(text)) for where, name, text in table)


_TIES = frozenset(f"figure:{name}" for name in ("at.build", "moved.to", "of", "sign.with", "signs", "at.begin", "begun.at"))


_ACTS = frozenset(f"figure:{name}" for name in ("of", "of.its", "by", "built.by", "is.going", "builds", "signs"))


def tied(found: dict[str, float]) -> dict[str, float]:
    """What several signs say together: a figure that ties the two, and a small place in the project's own part of the sentence."""
    tied = bool(_TIES & found.keys()) and "figure:same.part" in found
    small = bool({"zone", "county", "in.home"} & found.keys())
    signs = {"tied": tied, "tied.small": tied and small, "near.small": small and "figure:same.part" in found}
    signs |= {"tied.clause": tied and "figure:same.clause" in found, "loose": not tied and "figure:same.part" not in found}
    signs["loose.home"] = signs["loose"] and "home" in found
    acts = bool(_ACTS & found.keys()) and "figure:same.part" in found
    signs |= {"acts": acts, "acts.alone": acts and "rivals" not in found, "acts.before": acts and "before" in found}
    signs["mere"] = "figure:same.part" in found and not acts and not tied
    return {name: 1.0 for name, holds in signs.items() if holds}


def drawn(text: str, at: int, here: int) -> dict[str, float]:
    """Which figures hold between the mention at ``at`` and the project at ``here``."""
    marked = "".join("@" if i == at else "#" if i == here else c for i, c in enumerate(text))
    low, high = max(0, min(at, here) - 24), max(at, here) + 24
    return {name: 1.0 for name, rule in _figures() if rule.search(marked[low:high])}
