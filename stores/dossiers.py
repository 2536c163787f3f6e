"""Dossiers and their links: a pure function of the journal's decisions of kind ``dossier``, in their order.

A decision's body names its ``action`` and its ``dossier``: ``put`` (``type``, ``fields``, ``text``, ``form``: the whole new
content), ``delete``, ``accept`` and ``refuse`` (``entity``, ``note``, ``score``), ``undo`` (``entity``, ``note``: takes back the
last decision about that pair). A dossier is about one thing, so the last acceptance that stands is its link; what was
accepted before stands again when that is undone. Entities keep the ids by which they were decided on; `Canon` gives today's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .journal import Canon, Entry, Journal

KIND = "dossier"
"""The kind of these decisions."""
ACTIONS = ("put", "delete", "accept", "refuse", "undo")


@dataclass(frozen=True, slots=True)
class Link:
    """One decision about a dossier and an entity. ``action`` is accept, refuse or undo; ``at`` ISO, UTC; ``score`` what the
    candidate had then (0 to 100; 0 if it was none)."""

    entity: str
    action: str
    by: str
    at: str
    note: str
    seq: int
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier as it stands. ``fields`` are its own values by name, ``text`` what was written of it, ``form`` how it was put
    (fields, ftm or text); ``history`` all decisions about it, undone ones and their undoing among them."""

    id: str
    type: str
    fields: Mapping[str, tuple[str, ...]]
    text: str
    form: str
    by: str
    at: str
    seq: int
    created: str
    history: tuple[Link, ...] = ()
    standing: tuple[Link, ...] = ()
    """The decisions that no undoing took back, oldest first."""

    @property
    def name(self) -> str:
        """Its first name; its id where it has none."""
        return next(iter(self.fields.get("name", ())), self.id)

    @property
    def link(self) -> Link | None:
        """The accepted link that stands."""
        last = self.verdicts
        return next((one for one in reversed(self.standing) if one.action == "accept" and last[one.entity] is one), None)

    @property
    def verdicts(self) -> dict[str, Link]:
        """Entity -> the last decision about it that stands."""
        return {one.entity: one for one in self.standing}


@dataclass(slots=True)
class Shelf:
    """All dossiers as of ``seq``; `advance` reads what the journal has learnt since."""

    seq: int = 0
    origin: str = ""
    dossiers: dict[str, Dossier] = field(default_factory=dict)

    def advance(self, journal: Journal) -> bool:
        """Read on to the journal's head; True if anything about dossiers was decided. Another journal is read from its start."""
        origin, head = journal.origin(), journal.head()
        if origin != self.origin or head < self.seq:
            self.seq, self.origin, self.dossiers = 0, origin, {}
        if head == self.seq:
            return False
        changed = self.read(journal.decided_after(self.seq, KIND))
        self.seq = max(self.seq, head)
        return changed

    def read(self, entries: Iterable[Entry]) -> bool:
        """Take in entries of this kind, in order."""
        changed = False
        for entry in entries:
            self._take(entry, entry.body["body"], str(entry.body["author"]))
            self.seq, changed = entry.seq, True
        return changed

    def _take(self, entry: Entry, body: Mapping[str, Any], by: str) -> None:
        name, action = str(body["dossier"]), str(body["action"])
        now = self.dossiers.get(name)
        if action == "put":
            fields = {key: tuple(values) for key, values in body["fields"].items()}
            created = now.created if now else entry.learnt_at
            fresh = Dossier(name, body["type"], fields, body["text"], body["form"], by, entry.learnt_at, entry.seq, created)
            self.dossiers[name] = replace(fresh, history=now.history, standing=now.standing) if now else fresh
        elif action == "delete":
            self.dossiers.pop(name, None)
        elif now is not None:
            link = Link(body["entity"], action, by, entry.learnt_at, body.get("note", ""), entry.seq, float(body.get("score", 0.0)))
            self.dossiers[name] = replace(now, history=(*now.history, link), standing=_stands(now.standing, link))


def _stands(before: tuple[Link, ...], link: Link) -> tuple[Link, ...]:
    """What stands after this decision: an undoing takes back the last one about its pair."""
    if link.action != "undo":
        return (*before, link)
    places = [place for place, one in enumerate(before) if one.entity == link.entity]
    return before if not places else (*before[: places[-1]], *before[places[-1] + 1 :])


def dossiers_of(journal: Journal) -> list[Dossier]:
    """All dossiers that the journal has now."""
    shelf = Shelf()
    shelf.advance(journal)
    return list(shelf.dossiers.values())


@dataclass(frozen=True, slots=True, order=True)
class Shown:
    """What the stores show of an accepted link: which dossier is about which entity of today, and since when it was found to be; nothing
    else of a dossier, for that is its keeper's own. All but ``at`` are graph ids."""

    id: str
    dossier: str
    entity: str
    at: str


def links_of(journal: Journal, canon: Canon) -> list[Shown]:
    """The accepted links that stand, one for each dossier that has one."""
    linked = ((one.id, one.link) for one in dossiers_of(journal))
    return [Shown(name.replace("dossier/", "link/", 1), name, canon.canonical(it.entity), it.at) for name, it in linked if it]


def may_have_changed(journal: Journal, after: int) -> bool:
    """True if what `links_of` gives may be other than it was at ``after``: by a decision on a dossier, or on who is who."""
    return not after or any(decision.kind in (KIND, "merge", "split", "refuse") for _, decision in journal.decisions_after(after))
