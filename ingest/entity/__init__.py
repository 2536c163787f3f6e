"""Spans to the article's entities: which mentions name the same person, firm, region or body, and what kind of person it is.

Belongs here: coreference inside one article. Does not: identity across articles (``ingest.resolve``).
"""

from .find import find_entities, folded

__all__ = ["find_entities", "folded"]
