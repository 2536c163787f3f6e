"""The figures of the gold guide: precision, recall and F1 of entities and of role fillers, micro-averaged over articles.

Entities match when they share a name after folding. Records of one type are paired one to one so that the shared fillers
are most (Kuhn 1955, the Hungarian method); every filler that both of a pair have is right, all others are wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from zhaoshang.ontology.errors import InputError
from zhaoshang.ontology.reading import GUIDE_KEY, LITERAL_ROLES, ROLES

from .pairing import best_pairs, most_partners

_DROP = re.compile(r"[\s·•・\"'“”‘’《》()（）,，。:：\-—]+")
_DOUBLED = re.compile(r"([省市州盟县区旗乡镇])\1(?=[长委])")

Forms = frozenset[str]
"""The folded names or spellings, any of which will do."""


def fold(text: str) -> str:
    """``text`` without regard to width, case, white space and quotation marks."""
    return _DROP.sub("", unicodedata.normalize("NFKC", text)).lower()


def fold_post(text: str) -> str:
    """As `fold`; and 佳木斯市市长 is 佳木斯市长."""
    return _DOUBLED.sub(r"\1", fold(text))


@dataclass(slots=True)
class Count:
    """How many are right, in the gold, in the system's answer."""

    right: int = 0
    gold: int = 0
    system: int = 0

    def add(self, right: int = 0, gold: int = 0, system: int = 0) -> None:
        """Count more of each."""
        self.right, self.gold, self.system = self.right + right, self.gold + gold, self.system + system

    @property
    def precision(self) -> float:
        """The share of the system's answers that is right; 0 without any."""
        return self.right / self.system if self.system else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold that was found; 0 without any."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Score:
    """The counts by key (``entity officials``, ``tenure``, ``tenure.post``, …) and a line for each error."""

    counts: dict[str, Count] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    articles: int = 0
    missing: int = 0

    def of(self, key: str) -> Count:
        """The counts of that key, made where there are none yet."""
        return self.counts.setdefault(key, Count())

    def add(self, gold: Mapping[str, Any], system: Mapping[str, Any] | None) -> None:
        """Count one article; both in the guide's JSON form, ``system`` None where the system has no answer."""
        self.articles += 1
        self.missing += system is None
        answer: Mapping[str, Any] = system or {}
        names, own = names_of(gold), names_of(answer)
        for key in GUIDE_KEY.values():
            g, s = ([table[e["id"]] for e in side.get(key, ())] for table, side in ((names, gold), (own, answer)))
            self.of(f"entity {key}").add(most_partners(g, s), len(g), len(s))
        for kind, roles in ROLES.items():
            left = [fillers_of(r, roles, names) for r in gold.get("records", ()) if r["type"] == kind]
            right = [fillers_of(r, roles, own) for r in answer.get("records", ()) if r["type"] == kind]
            self._add_records(str(gold.get("article", "")), kind, left, right)

    def _add_records(self, article: str, kind: str, gold: list[dict[str, list[Forms]]], system: list[dict[str, list[Forms]]]) -> None:
        roles = ROLES[kind]
        weights = [[sum(most_partners(a[role], b[role]) for role in roles) for b in system] for a in gold]
        pairs = dict(best_pairs(weights)) if gold and system else {}
        taken = {j: i for i, j in pairs.items()}
        nothing: dict[str, list[Forms]] = {role: [] for role in roles}
        for i, a in enumerate(gold):
            b = system[pairs[i]] if i in pairs else nothing
            for role in roles:
                right = most_partners(a[role], b[role])
                self.of(f"{kind}.{role}").add(right, len(a[role]))
                self.of(kind).add(right, len(a[role]))
                self._note(article, "missed", f"{kind}.{role}", a[role], b[role])
        for j, b in enumerate(system):
            a = gold[taken[j]] if j in taken else nothing
            for role in roles:
                self.of(f"{kind}.{role}").add(system=len(b[role]))
                self.of(kind).add(system=len(b[role]))
                self._note(article, "wrong ", f"{kind}.{role}", b[role], a[role])

    def _note(self, article: str, what: str, key: str, here: list[Forms], there: list[Forms]) -> None:
        self.errors += [f"{article} {what} {key}: {'/'.join(sorted(f, key=len))}" for f in here if not any(f & o for o in there)]

    def totals(self) -> dict[str, Count]:
        """All counts, with those over all entities and over all records; keys without gold and answers are left out."""
        entities, records = Count(), Count()
        for key in GUIDE_KEY.values():
            entities.add(*_triple(self.of(f"entity {key}")))
        for kind in ROLES:
            records.add(*_triple(self.of(kind)))
        return {k: c for k, c in (self.counts | {"entities": entities, "records": records}).items() if c.gold or c.system}


def _triple(count: Count) -> tuple[int, int, int]:
    return count.right, count.gold, count.system


def names_of(side: Mapping[str, Any]) -> dict[str, Forms]:
    """Entity id -> its folded names."""
    return {e["id"]: frozenset(f for n in e["names"] if (f := fold(n))) for key in GUIDE_KEY.values() for e in side.get(key, ())}


def fillers_of(record: Mapping[str, Any], roles: Sequence[str], names: Mapping[str, Forms]) -> dict[str, list[Forms]]:
    """Role -> the forms of each filler of a record in the guide's form."""
    return {role: [_forms(role, value, names) for value in _listed(record.get(role, []))] for role in roles}


def _listed(values: Any) -> list[Any]:
    return values if isinstance(values, list) else [values]


def _forms(role: str, value: Any, names: Mapping[str, Forms]) -> Forms:
    if role in LITERAL_ROLES:
        return frozenset(map(fold_post if role == "post" else fold, str(value).split("|")))
    if value not in names:
        raise InputError(f"{role} names {value!r}, which is no entity of the article", remedy="correct the record")
    return names[value]
