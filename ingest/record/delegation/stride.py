"""A step: what one frame says of people on the way, before it is known which trip it belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from zhaoshang.ingest.clause import Frame
from zhaoshang.ontology.reading import Status


@dataclass(frozen=True, slots=True)
class Step:
    """``people`` travel (their ids, the first leads), ``along`` go with them, ``orgs`` are places, firms and bodies that travel or
    send; ``hosts`` receive. ``targets`` are regions reached, ``called`` firms and bodies called on. ``group`` is the
    back-reference or noun that stands for the travellers. ``incoming`` tells that the writer is on the hosts' side."""

    frame: Frame
    rule: str
    people: tuple[str, ...] = ()
    along: tuple[str, ...] = ()
    orgs: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    group: str = ""
    incoming: bool = False


def happened(step: Step) -> bool:
    """True for what is told as done."""
    return step.frame.status is Status.HAPPENED
