"""Nothing but reading gets through: by the text, by READ access mode, by the server's configuration; however it is dressed up."""

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.conftest import Neo4jServer
from tests.service.conftest import serve
from zhaoshang.ontology.errors import RefusedError, ZhaoshangError
from zhaoshang.stores.graph import GraphStore, check_read_only
from zhaoshang.stores.graph.reading import Asking
from zhaoshang.stores.settings import Settings

PATH = "/db/neo4j/query/v2"
EVASIONS = [
    "CREATE (n:Company)",
    "create (n:Company)",
    "CrEaTe/**/(n:Company)",
    "MATCH (n) /* harmless */ DETACH /* yes */ DELETE n",
    "MATCH (n)\n// RETURN n\nSET n.name = 'x'",
    "EXPLAIN CREATE (n)",
    "PROFILE CREATE (n)",
    "PROFILE MATCH (n) REMOVE n.name",
    "CYPHER runtime=slotted CREATE (n)",
    "CYPHER 5 PROFILE MERGE (n:Company {id: 'x'})",
    "INSERT (n:Company)",
    "CALL { CREATE (n) } RETURN 1",
    "CALL () { MATCH (n) SET n.name = 1 } RETURN 1",
    "UNWIND [1] AS x CALL (x) { CREATE (n {x: x}) } IN TRANSACTIONS RETURN 1",
    "UNWIND [1] AS x CALL (x) { RETURN 1 AS y } IN 4 CONCURRENT TRANSACTIONS RETURN y",
    "FOREACH (x IN [1] | CREATE (n))",
    "RETURN 1 UNION CREATE (n) RETURN n",
    "RETURN 1; CREATE (n)",
    "MATCH (n) RETURN n; ; DROP INDEX entity",
    "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
    "LOAD/**/CSV FROM 'http://127.0.0.1:{port}/' AS row RETURN row",
    "LOAD // \n CSV WITH HEADERS FROM 'http://127.0.0.1:{port}/' AS row RETURN row",
    "EXPLAIN LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
    "CALL { LOAD CSV FROM 'http://127.0.0.1:{port}/' AS row RETURN row } RETURN row",
    "RETURN 1 AS LOAD CSV FROM 'x' AS row RETURN row",
    "USING PERIODIC COMMIT LOAD CSV FROM 'x' AS row RETURN row",
    "\\u0043REATE (n)",
    "RETURN '\\u0027 CREATE (n) //'",
    "MATCH (n) \\u0053ET n.x = 1",
    "CALL dbms.listConfig()",
    "CALL `dbms`.`listConfig`()",
    "CALL dbms . listConfig ( )",
    "CALL dbms.security.createUser('x', 'y')",
    "CALL db.createLabel('x')",
    "CALL apoc.cypher.runWrite('CREATE (n)', {})",
    "CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()",
    "RETURN apoc.load.json('http://127.0.0.1:{port}/')",
    "RETURN `apoc`.`load`.json('x')",
    "USE system RETURN 1",
    "USE neo4j MATCH (n) RETURN n",
    "USE graph.byName('system') RETURN 1",
    "SHOW TRANSACTIONS",
    "SHOW TRANSACTIONS YIELD index",
    "SHOW SETTINGS YIELD name, value WHERE name = 'index'",
    "SHOW USERS",
    "SHOW CURRENT USER YIELD procedures",
    "SHOW DATABASES",
    "SHOW PRIVILEGES",
    "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
    "SHOW TRANSACTIONS TERMINATE TRANSACTIONS 'x'",
    "CREATE INDEX x FOR (n:Company) ON (n.name)",
    "CREATE OR REPLACE USER x SET PASSWORD 'yyyyyyyy'",
    "DROP CONSTRAINT entity_id",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'",
    "STOP DATABASE neo4j",
    "GRANT ROLE admin TO x",
    "DRYRUN REALLOCATE DATABASES",
    "ENABLE SERVER 'x'",
]
HARMLESS = [
    "MATCH (n:Company) WHERE n.create = 1 OR n.`set` = 2 RETURN n.load AS delete LIMIT 1",
    "RETURN 'CREATE (n)' AS text, {create: 1, merge: [2]} AS map, \"LOAD CSV\" AS other /* DELETE */ // SET",
    "MATCH (n:`CREATE`|Company) RETURN count(n) AS `DETACH DELETE`",
    "EXPLAIN MATCH (n) RETURN n",
    "CALL { MATCH (n:Company) RETURN n LIMIT 1 } RETURN n.name",
    "SHOW INDEXES",
    "SHOW ALL FUNCTIONS YIELD name RETURN name LIMIT 1",
    "CALL db.labels() YIELD label RETURN label",
]


@pytest.mark.parametrize("text", EVASIONS)
def test_the_text_gives_it_away(text: str) -> None:
    with pytest.raises(RefusedError):
        check_read_only(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_words_that_only_look_like_it_pass(text: str) -> None:
    check_read_only(text)


@pytest.fixture(scope="module")
def asked_for() -> Iterator[list[str]]:
    """The paths that anybody asked of an HTTP server on loopback; its port is the last of the list's first entry."""
    seen: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"a,b\n1,2\n")

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    seen.append(str(server.server_port))
    yield seen
    server.shutdown()


@pytest.mark.neo4j
def test_over_http_each_is_refused_and_nothing_is_read_written_or_fetched(
    tmp_path_factory: pytest.TempPathFactory, neo4j_server: Neo4jServer, asked_for: list[str]
) -> None:
    neo4j_server.wipe()
    settings = neo4j_server.settings(tmp_path_factory.mktemp("guarded"))
    for client in serve(settings):
        client.timeout = httpx.Timeout(300)
        client.post(PATH, json={"statement": "RETURN 1"})  # the first use makes constraints and indexes
        before = counts(neo4j_server)
        for text in EVASIONS:
            answer = client.post(PATH, json={"statement": text.replace("{port}", asked_for[0]), "accessMode": "WRITE"})
            assert answer.status_code == 403, (text, answer.text)
            assert answer.json()["errors"][0]["code"] == "Neo.ClientError.Security.Forbidden"
        for text in HARMLESS:
            answer = client.post(PATH, json={"statement": text})
            assert answer.status_code == 202, (text, answer.text)
        assert "made from the journal" in client.post(PATH, json={"statement": "CREATE (n)"}).json()["errors"][0]["message"]
        assert counts(neo4j_server) == before
    assert len(asked_for) == 1


@pytest.mark.neo4j
@pytest.mark.parametrize(
    "text",
    ["CREATE (n:Company)", "CALL db.createLabel('x')", "CREATE INDEX x FOR (n:X) ON (n.y)", "LOAD CSV FROM $file AS row RETURN row",
     "LOAD CSV FROM $web AS row RETURN row"],
)  # fmt: skip
def test_without_the_guard_the_server_itself_refuses(graph_settings: Settings, tmp_path: Path, asked_for: list[str], text: str) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a,b\n", "utf-8")
    given = {"file": secret.as_uri(), "web": f"http://127.0.0.1:{asked_for[0]}/secret"}
    with GraphStore.open(graph_settings) as graph, pytest.raises(ZhaoshangError):
        answer = Asking(text, given, 20.0, 5).read(graph)
        if answer.broken is not None:
            raise answer.broken
    assert len(asked_for) == 1


def counts(server: Neo4jServer) -> list[object]:
    shown = ("MATCH (n)", "SHOW INDEXES YIELD name", "SHOW CONSTRAINTS YIELD name", "CALL db.labels() YIELD label")
    with server.driver.session() as session:
        return [session.run(f"{text} RETURN count(*) AS n").single(strict=True)["n"] for text in shown]
