"""``zhaoshang backup`` and ``restore``: all that cannot be made again, in one file."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from zhaoshang.stores.backup import backup as save
from zhaoshang.stores.backup import restore as put_back
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings

from .ingest import project

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print what was done as a JSON object.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@AS_JSON
def backup(file: Path, as_json: bool) -> None:
    """Copy the journal and the keys into FILE, while the service and other commands go on.

    Articles, decisions, dossiers and what was written by SPARQL are all in the journal; the stores are made from it again. The
    file is readable for its owner alone. A journal in PostgreSQL is copied by pg_dump.

    \b
    Examples:
      zhaoshang backup /backups/zhaoshang-$(date +%F).zip
      zhaoshang backup today.zip --json
    """
    done = save(Settings.from_env(), file)
    if as_json:
        click.echo(json.dumps({"file": str(file), "bytes": file.stat().st_size, **asdict(done)}, ensure_ascii=False))
    else:
        click.echo(f"{file}: {done.head} entries of the journal{' and the keys' if 'keys.json' in done.sha256 else ''}")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@AS_JSON
def restore(file: Path, as_json: bool) -> None:
    """Make a data folder from the backup FILE, and the triple store from its journal.

    The folder (ZHAOSHANG_DATA) must be empty: nothing is ever put over data. The property graph follows when it is next used.

    \b
    Examples:
      ZHAOSHANG_DATA=/srv/zhaoshang zhaoshang restore /backups/zhaoshang-2026-11-30.zip
    """
    settings = Settings.from_env()
    done = put_back(settings, file)
    with Journal.open(settings.journal, settings.busy_seconds) as journal:
        project(settings, journal)
    if done.base != settings.base:
        click.echo(f"zhaoshang: its addresses began with {done.base}, now with {settings.base}; set ZHAOSHANG_BASE to keep them", err=True)
    if as_json:
        click.echo(json.dumps({"data": str(settings.data), **asdict(done)}, ensure_ascii=False))
    else:
        click.echo(f"{settings.data}: {done.head} entries of the journal as of {done.created}; the triple store is made from them")
