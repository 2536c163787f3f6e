"""The server for agents, used by the official client over stdio and over streamable HTTP."""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest

from zhaoshang.stores.settings import Settings

from ..conftest import serve

mcp = pytest.importorskip("mcp")
from mcp.client.stdio import StdioServerParameters, stdio_client  # noqa: E402
from mcp.client.streamable_http import streamable_http_client  # noqa: E402

TOOLS = {
    "ask", "list_questions", "ask_named", "search", "entity", "why_statements", "why_edge", "vocabulary", "sparql", "cypher",
}  # fmt: skip
FIRMS = "陆闻溪2022年带队走访了哪些企业"
Steps = Callable[[Any], Awaitable[None]]


@asynccontextmanager
async def over_http(url: str) -> AsyncIterator[Any]:
    async with streamable_http_client(f"{url}/mcp") as (read, write, _), mcp.ClientSession(read, write) as session:
        await session.initialize()
        yield session


@asynccontextmanager
async def over_stdio(data: Path) -> AsyncIterator[Any]:
    env = {**os.environ, "ZHAOSHANG_DATA": str(data)}
    started = StdioServerParameters(command=sys.executable, args=["-c", "from zhaoshang.cli.main import main; main()", "mcp"], env=env)
    async with stdio_client(started) as (read, write), mcp.ClientSession(read, write) as session:
        await session.initialize()
        yield session


@pytest.fixture(params=["http", "stdio"])
def talk(request: pytest.FixtureRequest, client: httpx.Client, sample: Settings) -> Callable[[Steps], None]:
    """Runs some steps in a session over each of the two transports."""

    def run(steps: Steps) -> None:
        async def main() -> None:
            way = over_http(str(client.base_url)) if request.param == "http" else over_stdio(sample.data)
            async with way as session:
                await steps(session)

        anyio.run(main)

    return run


def http(client: httpx.Client, steps: Steps) -> None:
    async def main() -> None:
        async with over_http(str(client.base_url)) as session:
            await steps(session)

    anyio.run(main)


async def call(session: Any, tool: str, **arguments: Any) -> dict[str, Any]:
    result = await session.call_tool(tool, arguments)
    assert not result.isError, result.content
    return result.structuredContent  # type: ignore[no-any-return]


def test_an_agent_finds_its_way_from_the_tools_to_a_cited_answer(talk: Callable[[Steps], None]) -> None:
    async def steps(session: Any) -> None:
        tools = {tool.name: tool for tool in (await session.list_tools()).tools}
        assert set(tools) == TOOLS
        assert all(tool.description and tool.outputSchema and tool.annotations.readOnlyHint for tool in tools.values())
        asked = await call(session, "ask", question=FIRMS)
        assert asked["understood"]["question"] == "firms-visited"
        row = asked["answer"]["rows"][0]
        assert row["evidence"][0]["quote"] in row["evidence"][0]["sentence"]
        behind = await call(session, "why_statements", statements=row["statements"])
        assert behind["edges"] and behind["identities"]

    talk(steps)


def test_every_tool_answers(client: httpx.Client) -> None:
    async def steps(session: Any) -> None:
        assert len((await call(session, "list_questions"))["questions"]) == 23
        found = await call(session, "search", text="luwenxi")
        person = found["entities"][0]
        assert person["name"] == "陆闻溪"
        described = await call(session, "entity", id=person["id"])
        assert described["facts"]
        rows = await call(session, "ask_named", name="firms-visited", parameters={"leader": person["id"]}, limit=2)
        assert len(rows["rows"]) == 2 < rows["total"]
        more = await call(session, "ask_named", name="firms-visited", parameters={"leader": person["id"]}, limit=2, offset=2)
        assert more["rows"][0]["values"] != rows["rows"][0]["values"]
        firm = rows["rows"][0]["values"]["firm_id"]
        edge = await call(session, "why_edge", subject=person["id"], predicate="calledOn", object=firm)
        assert edge["derived_by"] == ["led visited"]
        words = await call(session, "vocabulary")
        assert words["relations"]["led"]["cypher"] == "LED"
        table = (await call(session, "sparql", query=words["examples"]["sparql"], limit=3))["result"]
        assert table["truncated"] and len(table["rows"]) == 3 == table["row_limit"]
        graph = (await call(session, "sparql", query="CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 5"))["result"]
        assert graph["media_type"] == "text/turtle"

    http(client, steps)


@pytest.mark.neo4j
def test_cypher_answers_and_does_not_write(graph_settings: Settings, sample: Settings) -> None:
    from dataclasses import replace

    settings = replace(
        sample, neo4j_uri=graph_settings.neo4j_uri, neo4j_user=graph_settings.neo4j_user, neo4j_password=graph_settings.neo4j_password
    )

    async def steps(session: Any) -> None:
        table = await call(session, "cypher", statement="MATCH (c:Company) RETURN c.name AS name, $x AS x LIMIT 3", parameters={"x": 1})
        assert table["columns"] == ["name", "x"] and len(table["rows"]) == 3
        refused = await session.call_tool("cypher", {"statement": "CREATE (x:Company) RETURN x"})
        assert refused.isError

    for client in serve(settings):
        http(client, steps)


@pytest.mark.parametrize(
    ("tool", "arguments", "words"),
    [
        ("ask_named", {"name": "firm-visited"}, "firms-visited"),
        ("ask_named", {"name": "firms-visited", "parameters": {"leader": "查无此人"}}, "查无此人"),
        ("entity", {"id": "official/nobody"}, "official/nobody"),
        ("sparql", {"query": "SELECT nonsense"}, "query"),
        ("sparql", {"query": "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"}, "SERVICE"),
        ("sparql", {"query": "INSERT DATA { <a:b> <a:b> <a:b> }"}, ""),
        ("ask", {"question": "企" * 301}, "300"),
        ("why_edge", {"subject": "x", "predicate": "y", "object": "z"}, "property"),
    ],
)
def test_an_error_says_what_to_do(client: httpx.Client, tool: str, arguments: dict[str, Any], words: str) -> None:
    async def steps(session: Any) -> None:
        result = await session.call_tool(tool, arguments)
        assert result.isError
        assert words in result.content[0].text

    http(client, steps)


def test_a_refusal_is_an_answer_with_choices_to_go_on_with(client: httpx.Client) -> None:
    async def steps(session: Any) -> None:
        asked = await call(session, "ask", question="周立诚走访过哪些企业")
        assert asked["refusal"]["reason"] == "ambiguous-name"
        choice = asked["alternatives"][0]
        rows = await call(session, "ask_named", name=choice["question"], parameters=choice["parameters"])
        assert rows["rows"]

    http(client, steps)
