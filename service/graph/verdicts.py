"""What readers and reviewers have said of statements: the last verdict on each counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zhaoshang.stores.journal import Journal


@dataclass(frozen=True, slots=True)
class Verdict:
    """``verdict`` is flag, accept, correct or refuse; ``note`` what was said with it; ``author`` who said it; ``seq`` where
    in the journal."""

    seq: int
    verdict: str
    note: str
    author: str


def verdicts(journal: Journal) -> Mapping[str, Verdict]:
    """Statement id -> the last verdict on it, in the order of the journal."""
    found: dict[str, Verdict] = {}
    for seq, decision in journal.decisions_after(0):
        statement = decision.body.get("statement")
        if decision.kind == "review" and isinstance(statement, str):
            found.pop(statement, None)
            found[statement] = Verdict(seq, str(decision.body.get("verdict", "")), str(decision.body.get("note", "")), decision.author)
    return found


def flagged(journal: Journal) -> tuple[str, ...]:
    """The statements that a reader called wrong and that nobody has settled since."""
    return tuple(statement for statement, last in verdicts(journal).items() if last.verdict == "flag")
