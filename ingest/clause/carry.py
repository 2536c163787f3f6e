"""What a sentence leaves unsaid: the subject that runs on, the day that still holds."""

from __future__ import annotations

import re
from dataclasses import replace

from zhaoshang.ingest.document import DateRange, Document, Mention, Type
from zhaoshang.ontology.values import Span

from .frame import Act, Frame

_TRAVEL = frozenset({Act.LEAD, Act.GO, Act.VISIT, Act.TALK, Act.LEAVE, Act.SEND})
"""Acts of people on the way: a dropped subject of one of these is whoever did the last of these, not whoever spoke last."""

_HOSTLY = frozenset({"领着", "带着", "陪着", "带"})
_PASSING = frozenset({Act.SAY, Act.HOLD, Act.SIGN, Act.INVEST, Act.BUILD, Act.FINISH, Act.SETTLE, Act.ACCOMPANY, Act.INVITE})


_REPORTED = re.compile(r"\s*(?:电|讯|[\u4e00-\u9fff]{2,6}(?:电|讯|消息)(?=[\s(（:：]))")


def dateline(document: Document, date: Mention) -> bool:
    """新华社北京4月17日电, 中国网4月17日嘉兴讯: the day on which it was written, not one on which anything was done."""
    return bool(_REPORTED.match(document.text, date.span.end))


class Memory:
    """The last subject, the last travellers and the last day while an article is read from front to back."""

    def __init__(self) -> None:
        self._subject: tuple[Mention, ...] = ()
        self._travellers: tuple[Mention, ...] = ()
        self._here: tuple[Mention, ...] = ()
        self._when: DateRange | None = None

    def enter(self, document: Document, sentence: Span) -> None:
        """A new sentence begins; its own first date holds from here on."""
        self._here = ()
        for mention in document.inside(sentence, Type.DATE):
            if isinstance(mention.value, DateRange) and mention.value.start is not None and not dateline(document, mention):
                self._when = mention.value
                break

    def fill(self, frame: Frame) -> Frame:
        """``frame`` with what it lacks taken from before, where something is known."""
        given = frame.subject or self._here or (self._travellers if frame.act in _TRAVEL else ()) or self._subject
        if frame.subject:
            self._keep(frame)
        carried = frame.when is None and self._when is not None
        if given is frame.subject and not carried:
            return frame
        inherited = frame.inherited or (bool(given) and given is not frame.subject)
        return replace(frame, subject=given, inherited=inherited, when=self._when if carried else frame.when, carried=carried)

    def _keep(self, frame: Frame) -> None:
        if frame.act is Act.SAY:
            return  # what a speaker tells of others is not the speaker's doing
        if frame.act is not Act.ACCOMPANY:
            self._here = frame.subject
        elif frame.objects:  # whoever is accompanied goes on, not whoever accompanies
            self._here = frame.objects
        if frame.quoted or frame.reported:
            return
        if frame.act not in _PASSING:
            self._subject = frame.subject
        if frame.act in _TRAVEL and frame.word not in _HOSTLY:
            self._travellers = frame.subject
