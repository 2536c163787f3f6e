"""From a reading and its identities to statements in the ontology's terms; `settle` ties resolving and this together.

Belongs here: tables that say which role of which record becomes which property, and their interpretation.
Does not: which entity is which (`ingest.resolve`), RDF or Cypher.
"""

from .rulings import Ruling, rulings_from
from .settle import settle
from .state import statements
from .threshold import thresholds

__all__ = ["Ruling", "rulings_from", "settle", "statements", "thresholds"]
