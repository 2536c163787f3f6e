"""The property graph: a Neo4j made from the journal alone, read in Cypher, through the official driver.

Belongs here: views as nodes and relationships, catching up with the journal, checking against it, read-only queries with
their limits. Does not: running a server (``stores/neo4j``), what the named questions ask, HTTP.
"""

from .guard import check_read_only
from .held import Held
from .reading import Answer, checked
from .store import Caught, GraphStore
from .values import Rows
from .verify import Report, verify

__all__ = ["Answer", "Caught", "GraphStore", "Held", "Report", "Rows", "check_read_only", "checked", "verify"]
