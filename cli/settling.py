"""What people decided, carried out: an article's stored reading is settled anew under the rulings that stand, and supersedes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from zhaoshang.ingest.resolve import profiles
from zhaoshang.ingest.statement import Ruling, rulings_from, settle
from zhaoshang.ingest.statement.settle import reviewed
from zhaoshang.ingest.statement.threshold import MIN_CONFIDENCE, UNSURE
from zhaoshang.ingest.version import EXTRACTOR
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.reading import Doubt, Reading
from zhaoshang.ontology.statement import Outcome
from zhaoshang.stores.journal import Journal, Result
from zhaoshang.stores.journal.index import JournalIndex
from zhaoshang.stores.settings import Settings

THRESHOLD = "threshold"
"""The kind of decision that says how sure a reading must be: body ``{"least": {record type: number}}``; the last one holds."""


class Rulings:
    """The rulings and thresholds of a journal, followed as it grows."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._seen = 0
        self._bodies: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        self._last: dict[str, int] = {}
        self._least: dict[str, float] = dict(MIN_CONFIDENCE)

    def of(self, article: str) -> tuple[Ruling, ...]:
        """The rulings that stand about what an article says."""
        self._follow()
        return rulings_from(self._bodies.get(article, ()))

    @property
    def least(self) -> Mapping[str, float]:
        """Record type -> how sure it must be to enter the graph."""
        self._follow()
        return self._least

    def articles(self) -> list[str]:
        """The articles about which anything was ever decided."""
        self._follow()
        return list(self._last)

    def due(self) -> list[str]:
        """The standing articles about which something was decided after they were settled."""
        now = ((article, self._journal.current(article)) for article in self.articles())
        return [article for article, its in now if its and not its.retracted and its.seq < self._last[article]]

    def _follow(self) -> None:
        head = self._journal.head()
        if head == self._seen:
            return
        for seq, decision in self._journal.decisions_after(self._seen, "review"):
            if decision.article:
                self._bodies[decision.article].append(decision.body)
                self._last[decision.article] = seq
        for _, decision in self._journal.decisions_after(self._seen, THRESHOLD):
            self._least |= {str(kind): float(least) for kind, least in decision.body.get("least", {}).items()}
        self._seen = head


class Settler:
    """Settles articles of the journal anew. Its index is a file of the data folder; close it."""

    def __init__(self, settings: Settings, journal: Journal) -> None:
        self._journal = journal
        self._index = JournalIndex(journal, settings.data / "identities.db", profiles, EXTRACTOR)
        self.rulings = Rulings(journal)

    def close(self) -> None:
        """Close the index."""
        self._index.close()

    def apply(self, article: str) -> Result | None:
        """Settle the article's stored reading under all rulings and append what comes of it; None if the article does not stand."""
        with self._journal.writing():
            before = self._standing(article)
            if before is None:
                return None
            outcome = settle(before.article, before.reading, self._index, self.rulings.of(article), self.rulings.least)
            outcome = replace(outcome, doubts=(*_notes(before, outcome), *outcome.doubts), extractor=before.extractor)
            done = self._journal.append(outcome)
        if done.result is Result.REREAD:
            self._index.heard(done.seq, outcome)
        return done.result

    def _standing(self, article: str) -> Outcome | None:
        """What the journal has of the article, with an index that knows all others; None if the article does not stand."""
        stored = self._journal.stored(article)
        if stored is None:
            return None
        self._index.catch_up(leave_out=article)
        return stored.outcome

    def catch_up(self) -> int:
        """Settle every article about which something was decided since; how many there were."""
        due = self.rulings.due()
        for article in due:
            self.apply(article)
        return len(due)

    def reviewed(self, article: str) -> tuple[Article, Reading] | None:
        """The article and what of its reading stands under the rulings, for training; None if the article does not stand."""
        with self._journal.writing():
            before = self._standing(article)
            if before is None:
                return None
            reading, _, _ = reviewed(before.article, before.reading, self._index, self.rulings.of(article), self.rulings.least)
            return before.article, reading


def _notes(before: Outcome, now: Outcome) -> tuple[Doubt, ...]:
    """The older doubts that settling did not make (about the article's date): neither from a threshold nor about an identity."""
    known = {(d.reason, d.detail) for d in now.doubts}
    made = (UNSURE, "identity")
    return tuple(d for d in before.doubts if not d.reason.endswith(made) and (d.reason, d.detail) not in known)
