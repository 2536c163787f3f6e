"""Which sites name the same project: one entity for each project of the article, with all forms that the text uses."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhaoshang.ingest.document import Document

from .kinds import bare_phase
from .mask import readable
from .sites import Site
from .table import known, words

_GENERIC_END = re.compile(r"(?:(?:建设|投资|合作|开发|扩建)?(?:项目|工程)|建设)$")
_PHASE = re.compile(r"[一二三四五]期")


@dataclass(frozen=True, slots=True)
class Cluster:
    """The sites of one project in order; ``names`` its forms, those of the most telling site first."""

    sites: tuple[Site, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All forms, the fullest first."""
        return tuple(sorted(dict.fromkeys(f for s in self.sites for f in s.forms), key=lambda f: -len(f)))


def clusters(document: Document, sites: list[Site]) -> list[Cluster]:
    """Sites that share a form, of which one form ends the other, or of which one shortens the other, are one project."""
    groups: list[list[Site]] = []
    known: dict[str, list[int]] = {}
    for site in sorted(sites, key=lambda s: (-len(_core(s)), s.span)):
        keys = _keys(site)
        near = sorted({number for key in keys for number in known.get(key, ())[:_MOST]})
        home = next((number for number in near if any(same(site, other) for other in groups[number][:_MOST])), None)
        if home is None:
            home = len(groups)
            groups.append([])
        groups[home].append(site)
        for key in keys:
            if home not in known.setdefault(key, []):
                known[key].append(home)
    return [Cluster(tuple(sorted(g, key=lambda s: s.span))) for g in sorted(groups, key=lambda g: min(s.span for s in g))]


_MOST = 60
"""With how many others a site is compared: more than any article of the genre names, so that time stays linear."""


def _keys(site: Site) -> set[str]:
    """What two sites that may be one project have in common: a form, the last four characters, or that both are public works."""
    core = _core(site)
    public = {"public"} if core.endswith(words("heads", "public")) else set()
    phase = {core[-2:]} if _PHASE.fullmatch(core[-2:]) else set()
    return {_GENERIC_END.sub("", form) for form in site.forms} | {"…" + core[-4:]} | public | phase


def _core(site: Site) -> str:
    return _GENERIC_END.sub("", readable(site.forms[0]))


def same(one: Site, other: Site) -> bool:
    """True if the two sites name one project. Phases tell projects apart."""
    if set(_PHASE.findall(one.forms[0])) != set(_PHASE.findall(other.forms[0])):
        return False
    mine, its = ({_GENERIC_END.sub("", f) for f in s.forms} for s in (one, other))
    if any(len(f) >= 3 and f not in known("heads") for f in mine & its):
        return True
    long, short = sorted((_core(one), _core(other)), key=len, reverse=True)
    if bare_phase(short):
        return bare_phase(long) or long.endswith(short)
    return _ends(long, short) or shortens(short, long)


def _ends(long: str, short: str) -> bool:
    return len(short) >= 4 and short not in known("heads") and long.endswith(short)


def shortens(short: str, long: str) -> bool:
    """True if ``short`` is a telescoped form of ``long`` (抚吉高速 for 抚州至吉安高速公路): same class of head, its letters in order."""
    heads = sorted((*words("heads", "public"), "铁路新线"), key=len, reverse=True)
    mine = next((h for h in heads if short.endswith(h)), "")
    its = next((h for h in heads if long.endswith(h)), "")
    if not mine or not its or len(mine) > len(its) + 2:
        return False
    rest = iter(long.removesuffix(its))
    stem = short.removesuffix(mine)
    return 2 <= len(stem) < len(long) - len(its) and mine[0] in its + long and all(letter in rest for letter in stem)


def phases(form: str) -> frozenset[str]:
    """The phases that a name tells of."""
    return frozenset(_PHASE.findall(form))
