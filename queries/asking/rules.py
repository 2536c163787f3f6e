"""How a question is recognised, from ``rules.tsv``: what must be there, what may be, where names and numbers go."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from zhaoshang.ontology.errors import DataError
from zhaoshang.ontology.vocabulary import CLASSES

from ..catalogue import catalogue
from .lexicon import concepts

FILE = Path(__file__).with_name("rules.tsv")
VALUES = frozenset({"number", "least", "top", "months"})
KINDS = frozenset({"number", "months", "status", "currency"})
"""What a slot takes that is no name."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A parameter and what goes into it: a class of names, ``to`` or ``from`` a place, or one of KINDS."""

    parameter: str
    takes: str
    side: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """``needs`` are sets of which one member each must be there: a concept, or a class for a name of it."""

    question: str
    needs: tuple[frozenset[str], ...]
    takes: frozenset[str]
    slots: tuple[Slot, ...]
    line: int

    @property
    def consumes(self) -> frozenset[str]:
        """Every concept that this rule explains."""
        return self.takes.union(*self.needs)


@cache
def rules(file: Path = FILE) -> tuple[Rule, ...]:
    """All rules in the order of the file. Raises DataError naming file and line."""
    lines = enumerate(file.read_text("utf-8").splitlines(), 1)
    return tuple(_rule(line, number, f"{file.name}:{number}") for number, line in lines if line and not line.startswith("#"))


def _rule(line: str, number: int, where: str) -> Rule:
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) != 4 or cells[0] not in catalogue():
        raise DataError("a rule is a question, needs, takes and slots, apart by tabs", where=where)
    needs = tuple(frozenset(part.strip().split("/")) for part in cells[1].split(","))
    takes = frozenset(cells[2].split())
    slots = tuple(_slot(part.strip(), cells[0], where) for part in cells[3].split(",") if part.strip())
    for word in {w.partition(".")[0] for w in takes.union(*needs)} - concepts() - VALUES - set(CLASSES):
        raise DataError(f"{word!r} is neither a concept of the lexicon nor a class", where=where)
    return Rule(cells[0], needs, takes, slots, number)


def _slot(text: str, question: str, where: str) -> Slot:
    parameter, sign, takes = text.partition("=")
    takes, _, side = takes.partition(".")
    known = {p.name for p in catalogue()[question].parameters}
    if not sign or parameter not in known or not (takes in CLASSES or takes in KINDS) or side not in ("", "to", "from"):
        raise DataError(f"{text!r} is no slot of {question}", where=where)
    return Slot(parameter, takes, side)
