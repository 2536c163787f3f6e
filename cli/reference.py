"""The reference of all commands in Markdown, made from the commands themselves: ``python -m zhaoshang.cli.reference``."""

from __future__ import annotations

from collections.abc import Iterator

import click

from .main import cli

HEAD = """# Commands

Made from the commands' own help by `python -m zhaoshang.cli.reference > docs/commands.md`; a test keeps it so.
"""


def commands(group: click.Group, context: click.Context) -> Iterator[tuple[str, click.Command, click.Context]]:
    """Every command below ``group`` with its full name, groups before their members; the named questions are left out."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        inner = click.Context(command, info_name=name, parent=context)
        yield inner.command_path, command, inner
        if isinstance(command, click.Group) and name != "ask":
            yield from commands(command, inner)


def reference() -> str:
    """The whole page."""
    names = cli.context_settings["help_option_names"]
    root = click.Context(cli, info_name="zhaoshang", max_content_width=100, terminal_width=100, help_option_names=names)
    parts = [HEAD]
    for path, command, context in commands(cli, root):
        context.terminal_width = context.max_content_width = 100
        parts.append(f"## {path}\n\n```text\n{command.get_help(context).strip()}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    click.echo(reference(), nl=False)
