"""The tools, with what an agent has to know to use each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Annotated, Any, TypeVar

import anyio.to_thread
from mcp.server.fastmcp import FastMCP
from mcp.server.fastmcp.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import ToolAnnotations
from pydantic import Field

from zhaoshang import __version__
from zhaoshang.ontology.errors import ZhaoshangError

from ..state import State
from ..why.find import MAX_STATEMENTS
from . import calls
from .results import Asked, Described, Document, Explained, Found, Questions, Rows, Table
from .words import INSTRUCTIONS, vocabulary

T = TypeVar("T")
READS = ToolAnnotations(readOnlyHint=True, destructiveHint=False, idempotentHint=True, openWorldHint=False)
Limit = Annotated[int, Field(ge=1, le=calls.MAX_ROWS, description="At most so many rows")]
Offset = Annotated[int, Field(ge=0, le=1_000_000, description="Rows to leave out at the beginning")]


def build(state: Callable[[], State]) -> FastMCP:
    """A server of the graph that ``state()`` has; it is called anew by each tool."""
    server = FastMCP(
        "zhaoshang", instructions=INSTRUCTIONS, log_level="WARNING", stateless_http=True, json_response=True,
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),  # `door` does
    )  # fmt: skip
    server._mcp_server.version = __version__  # FastMCP has no parameter for it, and would say the SDK's own
    tool = partial(server.tool, annotations=READS)

    @tool(title="Ask in Chinese words")
    async def ask(
        question: Annotated[str, Field(max_length=300, description="For example 陆闻溪2022年带队走访了哪些企业")],
        limit: Limit = 50,
        offset: Offset = 0,
    ) -> Asked:
        """Ask in Chinese who led, visited, met, signed, invested or holds which post. Says back what was understood. A `refusal`
        means there is no answer: choose one of the `alternatives` (pass its question and parameters to `ask_named`), or ask anew."""
        return await _run(calls.ask, state(), question, limit, offset)

    @tool(title="List the named questions")
    async def list_questions() -> Questions:
        """The questions that `ask_named` answers, each with its parameters and columns. Call it once before `ask_named`."""
        return calls.questions()

    @tool(title="Ask a named question")
    async def ask_named(
        name: Annotated[str, Field(max_length=80, description="From list_questions, for example firms-visited")],
        parameters: Annotated[dict[str, str | int], Field(description="Names, aliases, pinyin or graph ids for entities; ISO dates")] = {},  # noqa: B006
        limit: Limit = 50,
        offset: Offset = 0,
    ) -> Rows:
        """Rows of a named question, each with sentences of the articles behind it. `understood_names` has several entities where a
        name is borne by several: then the rows are of all of them; pass a graph id to mean one."""
        return await _run(calls.ask_named, state(), name, parameters, limit, offset)

    @tool(title="Find entities by name")
    async def search(
        text: Annotated[str, Field(min_length=1, max_length=200, description="A name or part of it: Chinese in either script, or pinyin")],
        type: Annotated[str, Field(max_length=40, description="Only this class: Official, Company, City, Project, …")] = "",  # noqa: A002
        limit: Annotated[int, Field(ge=1, le=100)] = 20,
        offset: Offset = 0,
    ) -> Found:
        """Entities with their graph ids. Use it whenever a name is unknown or borne by several."""
        return await _run(calls.search, state(), text, type, limit, offset)

    @tool(title="Describe an entity")
    async def entity(
        id: Annotated[str, Field(max_length=300, description="A graph id such as city/230400")],  # noqa: A002
        limit: Limit = 50,
        offset: Offset = 0,
    ) -> Described:
        """All that the articles say of one entity: names, values, and each relation with its sentences."""
        return await _run(calls.entity, state(), id, limit, offset)

    @tool(title="Why is this in the graph")
    async def why_statements(
        statements: Annotated[list[str], Field(min_length=1, max_length=MAX_STATEMENTS, description="Statement ids, from rows")],
    ) -> Explained:
        """Everything behind statements: all sentences, articles, rules, confidence, and how names became these entities. Cite from it."""
        return await _run(calls.behind, state(), statements)

    @tool(title="Why is this edge in the graph")
    async def why_edge(
        subject: Annotated[str, Field(max_length=300, description="A graph id")],
        predicate: Annotated[str, Field(max_length=60, description="A property, asserted (led) or derived (calledOn); see vocabulary")],
        object: Annotated[str, Field(max_length=1000, description="A graph id, a class or a value")],  # noqa: A002
    ) -> Explained:
        """As `why_statements`, for one edge; a derived edge is traced to the edges that it follows from. No edges: nothing says so."""
        return await _run(calls.edge, state(), subject, predicate, object)

    @tool(name="vocabulary", title="Classes and properties")
    async def classes_and_properties() -> dict[str, Any]:
        """The classes and properties of the graph and how they look in SPARQL and Cypher. Read it before writing queries."""
        return vocabulary()

    @tool(title="Query in SPARQL")
    async def sparql(
        query: Annotated[str, Field(max_length=100_000, description="SELECT, ASK, CONSTRUCT or DESCRIBE")], limit: Limit = 100
    ) -> Table | Document:
        """SPARQL 1.1 over all articles, for reading only; the default graph is the union of all graphs. Prefer `ask_named` where a
        question fits. There is a time limit; SERVICE and updates are refused."""
        return await _awaited(calls.sparql(state(), query, limit))

    @tool(title="Query in Cypher")
    async def cypher(
        statement: Annotated[str, Field(max_length=100_000, description="MATCH … RETURN …")],
        parameters: Annotated[dict[str, Any], Field(description="Values for $names in the statement")] = {},  # noqa: B006
        limit: Limit = 100,
    ) -> Table:
        """Cypher on Neo4j, for reading only. The first call may take long while the server starts. Writes, procedures and LOAD CSV
        are refused; there is a time limit."""
        return await _run(calls.cypher, state(), statement, parameters, limit)

    return server


async def _run(function: Callable[..., T], *args: Any) -> T:
    """Run in a thread, so that other calls go on; an error that a person can act on is one that an agent can act on."""
    try:
        return await anyio.to_thread.run_sync(partial(function, *args))
    except ZhaoshangError as error:
        raise ToolError(str(error)) from error


async def _awaited(result: Awaitable[T]) -> T:
    """As `_run`, for what waits by itself."""
    try:
        return await result
    except ZhaoshangError as error:
        raise ToolError(str(error)) from error
