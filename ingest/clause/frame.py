"""The frame: one verb of one sentence with the mentions that fill its places."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from zhaoshang.ingest.document import DateRange, Mention
from zhaoshang.ontology.reading import Status
from zhaoshang.ontology.values import Span


class Act(StrEnum):
    """What kind of doing a verb tells; ``lexicon/verbs.tsv`` says which verbs."""

    LEAD = "lead"
    GO = "go"
    VISIT = "visit"
    MEET = "meet"
    TALK = "talk"
    ACCOMPANY = "accompany"
    ATTEND = "attend"
    INSPECT = "inspect"
    INVITE = "invite"
    ENTRUST = "entrust"
    SEND = "send"
    LEAVE = "leave"
    HOLD = "hold"
    SAY = "say"
    SIGN = "sign"
    WITNESS = "witness"
    UNVEIL = "unveil"
    INVEST = "invest"
    SETTLE = "settle"
    BUILD = "build"
    FINISH = "finish"


@dataclass(frozen=True, slots=True)
class Frame:
    """One act. ``trigger`` is the verb's place, ``word`` the lexicon's form of it, ``clause`` the stretch between commas around it.

    ``subject`` are those who do it, ``objects`` whom or what it is done to (right of the verb, or between 与 or 由 and the verb:
    then they stand in ``partners``). ``places`` and ``date`` are those of the clause, else of the sentence before the verb;
    ``when`` is the date's value, carried over from earlier in the paragraph where the clause names none (``carried``
    tells). ``inherited`` is true where the subject was dropped and taken from what came before. ``quoted`` is true
    inside quotation marks, ``reported`` behind a verb of saying.
    """

    act: Act
    word: str
    trigger: Span
    sentence: Span
    clause: Span
    subject: tuple[Mention, ...] = ()
    objects: tuple[Mention, ...] = ()
    partners: tuple[Mention, ...] = ()
    places: tuple[Mention, ...] = ()
    date: Mention | None = None
    when: DateRange | None = None
    status: Status = Status.HAPPENED
    inherited: bool = False
    carried: bool = False
    quoted: bool = False
    reported: bool = False
