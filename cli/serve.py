"""``zhaoshang serve``: the HTTP service until it is interrupted."""

from __future__ import annotations

import click

from zhaoshang.stores.settings import Settings


@click.command(epilog="Examples: zhaoshang serve · zhaoshang serve --port 9000")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for all.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port to listen on; 0 takes a free one.")
def serve(host: str, port: int) -> None:
    """Serve questions, entities, search, SPARQL and Cypher over HTTP."""
    run(Settings.from_env(), host, port)


def run(settings: Settings, host: str, port: int) -> None:
    """Serve until SIGINT or SIGTERM; requests under way are finished first."""
    import uvicorn

    from zhaoshang.service.app import create_app

    uvicorn.run(create_app(settings), host=host, port=port, log_level="info", timeout_graceful_shutdown=10)
