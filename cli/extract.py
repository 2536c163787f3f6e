"""``zhaoshang extract``: articles to the gold guide's JSON, without any store."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from zhaoshang.ingest.guide import to_guide
from zhaoshang.ingest.pool import read_articles
from zhaoshang.ingest.read import Unreadable, read_path
from zhaoshang.ingest.statement.threshold import admit, thresholds
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.errors import InputError, StoreError
from zhaoshang.ontology.reading import Reading

from .tiers import tier_of, tiers

EXAMPLES = """
\b
Examples:
  zhaoshang extract posts/ --out records/            one NAME.json an article
  zhaoshang extract a.md b.txt --out records/ --jobs 2
"""


@click.command(epilog=EXAMPLES)
@click.argument("paths", metavar="PATH…", nargs=-1, required=True)
@click.option("--out", required=True, metavar="DIR", type=click.Path(file_okay=False, path_type=Path), help="Where the JSON goes.")
@click.option("--jobs", default=1, show_default=True, metavar="N", help="Processes to read with.")
@tiers
@click.option(
    "--min-confidence", "least", multiple=True, metavar="[TYPE=]N", help="Leave out what is less sure, of all record types or one."
)
@click.option("--again", is_flag=True, help="Read articles anew that have their JSON in DIR already.")
def extract(paths: tuple[str, ...], out: Path, jobs: int, fast: bool, llm: bool, least: tuple[str, ...], again: bool) -> None:
    """Read the articles at each PATH (files, folders of them, or - for stdin) and write what they say as NAME.json into DIR.

    An interrupted run is taken up where it stopped: what has its JSON already is not read again. What cannot be read is
    said on stderr, and the exit code is then 65.
    """
    asked, tier = thresholds(least) if least else {}, tier_of(fast, llm)
    _make(out)
    source = _Source(paths, out, again)
    columns = (TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=None)
        for whole in read_articles(source, 1 if llm else jobs, tier.reader):
            reading, unsure = admit(whole, asked)
            reading = replace(reading, doubts=reading.doubts + unsure)
            _write(out / f"{reading.article}.json", json.dumps(to_guide(reading), ensure_ascii=False, indent=1) + "\n")
            _say(reading)
            source.read += 1
            progress.advance(task)
    if spent := tier.spent():
        click.echo(spent, err=True)
    there = f", {source.there} were there already" if source.there else ""
    click.echo(f"{source.read} articles read into {out}{there}" + (f", {source.failed} could not be read" if source.failed else ""))
    if source.failed or not source.read + source.there:
        raise InputError("not everything could be read" if source.failed else "no article at these paths", where=" ".join(paths))


class _Source:
    """The articles that are due, each under a name of its own; counts what was passed over."""

    def __init__(self, paths: Sequence[str], out: Path, again: bool) -> None:
        self._paths, self._out, self._again = paths, out, again
        self._names: Counter[str] = Counter()
        self.read = self.there = self.failed = 0

    def __iter__(self) -> Iterator[Article]:
        for path in self._paths:
            for found in read_path(path):
                if isinstance(found, Unreadable):
                    self.failed += 1
                    click.echo(f"zhaoshang: {found.path}: {found.error}", err=True)
                    continue
                self._names[found.name] += 1
                number = self._names[found.name]
                article = replace(found, name=f"{found.name}~{number}") if number > 1 else found
                if not self._again and (self._out / f"{article.name}.json").exists():
                    self.there += 1
                else:
                    yield article


def _say(reading: Reading) -> None:
    for doubt in reading.doubts:
        click.echo(f"{reading.article}: {doubt.reason}: {doubt.detail}", err=True)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"the folder cannot be made: {error.strerror}", where=str(folder), remedy="name another --out") from error


def _write(path: Path, text: str) -> None:
    """Write the whole file or none of it, so that an interrupted run leaves no half article."""
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_text(text, "utf-8")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StoreError(
            f"the file cannot be written: {error.strerror}", where=str(path), remedy="make room or name another --out"
        ) from error
