"""The room's corpus: short texts of our own with the delegations that they tell, and texts that tell of none.

A case is::

    ## name
    @ 2021-05-24              the article's date
    text, a paragraph a line
    --
    o 陆文舟                   an official; x executive, c company, b body, r region; forms parted by /
    = leader 陆文舟 | sender 青川县 | destination 宁波市, 杭州市 | start 2021-05-18

A case without ``=`` must yield nothing. The same cases are the tests and part of the scorer's training data.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zhaoshang.ontology.article import Article
from zhaoshang.ontology.errors import DataError
from zhaoshang.ontology.reading import LITERAL_ROLES, ROLES
from zhaoshang.ontology.values import PartialDate, Span

FOLDER = Path(__file__).parent / "corpus"
_KEYS = {"o": "officials", "x": "executives", "c": "companies", "b": "bodies", "r": "regions"}


def cases(folder: Path = FOLDER) -> Iterator[tuple[Article, dict[str, Any]]]:
    """Every case as an article and its gold in the guide's form; raises DataError naming file and case for one that is wrong."""
    for path in sorted(folder.glob("*.txt")):
        for block in path.read_text("utf-8").split("\n## ")[1:]:
            name, _, rest = block.partition("\n")
            yield _case(f"{path.stem}.{name.strip()}", rest)


def _case(name: str, rest: str) -> tuple[Article, dict[str, Any]]:
    text, _, answers = rest.partition("\n--\n")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines or not lines[0].startswith("@ "):
        raise DataError("a case begins with its date", where=name, remedy="write @ 2021-05-24 below its name")
    gold = _answers(name, answers)
    gold["date"] = lines[0][2:]
    return _article(name, lines[1:], PartialDate.parse(lines[0][2:])), gold


def _article(name: str, lines: list[str], published: PartialDate) -> Article:
    """A first line without a final stop is the title."""
    spans: list[Span] = []
    for line in lines:
        start = spans[-1].end + 1 if spans else 0
        spans.append(Span(start, start + len(line)))
    titled = len(lines) > 1 and lines[0][-1] not in "。！？：”"
    return Article(name, "\n".join(lines), tuple(spans), titled, published, path=name)


def _answers(name: str, answers: str) -> dict[str, Any]:
    gold: dict[str, Any] = {"article": name, "records": [], **{key: [] for key in _KEYS.values()}}
    ids: dict[str, str] = {}
    for line in (raw.strip() for raw in answers.splitlines()):
        if line[:2] in {f"{k} " for k in _KEYS}:
            key, names = _KEYS[line[0]], line[2:].split("/")
            entity = f"{line[0]}{len(gold[key]) + 1}"
            gold[key].append({"id": entity, "names": names})
            ids.update(dict.fromkeys(names, entity))
        elif line.startswith("= "):
            gold["records"].append(_record(name, line[2:], ids))
        elif line and not line.startswith("#"):
            raise DataError(f"not understood: {line!r}", where=name, remedy="see the module's docstring")
    return gold


def _record(name: str, line: str, ids: dict[str, str]) -> dict[str, Any]:
    record: dict[str, Any] = {"type": "delegation"}
    for part in line.split("|"):
        role, _, values = part.strip().partition(" ")
        names = [value.strip() for value in values.split(",")]
        unknown = [n for n in names if role not in LITERAL_ROLES and n not in ids]
        if role not in ROLES["delegation"] or unknown:
            raise DataError(f"role {role!r}, unknown {unknown}", where=name, remedy="a role of the guide, entities listed above")
        record[role] = names if role in LITERAL_ROLES else [ids[n] for n in names]
    return record
