"""A query that only reads passes; one that wants more is refused, whatever it hides behind."""

import pytest

from zhaoshang.ontology.errors import RefusedError, UsageError
from zhaoshang.stores.graph import check_read_only

READS = [
    "MATCH (c:Company) RETURN c.name LIMIT 5",
    "MATCH (o:Official {name: $leader})-[:LED]->(d)-[:VISITED]->(c) RETURN d.id, collect(c.name) ORDER BY d.startDate;",
    "MATCH p = shortestPath((a)-[*..6]-(b)) WHERE a.id = $a AND b.id = $b RETURN [n IN nodes(p) | n.name]",
    "MATCH (n) WHERE n.set = 1 AND n.`create` = 'CREATE (x)' RETURN n.delete, n.remove AS `merge`",
    "RETURN {create: 1, set: 2, call: 3} AS load",
    "MATCH (n:Load|Create)-[:SET|REMOVE]->() RETURN count(*)",
    "// LOAD CSV FROM 'x' AS y\nMATCH (n) /* CREATE (m) */ RETURN n",
    'RETURN "CALL apoc.load.json(\'x\')" AS text, \'DETACH \\\' DELETE\' AS other',
    "CALL db.labels() YIELD label RETURN label",
    "CALL db.index.fulltext.queryNodes('entity_names', $words) YIELD node, score RETURN node.id, score",
    "MATCH (c:City) CALL (c) { MATCH (c)<-[:TOURED]-(d) RETURN count(d) AS n } RETURN c.name, n",
    "CALL { MATCH (n) RETURN n LIMIT 1 } RETURN n",
    "RETURN date.truncate('month', date($day)), duration.between(date($a), date($b)).days, point.distance($p, $q)",
    "SHOW INDEXES YIELD name RETURN name",
    "EXPLAIN MATCH (n) RETURN n",
    "MATCH (n) WHERE n.name IN ('a') RETURN 0x1F, 1_000, 1.5e-3, .5, [1..2][0], $`odd name`",
]  # fmt: skip

WANTS_MORE = [
    ("CREATE (n)", "CREATE"),
    ("MATCH (n) DETACH DELETE n", "DETACH"),
    ("match (n) sEt n.x = 1", "SET"),
    ("MATCH (n)\n  REMOVE n:Company", "line 2, column 3: REMOVE"),
    ("MERGE (n:Company {id: 1}) RETURN n", "MERGE"),
    ("MATCH p = (a)-->(b) FOREACH (n IN nodes(p) | SET n.x = 1)", "FOREACH"),
    ("LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row", "LOAD"),
    ("MATCH (n) LOAD /* */ CSV WITH HEADERS FROM $url AS row RETURN row", "LOAD"),
    ("WITH 1.LOAD CSV FROM 'x' AS row RETURN row", "LOAD"),
    ("RETURN 1 AS x LOAD\tCSV FROM 'http://x' AS row RETURN row", "LOAD"),
    ("CALL apoc.load.json('http://x') YIELD value RETURN value", "apoc.load.json"),
    ("CALL `apoc`.`load`.`json`('http://x') YIELD value RETURN value", "apoc.load.json"),
    ("CALL /* db.labels */ dbms . listConfig()", "dbms.listConfig"),
    ("MATCH (n) CALL { WITH n DELETE n }", "DELETE"),
    ("MATCH (n) CALL (n) { RETURN 1 AS x } IN TRANSACTIONS OF 10 ROWS RETURN x", "TRANSACTIONS"),
    ("RETURN apoc.cypher.runFirstColumnSingle('CREATE (n)', {})", "apoc.cypher"),
    ("SHOW USERS", "SHOW"),
    ("SHOW TRANSACTIONS", "SHOW"),
    ("TERMINATE TRANSACTIONS 'x'", "TERMINATE"),
    ("USE system SHOW DATABASES", "USE"),
    ("DROP INDEX entity_name", "DROP"),
    ("ALTER USER neo4j SET PASSWORD 'x'", "ALTER"),
    ("STOP DATABASE neo4j", "STOP"),
    ("MATCH (n) RETURN n; MATCH (m) RETURN m", "one query"),
    ("RETURN '\\u0027 CREATE (n) RETURN \\u0027'", "Unicode"),
    ("RETURN 1 // \\u000aCREATE (n)", "Unicode"),
]

NO_CYPHER = ["", "  // nothing", "RETURN 'open", "RETURN `open", "RETURN /* open", "RETURN “x”"]


@pytest.mark.parametrize("text", READS)
def test_what_reads_passes(text: str) -> None:
    check_read_only(text)


@pytest.mark.parametrize(("text", "named"), WANTS_MORE)
def test_what_wants_more_is_refused_by_its_word(text: str, named: str) -> None:
    with pytest.raises(RefusedError) as error:
        check_read_only(text)
    assert named in str(error.value)


@pytest.mark.parametrize("text", NO_CYPHER)
def test_what_is_no_cypher_is_said_to_be_none(text: str) -> None:
    with pytest.raises(UsageError):
        check_read_only(text)
