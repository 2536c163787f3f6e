"""The parts of a firm's name: place, trade name, trade, legal form (the four parts that Chinese company law asks for)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from zhaoshang.ontology.names import normal

from .places import Places
from .tables import firm_forms, industries

_COUNTRY = re.compile(r"^(中国|中华)(?=..)")
_BRACKETED = re.compile(r"[(（][^)）]*[)）]")


@dataclass(frozen=True, slots=True)
class FirmName:
    """``place`` is the graph id that the name begins with ("" if none); ``stem`` the name without place and form (华康药业),
    ``core`` without the trade as well (华康); ``legal`` is True for a full registered name. All in normal form."""

    whole: str
    place: str
    stem: str
    core: str
    legal: bool

    @classmethod
    def of(cls, name: str, places: Places) -> FirmName:
        """Take a name apart. What is left over is never empty: a part that would leave less than two characters stays."""
        whole = normal(name)
        stem, legal = _without_form(whole)
        form, place = places.seat(stem)
        bare = _BRACKETED.sub("", stem)
        stem = bare if len(bare) >= 2 else stem
        if form and len(stem) - len(form) >= 2:
            stem = stem[len(form) :]
        else:
            place = ""
        stem = _COUNTRY.sub("", stem)
        return cls(whole, place, stem, _without_trade(stem), legal)


_ASKED = 65_536
"""Names whose parts are kept: a firm is compared with many, article after article."""


@lru_cache(maxsize=_ASKED)
def _without_form(name: str) -> tuple[str, bool]:
    for form, legal in firm_forms():
        if name.endswith(form) and len(name) - len(form) >= 2:
            rest, inner = name[: -len(form)], False
            if legal:
                rest, inner = _without_form(rest) if rest.endswith(("集团", "控股")) else (rest, False)
            return rest, legal or inner
    return name, False


@lru_cache(maxsize=_ASKED)
def _without_trade(stem: str) -> str:
    for word in industries():
        if stem.endswith(word) and len(stem) - len(word) >= 2:
            return _without_trade(stem[: -len(word)])
    return stem
