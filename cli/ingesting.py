"""Articles into the journal: what `ingest` and `demo` do, without the command line around it."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from zhaoshang.ingest.pool import read_articles
from zhaoshang.ingest.read import Unreadable, read_path
from zhaoshang.ingest.resolve import profiles
from zhaoshang.ingest.statement import settle
from zhaoshang.ingest.version import EXTRACTOR
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.errors import InputError, ZhaoshangError
from zhaoshang.ontology.reading import Doubt, Reading
from zhaoshang.stores.journal import Journal, Result
from zhaoshang.stores.journal.index import JournalIndex
from zhaoshang.stores.settings import Settings

from .interrupt import Wish
from .settling import Rulings
from .tiers import Tier

AUTHOR = "zhaoshang ingest"


@dataclass(slots=True)
class Summary:
    """What a run did: articles by result (and ``unreadable``), and what those that were appended say."""

    articles: Counter[str] = field(default_factory=Counter)
    records: int = 0
    statements: int = 0
    doubts: int = 0
    unreadable: list[ZhaoshangError] = field(default_factory=list)

    @property
    def seen(self) -> int:
        """How many articles and unreadable files went by."""
        return self.articles.total()

    def to_json(self) -> dict[str, Any]:
        """With every result named, also those of which there was none."""
        names = [*(result.value for result in Result), "unreadable"]
        return {
            "articles": {name: self.articles[name] for name in names},
            "records": self.records, "statements": self.statements, "doubts": self.doubts,
            "unreadable": [str(error) for error in self.unreadable],
        }  # fmt: skip


class Ingest:
    """One run over some paths. Each article is one transaction, so a run that is cut off is simply started again."""

    def __init__(self, settings: Settings, journal: Journal, *, jobs: int = 1, again: bool = False, tier: Tier) -> None:
        """``jobs`` processes read, as ``tier`` says; ``again`` brings retracted articles back and reads unchanged ones anew."""
        self._journal, self._jobs, self._again = journal, jobs, again
        self._reader, self._extractor = tier.reader, tier.extractor
        self._index = JournalIndex(journal, settings.data / "identities.db", profiles, EXTRACTOR)
        self._rulings = Rulings(journal)
        self._waiting = {doubt.title: doubt.id for doubt in journal.doubts() if not doubt.article}
        self._due: deque[Article] = deque()
        self._notes: dict[str, list[Doubt]] = {}
        self.summary = Summary()

    def run(self, paths: Iterable[Path], wish: Wish, step: Callable[[Summary], None]) -> Summary:
        """Read, settle and append everything at ``paths``; ``step`` is called after each article.

        Raises Interrupted where ``wish`` says so, between two articles; StoreError where the journal cannot take more.
        """
        readings = read_articles(self._new(paths, wish, step), self._jobs, self._reader)
        try:
            for reading in readings:
                self._append(self._due.popleft(), reading)
                step(self.summary)
                wish.check()
        finally:
            readings.close()  # type: ignore[attr-defined]
            self._index.close()
        return self.summary

    def _new(self, paths: Iterable[Path], wish: Wish, step: Callable[[Summary], None]) -> Iterator[Article]:
        """The articles that must be read; the others are counted on the way."""
        for root in paths:
            for found in read_path(root, note=self._note):
                wish.check()
                if isinstance(found, Unreadable):
                    self._unreadable(_shown(found.path, root), found.error)
                elif (result := self._standing(found)) is not None:
                    self.summary.articles[result] += 1
                    self._readable(found)
                else:
                    self._due.append(found)
                    yield found
                    continue
                step(self.summary)

    def _note(self, article: Article, doubt: Doubt) -> None:
        self._notes.setdefault(article.id, []).append(doubt)

    def _standing(self, article: Article) -> Result | None:
        """Why an article need not be read; None if it must be."""
        now = self._journal.current(article.id)
        if now is None or self._again:
            return None
        if now.retracted:
            return Result.RETRACTED
        return Result.UNCHANGED if (now.version, now.extractor) == (article.version, self._extractor) else None

    def _append(self, article: Article, reading: Reading) -> None:
        notes = self._notes.pop(article.id, [])
        with self._journal.writing():
            # Settled under the journal's lock: whoever reads the same people at the same time waits and then finds them.
            result = self._standing(article)
            if result is None:
                self._index.catch_up(leave_out=article.id)
                outcome = settle(article, reading, self._index, self._rulings.of(article.id), self._rulings.least)
                outcome = replace(outcome, doubts=(*notes, *outcome.doubts), extractor=self._extractor)
                try:
                    done = self._journal.append(outcome, again=self._again)
                except InputError as error:
                    self._unreadable(article.path, error)
                    return
                result = done.result
        self.summary.articles[result] += 1
        if result in (Result.NEW, Result.CHANGED, Result.REREAD):
            self._index.heard(done.seq, outcome)
            for name, count in outcome.counts().items():
                setattr(self.summary, name, getattr(self.summary, name) + count)
        self._readable(article)

    def _unreadable(self, path: str, error: ZhaoshangError) -> None:
        self._journal.unreadable(path, error.what, error.remedy)
        self.summary.articles["unreadable"] += 1
        self.summary.unreadable.append(error)

    def _readable(self, article: Article) -> None:
        """A file that could not be read before is no longer in doubt."""
        doubt = self._waiting.pop(article.path, None)
        if doubt:
            self._journal.decide("review", {"doubt": doubt, "verdict": "readable now"}, AUTHOR, article.id)


def _shown(path: str, root: Path) -> str:
    """An unreadable file's path as its article would have it: relative to the folder that was named."""
    base = root if root.is_dir() else root.parent
    try:
        return Path(path).relative_to(base).as_posix()
    except ValueError:
        return path
