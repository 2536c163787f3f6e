"""A post taken apart: whose it is (a region or an organisation) and the office; a post is not its holder."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from zhaoshang.ontology.errors import DataError
from zhaoshang.ontology.names import key, normal, slug

from .places import Places
from .regions import code_of, division, outer_of
from .tables import zone_kinds

_PARTY = re.compile(r"^(中共|中国共产党)")
_FORMER = re.compile(r"^(原任|原|时任|前任|前)(?=..)")
_HEAD = re.compile(r"^(长|委)")
_GOVERNMENT = re.compile(r"^(人民)?政府(?=.*长)")


@dataclass(frozen=True, slots=True)
class PostName:
    """``of`` is the graph id of the jurisdiction, "" if unknown; ``name`` as printed, without 原, 时任 and the like; ``former`` is
    True where these stood before it. The post's identity is ``office``, in one spelling, of ``anchor``: the jurisdiction, or for
    a zone the place that it is named after, since not every article makes the zone an entity of its own."""

    name: str
    of: str
    anchor: str
    office: str
    former: bool = False

    @property
    def id(self) -> str:
        """The graph id: of one office of one jurisdiction; without a jurisdiction the printed name has to do."""
        if not self.anchor:
            return "post/" + key(self.name, "post", "", normal(self.name))
        place = division(code_of(self.anchor))
        owner = slug(place.name) if place else re.sub(r"-[0-9a-f]{8}$", "", self.anchor.partition("/")[2])
        return f"post/{owner}-{key(self.office, 'post', self.anchor, self.office)}"

    @property
    def rank(self) -> str:
        """Notation of the post's rank by ``ontology/ranks.tsv``, "" where it has none."""
        return _rank(self.office, _level(self.of)) if self.of else ""


def split(printed: str, places: Places, organisations: Iterable[tuple[str, str]] = ()) -> PostName:
    """Take a post apart. ``organisations`` are (name, graph id) of the article's firms and bodies that may own it."""
    name = _FORMER.sub("", printed)
    text = _PARTY.sub("", normal(name))
    firms = sorted(((normal(n), i) for n, i in organisations), key=lambda f: (-len(f[0]), f))
    for form, owner in firms:
        if text.startswith(form) and len(text) > len(form):
            return PostName(name, owner, owner, text[len(form) :].lstrip("的"), name != printed)
    form, region = places.prefix(text)
    office = _office(form, text[len(form) :]) if form else text
    if region.startswith("development-zone/"):
        outer, zone = outer_of(form)
        return PostName(name, region, outer or region, _one_zone(zone + office) if outer else office, name != printed)
    return PostName(name, region, region, _one_zone(office), name != printed)


def _one_zone(office: str) -> str:
    """经济技术开发区管委会主任 as 经开区管委会主任."""
    return next((office.replace(word, kind, 1) for word, kind in zone_kinds() if word in office), office)


def _office(form: str, rest: str) -> str:
    """One spelling for 佳木斯市长, 佳木斯市市长 and 佳木斯市人民政府市长."""
    if _HEAD.match(rest) and form[-1] in "省市县区州盟旗镇乡":
        return form[-1] + rest
    if len(rest) > 2 and rest[0] in "省市县区州盟旗" and rest[1] not in "长委":
        rest = rest[1:]  # 市发改委主任 is 发改委主任 of the same city
    return _GOVERNMENT.sub("", rest) or rest


def _level(region: str) -> str:
    """The rank table's level of a region."""
    cls, code = region.partition("/")[0], code_of(region)
    if cls == "province":
        return "municipality" if code in MUNICIPALITIES else "province"
    if cls == "city":
        return "sub-provincial-city" if code in SUB_PROVINCIAL else "prefecture"
    return cls if cls in ("country", "county", "township") else ""


SUB_PROVINCIAL = frozenset(
    {"210100", "210200", "220100", "230100", "320100", "330100", "330200", "350200", "370100", "370200", "420100", "440100", "440300"}
    | {"510100", "610100"}
)
"""The fifteen sub-provincial cities."""
MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000"})
"""The four cities under the central government: provinces by rank, cities by nature."""


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    text = files("zhaoshang.ontology").joinpath("ranks.tsv").read_text("utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            cells = line.split("\t")
            if len(cells) != 3:
                raise DataError("a row has an ending, a level and a rank", where=f"ontology/ranks.tsv:{number}")
            found.setdefault(cells[1], []).append((cells[0], cells[2]))
    return {level: tuple(sorted(rows, key=lambda r: (-len(r[0]), r[0]))) for level, rows in found.items()}


def _rank(office: str, level: str) -> str:
    broader = {"municipality": "province", "sub-provincial-city": "prefecture"}
    for scope in (level, broader.get(level, "")):
        for ending, rank in _table().get(scope, ()):
            if office.endswith(ending):
                return rank
    return ""
