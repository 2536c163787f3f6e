"""Bytes to characters: byte-order marks, declared and guessed encodings; what is no text is refused."""

from __future__ import annotations

import codecs
import re

from zhaoshang.ontology.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP or Office file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a gzip file"),
    (b"Rar!", "an archive"),
    (b"7z\xbc\xaf", "an archive"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
)
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_\-]+)", re.I
)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严這國會為個們來時對發過後說經當從業開關問與長無總資統計幾區強決戰據處隊給領導壓濟階術極聯認權證轉單場車務萬達議報鬥類離華確話況傳許廣記項"
)
_ERRORS = 0.01
"""A text may have lost so much of its characters and still be read."""


def decode(raw: bytes, where: str, encoding: str = "") -> str:
    """The text of ``raw``: by byte-order mark, else ``encoding``, else UTF-8, what the markup declares, GB 18030, Big5.

    Characters that were lost (at most one in a hundred) become U+FFFD. Raises InputError for an empty file, for what is
    no text, and where no encoding fits.
    """
    if not raw.strip():
        raise InputError("the file is empty", where=where, remedy="remove it, or fetch the article again")
    for magic, kind in _MAGIC:
        if raw.startswith(magic):
            raise InputError(f"this is {kind}, not text", where=where, remedy="convert it to text or HTML first")
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return _strict(raw, name) or _lossy(raw, name, where)
    if encoding:
        return _given(raw, encoding, where)
    if wide := _unmarked_utf16(raw):
        return wide
    if raw.count(b"\0", 0, 65_536) > 0:
        raise InputError("this is a binary file, not text", where=where, remedy="give the article as text, HTML or JSONL")
    return _guess(raw, where)


def _guess(raw: bytes, where: str) -> str:
    found = _strict(raw, "utf-8")
    if found is not None:
        return found
    declared = _DECLARED.search(raw[:4096])
    names = [(declared[1] or declared[2]).decode("ascii").lower()] if declared else []
    best = max(
        (_plausible(text), text) for text in ("", *filter(None, (_strict(raw, _WIDER.get(n, n)) for n in (*names, "gb18030", "big5hkscs"))))
    )
    if best[0] > 0.1:
        return best[1]
    return _lossy(raw, "", where)


def _plausible(text: str) -> float:
    """How much of the Chinese in ``text`` is everyday characters: over a third in real text, next to nothing in misread bytes."""
    sample = [c for c in text[:20_000] if c > "\x7f"]
    return sum(c in _COMMON for c in sample) / len(sample) if sample else 0.0


def _strict(raw: bytes, name: str) -> str | None:
    try:
        return raw.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _given(raw: bytes, encoding: str, where: str) -> str:
    try:
        return raw.decode(_WIDER.get(encoding.lower(), encoding))
    except LookupError as error:
        raise InputError(f"there is no encoding called {encoding!r}", where=where, remedy="for example utf-8, gb18030, big5") from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"the text is not in {encoding}: byte {error.start}", where=where, remedy="name another encoding, or none"
        ) from error


def _lossy(raw: bytes, name: str, where: str) -> str:
    for candidate in (name,) if name else ("utf-8", "gb18030"):
        text = raw.decode(candidate, "replace")
        if text.count("\ufffd") <= _ERRORS * len(text) and (name or candidate == "utf-8" or _plausible(text) > 0.1):
            return text
    raise InputError("no known encoding fits this text", where=where, remedy="convert it to UTF-8, or name its encoding")


def _unmarked_utf16(raw: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of its line ends and digits is zero."""
    head = raw[:4096]
    for name, at in (("utf-16-le", 1), ("utf-16-be", 0)):
        zeros = head[at::2].count(0)
        if zeros and not head[1 - at :: 2].count(0) and len(raw) % 2 == 0:
            text = _strict(raw, name)
            if text is not None and _plausible(text) > 0.1:
                return text
    return None
