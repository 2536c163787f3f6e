"""``zhaoshang serve``: the HTTP service until it is interrupted."""

from __future__ import annotations

import math
import sys
from functools import partial

import click

from zhaoshang.ontology.article import Article
from zhaoshang.ontology.reading import Reading
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings

TURN_SECONDS = 0.0002
"""After so long a thread that works out an answer gives way to the event loop, which would else wait 25 times as long at each of its
steps; a switch costs some microseconds."""
EXAMPLES = """
\b
Examples:
  zhaoshang serve
  zhaoshang serve --port 9000
  ZHAOSHANG_LOG=json ZHAOSHANG_RATE=300 zhaoshang serve --host 0.0.0.0
"""


@click.command(epilog=EXAMPLES)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for all.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port to listen on; 0 takes a free one.")
def serve(host: str, port: int) -> None:
    """Serve questions, entities, search, SPARQL and Cypher over HTTP.

    SIGTERM or Ctrl-C ends it after the requests under way are answered. How it is watched, limited and opened to others:
    docs/operations.md.
    """
    run(Settings.from_env(), host, port)


def read_text(article: Article) -> Reading:
    """Understand the free text of a dossier; the networks are loaded by the first that comes."""
    from zhaoshang.ingest.pipeline import read_article

    return read_article(article)


def settle_again(settings: Settings, article: str) -> None:
    """Carry out what was decided about an article."""
    from .settling import Settler

    with Journal.open(settings.journal, settings.busy_seconds) as journal:
        settler = Settler(settings, journal)
        try:
            settler.apply(article)
        finally:
            settler.close()


def run(settings: Settings, host: str, port: int) -> None:
    """Serve until SIGINT or SIGTERM; requests under way are finished first, as long as a query may take."""
    import uvicorn

    from zhaoshang.service import heap
    from zhaoshang.service.app import create_app
    from zhaoshang.service.operations import logs

    logs.configure(settings.log)
    sys.setswitchinterval(TURN_SECONDS)
    heap.take_over()
    patience = math.ceil(settings.query_seconds) + 5
    uvicorn.run(
        create_app(settings, read_text, partial(settle_again, settings)),
        host=host, port=port, log_config=None, access_log=False, timeout_graceful_shutdown=patience,
        loop="asyncio",  # uvloop, if it is there, takes the waiting out of the pipes that it watches: those of the workers
        h11_max_incomplete_event_size=256 * 1024,  # a query in an address, and nothing like a body
    )  # fmt: skip
