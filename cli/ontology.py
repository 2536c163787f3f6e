"""``zhaoshang ontology``: check the ontology, write its reference pages, export it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from zhaoshang.ontology.check import checks
from zhaoshang.ontology.errors import DataError, InputError
from zhaoshang.ontology.reference import LANGUAGES
from zhaoshang.ontology.reference_html import page, page_name
from zhaoshang.ontology.sources import ontology_graph, shapes_graph

# rdflib's "pretty-xml" drops what stands beside rdf:first and rdf:rest of a list; plain "xml" is complete.
FORMATS = {"turtle": "turtle", "rdfxml": "xml", "jsonld": "json-ld"}


@click.group()
def ontology() -> None:
    """The ontology: what the graph can say, in OWL 2, SKOS and SHACL.

    \b
    Examples:
      zhaoshang ontology check
      zhaoshang ontology docs --out reference/
      zhaoshang ontology export --format turtle > zhaoshang.ttl
    """


@ontology.command()
@click.option("--json", "as_json", is_flag=True, help="Print the checks as a JSON object.")
def check(as_json: bool) -> None:
    """Check that the ontology is whole; exit code 70 if it is not.

    Every Turtle file parses; Turtle, vocabulary and property-graph schema name the same things; SHACL shapes are
    well-formed; HermiT finds the whole consistent and every class satisfiable. HermiT needs Java 17 or newer.

    \b
    Examples:
      zhaoshang ontology check
      zhaoshang ontology check --json
    """
    done = []
    for item in checks():
        done.append(item)
        if not as_json:
            click.echo(f"{'ok   ' if item.ok else 'FAULT'}  {item.name:<7} {item.about}")
            for fault in item.faults:
                click.echo(f"         {fault}")
    wrong = sum(len(item.faults) for item in done)
    if as_json:
        listed = [{"name": c.name, "about": c.about, "ok": c.ok, "faults": list(c.faults)} for c in done]
        click.echo(json.dumps({"ok": not wrong, "checks": listed}, ensure_ascii=False, indent=2))
    if wrong:
        sys.exit(DataError.exit_code)


@ontology.command()
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="Folder to write to (made if missing).")
@click.option("--lang", type=click.Choice(LANGUAGES), multiple=True, help="Language of the page; by default both.")
def docs(out: Path, lang: tuple[str, ...]) -> None:
    """Write the HTML reference, one self-contained page a language.

    \b
    Examples:
      zhaoshang ontology docs
      zhaoshang ontology docs --out reference/ --lang zh
    """
    for language in lang or LANGUAGES:
        click.echo(_write(out / page_name(language), page(language)))


@ontology.command()
@click.option("--format", "form", type=click.Choice(tuple(FORMATS)), default="turtle", show_default=True, help="Serialisation.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="File to write to; by default standard output.")
@click.option("--with-shapes", is_flag=True, help="Add the SHACL shapes (they are no OWL).")
def export(form: str, out: Path | None, with_shapes: bool) -> None:
    """Print the whole ontology, value lists and alignments included, as one file.

    \b
    Examples:
      zhaoshang ontology export > zhaoshang.ttl
      zhaoshang ontology export --format rdfxml --out zhaoshang.owl
      zhaoshang ontology export --format jsonld --with-shapes
    """
    graph = ontology_graph() + shapes_graph() if with_shapes else ontology_graph()
    text = graph.serialize(format=FORMATS[form])
    if out is None:
        click.echo(text, nl=not text.endswith("\n"))
    else:
        click.echo(_write(out, text), err=True)


def _write(path: Path, text: str) -> str:
    """Write a file, its folder too; the path, for the user to see. Raises `InputError` where that is not possible."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    except OSError as error:
        raise InputError(f"cannot write: {error.strerror}", where=str(path), remedy="name another place with --out") from error
    return str(path)
