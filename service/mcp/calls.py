"""What the tools do, as plain functions over the service's state."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from zhaoshang.queries.answer import Answer
from zhaoshang.queries.asking.ask import as_json
from zhaoshang.queries.asking.ask import ask as ask_in_words
from zhaoshang.queries.catalogue import catalogue, question
from zhaoshang.queries.ports import Oxigraph
from zhaoshang.queries.shape import as_json as answer_as_json

from ..answering import answered
from ..ask.known import names
from ..entities.describe import describe
from ..sparql.evaluate import Job
from ..sparql.guard import check_size_aside
from ..state import State
from ..why.explain import Why, why
from ..why.find import MAX_STATEMENTS, statements_of
from .results import Asked, Described, Document, Entity, Explained, Found, QuestionInfo, Questions, Row, Rows, Sentence, Table

SENTENCES = 2
"""So many stand beside a row; an agent's context is small, and `why` has all."""
MAX_ROWS = 500
"""The most rows in one answer, whatever is asked for."""
MAX_TEXT = 200_000
"""The most characters of a graph as text."""


def questions() -> Questions:
    """The catalogue."""
    found = []
    for it in catalogue().values():
        parameters = {p.name: f"{p.type}, {_how(p.required, p.default)}: {p.help.en}" for p in it.parameters}
        about = f"{it.about.zh} {it.about.en}"
        columns = [c.name for c in it.columns]
        found.append(
            QuestionInfo(name=it.name, title=f"{it.title.zh} · {it.title.en}", about=about, parameters=parameters, columns=columns)
        )
    return Questions(questions=found)


def _how(required: bool, default: str | None) -> str:
    return "required" if required else f"default {default}" if default else "optional"


def ask(state: State, text: str, limit: int, offset: int) -> Asked:
    """A question in words."""
    with state.follower.reading() as store:
        known = names(Oxigraph(store.store, store.base), state)
    asked = ask_in_words(lambda it, given: answered(state, it, given), text, known)
    body = as_json(asked, state.settings.query_rows)
    rows = _rows(asked.found, limit, offset) if asked.found else None
    return Asked.model_validate({key: body[key] for key in ("understood", "refusal", "alternatives")} | {"answer": rows})


def ask_named(state: State, name: str, parameters: Mapping[str, Any], limit: int, offset: int) -> Rows:
    """A named question."""
    given = {key: str(value) for key, value in parameters.items() if value is not None}
    found = answered(state, question(name), given)
    return _rows(found, limit, offset)


def _rows(found: Answer, limit: int, offset: int) -> Rows:
    body = answer_as_json(found, 0)
    kept = body["rows"][offset : offset + min(limit, MAX_ROWS)]
    return Rows(
        question=found.question.name,
        parameters=body["parameters"],
        understood_names={key: [f"{one.label} ({one.id})" for one in meant] for key, meant in found.named.items()},
        rows=[_row(row) for row in kept],
        offset=offset,
        total=len(found.rows),
        truncated=found.truncated,
    )


def _row(row: dict[str, Any]) -> Row:
    quotes = row.pop("evidence")
    statements = row.pop("statements", [])
    sentences = [Sentence(**{key: quote[key] for key in Sentence.model_fields}) for quote in quotes[:SENTENCES]]
    return Row(values=row, statements=statements, evidence=sentences, evidence_total=len(quotes))


def search(state: State, text: str, type_: str, limit: int, offset: int) -> Found:
    """Entities by name."""
    found = state.index.search(text, type_=type_, limit=limit, offset=offset)
    hits = [Entity(id=h.id, type=h.type, name=h.name, matched=h.form, articles=h.articles) for h in found.hits]
    return Found(total=found.total, types=found.types, entities=hits)


def entity(state: State, ident: str, limit: int, offset: int) -> Described:
    """One entity with a page of its relations."""
    found = describe(state.journal, state.index, ident)
    return Described(
        id=found.id, type=found.type, name=found.name, aliases=list(found.aliases), values=found.values,
        facts=list(found.facts[offset : offset + limit]), offset=offset, facts_total=len(found.facts),
    )  # fmt: skip


def behind(state: State, statements: Sequence[str]) -> Explained:
    """What is behind statements."""
    return _explained(why(state.journal, state.index, statements, most=MAX_STATEMENTS))


def edge(state: State, subject: str, predicate: str, other: str) -> Explained:
    """What is behind an edge, asserted or derived."""
    with state.follower.reading() as store:
        found = statements_of(store, state.journal.canonical(subject), predicate, state.journal.canonical(other))
    return _explained(why(state.journal, state.index, found.statements, most=MAX_STATEMENTS, derived_by=found.derived_by))


def _explained(found: Why) -> Explained:
    return Explained(**{name: getattr(found, name) for name in Explained.model_fields})


def cypher(state: State, statement: str, parameters: Mapping[str, Any], limit: int) -> Table:
    """A reading Cypher query in Neo4j, which is started when it is not running."""
    most = min(limit, MAX_ROWS, state.settings.query_rows)
    rows = state.graph().run_read(statement, parameters, limit=most)
    plain = json.loads(json.dumps([list(row) for row in rows.rows], default=str))
    return Table(columns=list(rows.columns), rows=plain, row_limit=most, truncated=rows.truncated)


async def sparql(state: State, query: str, limit: int) -> Table | Document:
    """A SPARQL query in a process that can be killed."""
    await check_size_aside(query)
    settings = state.settings
    most = min(limit, MAX_ROWS, settings.query_rows)
    union = settings.default_graph == "union"
    job = Job(query, state.head, "application/sparql-results+json", "text/turtle", most, base=f"{settings.base}/sparql", union=union)
    reply = await state.query(job)
    text = reply.body.decode("utf-8")
    if reply.media_type != "application/sparql-results+json":
        return Document(media_type=reply.media_type, text=text[:MAX_TEXT], truncated=reply.truncated or len(text) > MAX_TEXT)
    results = json.loads(text)
    if "boolean" in results:
        return Table(columns=["answer"], rows=[[results["boolean"]]], row_limit=most, truncated=False)
    columns = results["head"]["vars"]
    rows = [[binding.get(name, {}).get("value") for name in columns] for binding in results["results"]["bindings"]]
    return Table(columns=columns, rows=rows, row_limit=most, truncated=reply.truncated)
