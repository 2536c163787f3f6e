"""The dossiers of a journal as the service holds them: read once, then kept in step; each decision is appended, nothing is patched."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from zhaoshang.ontology.errors import InputError, NotFoundError
from zhaoshang.ontology.names import key
from zhaoshang.stores.dossiers import KIND, Dossier, Shelf
from zhaoshang.stores.journal import Journal

from ..search.index import NameIndex
from .draft import Draft, dossier_id
from .watch import Change, watch


@dataclass(frozen=True, slots=True)
class Put:
    """What putting did: ``result`` is new, changed or unchanged."""

    id: str
    result: str


class Desk:
    """All dossiers of one journal; safe to use from several threads."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._shelf = Shelf()
        self._lock = threading.Lock()
        self._state = (-1, -1, 0)
        self._changes: dict[str, tuple[tuple[int, int], tuple[Change, ...]]] = {}
        """Of this state of the graph: dossier -> (when it was put, when linked), what has changed since."""

    def all(self) -> dict[str, Dossier]:
        """The dossiers as the journal has them now, in the order in which they were first put."""
        with self._lock:
            self._shelf.advance(self._journal)
            return dict(self._shelf.dossiers)

    def get(self, ident: str) -> Dossier:
        """One dossier by its id, with or without ``dossier/``; raises NotFoundError."""
        name = dossier_id(ident)
        with self._lock:
            self._shelf.advance(self._journal)
            found = self._shelf.dossiers.get(name)
        if found is None:
            raise NotFoundError(f"There is no {name}.", where=name, remedy="see /dossiers")
        return found

    def put(self, drafts: Iterable[Draft], author: str) -> list[Put]:
        """Keep all of these, in one transaction; what is kept already in the same words is left as it is."""
        with self._journal.writing():
            known = self.all()
            done = []
            for draft in drafts:
                name = draft.id or minted(draft)
                now = known.get(name)
                if now and (now.type, now.fields, now.text) == (draft.type, draft.fields, draft.text):
                    done.append(Put(name, "unchanged"))
                    continue
                fields = {field: list(values) for field, values in draft.fields.items()}
                body = {"action": "put", "dossier": name, "type": draft.type, "fields": fields, "text": draft.text, "form": draft.form}
                seq = self._journal.decide(KIND, body, author)
                done.append(Put(name, "changed" if now else "new"))
                known[name] = Dossier(name, draft.type, draft.fields, draft.text, draft.form, author, "", seq, "")
        return done

    def delete(self, ident: str, author: str) -> int:
        """Take a dossier and its links away; the journal keeps what was. Its sequence number; raises NotFoundError."""
        with self._journal.writing():
            return self._journal.decide(KIND, {"action": "delete", "dossier": self.get(ident).id}, author)

    def decide(self, ident: str, action: str, entity: str, author: str, note: str = "", score: float = 0.0) -> int:
        """Accept, refuse or undo; the decision's sequence number. Raises NotFoundError, or InputError where nothing is to be undone."""
        with self._journal.writing():
            now = self.get(ident)
            if action == "undo" and entity not in now.verdicts:
                raise InputError(f"Nothing was decided about {now.id} and {entity}.", where=entity, remedy="see the dossier's history")
            body = {"action": action, "dossier": now.id, "entity": entity, "note": note, "score": score}
            return self._journal.decide(KIND, body, author)

    def changed(self, index: NameIndex) -> dict[str, tuple[Change, ...]]:
        """Dossier -> what has changed around its link since that was accepted. Worked out once for each state of the graph, and then
        only for what was put or decided since."""
        every = self.all()
        linked = [(one, one.link) for one in every.values() if one.link]
        with self._lock:
            state = (self._journal.said(), self._journal.canon().seq, id(index))
            if state != self._state:
                self._state, self._changes = state, {}
            fresh = {one.id: (one.seq, link.seq) for one, link in linked if self._known(one.id) != (one.seq, link.seq)}
            found = watch(self._journal, index, [every[name] for name in fresh])
            self._changes |= {name: (seqs, found.get(name, ())) for name, seqs in fresh.items()}
            return {one.id: changes for one, _ in linked if (changes := self._changes[one.id][1])}

    def _known(self, name: str) -> tuple[int, int] | None:
        return self._changes[name][0] if name in self._changes else None


def minted(draft: Draft) -> str:
    """An id for a draft that brings none: over all that it says, so that the same row twice is one dossier."""
    features = [f"{field}={value}" for field in sorted(draft.fields) for value in draft.fields[field]]
    return "dossier/" + key(next(iter(draft.names), draft.text[:20]), draft.type, *features, draft.text)


_desks: WeakKeyDictionary[Journal, Desk] = WeakKeyDictionary()
_opening = threading.Lock()


def desk(journal: Journal) -> Desk:
    """The desk of a journal; the first who asks opens it."""
    with _opening:
        if journal not in _desks:
            _desks[journal] = Desk(journal)
        return _desks[journal]
