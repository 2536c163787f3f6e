"""How alike two names are: written alike, said alike, or alike at the core of a firm's name."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from importlib.resources import files

from zhaoshang.ontology.errors import DataError

from ..search.forms import is_letters, latin, letters, normal

_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_LEVELS = ("特别行政区", "自治区", "自治州", "自治县", "省", "市", "县", "区", "州", "盟")


@lru_cache(maxsize=1)
def firm_words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Legal forms and words of trade at the end of firms' names, longest first, from ``firm-words.tsv``; raises DataError."""
    found: dict[str, list[str]] = {"form": [], "field": []}
    lines = files(__package__).joinpath("firm-words.tsv").read_text("utf-8").splitlines()
    for number, row in enumerate(csv.DictReader(lines, delimiter="\t"), 2):
        if row.get("kind") not in found or not row.get("word"):
            raise DataError("a line has a word and a kind (form or field)", where=f"service/reconcile/firm-words.tsv:{number}")
        found[row["kind"]].append(row["word"])
    by_length = {kind: tuple(sorted(words, key=len, reverse=True)) for kind, words in found.items()}
    return by_length["form"], by_length["field"]


def bare_region(name: str) -> str:
    """A region's name without its level: ``鹤岗市`` becomes ``鹤岗``; names of two characters stay whole."""
    for level in _LEVELS:
        if name.endswith(level) and len(name) - len(level) >= 2:
            return name.removesuffix(level)
    return name


def core(name: str, places: frozenset[str] = frozenset()) -> str:
    """The core of a firm's name: no place before it or in brackets, no legal form or word of trade behind; at least two characters.

    ``places`` are normal forms of regions' names: ``北京云砥数据技术股份有限公司`` becomes ``云砥数据``.
    """
    text = _BRACKETS.sub("", normal(name))
    for words in firm_words():
        text = _without_end(text, words)
    for length in range(min(8, len(text) - 2), 1, -1):
        if text[:length] in places:
            text = text[length:]
            break
    return text.removeprefix("市") if len(text) > 2 else text


def _without_end(text: str, words: tuple[str, ...]) -> str:
    while word := next((w for w in words if text.endswith(w) and len(text) - len(w) >= 2), ""):
        text = text.removesuffix(word)
    return text


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a query's name and a candidate's stand to each other; all from 0 to 1. ``exact`` is about the preferred name,
    ``alias`` about the others, ``sound`` pinyin, ``core`` the core of firms' names, ``similarity`` the characters in common."""

    exact: float = 0.0
    alias: float = 0.0
    sound: float = 0.0
    core: float = 0.0
    similarity: float = 0.0

    @property
    def score(self) -> float:
        """From 0 to 100. A name that only sounds the same never counts as one that is written the same."""
        return max(100 * self.exact, 96 * self.alias, 88 * self.core, 84 * self.sound, 80 * self.similarity)


def likeness(query: str, name: str, aliases: tuple[str, ...], *, firm: bool, places: frozenset[str]) -> Likeness:
    """Compare what was asked for with an entity's names; ``firm`` if it is an organisation or a project."""
    wanted, forms = normal(query), [normal(form) for form in (name, *aliases)]
    is_latin = is_letters(query)
    spelt = latin(query) if is_latin else letters(wanted)
    sounds = any(letters(form) == spelt for form in forms)
    same_core = firm and not is_latin and core(query, places) in {core(form, places) for form in (name, *aliases)}
    pairs = [(spelt, letters(form)) if is_latin else (wanted, form) for form in forms]
    close = max(SequenceMatcher(None, one, other, False).ratio() for one, other in pairs)
    sound = 0.0 if not sounds else 1.0 if is_latin else 0.9
    return Likeness(float(forms[0] == wanted), float(wanted in forms[1:]), sound, float(same_core), round(close, 4))
