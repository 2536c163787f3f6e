"""``/review``: what the reading doubted and what readers found wrong, and the decisions about it; written through the journal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field, model_validator

from zhaoshang.ontology.errors import NotFoundError
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.journal.entries import QueuedDoubt
from zhaoshang.stores.projection import sentence_around

from ..access import Caller, needs
from ..entities.describe import Citer, Ref, ref
from ..graph.verdicts import verdicts
from ..negotiation import choose
from ..search.index import NameIndex
from ..state import State, state_of
from ..written import told
from .explorer import explorer

router = APIRouter(tags=["review"])


class Verdict(BaseModel):
    """About a statement or a doubt. ``flag`` asks for a review of a statement, ``undo`` takes the last word on it back, the others
    settle it. ``value`` is what a correction puts in its place: a name as the article prints it, or a date, sum or the like in
    the guide's form; without one a correction takes it out. ``note`` says what is wrong or right."""

    statement: str = Field(default="", max_length=100, examples=["statement/0123456789abcdef0123"])
    doubt: str = Field(default="", max_length=100)
    verdict: Literal["flag", "accept", "correct", "refuse", "undo"]
    value: str = Field(default="", max_length=200)
    note: str = Field(default="", max_length=2000)
    author: str = Field(default="reader", min_length=1, max_length=100)

    @model_validator(mode="after")
    def _one_thing(self) -> Verdict:
        if bool(self.statement) == bool(self.doubt) or (self.doubt and self.verdict == "flag"):
            raise ValueError("name either a statement or a doubt; only a statement can be flagged")
        return self


class Recorded(BaseModel):
    """``seq`` is the decision's place in the journal."""

    seq: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of the queue: a ``doubt`` of the reading or a reader's ``flag``. ``marks`` are code points of ``sentence``."""

    id: str
    kind: str
    reason: str
    note: str
    learnt_at: str
    article: str
    title: str
    sentence: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    statement: str = ""
    subject: Ref | None = None
    predicate: str = ""
    object: Ref | None = None
    value: str = ""


@router.get("/review", summary="What waits for a person's decision")
def queue(request: Request, state: Annotated[State, Depends(state_of)]) -> Response:
    """Readers' flags first, then the doubts of the reading; as JSON, or the explorer's page."""
    if choose(request.headers.get("accept"), ("application/json", "text/html")) == "text/html":
        return explorer(request)
    citer = Citer(state.journal)
    waiting = [*_flags(state.journal, state.index, citer), *(_doubt(citer, one) for one in state.journal.doubts())]
    return told({"waiting": waiting}, {"Vary": "Accept", "Cache-Control": "no-store"})


@router.post("/review", status_code=201, summary="Flag a statement, or decide about one or about a doubt")
def decide(
    request: Request, state: Annotated[State, Depends(state_of)], caller: Annotated[Caller, Depends(needs("write"))], body: Verdict
) -> Recorded:
    """The decision is appended to the journal with its author, and its article settled anew: what was refused leaves the graph,
    what was accepted enters it. Nothing is changed in place."""
    article, about = _about(state.journal, body)
    decision: dict[str, Any] = body.model_dump(exclude={"author"}, exclude_defaults=True) | ({"about": about} if about else {})
    seq = state.journal.decide("review", decision, caller.author(body.author), article)
    settle: Callable[[str], object] | None = getattr(request.app.state, "settle", None)
    if settle and article and body.verdict != "flag":
        settle(article)
    return Recorded(seq=seq)


def _about(journal: Journal, body: Verdict) -> tuple[str, dict[str, str]]:
    """The article that the decision is about and, for a doubt, its reason and words, by which it is known in another version."""
    known = journal.statement(body.statement) if body.statement else None
    if known is not None:
        return known.statement.article, {}
    for one in journal.doubts() if body.doubt else ():
        if one.id == body.doubt:
            quote = one.doubt.evidence.quote if one.doubt.evidence else ""
            return one.article, {"reason": one.doubt.reason, "quote": quote}
    for _, earlier in reversed(journal.decisions_after(0, "review")):
        if body.verdict == "undo" and body.statement == earlier.body.get("statement", "") and body.doubt == earlier.body.get("doubt", ""):
            return earlier.article, dict(earlier.body.get("about", {}))
    what = "No standing article makes" if body.statement else "There waits no"
    raise NotFoundError(f"{what} {body.statement or body.doubt}.", where=body.statement or body.doubt)


def _flags(journal: Journal, index: NameIndex, citer: Citer) -> list[Waiting]:
    """The statements that were flagged last and that still stand."""
    open_ = sorted((last.seq, name, last.note) for name, last in verdicts(journal).items() if last.verdict == "flag")
    found = (_flag(journal, index, citer, name, note) for _, name, note in open_)
    return [one for one in found if one]


def _flag(journal: Journal, index: NameIndex, citer: Citer, name: str, note: str) -> Waiting | None:
    row = journal.statement(name)
    if row is None:
        return None
    now = journal.canon().statement(row.statement)
    cited = next(iter(citer.cite(row.statement)), None)
    other = ref(index, now.object) if isinstance(now.object, str) else None
    value = "" if isinstance(now.object, str) else now.object.value
    title, sentence, marks = (cited.article.title, cited.sentence, cited.marks) if cited else ("", "", ())
    return Waiting(
        name, "flag", note or now.rule, "", row.learnt_at, now.article, title, sentence, marks, name,
        ref(index, now.subject), now.predicate, other, value,
    )  # fmt: skip


def _doubt(citer: Citer, queued: QueuedDoubt) -> Waiting:
    said, article = queued.doubt.evidence, citer.article(queued.article) if queued.article else None
    sentence = ""
    marks: tuple[tuple[int, int], ...] = ()
    if said is not None and article is not None:
        sentence = sentence_around(article.text, said.start, said.end)
        low = said.start - article.text.find(sentence, max(0, said.start - len(sentence)))
        marks = ((low, min(low + said.end - said.start, len(sentence))),)
    return Waiting(
        queued.id, "doubt", queued.doubt.reason, queued.doubt.detail, queued.learnt_at, queued.article, queued.title, sentence, marks
    )
