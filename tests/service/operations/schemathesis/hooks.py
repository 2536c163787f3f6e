"""How schemathesis sends and reads the media types of SPARQL, RDF and Neo4j, which it does not know."""

import sys
from typing import Any

import schemathesis

sys.setrecursionlimit(20_000)  # Python 3.11 loses count of its own depth where deep schemas meet `ast.parse`
TEXTS = (
    "application/sparql-query", "application/sparql-update", "text/turtle", "application/n-triples", "application/ld+json",
    "application/rdf+xml",
)  # fmt: skip


def as_text(_context: Any, value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")


def from_json(_context: Any, response: Any) -> Any:
    return response.json()


for media in TEXTS:
    schemathesis.serializer(media)(as_text)
schemathesis.deserializer("application/vnd.neo4j.query")(from_json)
