"""The places that an article's names may begin with: its own regions, then the gazetteer's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zhaoshang.ontology.names import normal
from zhaoshang.ontology.reading import Kind, Reading

from .regions import code_of, prefix, region_id

_LEVELS = ("特别行政区", "自治区", "自治州", "自治县", "地区", "省", "市", "县", "区", "旗", "盟", "州")
_WIDE = ("province/", "city/", "country/")


@dataclass(frozen=True, slots=True)
class Places:
    """``forms`` are the article's region names in normal form with their graph ids; ``context`` their codes, for names that
    several places bear."""

    forms: Mapping[str, str]
    context: tuple[str, ...] = ()

    @classmethod
    def of(cls, reading: Reading, article: str) -> Places:
        """The regions of a reading of the article (graph id)."""
        found: dict[str, str] = {}
        for entity in reading.entities:
            if entity.kind is Kind.REGION:
                for name in entity.names:
                    for form in _variants(normal(name)):
                        found.setdefault(form, region_id(entity, article))
        return cls(found, tuple(dict.fromkeys(code for region in found.values() if (code := code_of(region)))))

    def prefix(self, text: str) -> tuple[str, str]:
        """The longest region name that ``text`` (in normal form) begins with, and its graph id; two empty strings if none."""
        for end in range(min(len(text), 20), 1, -1):
            if found := self.forms.get(text[:end]):
                return text[:end], found
        return prefix(text, self.context)

    def seat(self, text: str) -> tuple[str, str]:
        """The region that a firm's name begins with. A bare name counts only for a city or wider: 凤凰集团 need not be of 凤凰县."""
        form, region = self.prefix(text)
        told = form in self.forms or form.endswith(_LEVELS) or region.startswith(_WIDE)
        return (form, region) if told else ("", "")


def _variants(name: str) -> list[str]:
    short = next((name[: -len(level)] for level in _LEVELS if name.endswith(level)), name)
    return [name] + ([short] if len(short) >= 2 else [])
