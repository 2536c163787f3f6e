"""The forms of a project's name: as printed, without 项目, without the firm, place, size or adjective that it begins with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from zhaoshang.ingest.document import Document, Type

from .mask import Masked, readable

TAIL = re.compile(r"的?(?:(?:建设|投资|合作|开发)?(?:项目|工程|专案)|建设)$")
_WORKS = re.compile(r"(?:建设)?工程(?:项目|专案)$")
_LOT = re.compile(r"第?[一二三四五六七八九十\d]+标段?$")
_BRACKET = re.compile(r"[（(][^（()）]*[）)](?:项目)?$")
_SIZE = re.compile(
    r"^(?:年产|日产)?[\d.]+(?:[×xX*]\d+)?(?:余|多)?(?:万|亿)?(?:吨|套|只|台|辆|支|件|平方米|兆瓦|千瓦|GWh|MWh|GW|MW|立方米|吨/年|头|米|片|双|台套)(?:[/／]年)?(?:的)?"
)
_ADJECTIVE = re.compile(
    r"^(?:[三四五]星级|一[个座家条处]|大型|(?:[我全][国省市县区镇]|市|省|县|国内|区域|世界|亚洲|全球)?(?:首|第一|头一)[个座家条处]|新(?!型|能源|材料|兴|区|城|建|一代|农|疆|加坡|乡|余|会|昌|华|希望|奥|天|技术|厂|世)|高端|现代化|超大型|国家级|世界级|一流|全新|其|的|以及)(?:的)?"
)


def variants(document: Document, sentence: Masked, start: int, end: int) -> Iterator[str]:
    """The forms of the name that begins at ``start``: as printed; without 项目; without the firm or place, size or adjective before it."""
    text = document.text
    while start < end:
        whole = sentence.original(start, end).of(text)
        yield from _tails(whole)
        plain = readable(whole)
        size = _SIZE.match(plain) or _ADJECTIVE.match(plain)
        if (
            (mention := sentence.mentions.get(start))
            and mention.type is Type.PLACE
            and (inner := _OUTER.match(readable(mention.span.of(text))))
        ):
            yield from _tails(whole[inner.end() :])
        if sentence.text[start] in _name_letters() and sentence.text[start + 1 : start + 2] not in tuple("至到—－-~经"):
            start += 1
            while start < end and sentence.text[start] == "的":
                start += 1
        elif size and size.end() < len(whole):
            start += size.end()
        else:
            return


_NAMED = (Type.PLACE, Type.BODY, Type.FIRM)
_OUTER = re.compile(r".{1,5}?[省市州县区旗](?=..)")
"""The larger place that the name of a smaller one, or of what is there, begins with (象山区｜桂林)."""


@cache
def _name_letters() -> str:
    return "".join(chr(0xE000 + ord(k)) for k in "FBP")


def _tails(whole: str) -> Iterable[str]:
    whole = whole.lstrip("和与及暨的、—-")
    yield _unquoted(whole)
    plain = readable(whole)
    cuts = [len(whole), *(found.start() for rule in (TAIL, _WORKS, _BRACKET, _LOT) if (found := rule.search(plain)))]
    for cut in (cut for cut in cuts if cut >= min(2, len(whole))):
        yield from dict.fromkeys((_unquoted(whole[:cut]), _unquoted(plain[:cut])))


def _unquoted(form: str) -> str:
    return form[1:-1] if form[:1] == "“" and form[-1:] == "”" and "“" not in form[1:] else form


def balanced(form: str) -> bool:
    """True if every bracket and quotation mark of the form is closed, and it begins with none that closes."""
    return all(form.count(a) == form.count(b) for a, b in ("（）", "()", "“”", "《》")) and form[0] not in "）)”》"
