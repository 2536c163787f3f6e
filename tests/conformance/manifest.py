"""The W3C manifests: which tests there are, and with which files."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

ROOT = Path(__file__).parents[3] / "shared" / "suites" / "w3c" / "sparql" / "sparql11"
BASE = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
Node = ox.NamedNode | ox.BlankNode


@dataclass(frozen=True)
class State:
    """A dataset given by files: of the default graph, and of named graphs as (IRI, file)."""

    default: tuple[str, ...] = ()
    named: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Case:
    """One test. ``request`` is the IRI of the query or update, ``result`` that of a query's expected results."""

    suite: str
    name: str
    kind: str
    request: str = ""
    result: str = ""
    before: State = field(default_factory=State)
    after: State = field(default_factory=State)
    lax: bool = False


def local(iri: str) -> Path:
    """The file of an IRI of the suites."""
    return ROOT / iri.removeprefix(BASE)


class Manifest:
    """One manifest, as a small graph that is walked."""

    def __init__(self, suite: str, name: str = "manifest.ttl") -> None:
        self.suite, self.store = suite, ox.Store()
        path = ROOT / suite / name
        self.store.extend(ox.parse(path.read_bytes(), ox.RdfFormat.TURTLE, base_iri=f"{BASE}{suite}/{name}"))

    def all(self, node: Node | ox.Literal, predicate: str) -> list[Node | ox.Literal]:
        """The objects of a property."""
        return [quad.object for quad in self.store.quads_for_pattern(node, ox.NamedNode(predicate), None)]  # type: ignore[misc, arg-type]

    def one(self, node: Node | ox.Literal, predicate: str) -> Node | ox.Literal | None:
        """The object of a property, None for none."""
        return next(iter(self.all(node, predicate)), None)

    def text(self, node: Node | ox.Literal, predicate: str) -> str:
        """The object's value, "" for none."""
        return getattr(self.one(node, predicate), "value", "")

    def items(self, head: Node | ox.Literal | None) -> Iterator[Node]:
        """The members of a list."""
        while isinstance(head, ox.NamedNode | ox.BlankNode) and head != ox.NamedNode(f"{RDF}nil"):
            yield self.one(head, f"{RDF}first")  # type: ignore[misc]
            head = self.one(head, f"{RDF}rest")

    def entries(self) -> Iterator[Node]:
        """The tests in the manifest's order."""
        for quad in self.store.quads_for_pattern(None, ox.NamedNode(f"{MF}entries"), None):
            yield from self.items(quad.object)  # type: ignore[arg-type]

    def cases(self) -> Iterator[Case]:
        """The tests of queries and updates."""
        for entry in self.entries():
            kind = self.text(entry, f"{RDF}type").removeprefix(MF)
            action, result = self.one(entry, f"{MF}action"), self.one(entry, f"{MF}result")
            name = self.text(entry, f"{MF}name")
            lax = bool(self.text(entry, f"{MF}resultCardinality"))
            if isinstance(action, ox.NamedNode):
                yield Case(self.suite, name, kind, action.value, getattr(result, "value", ""), lax=lax)
            elif kind == "UpdateEvaluationTest":
                request = self.text(action, f"{UT}request")  # type: ignore[arg-type]
                yield Case(self.suite, name, kind, request, "", self._state(action, UT), self._state(result, UT))
            elif isinstance(action, ox.BlankNode):
                request = self.text(action, f"{QT}query")
                yield Case(self.suite, name, kind, request, getattr(result, "value", ""), self._state(action, QT), lax=lax)

    def _state(self, node: Node | ox.Literal | None, namespace: str) -> State:
        assert isinstance(node, ox.BlankNode)
        default = tuple(str(getattr(one, "value", "")) for one in self.all(node, f"{namespace}data"))
        named = []
        for one in self.all(node, f"{namespace}graphData"):
            if isinstance(one, ox.NamedNode):
                named.append((one.value, one.value))
            elif isinstance(one, ox.BlankNode):
                named.append((self.text(one, f"{RDFS}label"), self.text(one, f"{UT}graph")))
        return State(default, tuple(named))
