"""Every command has help and stands in the docs, and the docs say what the command says."""

from pathlib import Path

import click

from zhaoshang.cli.main import COMMANDS, cli
from zhaoshang.cli.reference import commands, reference

DOCS = Path(__file__).parents[2] / "docs" / "commands.md"


def test_the_reference_says_what_the_commands_say() -> None:
    assert DOCS.read_text("utf-8") == reference(), "run: python -m zhaoshang.cli.reference > docs/commands.md"


def test_every_command_and_option_has_help() -> None:
    found = list(commands(cli, click.Context(cli, info_name="zhaoshang", **cli.context_settings)))
    assert {path.split()[1] for path, _, _ in found} == set(COMMANDS)
    for path, command, _ in found:
        assert command.help, path
        for parameter in command.params:
            assert not isinstance(parameter, click.Option) or parameter.help or parameter.hidden, f"{path} {parameter.name}"
