"""The forms under which people ask for things besides their names: short firms and places, 陆书记, 鹤岗市长."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from .lexicon import lexicon

_LEVELS = ("市", "县", "区", "省", "自治区", "自治州", "自治县", "特别行政区")
_LEGAL_FORMS = ("股份有限公司", "有限责任公司", "有限公司", "株式会社", "股份公司", "公司", "集团", "股份")
_DOUBLED = ("市市长", "县县长", "区区长", "市副市长", "县副县长", "区副区长", "局局长")
_PARTY = ("市委", "县委", "区委")
_DEPUTIES = ("常务副市长", "常务副县长", "常务副区长", "副市长", "副县长", "副区长")
_OFFICES = ("市长", "县长", "区长", "副市长", "副县长", "副区长")
SHORTEST = 3
"""A firm's name without its legal form has at least so many characters."""


@cache
def compound_surnames() -> frozenset[str]:
    """Surnames of two characters (``surnames.tsv``)."""
    lines = Path(__file__).with_name("surnames.tsv").read_text("utf-8").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split())


@cache
def titles() -> tuple[str, ...]:
    """The words of the lexicon that are titles."""
    return tuple(word for word, tags in lexicon().items() if "title" in tags)


def surname_of(name: str) -> str:
    """The first one or two characters of a Chinese name."""
    return name[:2] if name[:2] in compound_surnames() else name[:1]


def short_region(name: str) -> Iterator[str]:
    """``鹤岗`` of ``鹤岗市``."""
    return (name.removesuffix(level) for level in _LEVELS if name.endswith(level))


def short_firm(name: str) -> Iterator[str]:
    """``昀谷新能源集团``, ``昀谷新能源`` of ``昀谷新能源集团有限公司``."""
    for form in _LEGAL_FORMS:
        if name.endswith(form) and len(name) - len(form) >= SHORTEST:
            name = name.removesuffix(form)
            yield name


def titled(surname: str, post: str) -> Iterator[str]:
    """``陆书记`` of 陆 and ``鹤岗市委书记``; of a deputy also without 副, as one is spoken to."""
    for word in titles():
        if post.endswith(word):
            yield from (surname + word, surname + word.removeprefix("常务").removeprefix("副"), surname + word[-2:])


def posts(post: str) -> Iterator[str]:
    """The post as a name of its holder: ``荆门市市长``, ``荆门市长``; nothing for one that names no place or firm."""
    if post in titles():
        return
    yield post
    yield from (post.replace(doubled, doubled[1:]) for doubled in _DOUBLED if doubled in post)
    for level in _LEVELS[:3]:
        yield from (f"{place}{level}{office}" for office in _OFFICES if office[-2] == level and (place := _of(post, level, office)))
    for party in _PARTY:
        if place := _of(post, "", party + "书记"):
            yield from (place + said for said in ("书记", party[0] + "书记", party[0] + party + "书记"))


@cache
def offices_of_places() -> frozenset[str]:
    """The offices of which a place has one, or a few: 市长, 副市长, 市委书记."""
    return frozenset((*_DEPUTIES, *_OFFICES, "书记", *(party + rank for party in _PARTY for rank in ("书记", "副书记"))))


def offices(post: str, places: Iterable[str]) -> Iterator[str]:
    """``高县县委书记`` of ``宜宾市高县县委书记`` and ``高县``: the office of the place, as it is called there."""
    office = next((one for one in (*_DEPUTIES, *_OFFICES, *(party + "书记" for party in _PARTY)) if post.endswith(one)), "")
    if office:
        yield from (place + office for place in places)


def _of(post: str, level: str, office: str) -> str:
    """The place of a post that is its place and office (``怀化市长``), "" for another, or where the level is said twice."""
    place = post.removesuffix(office)
    return "" if place == post or len(place) < SHORTEST - 1 or place.endswith(("副", level or "\0")) else place
