"""All frames of an article, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ingest.mention.view import fold
from zhaoshang.ontology.values import Span

from .carry import Memory, dateline
from .frame import Act, Frame
from .roles import Roles, arguments, listed_behind, roles_of
from .status import quoted, status_of
from .triggers import Trigger, clauses, find_triggers

LONGEST = 2000
"""Code points of the longest sentence that is read: a longer one is a table or a damaged file, and no prose."""


def frames(document: Document) -> tuple[Frame, ...]:
    """Every verb of the lexicon in ``document`` as a frame, by place. Dropped subjects and dates are carried over sentence and
    paragraph borders (`Frame.inherited`, `Frame.carried` tell); nothing is judged here."""
    folded, memory = fold(document.text), Memory()
    found: list[Frame] = []
    for sentence in document.sentences:
        if len(sentence) > LONGEST:
            continue
        memory.enter(document, sentence)
        found.extend(map(memory.fill, _of_sentence(document, folded, sentence)))
    return tuple(found)


def _of_sentence(document: Document, folded: str, sentence: Span) -> Iterator[Frame]:
    triggers = find_triggers(document, folded, sentence)
    stretches, args = list(clauses(folded, sentence)), arguments(document, sentence)
    held = Roles()
    for index, trigger in enumerate(triggers):
        clause = _clause(stretches, trigger)
        around = _around(document, stretches, triggers, index, sentence)
        around = Span(_after_semicolon(folded, around.start, trigger.span.start), around.end)
        roles = listed_behind(folded, trigger, sentence, args) or roles_of(folded, trigger, around, args)
        if index and _clause(stretches, triggers[index - 1]) == clause and around.start == triggers[index - 1].span.end:
            roles = _chained(folded, triggers[index - 1], trigger, held, roles)
        yield _frame(document, folded, sentence, clause, trigger, roles, triggers[:index])
        held = roles


def _chained(folded: str, before: Trigger, trigger: Trigger, held: Roles, roles: Roles) -> Roles:
    """Two verbs in one clause: what stands between them belongs to the first (赴X考察, 前往X洽谈, 拜访X并座谈)."""
    if roles.partners or before.verb.shape == "bare" or _by_whom(folded, before, trigger, roles):
        return roles
    taken = {m.span for m in held.objects}
    subject = tuple(m for m in roles.subject if m.span not in taken)
    if trigger.verb.shape == "with" and before.verb.shape in ("object", "place"):
        return replace(roles, subject=subject, partners=held.objects)
    return replace(roles, subject=subject)


_WHOM = re.compile(r"由[^，。；]*$")


def _by_whom(folded: str, before: Trigger, trigger: Trigger, roles: Roles) -> bool:
    """会见了由甲率领的代表团: 甲 is met, and leads as well."""
    if trigger.verb.shape != "by" or not roles.subject or before.verb.act is not Act.MEET:
        return False
    return bool(_WHOM.search(folded, before.span.end, roles.subject[0].span.start)) and folded.startswith("的", trigger.span.end)


def _clause(stretches: list[Span], trigger: Trigger) -> Span:
    return next(c for c in stretches if c.start <= trigger.span.start < c.end)


def _around(document: Document, stretches: list[Span], triggers: tuple[Trigger, ...], index: int, sentence: Span) -> Span:
    """Where the verb's mentions may stand: behind the verb before it, before the clause of the verb after it.

    What a comma parts from the verb before is not that verb's; only 与 X, Y, Z V may run over several clauses.
    """
    trigger, start, end = triggers[index], sentence.start, sentence.end
    own = _clause(stretches, trigger)
    if index:
        start = triggers[index - 1].span.end
        if own.start > start and trigger.verb.shape != "with":
            start = _row_start(document, stretches, triggers, index)
    if index + 1 < len(triggers):
        following = _clause(stretches, triggers[index + 1])
        apart = following.start > own.start
        end = _row_start(document, stretches, triggers, index + 1) if apart else triggers[index + 1].span.start
    return Span(start, max(end, trigger.span.end))


def _row_start(document: Document, stretches: list[Span], triggers: tuple[Trigger, ...], index: int) -> int:
    """Where the verb's own clause begins, or the row of people that ends in it: 来甬考察，市委书记甲，市长乙｜率队."""
    own, earlier = _clause(stretches, triggers[index]), _clause(stretches, triggers[index - 1])
    people = document.inside(Span(own.start, max(triggers[index].span.start, own.start + 1)), Type.PERSON)
    first, low = stretches.index(own), stretches.index(earlier)
    if next(people, None) is None:
        return own.start
    while first - 1 > low and _ends_with_person(document, stretches[first - 1]):
        first -= 1
    return own.start if _ends_with_person(document, stretches[first - 1]) else stretches[first].start


def _ends_with_person(document: Document, clause: Span) -> bool:
    return any(clause.end - m.span.end <= 2 for m in document.inside(clause, Type.PERSON))


def _after_semicolon(folded: str, start: int, end: int) -> int:
    return max(start, *(folded.rfind(mark, start, end) + 1 for mark in "；;"))


def _frame(
    document: Document, folded: str, sentence: Span, clause: Span, trigger: Trigger, roles: Roles, earlier: tuple[Trigger, ...]
) -> Frame:
    date = _nearest([m for m in document.inside(sentence, Type.DATE) if not dateline(document, m)], clause, trigger)
    places = _places(document, clause)
    said = any(_introduces(folded, t) and not _SEMICOLON.search(folded, t.span.end, trigger.span.start) for t in earlier)
    return Frame(
        trigger.verb.act, trigger.verb.word, trigger.span, sentence, clause, roles.subject, roles.objects, roles.partners, places, date,
        date.value if date else None, status_of(folded, trigger, clause),  # type: ignore[arg-type]
        quoted=quoted(folded, sentence, trigger.span.start), reported=said,
    )  # fmt: skip


_SEMICOLON = re.compile("[；;]")


def _introduces(folded: str, trigger: Trigger) -> bool:
    """A verb of saying with what is said behind it (表示，… 说：…), not 介绍了情况. What is made known (透露，介绍，) is told as done."""
    return (
        trigger.verb.act is Act.SAY
        and trigger.verb.word not in _MAKING_KNOWN
        and folded[trigger.span.end : trigger.span.end + 1] in "，,：:“「"
    )


_MAKING_KNOWN = frozenset({"透露", "介绍"})


def _places(document: Document, clause: Span) -> tuple[Mention, ...]:
    """The places of a clause, without those that belong to a post."""
    posts = [p.span for p in document.inside(clause, Type.POST)]
    return tuple(m for m in document.inside(clause, Type.PLACE) if not any(p.covers(m.span) for p in posts))


def _nearest(dates: list[Mention], clause: Span, trigger: Trigger) -> Mention | None:
    """The date of the clause before the verb, else the last before it in the sentence, else the clause's own behind it."""
    before = [m for m in dates if m.span.end <= trigger.span.start]
    own = [m for m in dates if clause.covers(m.span)]
    return before[-1] if before else own[0] if own else None
