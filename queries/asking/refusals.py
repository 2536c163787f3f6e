"""Why a question gets no answer, in sentences that say what to do (``refusals.tsv``)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from zhaoshang.ontology.errors import DataError

from ..catalogue import Text

FILE = Path(__file__).with_name("refusals.tsv")


@cache
def reasons(file: Path = FILE) -> Mapping[str, tuple[Text, Text]]:
    """Reason -> its sentences, without and with the words that it is about. Raises DataError naming file and line."""
    found: dict[str, tuple[Text, Text]] = {}
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != 5 or not all(cells):
            raise DataError("a line is a reason and four sentences, apart by tabs", where=f"{file.name}:{number}")
        found[cells[0]] = (Text(*cells[1:3]), Text(*cells[3:]))
    return found


def detail(reason: str, what: str) -> Text:
    """The sentence for a reason."""
    plain, telling = reasons()[reason]
    return Text(telling.zh.replace("{what}", what), telling.en.replace("{what}", what)) if what else plain
