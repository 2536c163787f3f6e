"""``zhaoshang``: the group that every command hangs on, and how errors become exit codes."""

from __future__ import annotations

import importlib
import sys

import click

from zhaoshang import __version__
from zhaoshang.ontology.errors import ZhaoshangError

COMMANDS: dict[str, str] = {
    "ontology": "ontology",
    "extract": "extract",
    "evaluate": "evaluate",
    "explain": "explain",
    "ingest": "ingest",
    "rebuild": "stores",
    "verify": "stores",
    "retract": "stores",
    "export": "export",
    "neo4j": "neo4j",
    "ask": "ask",
    "sparql": "ask",
    "cypher": "ask",
    "serve": "serve",
    "mcp": "mcp",
    "key": "key",
    "backup": "backup",
    "restore": "backup",
    "review": "review",
    "link": "link",
    "demo": "demo",
}
"""Command -> the module of this folder that holds it, under its own name or with a trailing ``_``."""


class _Lazy(click.Group):
    """A group that imports a command's module only when that command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"zhaoshang.cli.{COMMANDS[name]}")
        found = getattr(module, name, None) or getattr(module, f"{name}_")
        assert isinstance(found, click.Command)
        return found


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120})
@click.version_option(__version__, prog_name="zhaoshang")
def cli() -> None:
    """Chinese investment-promotion news as a knowledge graph that can be asked, browsed, corrected and cited."""


def main() -> None:
    """Run the command line; a `ZhaoshangError` becomes one clear line on stderr and its exit code, Ctrl-C 130."""
    try:
        code = cli.main(prog_name="zhaoshang", standalone_mode=False)
    except ZhaoshangError as error:
        click.echo(f"zhaoshang: {error}", err=True)
        code = error.exit_code
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("zhaoshang: stopped", err=True)
        code = 130
    sys.exit(code if isinstance(code, int) else 0)
