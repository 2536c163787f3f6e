"""The places that an article's names may begin with, and the splitting of posts and firm names at them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zhaoshang.ontology.names import normal
from zhaoshang.ontology.reading import Kind, Reading

from .regions import region_id

_LEVELS = ("特别行政区", "自治区", "自治州", "自治县", "地区", "省", "市", "县", "区", "旗", "盟", "州")


@dataclass(frozen=True, slots=True)
class Places:
    """Region names in normal form, with graph ids; the article's own regions before the gazetteer's."""

    forms: Mapping[str, str]

    @classmethod
    def of(cls, reading: Reading) -> Places:
        """The forms of the reading's regions, with and without the word of their level."""
        found: dict[str, str] = {}
        for entity in reading.entities:
            if entity.kind is Kind.REGION:
                for name in entity.names:
                    for form in _variants(normal(name)):
                        found.setdefault(form, region_id(entity))
        return cls(found)

    def find(self, name: str) -> str:
        """The graph id of a region of exactly this name, or ""."""
        return self.forms.get(normal(name), "")

    def prefix(self, text: str) -> tuple[str, str]:
        """The longest region name that ``text`` (in normal form) begins with, and its graph id; two empty strings if none."""
        for end in range(min(len(text), 20), 1, -1):
            if found := self.forms.get(text[:end]):
                return text[:end], found
        return "", ""


def _variants(name: str) -> list[str]:
    short = next((name[: -len(level)] for level in _LEVELS if name.endswith(level)), name)
    return [name] + ([short] if len(short) >= 2 else [])
