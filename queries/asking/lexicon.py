"""The words of questions, from ``lexicon.tsv``: each with what it stands for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from zhaoshang.ontology.errors import DataError
from zhaoshang.ontology.names import normal

FILE = Path(__file__).with_name("lexicon.tsv")
FILLER = "-"
"""The concept of words without weight."""


@cache
def lexicon(file: Path = FILE) -> Mapping[str, frozenset[str]]:
    """Word in normal form -> its concepts; words without weight have none. Raises DataError naming file and line."""
    found: dict[str, frozenset[str]] = {}
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        concept, tab, words = line.partition("\t")
        if not tab or not words.strip():
            raise DataError("a line is a concept, a tab and words", where=f"{file.name}:{number}")
        tags = frozenset() if concept == FILLER else frozenset({concept})
        for word in words.split():
            form = normal(word.replace("_", " "))
            found[form] = found.get(form, frozenset()) | tags
    return found


@cache
def concepts(file: Path = FILE) -> frozenset[str]:
    """Every concept that some word stands for."""
    return frozenset(tag for tags in lexicon(file).values() for tag in tags)


@cache
def longest(file: Path = FILE) -> int:
    """The length of the longest word in code points."""
    return max(map(len, lexicon(file)))
