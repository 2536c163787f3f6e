"""A long text like any other, only longer: the sample's articles again and again, each time with other people and other firms."""

from __future__ import annotations

import json
import random
from pathlib import Path

SAMPLE = Path(__file__).resolve().parents[1] / "ingest" / "sample"
GIVEN = "明远书禾立新海峰雅琴志诚文博思源若兰建成云帆静宜卫东佳宁振宇晓棠凯旋永胜国栋家豪"
"""Characters of given names and of brands."""


def varied(size: int) -> str:
    """``size`` characters, the same every time; a line is a paragraph."""
    dice, found, length = random.Random(0), [], 0
    articles = [_article(path) for path in sorted((SAMPLE / "posts").iterdir())]
    while length < size:
        for text, people, brands in articles:
            for name in people:
                text = text.replace(name, name[0] + dice.choice(GIVEN) + dice.choice(GIVEN))
            for brand in brands:
                text = text.replace(brand, dice.choice(GIVEN) + dice.choice(GIVEN))
            found.append(text)
            length += len(text) + 1
    return "\n".join(found)[:size]


def _article(path: Path) -> tuple[str, list[str], list[str]]:
    """The text without empty lines, the names of its people, longest first, and the first two characters of its firms' names."""
    gold = json.loads((SAMPLE / "gold" / f"{path.stem}.json").read_text("utf-8"))
    people = {n for kind in ("officials", "executives") for one in gold[kind] for n in one["names"] if len(n) in (2, 3)}
    brands = {n[:2] for firm in gold["companies"] for n in firm["names"] if n.endswith(("公司", "集团"))}
    text = "\n".join(line for line in path.read_text("utf-8").splitlines() if line.strip())
    return text, sorted(people, key=lambda n: (-len(n), n)), sorted(brands)
