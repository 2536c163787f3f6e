"""Who is put to the test: the service, through HTTP, and pyoxigraph by itself, to compare with."""

from collections.abc import Iterable
from typing import Any, Protocol

import httpx
import pyoxigraph as ox

MEDIA = {
    "srx": "application/sparql-results+xml",
    "srj": "application/sparql-results+json",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "ttl": "text/turtle",
}
_BASE = "http://www.example/sparql"
_ALL = "SELECT ?g ?s ?p ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"


class MalformedError(Exception):
    """The engine says that the text is no query or no update."""


class FailedError(Exception):
    """The engine did not do it for another reason."""


class Engine(Protocol):
    """What a test asks of an engine."""

    def load(self, quads: Iterable[ox.Quad]) -> None:
        """Make the dataset exactly this."""

    def query(self, text: str, base: str, form: str) -> bytes:
        """The answer in a form (see MEDIA)."""

    def update(self, text: str, base: str) -> None:
        """Do it."""

    def dump(self) -> list[ox.Quad]:
        """The dataset."""


class Service:
    """The service over HTTP; ``client`` has a key that may write."""

    def __init__(self, client: httpx.Client, house: str) -> None:
        self.client, self._house = client, house
        self._held: frozenset[ox.Quad] | None = None

    def load(self, quads: Iterable[ox.Quad]) -> None:
        wanted = frozenset(quads)
        if wanted == self._held:
            return
        blocks = []
        for quad in wanted:
            triple = f"{quad.subject} {quad.predicate} {quad.object} ."
            blocks.append(f"GRAPH {quad.graph_name} {{ {triple} }}" if isinstance(quad.graph_name, ox.NamedNode) else triple)
        self._post("update", "DROP ALL ; INSERT DATA { " + "\n".join(blocks) + " }")
        self._held = wanted

    def forget(self) -> None:
        """The dataset may be another one than was loaded last."""
        self._held = None

    def query(self, text: str, base: str, form: str) -> bytes:
        return self._post("query", _based(text, base), MEDIA[form]).content

    def update(self, text: str, base: str) -> None:
        self.forget()
        self._post("update", _based(text, base))

    def dump(self) -> list[ox.Quad]:
        found = ox.parse_query_results(self.query(_ALL, "", "srj"), ox.QueryResultsFormat.JSON)
        return [_quad(row) for row in found if self._house not in str(row["g"])]  # type: ignore[union-attr]

    def _post(self, kind: str, text: str, accept: str = "*/*") -> httpx.Response:
        headers = {"content-type": f"application/sparql-{kind}", "accept": accept}
        reply = self.client.post("/sparql", content=text.encode(), headers=headers)
        if reply.status_code >= 300:
            detail = reply.json()["detail"]
            raise (MalformedError if reply.status_code == 400 and "malformed" in detail else FailedError)(f"{reply.status_code} {detail}")
        return reply


class Direct:
    """pyoxigraph without anything between."""

    def __init__(self) -> None:
        self.store = ox.Store()

    def load(self, quads: Iterable[ox.Quad]) -> None:
        self.store = ox.Store()
        self.store.extend(quads)

    def query(self, text: str, base: str, form: str) -> bytes:
        found = self._try(lambda: self.store.query(text, base_iri=base or _BASE))
        if isinstance(found, ox.QueryTriples):
            return self._try(lambda: ox.serialize(found, format=ox.RdfFormat.TURTLE)) or b""
        formats = {MEDIA["srx"]: "XML", MEDIA["srj"]: "JSON", MEDIA["csv"]: "CSV", MEDIA["tsv"]: "TSV"}
        return self._try(lambda: found.serialize(format=getattr(ox.QueryResultsFormat, formats[MEDIA[form]]))) or b""

    def update(self, text: str, base: str) -> None:
        self._try(lambda: self.store.update(text, base_iri=base or _BASE))

    def dump(self) -> list[ox.Quad]:
        return list(self.store)

    @staticmethod
    def _try(work: Any) -> Any:
        try:
            return work()
        except SyntaxError as error:
            raise MalformedError(str(error)) from None
        except (OSError, RuntimeError, ValueError) as error:
            raise FailedError(str(error)) from None


def _based(text: str, base: str) -> str:
    """With its base, which HTTP has no other place for; only where it has relative IRIs that could need one."""
    return f"BASE <{base}>\n{text}" if base else text


def _quad(row: Any) -> ox.Quad:
    return ox.Quad(row["s"], row["p"], row["o"], row["g"] or ox.DefaultGraph())
