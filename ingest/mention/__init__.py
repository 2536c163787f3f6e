"""Text to typed spans: person, firm, place, body, post, group, deixis, and the values of ``ingest.values``.

Belongs here: networks, gazetteers and grammars that propose spans, and the scorer that chooses among them. Does not:
which mentions name the same thing (``ingest.entity``), what happened between them (``ingest.record``).
"""

from .find import find_all_mentions, find_mentions

__all__ = ["find_all_mentions", "find_mentions"]
