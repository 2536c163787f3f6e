"""What the scorers of signings are taught: the drafts that are a gold record's, and which people, places and days that record has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from zhaoshang.ingest.document import Count, Document, Mention
from zhaoshang.ingest.evaluate.pairing import best_pairs
from zhaoshang.ontology.reading import Status
from zhaoshang.ontology.values import Money

from .drafts import Draft
from .lessons import fold, names
from .projects import project_mentions
from .setting import SETTINGS, asks
from .signings import Finder
from .training import Example, Row

SETTING_CUTS = {"signing-signer": 0.44, "signing-place": 0.36, "signing-date": 0.42}
"""From which probability on a filler belongs to a signing: a little above half of the F1 that it may gain, for a surer cut loses more right
ones than wrong ones; people in long rows share one, and lose more above than others gain."""
_CORE = ("party", "project", "count", "amount")


def _values(document: Document, draft: Draft, role: str, known: Mapping[str, str]) -> set[str]:
    """The gold ids (or plain values) of a draft's fillers."""
    found: set[str] = set()
    for value in draft.values(role):
        entity = document.entities.get(value)
        found |= {known[fold(n)] for n in entity.names if fold(n) in known} if entity else {fold(value)}
    return found


def _aligned(document: Document, drafts: list[Draft], gold: Mapping[str, Any]) -> list[tuple[Draft, Mapping[str, Any]]]:
    known = names(gold, "officials", "executives", "companies", "regions", "bodies", "projects")
    records = [r for r in gold["records"] if r["type"] == "signing"]
    mine = [{role: _values(document, draft, role, known) for role in _CORE} for draft in drafts]
    its = [{role: {fold(v) if role in ("count", "amount") else v for v in r.get(role, ())} for role in _CORE} for r in records]
    weights = [[sum(len(a[role] & b[role]) for role in _CORE) for b in its] for a in mine]
    pairs = best_pairs(weights) if drafts and records else []
    return [(drafts[i], records[j]) for i, j in pairs if weights[i][j]]


def _missed(finder: Finder, gold: Mapping[str, Any], found: list[Mapping[str, Any]]) -> list[tuple[Draft, Mapping[str, Any]]]:
    """Drafts for the gold records that the rules did not find, in the sentence that names most of their parties and sums."""
    document, known = finder.document, names(gold, "companies", "regions", "bodies", "projects")
    ids = {e.id: {known[fold(n)] for n in e.names if fold(n) in known} for e in document.entities.values()}
    made = []
    for record in (r for r in gold["records"] if r["type"] == "signing" and not any(r is f for f in found)):
        wanted = {v for role in _CORE for v in record.get(role, ())}
        hits = [sum(bool(_means(m, ids) & wanted) for m in document.inside(span)) for span in document.sentences]
        best = max(range(len(hits)), key=lambda n: (hits[n] + ("签" in finder.occasions.full[n].text), -n), default=0)
        if hits and hits[best]:
            total = bool(record.get("count")) or (bool(record.get("amount")) and len(record.get("party", ())) < 2)
            at = max(0, finder.occasions.full[best].text.find("签"))
            draft = Draft(best, at, "total.count" if total else "pair.sign", Status.HAPPENED, total)
            for mention in document.mentions:
                if ids.get(mention.entity, set()) & set(record.get("party", ())):
                    draft.add("party", mention.entity, document, mention, 0.8, "party.home" if total else "party.pair")
            made.append((draft, record))
    return made


def _means(mention: Mention, ids: Mapping[str, set[str]]) -> set[str]:
    value = mention.value
    return {str(value.value)} if isinstance(value, Count) else {str(value)} if isinstance(value, Money) else ids.get(mention.entity, set())


def of_setting(role: str) -> Callable[[list[Example]], tuple[list[Row], int]]:
    """The lesson for one role of signings."""

    def lesson(examples: list[Example]) -> tuple[list[Row], int]:
        rows: list[Row] = []
        wanted = 0
        for document, gold in examples:
            finder = Finder(project_mentions(document))
            drafts = finder.found()
            pairs = _aligned(finder.document, drafts, gold)
            more = _missed(finder, gold, [record for _, record in pairs]) if role == "signer" else []
            view = finder.view([*drafts, *(draft for draft, _ in more)])
            known = names(gold, "officials", "executives", "regions")
            for number, (draft, record) in enumerate([*pairs, *more]):
                right = set(record.get(role, ()))
                wanted += len(right) * (not gold["article"].startswith("corpus:"))
                if not asks(draft):
                    continue
                for value, _, features in view.candidates(draft, *SETTINGS[role]):
                    entity = finder.document.entities.get(value)
                    meant = {known[fold(n)] for n in entity.names if fold(n) in known} if entity else {value}
                    rows.append((gold["article"], features, bool(meant & right), f"{number} {value}"))
        return rows, wanted

    return lesson


SETTING_LESSONS = {f"signing-{role}": of_setting(role) for role in SETTINGS}
