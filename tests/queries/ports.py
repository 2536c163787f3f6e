"""The stores as the questions see them."""

from collections.abc import Iterator, Mapping
from typing import Any

from zhaoshang.stores.graph import GraphStore


class Neo4j:
    """The property graph as `queries.ports.Graph`."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store

    def cypher(self, query: str, parameters: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        found = self._store.run_read(query, parameters)
        return (dict(zip(found.columns, row, strict=True)) for row in found.rows)
