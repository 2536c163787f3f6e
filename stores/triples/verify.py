"""Does the store say what the journal says? Graph by graph, with counts and a digest of each side."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ..dossiers import links_of
from ..journal import Journal
from ..projection import article_view, changes, entity_views
from .quads import Quads
from .store import TripleStore
from .written import DEFAULT, expected_graphs

_MODULUS = 1 << 256


class Digest:
    """Of a set of lines, whatever their order: the sum of their SHA-256 modulo 2**256, and their number.

    It is what a digest over the sorted lines would show, without holding them: two sets that differ in any line differ
    in the sum. It guards against faults, not against an adversary who may choose the lines.
    """

    def __init__(self, lines: Iterable[str] = ()) -> None:
        self._sum, self.count = 0, 0
        for line in lines:
            self.add(line)

    def add(self, line: str) -> None:
        """Take in one line."""
        self._sum = (self._sum + int.from_bytes(hashlib.sha256(line.encode()).digest(), "big")) % _MODULUS
        self.count += 1

    def __str__(self) -> str:
        return f"{self._sum:064x}"


@dataclass(frozen=True, slots=True)
class Report:
    """Both sides' numbers and digests; ``differing`` are the graphs (IRIs) that are not alike, ``seq`` and ``head`` the numbers."""

    journal_quads: int
    store_quads: int
    journal_digest: str
    store_digest: str
    differing: tuple[str, ...]
    seq: int
    head: int

    @property
    def agrees(self) -> bool:
        """True if there is no difference."""
        return self.seq == self.head and self.journal_digest == self.store_digest and not self.differing


def verify(target: TripleStore, journal: Journal, progress: Callable[[int, int], None] | None = None) -> Report:
    """Compare every graph with what the journal makes of it."""
    with journal.snapshot():
        ours, theirs, differing = Digest(), Digest(), []
        seen: set[str] = set()
        names = journal.articles()
        for done, (graph, wanted) in enumerate(expected(target.quads, journal), 1):
            held = target.lines(graph)
            for digest, lines in ((ours, wanted), (theirs, held)):
                for line in lines:
                    digest.add(line)
            differing += [graph[1:-1] or "the default graph"] if wanted != held else []
            seen.add(graph[1:-1])
            if progress:
                progress(min(done, len(names)), len(names))
        for extra in _strangers(target, seen):
            differing.append(extra)
            for line in target.lines(f"<{extra}>"):
                theirs.add(line)
        head = journal.head()
    return Report(ours.count, theirs.count, str(ours), str(theirs), tuple(differing), target.seq, head)


def expected(quads: Quads, journal: Journal) -> Iterator[tuple[str, set[str]]]:
    """Every graph that the store should hold (as ``<iri>``; ``<>`` is the default graph) with its lines, the bookkeeping's left out."""
    canon = journal.canon()
    for article in journal.articles():
        view = article_view(journal, article, canon)
        assert view is not None
        yield quads.iri(article), set(quads.article(view))
    shared: dict[str, set[str]] = {quads.entities_graph: set(), quads.regions_graph: set()}
    for entity in entity_views(journal, changes(journal, 0).entities, canon):
        shared[quads.graph_of(entity)].update(quads.entity(entity))
    yield from shared.items()
    if quads.shows_links:
        yield quads.links_graph, set(quads.links(links_of(journal, canon)))
    written = {DEFAULT: set[str](), **expected_graphs(journal.steps_after(0))}
    yield from ((f"<{graph}>", lines) for graph, lines in written.items())


def _strangers(target: TripleStore, seen: set[str]) -> list[str]:
    known = seen | {target.quads.projection_graph[1:-1]}
    return sorted(name.value for name in target.store.named_graphs() if name.value not in known and target.lines(f"<{name.value}>"))
