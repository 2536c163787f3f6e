"""A query's rows are cut by a LIMIT that is lowered or added, wherever the query has room for one."""

from pathlib import Path

import pytest

from zhaoshang.ontology.errors import UsageError
from zhaoshang.service.sparql.evaluate import RESULT_FORMATS, Reply

from .test_pool import JSON, ask, fill, job, rows

MOST, ALL = 10, 30
CUT = {
    "no limit": "SELECT * { ?s ?p ?o }",
    "a limit that is higher": "SELECT * { ?s ?p ?o } LIMIT 25",
    "one with more digits than a number has": "SELECT * { ?s ?p ?o } LIMIT 999999999999999999",
    "a limit of a part": "SELECT * { { SELECT ?s { ?s ?p ?o } LIMIT 29 } }",
    "an offset": "SELECT * { ?s ?p ?o } ORDER BY ?s OFFSET 3",
    "an offset before the limit": "SELECT * { ?s ?p ?o } OFFSET 3 LIMIT 25",
    "a comment in between": "SELECT * { ?s ?p ?o } LIMIT # 5\n 25",
    "a comment at the end": "SELECT * { ?s ?p ?o } # LIMIT 5",
    "values at the end": "SELECT * { ?s ?p ?o } VALUES ?p { <http://x/p> }",
    "values in the middle": "SELECT * { VALUES ?p { <http://x/p> } ?s ?p ?o }",
    "the word as a name": "PREFIX LIMIT: <http://x/> SELECT * { ?s LIMIT:p ?o } ORDER BY ?o",
    "the word in a string": "SELECT * { ?s ?p ?o FILTER(?o != 'LIMIT 3') } ORDER BY ?s",
    "groups in order": "SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?s ORDER BY ?s",
    "an order and an offset": "SELECT * { ?s ?p ?o } ORDER BY ?s OFFSET 3 # }",
    "values of two at the end": "SELECT * { ?s ?p ?o } ORDER BY ?s VALUES (?p ?x) { (<http://x/p> 1) }",
    "a bracket in a comment at the end": "SELECT * { ?s ?p ?o } # {} }",
    "values, and a bracket in a comment": "SELECT * { ?s ?p ?o } VALUES ?p { <http://x/p> } # }",
    "having": "SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?s HAVING (COUNT(*) > 0) ORDER BY DESC(?n)",
}
WHOLE = {
    "a limit that is lower": "SELECT * { ?s ?p ?o } LIMIT 7",
    "values and a limit": "SELECT * { ?s ?p ?o } LIMIT 7 VALUES ?p { <http://x/p> }",
    "no space before the number": "SELECT * { ?s ?p ?o } LIMIT7",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("limited")
    fill(folder, 0, ALL)
    return folder


@pytest.fixture(scope="module")
def replies(store: Path) -> dict[str, Reply]:
    """What became of all these queries, asked of one process."""
    queries = CUT | WHOLE
    return dict(zip(queries, ask(store, *(job(query, limit=MOST) for query in queries.values())), strict=True))


@pytest.mark.parametrize("name", CUT)
def test_it_is_cut_and_said_to_be(replies: dict[str, Reply], name: str) -> None:
    assert (rows(replies[name]), replies[name].truncated) == (MOST, True)


@pytest.mark.parametrize("name", WHOLE)
def test_what_is_short_is_left_as_it_is(replies: dict[str, Reply], name: str) -> None:
    assert (rows(replies[name]), replies[name].truncated) == (7, False)


def test_what_is_too_long_and_has_no_room_for_a_limit_is_refused_with_what_to_do(store: Path) -> None:
    with pytest.raises(UsageError, match="more than 10 rows"):
        ask(store, job("SELECT * { ?s ?p ?o } LIMIT25", limit=MOST))


def test_literals_that_look_like_the_end_of_a_row_cut_nothing(store: Path) -> None:
    odd = 'SELECT * { ?s ?p ?o BIND("},{\\n<result>\\n},{" AS ?odd) }'
    replies = ask(store, *(job(odd, limit=ALL, result_type=media) for media in RESULT_FORMATS))
    assert [reply.truncated for reply in replies] == [False] * len(RESULT_FORMATS)
    assert rows(replies[list(RESULT_FORMATS).index(JSON)]) == ALL
