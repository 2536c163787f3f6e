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
    """Statement id -> the verdict that stands on it, in the order of the journal; an undo brings the one before it back."""
    said: dict[str, list[Verdict]] = {}
    for seq, decision in journal.decisions_after(0, "review"):
        statement, verdict = decision.body.get("statement"), str(decision.body.get("verdict", ""))
        if not isinstance(statement, str):
            continue
        own = said.pop(statement, [])
        if verdict == "undo":
            del own[-1:]
        else:
            own.append(Verdict(seq, verdict, str(decision.body.get("note", "")), decision.author))
        said[statement] = own
    return {statement: own[-1] for statement, own in said.items() if own}


def flagged(journal: Journal) -> tuple[str, ...]:
    """The statements that a reader called wrong and that nobody has settled since."""
    return tuple(statement for statement, last in verdicts(journal).items() if last.verdict == "flag")
