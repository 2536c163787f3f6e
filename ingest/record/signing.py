"""Signings: agreements between parties told apart, and the totals of ceremonies, fairs and periods."""

from __future__ import annotations

from collections.abc import Iterable

from zhaoshang.ingest.document import Document
from zhaoshang.ontology.reading import Record

from .deal.projects import project_mentions
from .deal.signings import find_signings

__all__ = ["signings"]


def signings(document: Document) -> Iterable[Record]:
    """One record for each agreement whose parties or project the text tells, one for each total or sub-total, in the order of the text.

    ``date`` is an ISO day (a month where the text gives no more), ``count`` digits, ``amount`` the guide's form. What is only planned
    or was called off has that status. PROJECT mentions are found first where the document has none.
    """
    return find_signings(project_mentions(document))
