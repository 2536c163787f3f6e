"""``zhaoshang review``: what could not be used, with its reason, and a person's word on it."""

from __future__ import annotations

import getpass
import json
import sys
from dataclasses import asdict

import click
from rich.console import Console
from rich.text import Text

from zhaoshang.stores.journal import Journal
from zhaoshang.stores.journal.entries import QueuedDoubt
from zhaoshang.stores.projection import sentence_around
from zhaoshang.stores.settings import Settings

EXAMPLES = """
\b
Examples:
  zhaoshang review             one key a decision, where there is a terminal; else the list
  zhaoshang review --list
  zhaoshang review --json | jq '.[].reason'
"""
VERDICTS = {"a": "accept", "r": "refuse", "c": "correct"}
KEYS = "a accept · c correct · r refuse · s skip · q quit"


@click.command(epilog=EXAMPLES)
@click.option("--list", "only_list", is_flag=True, help="Print the queue and ask nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the queue as a JSON array.")
def review(only_list: bool, as_json: bool) -> None:
    """Go through the review queue: accept (the doubt is settled, the reading stands), correct (with a note), refuse (nothing
    is to be had there). Each decision goes into the journal with who took it and when; decided ones leave the queue."""
    settings = Settings.from_env()
    with Journal.open(settings.journal, settings.busy_seconds) as journal:
        queue = journal.doubts()
        if as_json:
            click.echo(json.dumps([_json(item) for item in queue], ensure_ascii=False, indent=1))
            return
        console = Console()
        if not queue:
            console.print("复核队列是空的。 · The review queue is empty.")
            return
        asks = sys.stdin.isatty() and sys.stdout.isatty() and not only_list
        for number, item in enumerate(queue, 1):
            _show(journal, item, f"{number}/{len(queue)}", console)
            if asks and not _decide(journal, item, console):
                break


def _json(item: QueuedDoubt) -> dict[str, object]:
    flat = {key: value for key, value in asdict(item).items() if key != "doubt"}
    return flat | asdict(item.doubt)


def _show(journal: Journal, item: QueuedDoubt, place: str, console: Console) -> None:
    console.print(
        Text.assemble((f"{place}  ", "dim"), (item.doubt.reason, "bold"), (f"  {item.doubt.detail}" if item.doubt.detail else "", ""))
    )
    console.print(Text(f"      {item.title} · {item.article or '–'} · {item.id}", style="dim"))
    evidence = item.doubt.evidence
    article = journal.article(item.article) if evidence and item.article else None
    if evidence and article and article.text[evidence.start : evidence.end] == evidence.quote:
        sentence = Text("      " + sentence_around(article.text, evidence.start, evidence.end))
        sentence.highlight_words([evidence.quote], "reverse")
        console.print(sentence)


def _decide(journal: Journal, item: QueuedDoubt, console: Console) -> bool:
    """Ask for one key and record what it means; False to stop."""
    console.print(f"      [dim]{KEYS}[/]")
    while True:
        key = click.getchar().lower()
        if key in ("q", "\x03", "\x04"):
            return False
        if key == "s":
            return True
        if key in VERDICTS:
            note = click.prompt("      correction", default="") if key == "c" else ""
            body = {"doubt": item.id, "verdict": VERDICTS[key], **({"note": note} if note else {})}
            seq = journal.decide("review", body, getpass.getuser(), item.article)
            console.print(f"      [green]{VERDICTS[key]}[/] [dim](journal {seq})[/]")
            return True
