"""``zhaoshang mcp``: the graph for an agent that starts this program and talks to it over standard input and output."""

from __future__ import annotations

import logging
import sys

import click

from zhaoshang.stores.settings import Settings

EXAMPLES = """
\b
Example, in a client's configuration:
  {"mcpServers": {"zhaoshang": {"command": "zhaoshang", "args": ["mcp"]}}}
"""


@click.command(epilog=EXAMPLES)
def mcp() -> None:
    """Serve an agent by the Model Context Protocol over stdio: questions, search, evidence, SPARQL and Cypher, for reading.

    Works beside a running service, which offers the same at /mcp. Needs the extra mcp: pip install 'zhaoshang-graph[mcp]'.
    """
    import anyio

    from zhaoshang.service.mcp.door import stdio

    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    anyio.run(stdio, Settings.from_env())
