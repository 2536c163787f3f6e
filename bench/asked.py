"""What is asked of the graph of visits."""

from __future__ import annotations

import http.client
import json
from collections.abc import Sequence
from urllib.parse import quote

from zhaoshang.queries.binding import sparql
from zhaoshang.queries.catalogue import question

NS = "PREFIX zs: <https://w3id.org/zhaoshang/ns#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
LEADERS = "SELECT DISTINCT ?leader ?name { ?leader zs:led ?trip ; zs:name ?name }"
QUERIES = (
    "SELECT ?firm ?name { ?trip zs:visited ?firm . ?firm zs:name ?name } LIMIT 100",
    "SELECT ?d (COUNT(*) AS ?n) { ?d zs:sentBy <%s/id/city/230400> } GROUP BY ?d",
    "SELECT ?l ?t { ?t zs:startDate '2019-05-06'^^xsd:date . ?l zs:led ?t . ?l a zs:Official }",
    "SELECT ?p ?o { <%s/id/delegation/v-17> ?p ?o }",
)
QUESTIONS: dict[str, dict[str, tuple[str, ...]]] = {
    "firms-visited": {"leader": ("official/v-17",)},
    "delegations-led": {"leader": ("official/v-17",)},
    "visitors-of-firm": {"firm": ("company/g-17",)},
    "cities-toured": {"leader": ("official/v-17",)},
}


def lookups(base: str) -> list[str]:
    """Queries that take the store next to no time."""
    return [NS + query.replace("%s", base) for query in QUERIES]


def named(base: str) -> list[str]:
    """The query texts of four questions, about one leader or firm."""
    texts = []
    for name, given in QUESTIONS.items():
        it = question(name)
        texts.append(sparql(it, dict.fromkeys(p.name for p in it.parameters) | given, base))
    return texts


def told_apart(queries: Sequence[str], turns: int, each: int) -> list[str]:
    """``each`` queries for every one of so many turns, in turn, each with a comment of its own, so that no answer is a kept one.

    Those of one turn are ``turns`` apart."""
    return [f"{queries[n // turns % len(queries)]}\n#{n}" for n in range(turns * each)]


def leaders(port: int) -> dict[str, str]:
    """Those who led a trip: graph ids, and the name of each."""
    line = http.client.HTTPConnection("127.0.0.1", port)
    line.request("GET", f"/sparql?query={quote(NS + LEADERS)}")
    rows = json.loads(line.getresponse().read())["results"]["bindings"]
    return {row["leader"]["value"].partition("/id/")[2]: row["name"]["value"] for row in rows}
