"""The names of the graph as questions use them: full and short names, aliases, pinyin, a post for its holder (``陆书记``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from zhaoshang.ontology.names import normal, normals
from zhaoshang.ontology.vocabulary import CLASSES, SLUGS, ancestors

from .forms import offices, posts, short_firm, short_region, surname_of, titled
from .lexicon import lexicon
from .similar import nearest
from .sound import spelled

_CLASSES = {slug: cls for cls, slug in SLUGS.items()}
ASKED = ("Person", "Organization", "Region", "Project", "Delegation")
"""What a question may name, by class; trips, events, posts and articles have no name of their own."""
LONGEST = 40
"""Names are looked for up to so many code points."""


@cache
def _kinds(cls: str) -> frozenset[str]:
    return frozenset((cls, *ancestors(cls)))


def _is_asked(cls: str) -> bool:
    return cls in CLASSES and not _kinds(cls).isdisjoint(ASKED)


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity that a question may mean; ``hint`` tells it from others of its name (a post, a place), "" if nothing does."""

    id: str
    cls: str
    label: str
    hint: str = ""

    def fits(self, cls: str) -> bool:
        """True if it is of the class or of one below it; an Organization is a firm or body here, never a delegation."""
        if cls == "Organization" and self.cls == "Delegation":
            return False
        return cls in _kinds(self.cls)


@dataclass(frozen=True, slots=True)
class Holding:
    """A person (graph id) in a post (its name), of a region or organisation (graph id, "" if unknown), last on an ISO date."""

    person: str
    post: str
    of: str
    on: str = ""


def class_of(entity: str) -> str:
    """The class in a graph id; "" for what is no graph id."""
    return _CLASSES.get(entity.partition("/")[0], "")


class Names:
    """All that a question may name. Made once for a state of the graph; reading it is safe from several threads."""

    def __init__(self, named: Iterable[tuple[str, str, Iterable[str]]], holdings: Iterable[Holding] = ()) -> None:
        self._entities: dict[str, Entity] = {}
        self._forms: dict[str, dict[str, int]] = {}
        self._by_first: dict[str, set[str]] = {}
        self.of: dict[str, set[str]] = {}
        """Person (graph id) -> the regions and organisations that they serve."""
        held = sorted(holdings, key=lambda h: h.on)
        last = {h.person: h.post for h in held}
        self._untitled: dict[str, list[str]] = {}
        """Surname -> officials of whom no post is known: any 陈市长 may be one of them."""
        rows = [(entity, name, tuple(aliases)) for entity, name, aliases in named if _is_asked(class_of(entity))]
        forms = iter(normals(form for _, name, aliases in rows for form in (name, *aliases)))
        for entity, name, aliases in rows:
            self._take(Entity(entity, class_of(entity), name, last.get(entity, "")), next(forms), [next(forms) for _ in aliases])
        for holding in held:
            self._hold(holding)

    def _take(self, entity: Entity, name: str, aliases: list[str]) -> None:
        """``name`` and ``aliases`` are in normal form."""
        self._entities[entity.id] = entity
        if entity.cls == "Official" and not entity.hint:
            self._untitled.setdefault(surname_of(name), []).append(entity.id)
        short = short_region(name) if entity.fits("Region") else ()
        firms = [form for one in (name, *aliases) for form in short_firm(one)] if entity.fits("Organization") else []
        for rank, forms in enumerate(((name,), short, (*aliases, *firms))):
            for form in forms:
                self._add(form, entity.id, rank)

    def _add(self, form: str, entity: str, rank: int) -> None:
        if len(form) < 2 or len(form) > LONGEST or lexicon().get(form) is not None:
            return
        ranks = self._forms.setdefault(form, {})
        ranks[entity] = min(rank, ranks.get(entity, rank))
        if rank < 3:
            self._by_first.setdefault(form[0], set()).add(form)

    def _hold(self, holding: Holding) -> None:
        person = self._entities.get(holding.person)
        if person is None:
            return
        if holding.of:
            self.of.setdefault(person.id, set()).add(holding.of)
        post, surname = normal(holding.post), surname_of(normal(person.label))
        meant = (person.id, *self._untitled.get(surname, ())) if person.cls == "Official" else (person.id,)
        for form in titled(surname, post):
            for one in meant:
                self._add(form, one, 3)
        place = self._entities.get(holding.of)
        of = (place.label, *short_region(place.label)) if place and place.fits("Region") else ()
        for form in (*posts(post), *offices(post, of)):
            self._add(form, person.id, 4)

    def get(self, entity: str) -> Entity | None:
        """The entity of that graph id."""
        return self._entities.get(entity)

    def called(self, form: str) -> tuple[Entity, ...]:
        """Who or what bears the form (in normal form, or toneless pinyin): of each kind the best, a name before an alias."""
        found = self._forms.get(form)
        if found is None and form.isascii():
            found = {entity: rank for one in sorted(spelled(form, self._by_first)) for entity, rank in self._forms[one].items()}
        return tuple(self._entities[e] for e in _best(found, self._entities)) if found else ()

    def is_post(self, form: str) -> bool:
        """True if the form is a post that stands for its holder."""
        ranks = self._forms.get(form)
        return ranks is not None and min(ranks.values()) == 4

    def near(self, text: str, classes: Iterable[str] = ASKED, limit: int = 5) -> list[Entity]:
        """Entities of these classes whose names are like ``text`` (in normal form), the likest first."""
        wanted = tuple(classes)
        alike = [self._entities[e] for form in nearest(text, self._forms, 4 * limit) for e in self._forms[form] if self._forms[form][e] < 4]
        return list(dict.fromkeys(e for e in alike if any(e.fits(cls) for cls in wanted)))[:limit]


def _best(ranks: Mapping[str, int], entities: Mapping[str, Entity]) -> list[str]:
    """Of each kind (person, organisation, …) those of the lowest rank, ordered by id."""
    found: list[str] = []
    for kind in ASKED:
        of_kind = {e: rank for e, rank in ranks.items() if entities[e].fits(kind)}
        found += sorted(e for e, rank in of_kind.items() if rank == min(of_kind.values()))
    return found
