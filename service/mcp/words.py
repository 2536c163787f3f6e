"""What an agent is told: how to go about it, and the vocabulary."""

from __future__ import annotations

from typing import Any

from zhaoshang.ontology.vocabulary import CLASSES, DERIVED_CLASSES, NS, PROPERTIES

INSTRUCTIONS = """Chinese investment-promotion news as a knowledge graph: officials, delegations, firms, projects.
Start with `ask` (Chinese words) or `list_questions` and `ask_named`. Names are often borne by several people: `search` gives graph ids.
Every row rests on statements with sentences of articles: cite them, and call `why_statements` before you rely on a fact.
Confidence is the probability that the article says so. A trip with status planned has not happened. Nothing here can be changed."""

EXAMPLES = {
    "sparql": "PREFIX zs: <https://w3id.org/zhaoshang/ns#> SELECT ?firm ?name { ?trip zs:visited ?firm . ?firm zs:name ?name } LIMIT 10",
    "cypher": "MATCH (d:Delegation)-[:VISITED]->(c:Company) RETURN d.name AS trip, c.name AS firm LIMIT 10",
}


def vocabulary() -> dict[str, Any]:
    """Classes with their superclasses; relations with domain, range and the type of the relationship; values with their datatype."""
    relations = {p.name: {"from": list(p.domain), "to": list(p.range), "cypher": p.edge} for p in PROPERTIES.values() if not p.is_data}
    values = {p.name: {"of": list(p.domain), "datatype": p.range[0]} for p in PROPERTIES.values() if p.is_data}
    return {
        "namespace": NS,
        "classes": {name: list(parents) for name, parents in CLASSES.items() if name not in DERIVED_CLASSES},
        "relations": relations,
        "values": values,
        "examples": EXAMPLES,
    }
