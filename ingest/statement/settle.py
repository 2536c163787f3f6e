"""One article's reading, settled: identities, statements and doubts in one `Outcome` for the journal."""

from __future__ import annotations

from zhaoshang.ontology.article import Article
from zhaoshang.ontology.known import EntityIndex
from zhaoshang.ontology.reading import Reading
from zhaoshang.ontology.statement import Outcome

from ..resolve import resolve
from ..version import EXTRACTOR
from .state import statements
from .threshold import admit


def settle(article: Article, reading: Reading, index: EntityIndex) -> Outcome:
    """Resolve the reading's entities against ``index`` and state what it says.

    Pure: nothing is written, and the index is not changed; give the outcome to the journal (or `MemoryIndex.learn`)
    before the next article is settled. What is too uncertain (see `threshold`) is not stated; the outcome keeps the whole
    reading, and its doubts are the reading's, those of the thresholds and those of resolving.
    """
    admitted, uncertain = admit(reading)
    identities = resolve(admitted, article, index)
    return Outcome(
        article=article,
        reading=reading,
        identities=identities.items,
        statements=statements(article, admitted, identities),
        doubts=reading.doubts + uncertain + identities.doubts,
        extractor=EXTRACTOR,
    )
