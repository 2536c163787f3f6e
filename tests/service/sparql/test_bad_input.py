"""What strangers send: each gets an answer or a clear error, in time, and nothing is reached or written."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import httpx
import psutil
import pytest

from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings

from ..conftest import serve
from .conftest import QUERY, rows

SECONDS = 6.0
FINE = "SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/zhaoshang/ns#Delegation> }"
HEAVY = "SELECT * { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z . ?d ?t ?w } ORDER BY ?x ?y"


@pytest.fixture(scope="module")
def hasty(sample: Settings) -> Iterator[httpx.Client]:
    """A service over the sample whose queries have six seconds."""
    yield from serve(replace(sample, query_seconds=SECONDS, rate=0))


@pytest.fixture
def listener() -> Iterator[tuple[int, list[str]]]:
    """A port on loopback and who has called there."""
    calls: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        stop = threading.Event()

        def listen() -> None:
            while not stop.is_set():
                try:
                    caller, address = server.accept()
                    calls.append(str(address))
                    caller.close()
                except TimeoutError:
                    continue

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        yield server.getsockname()[1], calls
        stop.set()
        thread.join()


def post(client: httpx.Client, text: str) -> httpx.Response:
    return client.post("/sparql", content=text.encode("utf-8", "surrogatepass"), headers={"content-type": QUERY})


LONG = {
    "a cartesian product": ("SELECT (COUNT(*) AS ?n) { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z . ?d ?t ?w }", {504}),
    "a cartesian product that is sorted": (HEAVY, {504, 400}),
    "a property path from everywhere to everywhere": ("SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>)* ?b . ?b (!<urn:x>)* ?c }", {504, 200}),
    "a cross of texts by regex": (
        'SELECT (COUNT(*) AS ?n) { ?a ?p ?x . ?b ?q ?y FILTER(REGEX(CONCAT(STR(?x), STR(?y)), "(a|aa)+$")) }',
        {504, 200},
    ),
}
DEEP = {
    "negations": "SELECT * { FILTER(" + "!" * 200_000 + "true) }",
    "minus signs": "SELECT (" + "- " * 200_000 + "1 AS ?x) {}",
    "a sum": "SELECT (" + "+".join(["1"] * 100_000) + " AS ?x) {}",
    "a path": "SELECT * { ?a " + "/".join(["<urn:p>"] * 50_000) + " ?b }",
    "a path of inverses": "SELECT * { ?a " + "^" * 100_000 + "<urn:p> ?b }",
    "alternatives": "SELECT * { ?a " + "|".join(["<urn:p>"] * 50_000) + " ?b }",
    "unions": "SELECT * {" + " UNION ".join(["{?a <urn:p> ?b}"] * 20_000) + "}",
    "optionals": "SELECT * { ?a <urn:p> ?b " + "OPTIONAL { ?a <urn:p> ?b } " * 20_000 + "}",
    "brackets": "SELECT * {" + "{" * 5_000 + "}" * 5_000 + "}",
    "lists": "SELECT * { ?s ?p " + "(" * 5_000 + ")" * 5_000 + " }",
    "triples": "SELECT * {" + "?a <urn:p> ?b ." * 40_000 + "}",
    "values": "SELECT * { VALUES ?x {" + " 1" * 400_000 + "} } LIMIT 1",
    "a string": 'SELECT * { ?a ?b "' + "长" * 900_000 + '" }',
    "more than a million characters": "SELECT * { ?a ?b ?c } #" + "x" * 1_000_001,
    "an open string": 'SELECT * { ?a ?b "' + '\\"' * 300_000,
    "an open comment of quotes": "SELECT * { ?a ?b ?c " + "'''" * 100_001,
}
ODD = {
    "nothing but a byte order mark": "\ufeff",
    "a NUL": "SELECT * { ?a ?b '\x00' }",
    "half a surrogate pair": "SELECT * { ?a ?b '\ud800' }",
    "text that runs backwards": "SELECT * { ?a ?b '\u202eevil' }",
    "a variable of full-width letters": "SELECT ?ａ { ?ａ ?ｂ ?ｃ } LIMIT 1",
    "a keyword of full-width letters": "ＳＥＬＥＣＴ * { ?a ?b ?c }",
    "a regex that is none": 'SELECT * { ?a ?b ?c FILTER(REGEX(STR(?c), "(((")) } LIMIT 1',
    "a regex bomb": 'SELECT ?c { ?a ?b ?c FILTER(REGEX("' + "a" * 5_000 + '", "^(a+)+$|(x+x+)+y")) } LIMIT 1',
    "a regex that counts": 'SELECT ?c { ?a ?b ?c FILTER(REGEX(STR(?c), "((a{1000}){1000}){1000}")) } LIMIT 1',
    "a function that is none": "SELECT (<urn:f>(1) AS ?x) {}",
    "a number without end": "SELECT (" + "9" * 10_000 + " * 1 AS ?x) {}",
    "doubling of a string": "SELECT ?z { BIND('" + "a" * 1000 + "' AS ?a) " + "".join(
        f"BIND(CONCAT(?{a},?{a},?{a},?{a}) AS ?{b}) " for a, b in zip("abcdefghijklmno", "bcdefghijklmnoz", strict=True)
    ) + "}",
}  # fmt: skip


def judged(client: httpx.Client, text: str, statuses: set[int]) -> None:
    answer = post(client, text)  # the client would not wait for more than a minute
    assert answer.status_code in statuses, f"{answer.status_code} {answer.text[:300]}"
    if answer.status_code >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["detail"]
    assert int(rows(client, FINE)[0]["n"]) > 0, "and the next one is answered"


@pytest.mark.parametrize("name", LONG)
def test_what_takes_too_long_is_cancelled(hasty: httpx.Client, name: str) -> None:
    judged(hasty, *LONG[name])


@pytest.mark.parametrize("name", DEEP)
def test_what_is_deep_or_enormous_is_answered_or_refused(hasty: httpx.Client, name: str) -> None:
    judged(hasty, DEEP[name], {200, 400, 403, 413, 504})


@pytest.mark.parametrize("name", ODD)
def test_what_is_odd_is_answered_or_refused(hasty: httpx.Client, name: str) -> None:
    judged(hasty, ODD[name], {200, 400, 504})


CALLS = [
    "SELECT * { SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <http://localhost:PORT/> { ?s ?p ?o } }",
    "SELECT * { VALUES ?v { <http://127.0.0.1:PORT/> } SERVICE ?v { ?s ?p ?o } }",
    "PREFIX a: <http://127.0.0.1:PORT/> SELECT * { service a:x { ?s ?p ?o } }",
    "PREFIX a: <http://127.0.0.1:PORT/> ASK { FILTER(1<2)SERVICE a:x{ ?s ?p ?o } }",
    "PREFIX a: <http://127.0.0.1:PORT/> ASK { FILTER(1<2)SERVICE:x#>\n{ ?s ?p ?o } }",
    "ASK { VALUES ?v { <http://127.0.0.1:PORT/> } FILTER(1<2)SERVICE?v#>\n{ ?s ?p ?o } }",
    "SELECT * { SERVICE <file:///etc/passwd> { ?s ?p ?o } }",
    "SELECT * FROM <http://127.0.0.1:PORT/> { ?s ?p ?o }",
    "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
    "DESCRIBE <http://127.0.0.1:PORT/>",
]


@pytest.mark.parametrize("text", CALLS)
def test_no_query_reaches_out(hasty: httpx.Client, listener: tuple[int, list[str]], text: str) -> None:
    port, calls = listener
    answer = post(hasty, text.replace("PORT", str(port)))
    assert answer.status_code == (403 if "SERVICE" in text.upper() else 200), answer.text
    assert "root:" not in answer.text
    assert calls == []


def test_protocol_parameters_fetch_nothing(hasty: httpx.Client, listener: tuple[int, list[str]]) -> None:
    port, calls = listener
    for graph in (f"http://127.0.0.1:{port}/", "file:///etc/passwd", "not an iri", "", "urn:a> . <urn:b"):
        answer = hasty.get("/sparql", params={"query": "ASK { ?s ?p ?o }", "default-graph-uri": graph})
        assert answer.status_code in (200, 400), answer.text
        assert answer.status_code == 400 or answer.json()["boolean"] is False
    context = json.dumps({"@context": f"http://127.0.0.1:{port}/", "@id": "urn:a"})
    assert hasty.put("/graphs?graph=urn:x", content=context, headers={"content-type": "application/ld+json"}).status_code == 401
    assert calls == []


def test_nothing_was_written(sample: Settings, hasty: httpx.Client) -> None:
    with Journal.open(sample.journal) as journal:
        before = journal.head()
        for text in ("DROP ALL", "INSERT DATA { <urn:a> <urn:b> 1 }", "LOAD <file:///etc/passwd>"):
            assert post(hasty, text).status_code == 400
            assert hasty.get("/sparql", params={"update": text}).status_code == 400
            assert hasty.post("/sparql", data={"update": text}).status_code == 401
        assert journal.head() == before


@pytest.fixture
def patient(sample: Settings) -> Iterator[httpx.Client]:
    """A service over the sample that would let a query run for five minutes."""
    yield from serve(replace(sample, query_seconds=300.0, rate=0))


def test_a_client_that_hangs_up_ends_its_query(patient: httpx.Client) -> None:
    host, port = patient.base_url.host, patient.base_url.port or 0
    request = patient.build_request("GET", "/sparql", params={"query": HEAVY})
    with socket.create_connection((host, port)) as caller:
        caller.sendall(f"GET {request.url.raw_path.decode()} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        worker = busy()
    assert psutil.wait_procs([worker], timeout=20)[1] == [], "the process that worked for the client is gone"
    assert rows(patient, FINE)


def busy() -> psutil.Process:
    """The worker that has used a second of the processor since we began to look."""
    used: dict[int, float] = {}
    for _ in range(600):
        for child in psutil.Process().children(recursive=True):
            try:
                now = child.cpu_times().user
                if now - used.setdefault(child.pid, now) > 1.0 and "spawn_main" in " ".join(child.cmdline()):
                    return child
            except psutil.NoSuchProcess:
                continue
        time.sleep(0.05)
    raise AssertionError("no query was seen at work")
