"""Going through the review queue: what waits, what a key means, what is written out."""

from __future__ import annotations

import getpass
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from zhaoshang.ingest.guide import to_guide
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.errors import StoreError
from zhaoshang.ontology.reading import Doubt
from zhaoshang.ontology.statement import Literal
from zhaoshang.service.graph.verdicts import flagged
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.journal.entries import QueuedDoubt
from zhaoshang.stores.projection import sentence_around

from .settling import Settler

VERDICTS = {"a": "accept", "r": "refuse", "c": "correct"}
KEYS = "a accept · c correct · r refuse · s skip · u undo · q quit"


def waiting(journal: Journal) -> list[QueuedDoubt]:
    """What waits: statements that readers called wrong first (their ids begin with ``statement/``), then the doubts of the reading."""
    return [*_flagged(journal), *journal.doubts()]


def _flagged(journal: Journal) -> list[QueuedDoubt]:
    found = []
    for name in flagged(journal):
        row = journal.statement(name)
        if row is None:
            continue
        said = row.statement
        shown = said.object.value if isinstance(said.object, Literal) else said.object
        doubt = Doubt(f"called wrong: {said.predicate}", said.evidence[0] if said.evidence else None, f"{said.subject} {shown}")
        article = journal.article(said.article)
        found.append(QueuedDoubt(name, row.seq, row.learnt_at, said.article, article.title if article else "", doubt))
    return found


def flat(item: QueuedDoubt) -> dict[str, object]:
    """The item as one JSON object."""
    return {key: value for key, value in asdict(item).items() if key != "doubt"} | asdict(item.doubt)


def decision(item: QueuedDoubt, verdict: str, value: str = "") -> dict[str, Any]:
    """The body of a review decision; ``about`` has the doubt's reason and words, by which it is known in another version."""
    given = {"verdict": verdict, **({"value": value} if value else {})}
    if item.id.startswith("statement/"):
        return {"statement": item.id, **given}
    quote = item.doubt.evidence.quote if item.doubt.evidence else ""
    return {"doubt": item.id, "about": {"reason": item.doubt.reason, "quote": quote}, **given}


class Review:
    """One sitting at the terminal."""

    def __init__(self, journal: Journal, settler: Settler, console: Console) -> None:
        self._journal, self._settler, self._console = journal, settler, console
        self._done: list[QueuedDoubt] = []

    def run(self, queue: Sequence[QueuedDoubt], asks: bool) -> int:
        """Show each item and, if ``asks``, take the decision about it; how many articles were settled anew."""
        if not queue:
            self._console.print("复核队列是空的。 · The review queue is empty.")
        number = 0
        while number < len(queue):
            self._show(queue[number], f"{number + 1}/{len(queue)}")
            step = self._decide(queue[number]) if asks else 1
            if step == 0:
                break
            number = max(0, number + step)
        articles = {item.article for item in self._done if item.article}
        return sum(self._settler.apply(article) is not None for article in sorted(articles))

    def _show(self, item: QueuedDoubt, place: str) -> None:
        head = Text.assemble(
            (f"{place}  ", "dim"), (item.doubt.reason, "bold"), (f"  {item.doubt.detail}" if item.doubt.detail else "", "")
        )
        self._console.print(head)
        self._console.print(Text(f"      {item.title} · {item.article or '–'} · {item.id}", style="dim"))
        evidence = item.doubt.evidence
        article = self._journal.article(item.article) if evidence and item.article else None
        if evidence and article and article.text[evidence.start : evidence.end] == evidence.quote:
            sentence = Text("      " + sentence_around(article.text, evidence.start, evidence.end))
            sentence.highlight_words([evidence.quote], "reverse")
            self._console.print(sentence)

    def _decide(self, item: QueuedDoubt) -> int:
        """Ask for one key and record what it means; how far to go on in the queue, 0 to stop."""
        self._console.print(f"      [dim]{KEYS}[/]")
        while True:
            key = click.getchar().lower()
            if key in ("q", "\x03", "\x04"):
                return 0
            if key == "s":
                return 1
            if key == "u" and self._done:
                self._record(self._done[-1], "undo")
                return -1
            if key in VERDICTS:
                value = (
                    click.prompt("      what stands there instead (empty: nothing)", default="", show_default=False) if key == "c" else ""
                )
                self._record(item, VERDICTS[key], value)
                self._done.append(item)
                return 1

    def _record(self, item: QueuedDoubt, verdict: str, value: str = "") -> None:
        seq = self._journal.decide("review", decision(item, verdict, value), getpass.getuser(), item.article)
        self._console.print(f"      [green]{verdict}[/] [dim](journal {seq})[/]")


def export(journal: Journal, settler: Settler, folder: Path) -> tuple[int, int]:
    """Write the reviewed articles of which nothing waits as gold; how many were written and how many still wait."""
    waits = {item.article for item in waiting(journal)}
    found = [(name, pair) for name in settler.rulings.articles() if (pair := settler.reviewed(name)) is not None]
    ready = [(article, reading) for name, (article, reading) in found if name not in waits]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for article, reading in ready:
            name = article.id.removeprefix("article/")
            gold = json.dumps(to_guide(reading) | {"article": name}, ensure_ascii=False, indent=1)
            (folder / f"{name}.json").write_text(gold + "\n", "utf-8")
            (folder / f"{name}.txt").write_text(_text(article), "utf-8")
    except OSError as error:
        raise StoreError(f"the gold cannot be written: {error.strerror}", where=str(folder), remedy="name another folder") from error
    return len(ready), len(found) - len(ready)


def _text(article: Article) -> str:
    """The article as a text file with a header: title, date, source, an empty line, a paragraph a line."""
    title, _, body = article.text.partition("\n") if article.titled else ("", "", article.text)
    return "\n".join([title, str(article.published or ""), article.source, "", body, ""])
