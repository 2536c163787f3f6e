"""Running one test of a query or an update: "" if it is passed, else what was wrong."""

import re
from collections.abc import Iterator

import pyoxigraph as ox

from .compare import answer, answer_from_graph, same_answer, same_dataset
from .engines import Engine, FailedError, MalformedError
from .manifest import BASE, Case, State, local

SUITES = (
    "add", "aggregates", "basic-update", "bind", "bindings", "cast", "clear", "construct", "copy", "csv-tsv-res", "delete",
    "delete-data", "delete-insert", "delete-where", "drop", "entailment", "exists", "functions", "grouping", "json-res", "move",
    "negation", "project-expression", "property-path", "service", "subquery", "syntax-fed", "syntax-query", "syntax-update-1",
    "syntax-update-2", "update-silent",
)  # fmt: skip


def run(case: Case, engine: Engine) -> str:
    """See above."""
    text = local(case.request).read_bytes().decode("utf-8")
    try:
        if "Syntax" in case.kind:
            return _syntax(case, text, engine)
        engine.load(quads_of(case.before))
        if case.kind == "UpdateEvaluationTest":
            engine.update(text, case.request)
            return "" if same_dataset(engine.dump(), quads_of(case.after)) else "the dataset is another one afterwards"
        return _query(case, text, engine)
    except (MalformedError, FailedError) as error:
        return f"not done: {error}"


def _syntax(case: Case, text: str, engine: Engine) -> str:
    malformed = False
    try:
        if "Update" in case.kind:
            engine.update(text, "")
        else:
            engine.query(text, "", "srj")
    except MalformedError:
        malformed = True
    except FailedError:
        pass  # well-formed, and refused or impossible here
    if malformed != case.kind.startswith("Negative"):
        return "well-formed, but taken for malformed" if malformed else "malformed, but taken"
    return ""


def _query(case: Case, text: str, engine: Engine) -> str:
    path = local(case.result)
    form = path.suffix[1:]
    if form in ("ttl", "rdf"):
        wanted = list(_parsed(case.result, ox.DefaultGraph()))
        table = answer_from_graph(wanted)
        if table is None:
            got = ox.parse(engine.query(text, case.request, "ttl"), ox.RdfFormat.TURTLE, base_iri=BASE)
            return "" if same_dataset(got, wanted) else "another graph"
        return _table(case, text, engine, table, "srj")
    return _table(case, text, engine, answer(path.read_bytes(), form), form)


def _table(case: Case, text: str, engine: Engine, wanted: object, form: str) -> str:
    got = answer(engine.query(text, case.request, form), form)
    ordered = bool(re.search(r"order\s+by", text, re.IGNORECASE)) and form != "ttl"
    return "" if same_answer(got, wanted, ordered=ordered, lax=case.lax) else "other results"  # type: ignore[arg-type]


def quads_of(state: State) -> list[ox.Quad]:
    """The dataset that the files of a state hold."""
    found: list[ox.Quad] = []
    for iri in state.default:
        found += _parsed(iri, ox.DefaultGraph())
    for name, iri in state.named:
        found += _parsed(iri, ox.NamedNode(name))
    return found


def _parsed(iri: str, graph: ox.NamedNode | ox.DefaultGraph) -> Iterator[ox.Quad]:
    path = local(iri)
    form = {"rdf": ox.RdfFormat.RDF_XML, "nt": ox.RdfFormat.N_TRIPLES}.get(path.suffix[1:], ox.RdfFormat.TURTLE)
    for quad in ox.parse(path.read_bytes(), form, base_iri=iri, rename_blank_nodes=True):
        yield ox.Quad(quad.subject, quad.predicate, quad.object, graph)
