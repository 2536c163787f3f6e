"""The stored text's normal form: what is changed once, before any offset is counted, and what never is.

Changed: white space of any kind and length becomes one space (none at the ends of a paragraph); invisible characters (soft
hyphens, zero-width and direction marks, controls) go; canonical composition (NFC); pinyin in brackets that a converter left
behind 會(huì), 龍游[LongYou]. Not changed: width, script, punctuation. Rooms that compare characters fold them one for one, so that
offsets hold (`ingest.mention.view.fold`), and a quotation reads as it was printed.
"""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]+"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACE = re.compile(r"\s+")
_PINYIN = re.compile(
    r"(?<=[\u3400-\u9fff])"
    r"(?:[(（](?=[a-zü]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ])[a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]{1,6} ?[)）]|\[(?:[A-Z][a-z]{1,5}){1,4}\])"
)


def visible(text: str) -> str:
    """``text`` without invisible characters, composed; white space is kept."""
    if text.isascii():
        return _INVISIBLE.sub("", text)
    composed = text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)
    return _SURROGATE.sub("\ufffd", _INVISIBLE.sub("", composed))


def squeeze(text: str) -> str:
    """White space folded to single spaces; none is stripped."""
    return _SPACE.sub(" ", text)


def paragraph(text: str) -> str:
    """One paragraph in normal form."""
    return _PINYIN.sub("", squeeze(visible(text)).strip())
