"""``zhaoshang export``: the graph in a format that other programs read."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import BinaryIO

import click

from zhaoshang.ontology.errors import StoreError
from zhaoshang.stores.export import FORMATS
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings

ABOUT = "turtle: all triples; nquads, jsonld: with the graph of each article; graphml: entities and relations; csv: a row a statement"


@click.command()
@click.option("--format", "form", type=click.Choice(tuple(FORMATS)), default="turtle", show_default=True, help=ABOUT + ".")
@click.option("--out", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="File to write; by default standard output.")
def export(form: str, out: Path | None) -> None:
    """Write all that stands in the journal. The file is whole or not there; the same state gives the same file.

    \b
    Examples:
      zhaoshang export --format csv --out statements.csv
      zhaoshang export --format nquads | gzip > graph.nq.gz
    """
    settings = Settings.from_env()
    with Journal.open(settings.journal, settings.busy_seconds) as journal:
        if out is None:
            _to_stdout(form, journal, settings)
        else:
            _to_file(form, journal, settings, out)
            click.echo(f"{out} ({out.stat().st_size:,} bytes)", err=True)


def _to_stdout(form: str, journal: Journal, settings: Settings) -> None:
    try:
        FORMATS[form](journal, settings, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    except OSError as error:
        if error.errno != errno.EPIPE and not isinstance(error, BrokenPipeError):
            raise StoreError(f"the output cannot be written: {error.strerror or error}", where="standard output") from error
        # the reader has seen enough (`| head`); Python would complain once more when it flushes at the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _to_file(form: str, journal: Journal, settings: Settings, out: Path) -> None:
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as stream:
            _write(form, journal, settings, stream)
        part.replace(out)
    except OSError as error:
        remedy = "make room or name another --out"
        raise StoreError(f"the file cannot be written: {error.strerror or error}", where=str(out), remedy=remedy) from error
    finally:
        part.unlink(missing_ok=True)


def _write(form: str, journal: Journal, settings: Settings, stream: BinaryIO) -> None:
    FORMATS[form](journal, settings, stream)
    stream.flush()
    os.fsync(stream.fileno())
