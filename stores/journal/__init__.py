"""The journal: the one truth, append-only. SQLite by default, PostgreSQL by URL.

Belongs here: appending outcomes, decisions and retractions; reading them back; what follows from them alone.
Does not: RDF, property graphs, reading of articles.
"""

from .entries import Appended, Claim, Current, Decision, Entry, Kind, QueuedDoubt, Result, Retraction, Stored, StoredStatement
from .identity import Canon
from .journal import Journal
from .writes import Step

__all__ = [
    "Appended",
    "Canon",
    "Claim",
    "Current",
    "Decision",
    "Entry",
    "Journal",
    "Kind",
    "QueuedDoubt",
    "Result",
    "Retraction",
    "Step",
    "Stored",
    "StoredStatement",
]
