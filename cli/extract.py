"""``zhaoshang extract``: articles to the gold guide's JSON, without any store."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from zhaoshang.ingest.evaluate.oracle import plain_article
from zhaoshang.ingest.guide import to_guide
from zhaoshang.ingest.pool import read_articles
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.errors import InputError, StoreError

EXAMPLES = """
\b
Examples:
  zhaoshang extract posts/ --out records/            one NAME.json an article
  zhaoshang extract a.md b.txt --out records/ --jobs 2
"""
_SUFFIXES = frozenset({".txt", ".md", ".html", ".htm"})


@click.command(epilog=EXAMPLES)
@click.argument("paths", metavar="PATH…", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--out", required=True, metavar="DIR", type=click.Path(file_okay=False, path_type=Path), help="Where the JSON goes.")
@click.option("--jobs", default=1, show_default=True, metavar="N", help="Processes to read with.")
@click.option("--again", is_flag=True, help="Read articles anew that have their JSON in DIR already.")
def extract(paths: tuple[Path, ...], out: Path, jobs: int, again: bool) -> None:
    """Read the articles at each PATH (files, or folders of them) and write what they say as NAME.json into DIR.

    An interrupted run is taken up where it stopped: what has its JSON already is not read again.
    """
    files = list(_files(paths))
    if not files:
        raise InputError("no article (.txt, .md, .html) at these paths", where=", ".join(map(str, paths)), remedy="name files or folders")
    _make(out)
    due = [path for path in files if again or not (out / f"{path.stem}.json").exists()]
    doubts = 0
    columns = (TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=len(due))
        for reading in read_articles(_articles(due), jobs):
            _write(out / f"{reading.article}.json", json.dumps(to_guide(reading), ensure_ascii=False, indent=1) + "\n")
            for doubt in reading.doubts:
                click.echo(f"{reading.article}: {doubt.reason}: {doubt.detail}", err=True)
            doubts += len(reading.doubts)
            progress.advance(task)
    skipped = f", {len(files) - len(due)} were there already" if len(due) < len(files) else ""
    click.echo(f"{len(due)} articles read into {out}{skipped}" + (f"; {doubts} doubts" if doubts else ""))


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.suffix.lower() in _SUFFIXES and p.is_file())
        else:
            yield path


def _articles(files: Iterable[Path]) -> Iterator[Article]:
    for path in files:
        yield plain_article(path)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"the folder cannot be made: {error.strerror}", where=str(folder), remedy="name another --out") from error


def _write(path: Path, text: str) -> None:
    """Write the whole file or none of it, so that an interrupted run leaves no half article."""
    part = path.with_suffix(".part")
    try:
        part.write_text(text, "utf-8")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StoreError(
            f"the file cannot be written: {error.strerror}", where=str(path), remedy="make room or name another --out"
        ) from error
