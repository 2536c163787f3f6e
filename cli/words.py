"""``zhaoshang ask "…"``: a question in words, understood, said back and answered; or refused, with commands for what it could be."""

from __future__ import annotations

import json
import shlex
from functools import partial

import click
from rich.console import Console
from rich.markup import escape

from zhaoshang.queries.answer import answer
from zhaoshang.queries.asking import Choice, Refusal
from zhaoshang.queries.asking.ask import Asked, as_json
from zhaoshang.queries.asking.ask import ask as ask_in_words
from zhaoshang.queries.asking.load import names_of
from zhaoshang.queries.ports import Triples
from zhaoshang.queries.shape import as_csv
from zhaoshang.stores.settings import Settings


def looks_like_words(name: str) -> bool:
    """True for what is a question and not the name of one: names are kebab-case in ASCII."""
    return not name.isascii() or any(c.isspace() for c in name)


def command(question: str) -> click.Command:
    """The command that answers ``question``; further arguments belong to it (a question typed without quotes)."""
    options: list[click.Parameter] = [
        click.Argument(["rest"], nargs=-1),
        click.Option(["--json", "as_object"], is_flag=True, help="What was understood and the answer as JSON."),
        click.Option(["--csv", "as_table"], is_flag=True, help="The rows as CSV."),
    ]

    def run(rest: tuple[str, ...], as_object: bool, as_table: bool) -> None:
        _ask(" ".join((question, *rest)), as_object, as_table)

    return click.Command("QUESTION", params=options, callback=run, help="Answer a question put in words, in Chinese.")


def _ask(question: str, as_object: bool, as_table: bool) -> None:
    from .answers import show
    from .asking import store

    settings = Settings.from_env()
    with store(settings, "triples") as opened:
        assert isinstance(opened, Triples)
        asked = ask_in_words(partial(answer, opened, max_rows=settings.query_rows), question, names_of(opened))
    if as_object:
        click.echo(json.dumps(as_json(asked, settings.query_rows), ensure_ascii=False, indent=2))
    elif asked.found is None:
        _refused(asked)
    elif as_table:
        click.echo(as_csv(asked.found), nl=False)
    else:
        _understood(asked, Console())
        show(asked.found, Console(), settings.query_rows)
        _others(asked.result.alternatives if not isinstance(asked.result, Refusal) else (), Console(stderr=True))
    if asked.found is None:
        raise SystemExit(1)


def _understood(asked: Asked, console: Console) -> None:
    assert not isinstance(asked.result, Refusal)
    taken, ignored = asked.result.taken, asked.result.ignored
    console.print(f"[bold]理解为 · Understood as[/] {escape(taken.said.zh)} · {escape(taken.said.en)}")
    if ignored:
        console.print(f"[yellow]没有用上 · not used: {escape('、'.join(ignored))}[/]")


def _refused(asked: Asked) -> None:
    assert isinstance(asked.result, Refusal)
    click.echo(f"zhaoshang: {asked.result.detail.zh} · {asked.result.detail.en}", err=True)
    _others(asked.result.choices, Console(stderr=True))


def _others(choices: tuple[Choice, ...], console: Console) -> None:
    if choices:
        console.print("也可能是问 · It could also mean:", style="bold")
    for choice in choices:
        console.print(f"  {escape(choice.said.zh)}\n    [dim]{escape(_command_of(choice))}[/]", soft_wrap=True)


def _command_of(choice: Choice) -> str:
    options = [part for name, value in choice.interpretation.parameters.items() for part in (f"--{name.replace('_', '-')}", value)]
    missing = [part for name in choice.interpretation.missing for part in (f"--{name.replace('_', '-')}", "NAME")]
    return shlex.join(["zhaoshang", "ask", choice.interpretation.question, *options, *missing])
