"""One article's reading, settled: identities, statements and doubts in one `Outcome` for the journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from zhaoshang.ontology.article import Article
from zhaoshang.ontology.known import EntityIndex
from zhaoshang.ontology.reading import Doubt, Reading
from zhaoshang.ontology.statement import Outcome

from ..resolve import Identities, resolve
from ..version import EXTRACTOR
from .rulings import CORRECT, REFUSE, Ruling, on_statements, replaced
from .state import statements, traced
from .threshold import MIN_CONFIDENCE, admit


def settle(
    article: Article, reading: Reading, index: EntityIndex, rulings: Iterable[Ruling] = (), least: Mapping[str, float] = MIN_CONFIDENCE
) -> Outcome:
    """Resolve the reading's entities against ``index`` and state what it says.

    Pure: nothing is written, and the index is not changed; give the outcome to the journal (or `MemoryIndex.learn`)
    before the next article is settled. What is too uncertain (``least``; see `threshold`) is not stated, unless ``rulings`` say
    otherwise; the outcome keeps the whole reading, and its doubts are the reading's, those of the thresholds and those of resolving.
    """
    admitted, uncertain, identities = reviewed(article, reading, index, rulings, least)
    wrong = {name for name, ruling in on_statements(rulings).items() if ruling.verdict in (CORRECT, REFUSE)}
    return Outcome(
        article=article,
        reading=reading,
        identities=identities.items,
        statements=tuple(s for s in statements(article, admitted, identities) if not wrong or s.id not in wrong),
        doubts=reading.doubts + uncertain + identities.doubts,
        extractor=EXTRACTOR,
    )


def reviewed(
    article: Article, reading: Reading, index: EntityIndex, rulings: Iterable[Ruling], least: Mapping[str, float] = MIN_CONFIDENCE
) -> tuple[Reading, tuple[Doubt, ...], Identities]:
    """What of the reading enters the graph under the rulings, what waits for review, and who its entities are."""
    admitted, uncertain = admit(reading, least, rulings, article.text)
    identities = resolve(admitted, article, index)
    ruled = on_statements(rulings)
    for _ in ruled:  # without its leader a trip has another id, which a later ruling may name
        mended = _without_wrong(article, admitted, identities, ruled)
        if mended == admitted:
            break
        admitted, identities = mended, resolve(mended, article, index)
    return admitted, uncertain, identities


def _without_wrong(article: Article, reading: Reading, identities: Identities, ruled: Mapping[str, Ruling]) -> Reading:
    """The reading without the fillers behind the statements called wrong, with what a correction puts in their places.

    The filler goes and not the statement alone, because other statements follow from it (who led a trip also visited its firms).
    """
    found = reading
    for statement, number, role, filler in list(traced(article, reading, identities)):
        ruling = ruled.get(statement.id)
        if ruling and ruling.verdict in (CORRECT, REFUSE):
            found = replaced(found, article.text, number, role, filler, ruling.value if ruling.verdict == CORRECT else "")
    return found
