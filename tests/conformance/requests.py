"""The suites that are told as HTTP requests: protocol, Graph Store Protocol, Service Description."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx
import pyoxigraph as ox

from .cases import quads_of
from .compare import same_dataset
from .engines import Service
from .manifest import MF, RDFS, UT, Manifest, Node, State

HT = "http://www.w3.org/2011/http#"
CNT = "http://www.w3.org/2011/content#"
SD = "http://www.w3.org/ns/sparql-service-description#"
STATUS = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404}
_RDF = {"text/turtle": ox.RdfFormat.TURTLE, "application/rdf+xml": ox.RdfFormat.RDF_XML, "application/n-triples": ox.RdfFormat.N_TRIPLES}


@dataclass(frozen=True)
class Exchange:
    """One test: what the dataset holds before, and the requests in order."""

    suite: str
    name: str
    before: State
    manifest: Manifest
    requests: tuple[Node, ...]


def exchanges() -> Iterator[Exchange]:
    """The tests of the protocol and of the Graph Store Protocol."""
    for suite, name in (
        ("protocol", "manifest.ttl"),
        ("graph-store-protocol", "manifest-direct.ttl"),
        ("graph-store-protocol", "manifest-indirect.ttl"),
    ):
        manifest = Manifest(suite, name)
        for entry in manifest.entries():
            (action,) = manifest.all(entry, f"{MF}action")
            graphs = manifest.all(entry, f"{UT}graphData")
            named = tuple((manifest.text(one, f"{RDFS}label"), manifest.text(one, f"{UT}graph")) for one in graphs)
            requests = tuple(manifest.items(manifest.one(action, f"{HT}requests")))
            yield Exchange(suite, manifest.text(entry, f"{MF}name"), State((), named), manifest, requests)


def run(test: Exchange, service: Service) -> str:
    """ "" if every answer is as it should be, else what was wrong."""
    service.forget()
    service.load(quads_of(test.before))
    location = ""
    for number, request in enumerate(test.requests, 1):
        reply = _send(test.manifest, request, service.client, location)
        wanted = test.manifest.one(request, f"{HT}resp")
        fault = _fault(test.manifest, wanted, reply)  # type: ignore[arg-type]
        if fault:
            return f"request {number}: {fault}"
        location = reply.headers.get("location", location)
    return ""


def _send(m: Manifest, request: Node, client: httpx.Client, location: str) -> httpx.Response:
    path = m.text(request, f"{HT}absolutePath").replace("$LOCATION$", location)
    path = re.sub(r"^/sparql/", "/sparql", re.sub(r"^/gsp", "/graphs", path))
    headers = {m.text(h, f"{HT}fieldName"): m.text(h, f"{HT}fieldValue") for h in m.items(m.one(request, f"{HT}headers"))}
    body = m.one(request, f"{HT}body")
    content = b""
    if isinstance(body, ox.BlankNode):
        encoding = m.text(body, f"{CNT}characterEncoding") or "UTF-8"
        content = m.text(body, f"{CNT}chars").replace("$LOCATION$", location).encode(encoding)
    return client.request(m.text(request, f"{HT}methodName"), path, content=content or None, headers=headers)


def _fault(m: Manifest, wanted: Node, reply: httpx.Response) -> str:
    statuses = [getattr(s, "value", "").rpartition("#")[2] for s in m.all(wanted, f"{MF}expectedStatus")]
    if statuses and not any(_is(reply.status_code, status) for status in statuses):
        return f"status {reply.status_code} instead of {' or '.join(statuses)}: {reply.text[:200]}"
    kind = reply.headers.get("content-type", "")
    form = m.text(wanted, f"{MF}expectedFormat")
    if form == "RDF" and kind.partition(";")[0] not in _RDF:
        return f"{kind} is no RDF"
    if form in ("boolean", "tabular") and "sparql-results" not in kind:
        return f"{kind} is no result"
    boolean = m.text(wanted, f"{MF}expectedBoolean")
    if boolean and reply.json()["boolean"] is not (boolean == "true"):
        return f"not {boolean}: {reply.text[:100]}"
    for header in m.items(m.one(wanted, f"{HT}headers")):
        name, value = m.text(header, f"{HT}fieldName"), m.text(header, f"{HT}fieldValue")
        if reply.headers.get(name, "").lower() != value.lower():
            return f"{name} is {reply.headers.get(name)!r} instead of {value!r}"
    body = m.one(wanted, f"{HT}body")
    if isinstance(body, ox.BlankNode):
        base = "http://www.example/gsp"
        held, given = (ox.parse(text, ox.RdfFormat.TURTLE, base_iri=base) for text in (reply.content, m.text(body, f"{CNT}chars").encode()))
        return "" if same_dataset(held, given) else "another graph"
    return ""


def _is(status: int, name: str) -> bool:
    return name == f"StatusCode{status // 100}xx" or STATUS.get(name) == status


DESCRIPTION = (
    "GET on endpoint returns RDF",
    "Service description contains a matching sd:endpoint triple",
    "Service description conforms to schema",
)
_PREFIX = f"PREFIX sd: <{SD}> ASK "
_BROKEN = {
    "a service without endpoint": "{ ?s a sd:Service FILTER NOT EXISTS { ?s sd:endpoint ?e } }",
    "an unknown language": "{ ?s sd:supportedLanguage ?o FILTER(?o NOT IN (sd:SPARQL10Query, sd:SPARQL11Query, sd:SPARQL11Update)) }",
    "an unknown feature": """{ ?s sd:feature ?o FILTER(?o NOT IN (sd:DereferencesURIs, sd:UnionDefaultGraph, sd:RequiresDataset,
        sd:EmptyGraphs, sd:BasicFederatedQuery)) }""",
    "a default dataset that is none": "{ ?s sd:defaultDataset ?o FILTER NOT EXISTS { ?o a sd:Dataset } }",
    "a default graph that is none": "{ ?s sd:defaultGraph ?o FILTER NOT EXISTS { ?o a sd:Graph } }",
    "a named graph without name": "{ ?s sd:namedGraph ?o FILTER NOT EXISTS { ?o a sd:NamedGraph ; sd:name ?n FILTER(isIRI(?n)) } }",
    "a format that is no IRI": "{ ?s sd:resultFormat|sd:inputFormat ?o FILTER(!isIRI(?o)) }",
}
"""What the vocabulary's own schema (domains and ranges) would not allow."""


def describe(name: str, client: httpx.Client) -> str:
    """One of the three tests of the Service Description (the last by what the vocabulary says of its properties)."""
    reply = client.get("/sparql", headers={"accept": "application/rdf+xml, text/turtle"})
    if reply.status_code != 200 or reply.headers["content-type"].partition(";")[0] not in _RDF:
        return f"{reply.status_code} {reply.headers.get('content-type')}"
    store = ox.Store()
    store.extend(ox.parse(reply.content, _RDF[reply.headers["content-type"].partition(";")[0]]))
    endpoint = str(reply.request.url)
    assert urlsplit(endpoint).path == "/sparql"
    if name == DESCRIPTION[1]:
        return "" if bool(store.query(f"ASK {{ ?s a <{SD}Service> ; <{SD}endpoint> <{endpoint}> }}")) else f"no sd:endpoint <{endpoint}>"
    return "; ".join(what for what, pattern in _BROKEN.items() if bool(store.query(_PREFIX + pattern)))
