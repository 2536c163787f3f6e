"""``zhaoshang ask``, ``sparql`` and ``cypher``: questions by name, and queries of one's own that only read."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from zhaoshang.ontology.errors import UsageError
from zhaoshang.queries.catalogue import Parameter, Question, catalogue, question
from zhaoshang.queries.shape import as_csv, as_json, text
from zhaoshang.stores.settings import Settings

from .words import command, looks_like_words

FORMATS = {
    "table": "application/sparql-results+json", "json": "application/sparql-results+json", "csv": "text/csv",
    "tsv": "text/tab-separated-values", "xml": "application/sparql-results+xml",
}  # fmt: skip


class _Questions(click.Group):
    """A group with one command for each question of the catalogue."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(catalogue())

    def get_command(self, ctx: click.Context, name: str) -> click.Command:
        if looks_like_words(name):
            return command(name)
        return _command(question(name))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Questions"):
            formatter.write_dl([(name, f"{it.title.zh} · {it.title.en}") for name, it in catalogue().items()])


@click.group(
    cls=_Questions,
    subcommand_metavar="QUESTION [--PARAMETER VALUE]…",
    epilog="Example: zhaoshang ask 陆闻溪2022年走访了哪些企业 · zhaoshang ask firms-visited --leader 陆闻溪",
)
def ask() -> None:
    """Ask a question in Chinese words, or by its name. Entities are given by name, alias, pinyin or graph id; each row comes with its
    sentences. What is not understood is refused, with what it could mean."""


def _command(it: Question) -> click.Command:
    """The command of one question: its parameters as options."""
    options: list[click.Parameter] = [_option(parameter) for parameter in it.parameters]
    options += [
        click.Option(
            ["--store"], type=click.Choice(["triples", "graph"]), default="triples", show_default=True, help="Which store to ask."
        ),
        click.Option(["--json", "as_json"], is_flag=True, help="The answer as JSON, with ids, evidence and both query texts."),
        click.Option(["--csv", "csv_"], is_flag=True, help="The rows as CSV."),
    ]

    def run(**given: Any) -> None:
        _ask(it, given)

    return click.Command(it.name, params=options, callback=run, help=f"{it.title.zh} · {it.title.en}\n\n{it.about.zh}\n\n{it.about.en}")


def _option(parameter: Parameter) -> click.Option:
    shown = f"{parameter.help.zh} · {parameter.help.en}"
    default = f" [default: {parameter.default}]" if parameter.default else ""
    metavar = parameter.type.upper()
    return click.Option(
        [f"--{parameter.name.replace('_', '-')}", parameter.name], required=parameter.required, metavar=metavar, help=shown + default
    )


def _ask(it: Question, given: dict[str, Any]) -> None:
    from zhaoshang.queries.answer import answer

    from .answers import show
    from .asking import store

    settings = Settings.from_env()
    kind, as_object, as_table = given.pop("store"), given.pop("as_json"), given.pop("csv_")
    with store(settings, kind) as opened:
        found = answer(opened, it, given, max_rows=settings.query_rows)
    if as_object:
        click.echo(json.dumps(as_json(found, settings.query_rows), ensure_ascii=False, indent=2))
    elif as_table:
        click.echo(as_csv(found), nl=False)
    else:
        show(found, Console(), settings.query_rows)


def _query(source: str) -> str:
    """The query itself, or what the file or standard input (``-``) holds."""
    if source == "-":
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    path = Path(source)
    looks_like_file = len(source) < 500 and "\n" not in source and path.suffix in (".rq", ".sparql", ".cypher", ".cql", ".txt")
    if looks_like_file and not path.is_file():
        raise UsageError("there is no such file", where=source)
    return path.read_text("utf-8") if looks_like_file else source


@click.command(epilog="Example: zhaoshang sparql 'SELECT * { ?s ?p ?o } LIMIT 5' · zhaoshang sparql query.rq --format csv")
@click.argument("query", metavar="QUERY|FILE|-")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="table", show_default=True, help="Form of the answer.")
@click.option("--limit", type=click.IntRange(1), help="At most so many rows; by default the setting's.")
def sparql(query: str, form: str, limit: int | None) -> None:
    """Run a SPARQL query that only reads, with time and row limits; the default graph is the union of all graphs.

    A CONSTRUCT or DESCRIBE prints Turtle.
    """
    from .asking import sparql as run

    settings = Settings.from_env()
    most = min(limit or settings.query_rows, settings.query_rows)
    body, cut = run(settings, _query(query), FORMATS[form], most)
    shown = body.decode("utf-8")
    if form == "table" and shown.lstrip().startswith("{"):
        _bindings(json.loads(shown))
    else:
        click.echo(shown, nl=not shown.endswith("\n"))
    _said_if(cut, most)


def _bindings(results: dict[str, Any]) -> None:
    if "boolean" in results:
        click.echo(str(results["boolean"]).lower())
        return
    names = results["head"]["vars"]
    _print_table(names, [[row.get(name, {}).get("value", "") for name in names] for row in results["results"]["bindings"]])


@click.command(epilog="Example: zhaoshang cypher 'MATCH (c:Company) RETURN c.name LIMIT 5' · zhaoshang cypher q.cypher --param name=云杉")
@click.argument("query", metavar="QUERY|FILE|-")
@click.option(
    "--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter; VALUE is JSON where it can be read so, else text."
)
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True, help="Form of the answer."
)
@click.option("--limit", type=click.IntRange(1), help="At most so many rows; by default the setting's.")
def cypher(query: str, params: tuple[str, ...], form: str, limit: int | None) -> None:
    """Run a Cypher query that only reads, in Neo4j (fetched and started where needed), with time and row limits."""
    from .asking import store

    settings = Settings.from_env()
    most = min(limit or settings.query_rows, settings.query_rows)
    text_, given = _query(query), dict(map(_parameter, params))
    with store(settings, "graph") as opened:
        found = opened.opened.run_read(text_, given, limit=most)  # type: ignore[union-attr]
    if form == "json":
        click.echo(json.dumps(found.dicts(), ensure_ascii=False, indent=2, default=str))
    elif form == "csv":
        writer = csv.writer(sys.stdout)
        writer.writerow(found.columns)
        writer.writerows([[_shown(value) for value in row] for row in found.rows])
    else:
        _print_table(list(found.columns), [[_shown(value) for value in row] for row in found.rows])
    _said_if(found.truncated, most)


def _parameter(given: str) -> tuple[str, Any]:
    name, sign, value = given.partition("=")
    if not sign or not name:
        raise UsageError(f"{given!r} is no parameter", where="--param", remedy="write NAME=VALUE")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


def _shown(value: Any) -> str:
    if isinstance(value, (dict, list)) and not all(isinstance(v, str) for v in value):
        return json.dumps(value, ensure_ascii=False, default=str)
    return text(value) if not isinstance(value, dict) else json.dumps(value, ensure_ascii=False, default=str)


def _print_table(names: list[str], rows: list[list[str]]) -> None:
    from rich.markup import escape
    from rich.table import Table

    table = Table(*(escape(name) for name in names), header_style="bold")
    for row in rows:
        table.add_row(*map(escape, row))
    Console().print(table)


def _said_if(cut: bool, most: int) -> None:
    if cut:
        click.echo(f"zhaoshang: only the first {most} rows are shown", err=True)
