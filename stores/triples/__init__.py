"""The triple store: an Oxigraph on disk, made from the journal alone, one named graph an article.

Belongs here: statements as RDF, opening the store as owner or reader, catching up with the journal, checking against it.
Does not: what the named questions ask, HTTP.
"""

from .quads import Quads
from .store import Caught, TripleStore
from .verify import Report, verify

__all__ = ["Caught", "Quads", "Report", "TripleStore", "verify"]
