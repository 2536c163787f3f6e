"""``zhaoshang explain``: one article's reading as a page."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from zhaoshang.ontology.article import Article
from zhaoshang.ontology.errors import InputError, NotFoundError
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings

EXAMPLES = """
\b
Examples:
  zhaoshang explain posts/2023-02-27-1.md --out reading.html
  zhaoshang explain article/56cf8e2ecab11dca > reading.html
  zhaoshang explain posts/2023-02-27-1.md --open
"""


@click.command(epilog=EXAMPLES)
@click.argument("article")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="File to write; by default standard output.")
@click.option("--open", "opens", is_flag=True, help="Show the written page in the browser.")
def explain(article: str, out: Path | None, opens: bool) -> None:
    """Show how ARTICLE (a file, or an article of the journal by id, url or path) was read: its mentions and records in the
    text, and for each record its rule, the words behind it and how sure it is. The page is one HTML file without script."""
    from zhaoshang.ingest.explain import explain as page
    from zhaoshang.ingest.pipeline import read_article

    found = _from_file(Path(article)) if Path(article).exists() else _from_journal(article)
    html = page(found, read_article(found))
    if out is None and not opens:
        click.echo(html, nl=False)
        return
    out = out or Path(f"{found.name}.html")
    out.write_text(html, "utf-8")
    click.echo(str(out), err=True)
    if opens:
        webbrowser.open(out.absolute().as_uri())


def _from_file(path: Path) -> Article:
    from zhaoshang.ingest.read import read_path

    for one in read_path(path):
        if isinstance(one, Article):
            return one
        raise one.error if isinstance(getattr(one, "error", None), Exception) else InputError(str(one), where=str(path))
    raise InputError("there is no article in it", where=str(path))


def _from_journal(name: str) -> Article:
    settings = Settings.from_env()
    with Journal.open(settings.journal, settings.busy_seconds) as journal:
        ids = journal.find(name)
        found = journal.article(ids[0]) if len(ids) == 1 else None
    if found is None:
        what = "is no file and no article of the journal" if not ids else f"may be any of {', '.join(ids)}"
        raise NotFoundError(f"{name} {what}", remedy="name a file, or an article's id")
    return found
