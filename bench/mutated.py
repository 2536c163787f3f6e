"""Whatever is done to an article, every offset names the very words quoted, no room fails and nothing hangs.

``python -m bench.mutated --count 10000 --seed 1`` reads so many damaged articles; ``--minutes 20`` goes on for so long. What fails is
printed with its seed, from which the same article is made again. ``tests/ingest/robust`` runs a smaller round of the same.
"""

from __future__ import annotations

import argparse
import html
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import opencc

from zhaoshang.ingest.mention.find import find_mentions
from zhaoshang.ingest.pipeline import read_article
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.reading import Reading
from zhaoshang.ontology.values import Evidence, PartialDate, Span

POSTS = Path(__file__).resolve().parents[1] / "ingest" / "sample" / "posts"
ODD = (
    "😀", "👨‍👩‍👧", "\u200b", "\u200d", "\ufeff", "\u00ad", "\u202e", "𠮷", "Ａ", "１２", "\u3000", "\t", "&nbsp;", "&amp;", "&#x4e2d;",
    "<br>", "“", "”", "（", "）", "《", "、", "。", "？", "?", "！", "…", "——", "▲", "1.", "一、", "（一）", "①", "\ue000", "\ue046",
    "\ud83d", "亿元", "市长", "有限公司", "项目", "一行", "5月6日", "的", "等", "00", "%", "é", "ß", "ﬁ", "ﷺ", "İ", "\x00", "\x0b",
    "\u0301",
)  # fmt: skip
SECONDS_A_CHARACTER = 0.02
"""More than a hundred times what reading takes: what is slower hangs."""

_TRADITIONAL = opencc.OpenCC("s2t")


def texts() -> list[str]:
    """The texts to damage: the sample's, which may be copied freely."""
    return [path.read_text("utf-8") for path in sorted(POSTS.iterdir())]


def mutated(seed: int, sources: list[str], most: int = 1200) -> Article:
    """An article for the seed: one text or two, cut to ``most`` characters or fewer, damaged in up to twelve ways; always the same."""
    dice = random.Random(seed)
    text = dice.choice(sources)
    start = dice.randrange(max(1, len(text) - 40))
    text = text[start : start + min(most, dice.choice((30, 120, 400, 1200)))]
    for _ in range(dice.randint(1, 12)):
        text = _damaged(text, dice, sources)
    return article(f"m{seed}", text, titled=dice.random() < 0.3)


def _damaged(text: str, dice: random.Random, sources: list[str]) -> str:
    a = dice.randrange(len(text) + 1)
    b = min(len(text), a + dice.randint(1, 40))
    piece = text[a:b]
    kind = dice.randrange(10)
    if kind == 0:
        piece = _TRADITIONAL.convert(piece.replace("\ud83d", ""))  # half a pair is nothing that OpenCC takes
    elif kind == 1:
        piece = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in piece)
    elif kind == 2:
        piece = html.escape(piece).replace("，", "&#65292;")
    elif kind == 3:
        piece = dice.choice(ODD).join(piece)
    elif kind == 4:
        piece = piece * dice.randint(2, 9)
    elif kind == 5:
        piece = ""
    elif kind == 6:
        other = dice.choice(sources)
        at = dice.randrange(len(other))
        piece += other[at : at + 60]
    elif kind == 7:
        piece = "".join(dice.sample(piece, len(piece)))
    else:
        piece += dice.choice(ODD) * dice.choice((1, 1, 2, 12))
    return text[:a] + piece + text[b:]


def article(name: str, text: str, titled: bool = False) -> Article:
    """The text as an article, a paragraph a line."""
    spans, start = [], 0
    for part in text.split("\n"):
        if part.strip():
            spans.append(Span(start, start + len(part)))
        start += len(part) + 1
    return Article(name, text, tuple(spans), titled and bool(spans), PartialDate(2023, 5, 8))


def faults(found: Article) -> Iterator[str]:
    """What is wrong with how the article is read; nothing if all is well."""
    began = time.process_time()
    text = found.text
    reading = read_article(found)
    seconds = time.process_time() - began
    yield from (f"{d.reason}: {d.detail}" for d in reading.doubts if "failed" in d.reason)
    yield from (f"not at its offsets: {e.start}-{e.end} {e.quote!r}" for e in quoted(reading) if text[e.start : e.end] != e.quote)
    mentions = find_mentions(found).mentions
    yield from (f"outside the text: {m.span}" for m in mentions if not 0 <= m.span.start < m.span.end <= len(text))
    if seconds > 1 + SECONDS_A_CHARACTER * len(text):
        yield f"{seconds:.1f} s for {len(text)} characters"


def quoted(reading: Reading) -> Iterator[Evidence]:
    """All words that the reading quotes: of entities, records, fillers and doubts."""
    yield from (e for entity in reading.entities for e in entity.mentions)
    for record in reading.records:
        yield from record.evidence
        yield from (e for fillers in record.roles.values() for f in fillers for e in f.evidence)
    yield from (d.evidence for d in reading.doubts if d.evidence)


def check(count: int, first: int, until: float | None = None, most: int = 1200) -> int:
    """Read the articles of ``count`` seeds from ``first`` on (or as many as fit before ``until``); the number with faults."""
    sources, wrong, seed = texts(), 0, first
    while (until is None and seed < first + count) or (until is not None and time.monotonic() < until):
        try:
            found = list(faults(mutated(seed, sources, most)))
        except Exception as error:  # noqa: BLE001 - a crash is what is looked for
            found = [f"{type(error).__name__}: {error}"]
        wrong += bool(found)
        for line in found[:3]:
            print(f"seed {seed}: {line}", flush=True)
        seed += 1
    print(f"{seed - first} articles read, {wrong} with faults")
    return wrong


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--characters", type=int, default=1200, help="cut each text to so many before it is damaged")
    parser.add_argument("--minutes", type=float, default=0.0)
    args = parser.parse_args()
    until = time.monotonic() + 60 * args.minutes if args.minutes else None
    sys.exit(1 if check(args.count, args.seed, until, args.characters) else 0)


if __name__ == "__main__":
    main()
